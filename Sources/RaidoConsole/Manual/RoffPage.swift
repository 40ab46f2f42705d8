/// A page of the manual as it grows: requests and macros of roff, and text that is none.
struct RoffPage {
    /// A piece of text in one font.
    enum Text {
        case plain(String)
        case bold(String)
        case italic(String)
    }

    private(set) var text: String
    /// Whether a heading was the last thing, which begins a paragraph itself.
    private var isBelowHeading = false

    init(comment: String) {
        text = ".\\\" \(comment)\n"
    }

    mutating func title(_ name: String, section: Int, date: String, source: String) {
        text += ".TH \(argument(name.uppercased())) \(section) \(date) \(argument(source))\n"
    }

    mutating func heading(_ words: String) { head("SH", words) }

    mutating func subheading(_ words: String) { head("SS", words) }

    private mutating func head(_ macro: String, _ words: String) {
        text += ".\(macro) \(argument(words))\n"
        isBelowHeading = true
    }

    /// The line that `man -k` looks for words in: the purpose is a sentence and becomes a phrase.
    mutating func name(_ name: String, purpose: String) {
        let sentence = purpose.prefix { $0 != "." }
        let phrase = sentence.prefix(1).lowercased() + sentence.dropFirst()
        text += "\(escaped(name)) \\- \(escaped(phrase))\n"
    }

    mutating func line(_ pieces: [Text]) { text += guarded(pieces.map(inline).joined()) + "\n" }

    /// Paragraphs are apart by an empty line; within one, lines are filled.
    mutating func paragraphs(_ words: String) {
        var isOpen = false
        for line in words.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.allSatisfy(\.isWhitespace) {
                isOpen = false
                continue
            }
            if !isOpen, !isBelowHeading { text += ".PP\n" }
            isOpen = true
            isBelowHeading = false
            text += guarded(escaped(line)) + "\n"
        }
    }

    /// A term, and its meaning indented below it.
    mutating func item(_ tag: [Text], _ meaning: String) {
        isBelowHeading = false
        text += ".TP\n"
        line(tag)
        text += guarded(escaped(meaning)) + "\n"
    }

    private func inline(_ piece: Text) -> String {
        switch piece {
        case .plain(let words): escaped(words)
        case .bold(let words): "\\fB\(escaped(words))\\fR"
        case .italic(let words): "\\fI\(escaped(words))\\fR"
        }
    }

    /// An argument of a macro in quotation marks.
    private func argument(_ words: String) -> String { "\"\(escaped(words))\"" }

    /// A line of text that begins like a request is none after `\&`.
    private func guarded(_ line: String) -> String {
        line.hasPrefix(".") || line.hasPrefix("'") ? "\\&" + line : line
    }

    /// Text that comes out letter by letter: dashes that can be copied, straight quotation marks, no escapes.
    private func escaped(_ words: some StringProtocol) -> String {
        var result = ""
        for scalar in words.unicodeScalars {
            switch scalar {
            case "\\": result += "\\e"
            case "-": result += "\\-"
            case "'": result += "\\(aq"
            case "\"": result += "\\(dq"
            case "`": result += "\\(ga"
            case "^": result += "\\(ha"
            case "~": result += "\\(ti"
            case "\n": result += " "
            case " "..."~": result.unicodeScalars.append(scalar)
            default: result += "\\[u\(hexadecimal(scalar))]"
            }
        }
        return result
    }

    /// At least four digits, as roff wants them.
    private func hexadecimal(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
