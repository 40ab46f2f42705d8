extension ByteCursor {
    /// Moves past a Rust string or character literal, a lifetime or a label, if one begins here.
    mutating func skipRustLiteral() -> Bool {
        switch byte {
        case UInt8(ascii: "\""):
            skipRustString()
            return true
        case UInt8(ascii: "'"):
            skipQuote()
            return true
        default:
            return skipPrefixedLiteral()
        }
    }

    /// Moves past `b"…"`, `c"…"`, `b'…'`, `r"…"`, `r#"…"#`, `br#"…"#`, `cr#"…"#`. The prefix begins a word.
    private mutating func skipPrefixedLiteral() -> Bool {
        var length = 0
        if byte == UInt8(ascii: "b") || byte == UInt8(ascii: "c") { length = 1 }
        if byte(after: length) == UInt8(ascii: "r") {
            var pounds = 0
            while byte(after: length + 1 + pounds) == UInt8(ascii: "#") { pounds += 1 }
            guard byte(after: length + 1 + pounds) == UInt8(ascii: "\"") else { return false }
            position += length + 1 + pounds + 1
            skipRawText(pounds: pounds)
            return true
        }
        guard length == 1 else { return false }
        if byte(after: 1) == UInt8(ascii: "\"") {
            position += 1
            skipRustString()
            return true
        }
        guard byte == UInt8(ascii: "b"), byte(after: 1) == UInt8(ascii: "'") else { return false }
        position += 1
        skipQuote()
        return true
    }

    private mutating func skipRustString() {
        position += 1
        while !isAtEnd {
            if byte == UInt8(ascii: "\\") {
                position += 2
            } else {
                position += 1
                if bytes[position - 1] == UInt8(ascii: "\"") { return }
            }
        }
    }

    private mutating func skipRawText(pounds: Int) {
        while !isAtEnd {
            position += 1
            guard bytes[position - 1] == UInt8(ascii: "\"") else { continue }
            var count = 0
            while count < pounds, byte(after: count) == UInt8(ascii: "#") { count += 1 }
            if count == pounds {
                position += pounds
                return
            }
        }
    }

    /// Moves past a character literal; past the quote alone where it begins a lifetime or a label.
    private mutating func skipQuote() {
        position += 1
        if byte == UInt8(ascii: "\\") {
            position += 2
            skip { $0 != UInt8(ascii: "'") && !$0.isLineEnd }
            if byte == UInt8(ascii: "'") { position += 1 }
            return
        }
        var length = 1
        while byte(after: length) & 0xC0 == 0x80 { length += 1 }
        if byte(after: length) == UInt8(ascii: "'") { position += length + 1 }
    }
}
