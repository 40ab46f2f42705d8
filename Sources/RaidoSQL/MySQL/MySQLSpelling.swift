import Raido

/// A name as MySQL and MariaDB take it whatever the `sql_mode`: between backticks.
package func backtickQuote(_ identifier: String) -> String { quote(identifier, with: "`") }

package func backtickList(_ identifiers: [String]) -> String {
    identifiers.map(backtickQuote).joined(separator: ", ")
}

/// A text as a string literal of MySQL and MariaDB, where a backslash escapes (without `NO_BACKSLASH_ESCAPES`, which
/// the session never sets).
package func backslashLiteral(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in literal(text).unicodeScalars {
        switch scalar {
        case "\\": result += "\\\\".unicodeScalars
        // Clients that read a script drop it before the end of a line.
        case "\r": result += "\\r".unicodeScalars
        default: result.append(scalar)
        }
    }
    return String(result)
}

/// An expression of standard SQL as MySQL and MariaDB mean it: names in double quotes get backticks, texts in single
/// quotes are written by `words`. Everything else is left as the user wrote it.
func backtickExpression(_ text: String, words: (String) -> String) -> String {
    var result: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let first = rest.first {
        guard first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") || first == UInt8(ascii: "`") else {
            result.append(rest.removeFirst())
            continue
        }
        let end = endOfQuotation(rest, mark: first)
        let quotation = rest[rest.startIndex..<end]
        rest = rest[end...]
        var tokens = SQLTokens(String(decoding: quotation, as: UTF8.self))
        switch tokens.next() {
        case .quoted(let name): result += Array(backtickQuote(name).utf8)
        case .string(let text): result += Array(words(text).utf8)
        case .word, .number, .symbol, nil: result += quotation
        }
    }
    return String(decoding: result, as: UTF8.self)
}

private func endOfQuotation(_ bytes: ArraySlice<UInt8>, mark: UInt8) -> Int {
    var position = bytes.startIndex + 1
    while position < bytes.endIndex {
        if bytes[position] == mark {
            guard position + 1 < bytes.endIndex, bytes[position + 1] == mark else { return position + 1 }
            position += 1
        }
        position += 1
    }
    return bytes.endIndex
}

extension String {
    /// Whether it has characters, an emoji for one, that these engines keep in rows and not in definitions: there, and
    /// in what is dumped, they become question marks.
    var hasFourByteCharacters: Bool { unicodeScalars.contains { $0.value > 0xFFFF } }
}

/// The bytes that so many digits stand for, two for each.
func bytes(hexadecimal digits: Substring) -> [UInt8] {
    var result: [UInt8] = []
    var rest = digits
    while rest.count >= 2, let byte = UInt8(rest.prefix(2), radix: 16) {
        result.append(byte)
        rest = rest.dropFirst(2)
    }
    return result
}
