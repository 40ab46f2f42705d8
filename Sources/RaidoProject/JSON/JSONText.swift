/// A JSON text that is written on one line.
struct JSONText {
    var text: String

    static func string(_ value: String) -> JSONText {
        var text = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{0}"..<"\u{20}", "\u{7F}":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        return JSONText(text: text + "\"")
    }

    static func number(_ value: some FixedWidthInteger) -> JSONText { JSONText(text: String(value)) }

    static func boolean(_ value: Bool) -> JSONText { JSONText(text: value ? "true" : "false") }

    static func list(_ elements: [JSONText]) -> JSONText {
        JSONText(text: "[" + elements.map(\.text).joined(separator: ", ") + "]")
    }

    static func strings(_ values: [String]) -> JSONText { list(values.map(string)) }

    /// The members in the order in which they are given; those without a value are left out.
    static func object(_ members: [(key: String, value: JSONText?)]) -> JSONText {
        let texts = members.compactMap { member in
            member.value.map { string(member.key).text + ": " + $0.text }
        }
        return JSONText(text: "{" + texts.joined(separator: ", ") + "}")
    }
}
