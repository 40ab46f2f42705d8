/// A stretch of SQL: a token, a comment or white space.
package struct SQLPiece: Hashable, Sendable {
    package enum Content: Hashable, Sendable {
        case token(SQLToken)
        case comment
        case blank
    }

    package var content: Content
    /// Where it is, in bytes of UTF-8.
    package var range: Range<Int>
    /// Whether the quotation mark or comment that it opens is closed.
    package var isClosed = true

    package var token: SQLToken? {
        switch content {
        case .token(let token): token
        case .comment, .blank: nil
        }
    }
}

/// A piece of SQL from its first byte to its last, in tokens, comments and white space.
///
/// The engines differ in what begins a comment or escapes a quotation mark. Without an engine, SQL is read as the
/// standard has it, with brackets around names as SQLite takes them and texts as PostgreSQL has them.
package struct SQLPieces: Sequence, IteratorProtocol {
    private let bytes: [UInt8]
    private let rules: LexicalRules
    private var position = 0
    private var previous: SQLPiece?

    package init(_ text: String, for engine: Engine? = nil) {
        bytes = Array(text.utf8)
        rules = engine?.facts.lexicalRules ?? .anyEngine
    }

    package mutating func next() -> SQLPiece? {
        guard position < bytes.count else { return nil }
        let start = position
        let (content, isClosed) = read()
        let piece = SQLPiece(content: content, range: start..<position, isClosed: isClosed)
        previous = piece
        return piece
    }

    private mutating func read() -> (SQLPiece.Content, isClosed: Bool) {
        if let comment = readComment() { return comment }
        if readBlank() { return (.blank, true) }
        let (token, isClosed) = readToken()
        return (.token(token), isClosed)
    }

    private func peek(_ distance: Int) -> UInt8? {
        position + distance < bytes.count ? bytes[position + distance] : nil
    }

    private func text(from start: Int, to end: Int) -> String { String(decoding: bytes[start..<end], as: UTF8.self) }
}

// Comments and white space
extension SQLPieces {
    private mutating func readComment() -> (SQLPiece.Content, isClosed: Bool)? {
        switch (peek(0), peek(1)) {
        case (UInt8(ascii: "-"), UInt8(ascii: "-"))
        where !rules.hasHashComments || (peek(2).map { $0 <= 0x20 } ?? true):
            passLine()
            return (.comment, true)
        case (UInt8(ascii: "#"), _) where rules.hasHashComments:
            passLine()
            return (.comment, true)
        case (UInt8(ascii: "/"), UInt8(ascii: "*")):
            return (.comment, passBlock())
        default: return nil
        }
    }

    /// Whether the comment is closed.
    private mutating func passBlock() -> Bool {
        var depth = 0
        repeat {
            switch (peek(0), peek(1)) {
            case (nil, _): return false
            case (UInt8(ascii: "/"), UInt8(ascii: "*")) where depth == 0 || rules.nestsComments:
                depth += 1
                position += 2
            case (UInt8(ascii: "*"), UInt8(ascii: "/")):
                depth -= 1
                position += 2
            default: position += 1
            }
        } while depth > 0
        return true
    }

    private mutating func passLine() {
        while let byte = peek(0), !isLineEnd(byte) { position += 1 }
    }

    private func isLineEnd(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\n") || (byte == UInt8(ascii: "\r") && rules.endsLinesAtCarriageReturns)
    }

    private mutating func readBlank() -> Bool {
        let start = position
        while let byte = peek(0), byte == UInt8(ascii: " ") || (9...13).contains(byte) { position += 1 }
        return position > start
    }
}

// Tokens
extension SQLPieces {
    private static let pairs: Set<String> = ["<=", ">=", "<>", "!=", "==", "||", "<<", ">>", "->", "::"]

    private mutating func readToken() -> (SQLToken, isClosed: Bool) {
        let start = position
        switch bytes[position] {
        case UInt8(ascii: "'"):
            let (text, isClosed) = readQuoted(by: UInt8(ascii: "'"), escapes: rules.escapesWithBackslashes)
            return (.string(text), isClosed)
        case UInt8(ascii: "\"") where rules.hasDoubleQuotedTexts:
            let (text, isClosed) = readQuoted(by: UInt8(ascii: "\""), escapes: rules.escapesWithBackslashes)
            return (.string(text), isClosed)
        case UInt8(ascii: "\""):
            let (text, isClosed) = readQuoted(by: UInt8(ascii: "\""), escapes: false)
            return (.quoted(text), isClosed)
        case UInt8(ascii: "`"):
            let (text, isClosed) = readQuoted(by: UInt8(ascii: "`"), escapes: false)
            return (.quoted(text), isClosed)
        case UInt8(ascii: "[") where !isSubscript: return readBracketed()
        case let byte where isDigit(byte) || (byte == UInt8(ascii: ".") && isDigit(peek(1))):
            passNumber()
            return (.number(text(from: start, to: position)), true)
        case let byte where isPrefix(UInt8(ascii: "x"), byte):
            position += 1
            let (digits, isClosed) = readQuoted(by: UInt8(ascii: "'"), escapes: false)
            return (.symbol("x'\(digits)'"), isClosed)
        case let byte where rules.hasDollarQuotedTexts && isPrefix(UInt8(ascii: "e"), byte):
            position += 1
            var (text, isClosed) = readQuoted(by: UInt8(ascii: "'"), escapes: true)
            while isClosed, passToContinuation() {
                let more: String
                (more, isClosed) = readQuoted(by: UInt8(ascii: "'"), escapes: true)
                text += more
            }
            return (.string(text), isClosed)
        case UInt8(ascii: "$") where rules.hasDollarQuotedTexts:
            if let text = readDollarQuoted() { return (.string(text), true) }
            return readWord()
        case let byte where isWord(byte): return readWord()
        default:
            let pair = text(from: start, to: Swift.min(start + 2, bytes.count))
            position += Self.pairs.contains(pair) ? 2 : 1
            return (.symbol(text(from: start, to: position)), true)
        }
    }

