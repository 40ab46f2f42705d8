extension PackageManifest {
    /// The manifest with one more dependency, and one more target, at the ends of their lists.
    ///
    /// - Throws: ``ManifestProblem`` where the place of an element is not clear, or the new text does not read back as
    ///   the old elements and the new ones.
    package func adding(dependency: String?, target: String?) throws(ManifestProblem) -> PackageManifest {
        var text = bytes
        // From the end to the beginning, so that offsets hold.
        var edits: [Insertion] = []
        if let target { edits += try insertions(of: target, into: targets) }
        if let dependency {
            if let dependencies {
                edits += try insertions(of: dependency, into: dependencies)
            } else {
                edits.append(newList(of: dependency))
            }
        }
        for edit in edits.sorted(by: { $0.place > $1.place }) {
            text.insert(contentsOf: edit.text.utf8, at: edit.place)
        }
        return try reading(
            text, dependencies: dependencyElements.map(\.text) + [dependency].compactMap { $0 },
            targets: targetElements.map(\.text) + [target].compactMap { $0 })
    }

    /// The manifest with one more argument at the end of a dependency: `traits: […]`.
    package func adding(argument: String, toDependency place: Int) throws(ManifestProblem) -> PackageManifest {
        guard let element = dependencies?.elements[place], let list = arguments(of: element),
            let last = list.elements.last, list.trailingComma == nil
        else { throw .unclear }
        let addition = ", \(argument)"
        var text = bytes
        text.insert(contentsOf: addition.utf8, at: last.upperBound)
        var expected = dependencyElements.map(\.text)
        expected[place] =
            self.text(element.lowerBound..<last.upperBound) + addition + self.text(last.upperBound..<element.upperBound)
        return try reading(text, dependencies: expected, targets: targetElements.map(\.text))
    }

    /// Reads the edited text back: it must have these elements.
    private func reading(
        _ text: [UInt8], dependencies: [String], targets: [String]
    ) throws(ManifestProblem) -> PackageManifest {
        let edited: PackageManifest
        do { edited = try PackageManifest(reading: text) } catch { throw .unclear }
        guard edited.dependencyElements.map(\.text) == dependencies, edited.targetElements.map(\.text) == targets else {
            throw .unclear
        }
        return edited
    }

    private struct Insertion {
        var place: Int
        var text: String
    }

    /// What adds an element after the last one, laid out as the others are.
    private func insertions(of element: String, into list: BracketedList) throws(ManifestProblem) -> [Insertion] {
        guard let last = list.elements.last else {
            let end = list.range.upperBound - 1
            let isOnOneLine = !bytes[list.range].contains(where: \.isLineEnd)
            let indent = indent(ofLineAt: list.range.lowerBound)
            let tail = isOnOneLine ? lineEnd + indent : ""
            guard !isOnOneLine || bytes[list.range].count(where: { !$0.isSpace }) == 2 else { throw .unclear }
            return [
                Insertion(
                    place: isOnOneLine ? end : list.range.lowerBound + 1,
                    text: lineEnd + indent + "    " + element + "," + tail)
            ]
        }
        let end = list.trailingComma ?? last.upperBound
        let comma = list.trailingComma == nil ? "," : ""
        guard let lineEndPlace = try endOfLine(after: end, in: list) else {
            let closing = list.trailingComma == nil ? "" : ","
            return [Insertion(place: end, text: "\(comma) \(element)\(closing)")]
        }
        let indent = indent(ofLineAt: last.lowerBound)
        let new = Insertion(
            place: lineEndPlace, text: lineEnd + indent + element + (list.trailingComma == nil ? "" : ","))
        if comma.isEmpty { return [new] }
        if end == lineEndPlace { return [Insertion(place: end, text: comma + new.text)] }
        return [Insertion(place: end, text: comma), new]
    }

    /// Where the line ends on which the last element does, after its comment; nil where the list ends on that line.
    private func endOfLine(after place: Int, in list: BracketedList) throws(ManifestProblem) -> Int? {
        var cursor = ByteCursor(bytes: bytes, position: place)
        while cursor.position < list.range.upperBound - 1 {
            if cursor.byte.isLineEnd { return cursor.position }
            let start = cursor.position
            if cursor.skipComment() {
                // A comment that continues in the next line may be about what follows.
                if bytes[start..<cursor.position].contains(where: \.isLineEnd) { throw .unclear }
            } else {
                cursor.position += 1
            }
        }
        return nil
    }

    /// The list of dependencies, where there is none yet: before that of targets.
    private func newList(of element: String) -> Insertion {
        let indent = indent(ofLineAt: targetsLabel)
        return Insertion(
            place: targetsLabel,
            text: "dependencies: [\(lineEnd)\(indent)    \(element),\(lineEnd)\(indent)],\(lineEnd)\(indent)")
    }

    /// The spaces that the line of that place begins with.
    private func indent(ofLineAt place: Int) -> String {
        var start = place
        while start > 0, !bytes[start - 1].isLineEnd { start -= 1 }
        return String(decoding: bytes[start...].prefix { $0 == 0x20 || $0 == 0x09 }, as: UTF8.self)
    }

    private var lineEnd: String {
        guard let end = bytes.firstIndex(of: 0x0A), end > 0, bytes[end - 1] == 0x0D else { return "\n" }
        return "\r\n"
    }
}
