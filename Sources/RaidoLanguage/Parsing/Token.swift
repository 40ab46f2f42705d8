/// A token of a block: what it is and where it is. Its text stays in the file.
struct Token {
    enum Kind {
        /// `title`, `r#type`, `` `type` ``
        case word
        case string(StringForm)
        /// `12`, `1_000`
        case integer
        /// `12.5`, `1e10`
        case decimal
        case comma, colon, pathSeparator, arrow, equals, minus, dot, question
        case open(Bracket)
        case close(Bracket)
        /// A character that means nothing here. It has been reported.
        case unknown
        /// Past the last token.
        case end
    }

    /// How a string literal is written.
    enum StringForm {
        /// `"…"` with escapes
        case plain
        /// `"""…"""` with escapes
        case multiline
        /// `r"…"`, `r#"…"#`
        case rawRust(pounds: Int)
        /// `#"…"#`
        case rawSwift(pounds: Int)
        /// Not closed. It has been reported.
        case broken
    }

    var kind: Kind
    var start: Int
    var end: Int
    /// For a bracket, the token of the other one.
    var partner = 0
}

enum Bracket {
    case brace, parenthesis, square, angle

    init?(opening byte: UInt8) {
        switch byte {
        case UInt8(ascii: "{"): self = .brace
        case UInt8(ascii: "("): self = .parenthesis
        case UInt8(ascii: "["): self = .square
        case UInt8(ascii: "<"): self = .angle
        default: return nil
        }
    }

    init?(closing byte: UInt8) {
        switch byte {
        case UInt8(ascii: "}"): self = .brace
        case UInt8(ascii: ")"): self = .parenthesis
        case UInt8(ascii: "]"): self = .square
        case UInt8(ascii: ">"): self = .angle
        default: return nil
        }
    }

    var opening: String {
        switch self {
        case .brace: "{"
        case .parenthesis: "("
        case .square: "["
        case .angle: "<"
        }
    }

    var closing: String {
        switch self {
        case .brace: "}"
        case .parenthesis: ")"
        case .square: "]"
        case .angle: ">"
        }
    }
}
