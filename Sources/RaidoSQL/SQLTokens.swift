/// One token of SQL.
package enum SQLToken: Hashable, Sendable {
    /// A keyword or a bare name, as written.
    case word(String)
    /// A name in quotation marks, backticks or brackets, without them.
    case quoted(String)
    /// A text, without its quotation marks.
    case string(String)
    /// A number, as written.
    case number(String)
    /// A blob literal, a parameter or an operator, as written.
    case symbol(String)

    /// The name that the token may be.
    package var identifier: String? {
        switch self {
        case .word(let name), .quoted(let name): name
        case .string, .number, .symbol: nil
        }
    }

    package func isKeyword(_ keyword: String) -> Bool {
        if case .word(let word) = self { return word.lowercased() == keyword.lowercased() }
        return false
    }

    package func isSymbol(_ text: String) -> Bool { self == .symbol(text) }
}

/// The tokens of a piece of SQL; comments and white space are passed over.
package struct SQLTokens: Sequence, IteratorProtocol {
    private let bytes: [UInt8]
    private var position = 0

    package init(_ text: String) { bytes = Array(text.utf8) }

    package mutating func next() -> SQLToken? {
        skipBlanks()
        guard position < bytes.count else { return nil }
        let start = position
        switch bytes[position] {
        case UInt8(ascii: "'"): return .string(quotedText(endingWith: UInt8(ascii: "'")))
        case UInt8(ascii: "\""): return .quoted(quotedText(endingWith: UInt8(ascii: "\"")))
        case UInt8(ascii: "`"): return .quoted(quotedText(endingWith: UInt8(ascii: "`")))
        case UInt8(ascii: "["):
            position = bytes[position...].firstIndex(of: UInt8(ascii: "]")).map { $0 + 1 } ?? bytes.count
            return .quoted(text(from: start + 1, to: Swift.max(start + 1, position - 1)))
        case let byte where isDigit(byte) || (byte == UInt8(ascii: ".") && isDigit(peek(1))):
            passNumber()
            return .number(text(from: start, to: position))
        case let byte where isBlobStart(byte):
            position += 1
            let digits = quotedText(endingWith: UInt8(ascii: "'"))
            return .symbol("x'\(digits)'")
        case let byte where isWord(byte):
            while isWord(peek(0)) { position += 1 }
            return .word(text(from: start, to: position))
        default:
            let pair = text(from: start, to: Swift.min(start + 2, bytes.count))
            position += Self.pairs.contains(pair) ? 2 : 1
            return .symbol(text(from: start, to: position))
        }
    }

    private static let pairs: Set<String> = ["<=", ">=", "<>", "!=", "==", "||", "<<", ">>", "->"]

    private func peek(_ distance: Int) -> UInt8? {
        position + distance < bytes.count ? bytes[position + distance] : nil
    }

    private func text(from start: Int, to end: Int) -> String { String(decoding: bytes[start..<end], as: UTF8.self) }

    private mutating func skipBlanks() {
        while let byte = peek(0) {
            if byte == UInt8(ascii: "-"), peek(1) == UInt8(ascii: "-") {
                while let byte = peek(0), byte != UInt8(ascii: "\n") { position += 1 }
            } else if byte == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
                position += 2
                while peek(0) != nil, !(peek(0) == UInt8(ascii: "*") && peek(1) == UInt8(ascii: "/")) { position += 1 }
                position = Swift.min(position + 2, bytes.count)
            } else if byte == UInt8(ascii: " ") || (9...13).contains(byte) {
                position += 1
            } else {
                return
            }
        }
    }

    /// The text in quotation marks that starts here; doubled marks stand for one.
    private mutating func quotedText(endingWith mark: UInt8) -> String {
        var content: [UInt8] = []
        position += 1
        while let byte = peek(0) {
            position += 1
            if byte == mark {
                guard peek(0) == mark else { break }
                position += 1
            }
            content.append(byte)
        }
        return String(decoding: content, as: UTF8.self)
    }

    private mutating func passNumber() {
        while let byte = peek(0) {
            let afterExponent = position > 0 && (bytes[position - 1] | 0x20) == UInt8(ascii: "e")
            let isSign = (byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")) && afterExponent
            guard isWord(byte) || byte == UInt8(ascii: ".") || isSign else { return }
            position += 1
        }
    }

    private func isBlobStart(_ byte: UInt8) -> Bool {
        (byte | 0x20) == UInt8(ascii: "x") && peek(1) == UInt8(ascii: "'")
    }

    private func isDigit(_ byte: UInt8?) -> Bool {
        byte.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
    }

    private func isWord(_ byte: UInt8?) -> Bool {
        guard let byte else { return false }
        return switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
            true
        default: false
        }
    }
}
