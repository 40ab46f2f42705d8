/// The parts of a `Package.swift` that can be edited with certainty: the literal lists of dependencies and targets in
/// `let package = Package(…)`. The manifest is read as text; nothing is compiled.
package struct PackageManifest: Sendable {
    package let bytes: [UInt8]
    /// Nil where the call has no such argument.
    let dependencies: BracketedList?
    let targets: BracketedList
    /// Where the label `targets` begins.
    let targetsLabel: Int

    /// - Throws: ``ManifestProblem`` where it is not certain what the manifest says.
    package init(reading bytes: [UInt8]) throws(ManifestProblem) {
        self.bytes = bytes
        let call = try BracketedList(in: bytes, at: PackageSearch.call(in: bytes))
        let arguments = call.elements.compactMap { LabelledArgument($0, in: bytes) }
        guard let targets = arguments.first(where: { $0.label == "targets" }) else { throw .noTargets }
        self.targets = try Self.list(targets, in: bytes)
        targetsLabel = targets.start
        dependencies = try arguments.first { $0.label == "dependencies" }.map { argument throws(ManifestProblem) in
            try Self.list(argument, in: bytes)
        }
    }

    private static func list(
        _ argument: LabelledArgument, in bytes: [UInt8]
    ) throws(ManifestProblem) -> BracketedList {
        guard bytes[argument.value.lowerBound] == UInt8(ascii: "[") else { throw .notAList(argument.label) }
        let list = try BracketedList(in: bytes, at: argument.value.lowerBound)
        guard list.range == argument.value else { throw .notAList(argument.label) }
        return list
    }

    /// The version of the manifest's format: `6.2` in `// swift-tools-version: 6.2`; nil where the first line has none.
    package var toolsVersion: (major: Int, minor: Int)? {
        let line = String(decoding: bytes.prefix { !$0.isLineEnd }, as: UTF8.self).lowercased()
        let words = line.split { " \t:/;".contains($0) }
        guard let name = words.firstIndex(of: "swift-tools-version"), name + 1 < words.count else { return nil }
        let numbers = words[name + 1].split(separator: ".").map { Int($0) }
        guard let major = numbers.first ?? nil else { return nil }
        return (major, numbers.count > 1 ? numbers[1] ?? 0 : 0)
    }

    /// A dependency or target: its text, and the text literals in it.
    package struct Element: Sendable {
        package var text: String
        package var strings: [String]
        /// The labels of its arguments, and whether one can be added at their end.
        package var labels: [String]
        /// Its argument `path:`, where that is one plain text.
        package var path: String?
    }

    package var dependencyElements: [Element] { dependencies?.elements.map(element) ?? [] }
    package var targetElements: [Element] { targets.elements.map(element) }

    /// All texts of the manifest in quotation marks.
    package var strings: [String] { strings(in: 0..<bytes.count) }

    private func element(_ range: Range<Int>) -> Element {
        let arguments = arguments(of: range)?.elements.compactMap { LabelledArgument($0, in: bytes) } ?? []
        let path = arguments.first { $0.label == "path" }.flatMap { plainText($0.value) }
        return Element(
            text: text(range), strings: strings(in: range), labels: arguments.map(\.label), path: path)
    }

    /// The text literal that is the whole of a value.
    private func plainText(_ value: Range<Int>) -> String? {
        let strings = strings(in: value)
        guard let string = strings.first, strings.count == 1, text(value) == "\"\(string)\"" else { return nil }
        return string
    }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// The parentheses of an element like `.package(…)`.
    func arguments(of element: Range<Int>) -> BracketedList? {
        guard let open = bytes[element].firstIndex(of: UInt8(ascii: "(")) else { return nil }
        let list = try? BracketedList(in: bytes, at: open)
        return list?.range.upperBound == element.upperBound ? list : nil
    }

    private func strings(in range: Range<Int>) -> [String] {
        var cursor = ByteCursor(bytes: bytes, position: range.lowerBound)
        var strings: [String] = []
        while cursor.position < range.upperBound {
            if cursor.skipTrivia() { continue }
            let start = cursor.position
            let isString = cursor.byte == UInt8(ascii: "\"")
            if !cursor.skipSwiftLiteral() {
                cursor.position += 1
            } else if isString, cursor.position - start >= 2 {
                strings.append(text(start + 1..<cursor.position - 1))
            }
        }
        return strings
    }
}

/// Why a manifest is not edited.
package enum ManifestProblem: Error, Hashable, Sendable {
    /// `#if` around the package, or in it.
    case conditions
    /// No `let package = Package(…)`, or more than one.
    case noPackage
    /// The package has no `targets:`.
    case noTargets
    /// An argument that is something else than a list in brackets.
    case notAList(String)
    /// Brackets that do not close one another.
    case unclosed
    /// The place for the new text is not clear, or the edited manifest does not read as intended.
    case unclear
}
