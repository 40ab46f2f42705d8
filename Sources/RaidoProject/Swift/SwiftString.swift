/// A text as a Swift string literal. The literal's value is the text, byte for byte.
struct SwiftString {
    let text: String

    init(_ text: String) { self.text = text }

    /// The literal on one line.
    var literal: String {
        "\"" + text.unicodeScalars.map { $0 == "\"" ? "\\\"" : escape($0) }.joined() + "\""
    }

    /// The literal over several lines, the first of which holds three quotes alone; the others begin `indent` columns
    /// in. A line of the text that is too long for the width continues after a backslash.
    func multiline(indent: Int, width: Int) -> String {
        let margin = String(repeating: " ", count: indent)
        let room = max(width - indent, 40)
        var lines = ["\"\"\""]
        for line in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false) {
            lines += wrap(units(of: String(line)), room: room).map { $0.isEmpty ? "" : margin + $0 }
        }
        return lines.joined(separator: "\n") + "\n" + margin + "\"\"\""
    }

    /// The characters of a line, each as it is written between triple quotes.
    private func units(of line: String) -> [String] {
        var units: [String] = []
        var quotes = 0
        for character in line {
            var unit = ""
            for scalar in character.unicodeScalars {
                quotes = scalar == "\"" ? quotes + 1 : 0
                unit += quotes == 3 ? "\\\"" : escape(scalar)
                if quotes == 3 { quotes = 0 }
            }
            units.append(unit)
        }
        // A space at the end of a line is seen by nobody, and removed by many editors.
        if units.last == " " { units[units.count - 1] = "\\u{20}" }
        return units
    }

    /// The units in lines, all but the last of which end in a backslash; broken after spaces where there are some.
    private func wrap(_ units: [String], room: Int) -> [String] {
        var lines: [String] = []
        var rest = units[...]
        var left = units.reduce(0) { $0 + $1.count }
        while left > room {
            var length = 0
            let fitting = rest.prefix { unit in
                length += unit.count
                return length < room
            }
            let space = fitting.lastIndex(of: " ").map { $0 + 1 } ?? 0
            let end = space > fitting.startIndex + fitting.count / 2 ? space : fitting.endIndex
            lines.append(rest[..<end].joined() + "\\")
            left -= rest[..<end].reduce(0) { $0 + $1.count }
            rest = rest[end...]
        }
        return lines + [rest.joined()]
    }

    /// A scalar as it is written in a literal. What cannot be seen, or changes how other text is seen, is spelled.
    private func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\\": return "\\\\"
        case "\n": return "\\n"
        case "\r": return "\\r"
        case "\t": return "\\t"
        case " ": return " "
        default: break
        }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .privateUse:
            return "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
        default:
            return String(Character(scalar))
        }
    }
}
