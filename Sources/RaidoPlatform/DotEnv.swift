/// The variables of a `.env` file.
///
/// Lines are `NAME=value`, `export NAME=value`, blank, or comments after `#`. A value may be in double quotes (with
/// `\n`, `\"`, `\\` and `\$`) or in single quotes (as it is), over several lines; a bare one ends before ` #`. Later
/// lines win. A byte order mark at the beginning is skipped.
package struct DotEnv {
    package private(set) var values: [String: String] = [:]

    /// The lines that are none of these. All others are read.
    package private(set) var mistakes: [Mistake] = []

    /// A line that is not an assignment.
    package struct Mistake: Hashable, Sendable {
        package var line: Int
        /// The word at its beginning; empty where there is none.
        package var name: String

        package init(line: Int, name: String) {
            self.line = line
            self.name = name
        }
    }

    package init(_ text: String) {
        let content = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
        let lines = content.split(omittingEmptySubsequences: false) { ["\n", "\r\n", "\r"].contains($0) }
        var place = 0
        while place < lines.count {
            let first = place
            let line = Self.assignment(lines[first])
            place += 1
            if line.isEmpty || line.hasPrefix("#") { continue }
            let name = line.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            let rest = Self.start(line[name.endIndex...])
            if !name.isEmpty, rest.hasPrefix("="),
                let (value, end) = Self.value(Self.start(rest.dropFirst()), of: lines, at: first)
            {
                values[String(name)] = value
                place = end
            } else {
                mistakes.append(Mistake(line: first + 1, name: String(name)))
            }
        }
    }

    private static func assignment(_ line: Substring) -> Substring {
        let line = start(line)
        return line.hasPrefix("export ") ? start(line.dropFirst(7)) : line
    }

    /// A value that begins with `text` in the line at `place`, and the place of the line after it.
    private static func value(_ text: Substring, of lines: [Substring], at place: Int) -> (String, end: Int)? {
        guard let quote = text.first, quote == "\"" || quote == "'" else { return (bare(text), place + 1) }
        var result = ""
        var rest = text.dropFirst()
        for next in place + 1...lines.count {
            switch quoted(rest, in: quote, into: &result) {
            case .closed(let behind):
                let behind = trimmed(behind)
                return behind.isEmpty || behind.hasPrefix("#") ? (result, next) : nil
            case .open(let isJoined): if !isJoined { result += "\n" }
            }
            if next < lines.count { rest = lines[next] }
        }
        return nil
    }

    private enum LineEnd {
        /// The value continues in the next line; a backslash at the end joins both.
        case open(isJoined: Bool)
        case closed(behind: Substring)
    }

    private static func quoted(_ line: Substring, in quote: Character, into result: inout String) -> LineEnd {
        var isEscaped = false
        for place in line.indices {
            let character = line[place]
            if isEscaped {
                result.append(character == "n" ? "\n" : character)
                isEscaped = false
            } else if character == "\\", quote == "\"" {
                isEscaped = true
            } else if character == quote {
                return .closed(behind: line[line.index(after: place)...])
            } else {
                result.append(character)
            }
        }
        return .open(isJoined: isEscaped)
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

    /// Without the blanks before it. Those at the end may be in quotation marks.
    private static func start(_ text: Substring) -> Substring { text.drop(while: \.isWhitespace) }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return text
    }
}