    private mutating func readWord() -> (SQLToken, isClosed: Bool) {
        let start = position
        while isWord(peek(0)) { position += 1 }
        return (.word(text(from: start, to: position)), true)
    }

    /// Whether a bracket here picks from an array or makes one: `tags[1]`, `ARRAY[1, 2]`.
    private var isSubscript: Bool {
        guard let token = previous?.token else { return false }
        return token.identifier != nil || token.isSymbol(")") || token.isSymbol("]")
    }

    private mutating func readBracketed() -> (SQLToken, isClosed: Bool) {
        let start = position + 1
        let end = bytes[start...].firstIndex(of: UInt8(ascii: "]"))
        position = end.map { $0 + 1 } ?? bytes.count
        return (.quoted(text(from: start, to: end ?? bytes.count)), end != nil)
    }

    /// The text in quotation marks that starts here; doubled marks stand for one.
    private mutating func readQuoted(by mark: UInt8, escapes: Bool) -> (String, isClosed: Bool) {
        var content: [UInt8] = []
        position += 1
        while let byte = peek(0) {
            position += 1
            if byte == mark {
                guard peek(0) == mark else { return (String(decoding: content, as: UTF8.self), true) }
                position += 1
            } else if escapes, byte == UInt8(ascii: "\\"), let escaped = peek(0) {
                content.append(byte)
                content.append(escaped)
                position += 1
                continue
            }
            content.append(byte)
        }
        return (String(decoding: content, as: UTF8.self), false)
    }

    /// Whether a text continues after the end of a line (PostgreSQL manual, 4.1.2.1); it does so as it began, with its
    /// escapes. Comments may be between the lines.
    private mutating func passToContinuation() -> Bool {
        let start = position
        var hasLineEnd = false
        while let byte = peek(0) {
            if byte == UInt8(ascii: "'"), hasLineEnd { return true }
            if byte == UInt8(ascii: "-"), peek(1) == byte {
                passLine()
            } else if byte == UInt8(ascii: " ") || (9...13).contains(byte) {
                hasLineEnd = hasLineEnd || isLineEnd(byte)
                position += 1
            } else {
                break
            }
        }
        position = start
        return false
    }

    /// `$$…$$` and `$tag$…$tag$` (PostgreSQL manual, 4.1.2.4), or nil where it is none.
    private mutating func readDollarQuoted() -> String? {
        var end = position + 1
        while end < bytes.count, bytes[end] != UInt8(ascii: "$"), isWord(bytes[end]) { end += 1 }
        guard end < bytes.count, bytes[end] == UInt8(ascii: "$"), !isDigit(peek(1)) else { return nil }
        let tag = bytes[position...end]
        var closing = end + 1
        while closing + tag.count <= bytes.count {
            if bytes[closing..<(closing + tag.count)].elementsEqual(tag) {
                position = closing + tag.count
                return text(from: end + 1, to: closing)
            }
            closing += 1
        }
        return nil
    }

    private mutating func passNumber() {
        while let byte = peek(0) {
            let afterExponent = position > 0 && (bytes[position - 1] | 0x20) == UInt8(ascii: "e")
            let isSign = (byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")) && afterExponent
            guard isWord(byte) || byte == UInt8(ascii: ".") || isSign else { return }
            position += 1
        }
    }

    /// Whether a text with a letter in front of its quotation mark starts here.
    private func isPrefix(_ letter: UInt8, _ byte: UInt8) -> Bool {
        (byte | 0x20) == letter && peek(1) == UInt8(ascii: "'")
    }

    private func isDigit(_ byte: UInt8?) -> Bool {
        byte.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
    }

    private func isWord(_ byte: UInt8?) -> Bool { byte.map(isSQLWordByte) ?? false }
}

/// Whether a byte may be in a bare name.
func isSQLWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
        true
    default: false
    }
}
