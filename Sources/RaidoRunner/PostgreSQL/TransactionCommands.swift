/// The command that begins or ends a transaction in statements that a person wrote, if there is one.
///
/// Quoted texts, comments and bodies between `$tag$` and `$tag$` are passed over.
func transactionCommand(in sql: String) -> String? {
    var scan = StatementScan(sql)
    while let word = scan.nextFirstWord() {
        if ["BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT"].contains(word) { return word }
    }
    return nil
}

private struct StatementScan {
    private let bytes: [UInt8]
    private var position = 0
    private var atStart = true

    init(_ sql: String) { bytes = Array(sql.utf8) }

    /// The first word of the next statement, in capitals.
    mutating func nextFirstWord() -> String? {
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: ";"):
                position += 1
                atStart = true
            case UInt8(ascii: "'"), UInt8(ascii: "\""): passQuoted(byte)
            case UInt8(ascii: "$"): passDollarQuoted()
            case UInt8(ascii: "-") where starts(with: "--"): pass(until: "\n")
            case UInt8(ascii: "/") where starts(with: "/*"): pass(until: "*/")
            case _ where isLetter(byte):
                let word = passWord()
                if atStart {
                    atStart = false
                    return word.uppercased()
                }
            default: position += 1
            }
        }
        return nil
    }

    private func isLetter(_ byte: UInt8) -> Bool {
        byte >= 0x80 || Character(UnicodeScalar(byte)).isLetter || byte == 95
    }

    private func isWord(_ byte: UInt8) -> Bool { isLetter(byte) || (48...57).contains(byte) }

    private func starts(with text: String) -> Bool { bytes[position...].starts(with: text.utf8) }

    private mutating func passWord() -> String {
        let start = position
        // A `$` inside a word begins no quotation.
        while position < bytes.count, isWord(bytes[position]) || bytes[position] == UInt8(ascii: "$") { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func passQuoted(_ mark: UInt8) {
        atStart = false
        let isEscaped = position > 0 && mark == UInt8(ascii: "'") && (bytes[position - 1] | 0x20) == UInt8(ascii: "e")
        position += 1
        while position < bytes.count, bytes[position] != mark {
            position += isEscaped && bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        position += 1
    }

    private mutating func passDollarQuoted() {
        let start = position
        var end = position + 1
        while end < bytes.count, isWord(bytes[end]) { end += 1 }
        guard end < bytes.count, bytes[end] == UInt8(ascii: "$") else {
            position += 1
            return
        }
        let tag = String(decoding: bytes[start...end], as: UTF8.self)
        position = end + 1
        pass(until: tag)
    }

    private mutating func pass(until text: String) {
        while position < bytes.count, !starts(with: text) { position += 1 }
        position += text.utf8.count
    }
}
