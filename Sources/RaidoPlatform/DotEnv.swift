/// The variables of a `.env` file.
///
/// Lines are `NAME=value`, `export NAME=value`, blank, or comments behind `#`. A value may stand in double quotes
/// (with `\n`, `\"`, `\\` and `\$`) or in single quotes (as it is); a bare one ends before ` #`. Later lines win.
package struct DotEnv {
    package private(set) var values: [String: String] = [:]

    /// A line that is none of these.
    package struct Mistake: Error, Equatable {
        package var line: Int

        package init(line: Int) { self.line = line }
    }

    package init(_ text: String) throws(Mistake) {
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        for (place, line) in lines.enumerated() {
            guard let (name, value) = try Self.read(line, number: place + 1) else { continue }
            values[name] = value
        }
    }

    private static func read(_ line: Substring, number: Int) throws(Mistake) -> (String, String)? {
        var rest = trimmed(line)
        if rest.isEmpty || rest.hasPrefix("#") { return nil }
        if rest.hasPrefix("export ") { rest = trimmed(rest.dropFirst(7)) }
        guard let equals = rest.firstIndex(of: "=") else { throw Mistake(line: number) }
        let name = trimmed(rest[..<equals])
        guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else {
            throw Mistake(line: number)
        }
        return (String(name), try value(trimmed(rest[rest.index(after: equals)...]), number: number))
    }

    private static func value(_ text: Substring, number: Int) throws(Mistake) -> String {
        guard let quote = text.first, quote == "\"" || quote == "'" else { return bare(text) }
        var result = ""
        var isEscaped = false
        var end: Substring.Index?
        for place in text.indices.dropFirst() {
            let character = text[place]
            if isEscaped {
                result.append(character == "n" ? "\n" : character)
                isEscaped = false
            } else if character == "\\", quote == "\"" {
                isEscaped = true
            } else if character == quote {
                end = text.index(after: place)
                break
            } else {
                result.append(character)
            }
        }
        guard let end else { throw Mistake(line: number) }
        let behind = trimmed(text[end...])
        guard behind.isEmpty || behind.hasPrefix("#") else { throw Mistake(line: number) }
        return result
    }

    private static func bare(_ text: Substring) -> String {
        var end = text.startIndex
        var previous: Character = " "
        while end < text.endIndex {
            if text[end] == "#", previous.isWhitespace { break }
            previous = text[end]
            end = text.index(after: end)
        }
        return String(trimmed(text[..<end]))
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return text
    }
}
