/// A place in a text, and the steps from it that both the search for blocks and the reading of blocks need.
struct ByteCursor {
    let bytes: [UInt8]
    var position: Int

    var isAtEnd: Bool { position >= bytes.count }

    var isAtStartOfLine: Bool { position == 0 || bytes[position - 1].isLineEnd }

    /// The byte there, or zero past the end.
    var byte: UInt8 { position < bytes.count ? bytes[position] : 0 }

    /// The byte some places further on, or zero past the end.
    func byte(after distance: Int) -> UInt8 {
        position + distance < bytes.count ? bytes[position + distance] : 0
    }

    /// Whether the text continues with these characters.
    func sees(_ text: StaticString) -> Bool {
        guard position + text.utf8CodeUnitCount <= bytes.count else { return false }
        for distance in 0..<text.utf8CodeUnitCount
        where bytes[position + distance] != text.utf8Start.advanced(by: distance).pointee {
            return false
        }
        return true
    }

    /// Moves past spaces, line ends and comments. Whether there were any.
    @discardableResult
    mutating func skipTrivia() -> Bool {
        let start = position
        while !isAtEnd {
            if byte.isSpace { position += 1 } else if !skipComment() { break }
        }
        return position > start
    }

    /// Moves past a comment, if one begins here.
    mutating func skipComment() -> Bool {
        guard byte == UInt8(ascii: "/") else { return false }
        if byte(after: 1) == UInt8(ascii: "/") {
            skipLine()
            return true
        }
        guard byte(after: 1) == UInt8(ascii: "*") else { return false }
        skipBlockComment()
        return true
    }

    /// Moves to the end of the line.
    mutating func skipLine() {
        while !isAtEnd, !byte.isLineEnd { position += 1 }
    }

    private mutating func skipBlockComment() {
        var depth = 0
        while !isAtEnd {
            if sees("/*") {
                depth += 1
                position += 2
            } else if sees("*/") {
                depth -= 1
                position += 2
                if depth == 0 { return }
            } else {
                position += 1
            }
        }
    }

    /// Moves past letters, digits and underscores.
    mutating func skipWord() {
        while !isAtEnd, byte.isWordPart { position += 1 }
    }

    mutating func skip(while condition: (UInt8) -> Bool) {
        while !isAtEnd, condition(byte) { position += 1 }
    }
}

extension UInt8 {
    var isLineEnd: Bool { self == 0x0A || self == 0x0D }
    var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
    var isDigit: Bool { (0x30...0x39).contains(self) }

    /// Whether a word may begin with the byte. All that is not ASCII counts; which words are good names is said later.
    var isWordStart: Bool { isWordPart && !isDigit }

    var isWordPart: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }
}
