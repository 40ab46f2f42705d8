/// What is wrong in a string literal, at which byte.
struct StringMistake: Error {
    var message: LanguageMessage
    var start: Int
    var end: Int
}

extension BlockText {
    /// The text that a string token stands for.
    func value(of token: Token, _ form: Token.StringForm) throws(StringMistake) -> String {
        let (head, tail): (Int, Int)
        switch form {
        case .plain: (head, tail) = (1, 1)
        case .multiline: return try multiline(bytes[token.start + 3..<token.end - 3], hasEscapes: true)
        case .rawRust(let pounds): (head, tail) = (2 + pounds, 1 + pounds)
        case .rawSwift(let pounds):
            let inner = bytes[token.start + pounds..<token.end - pounds]
            if inner.count >= 6, inner.starts(with: "\"\"\"".utf8) {
                return try multiline(inner.dropFirst(3).dropLast(3), hasEscapes: false)
            }
            (head, tail) = (1 + pounds, 1 + pounds)
        case .broken: return ""
        }
        let inner = bytes[token.start + head..<token.end - tail]
        if case .plain = form { return try unescaped(inner) }
        return try checked(Array(inner), from: inner.startIndex)
    }

    private func unescaped(_ part: ArraySlice<UInt8>) throws(StringMistake) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(part.count)
        var position = part.startIndex
        while position < part.endIndex {
            if part[position] == UInt8(ascii: "\\") {
                position = try readEscape(part, at: position, into: &result)
            } else {
                result.append(part[position])
                position += 1
            }
        }
        return try checked(result, from: part.startIndex)
    }

    /// Reads one escape sequence of Swift or Rust. Where it ends.
    private func readEscape(
        _ part: ArraySlice<UInt8>, at start: Int, into result: inout [UInt8]
    ) throws(StringMistake) -> Int {
        let sign = start + 1 < part.endIndex ? part[start + 1] : 0
        switch sign {
        case UInt8(ascii: "n"): result.append(0x0A)
        case UInt8(ascii: "r"): result.append(0x0D)
        case UInt8(ascii: "t"): result.append(0x09)
        case UInt8(ascii: "0"): result.append(0)
        case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "'"): result.append(sign)
        case UInt8(ascii: "u"): return try readUnicode(part, at: start, into: &result)
        case UInt8(ascii: "x"):
            let digits = part[min(start + 2, part.endIndex)..<min(start + 4, part.endIndex)]
            guard digits.count == 2, let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 16), code < 0x80
            else { throw StringMistake(message: .unknownEscape("\\x"), start: start, end: start + 2) }
            result.append(code)
            return start + 4
        case UInt8(ascii: "("):
            throw StringMistake(message: .interpolation, start: start, end: start + 2)
        case 0x0A, 0x0D:
            var end = start + 1
            while end < part.endIndex, part[end].isSpace { end += 1 }
            return end
        default:
            let end = min(start + 2, part.endIndex)
            let text = String(decoding: part[start..<end], as: UTF8.self)
            throw StringMistake(message: .unknownEscape(text), start: start, end: end)
        }
        return start + 2
    }

    private func readUnicode(
        _ part: ArraySlice<UInt8>, at start: Int, into result: inout [UInt8]
    ) throws(StringMistake) -> Int {
        let rest = part[(start + 2)...]
        guard rest.first == UInt8(ascii: "{"), let close = rest.firstIndex(of: UInt8(ascii: "}")),
            let code = UInt32(String(decoding: rest[rest.startIndex + 1..<close], as: UTF8.self), radix: 16),
            let scalar = UnicodeScalar(code)
        else { throw StringMistake(message: .unknownEscape("\\u"), start: start, end: start + 2) }
        result += UTF8.encode(scalar).map(Array.init) ?? []
        return close + 1
    }

    /// The lines between the quotation marks' lines, without the indentation of the closing ones.
    private func multiline(_ part: ArraySlice<UInt8>, hasEscapes: Bool) throws(StringMistake) -> String {
        var lines = part.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
            line.last == 0x0D ? line.dropLast() : line
        }
        guard lines.count > 1, let last = lines.last, last.allSatisfy(\.isSpace), lines[0].allSatisfy(\.isSpace) else {
            return hasEscapes ? try unescaped(part) : try checked(Array(part), from: part.startIndex)
        }
        lines = lines.dropFirst().dropLast().map { $0.starts(with: last) ? $0.dropFirst(last.count) : $0 }
        var texts: [String] = []
        for line in lines {
            texts.append(hasEscapes ? try unescaped(line) : try checked(Array(line), from: line.startIndex))
        }
        return texts.joined(separator: "\n")
    }

    private func checked(_ result: [UInt8], from start: Int) throws(StringMistake) -> String {
        guard !result.contains(0) else {
            throw StringMistake(message: .nulInString, start: start, end: start + 1)
        }
        return String(decoding: result, as: UTF8.self)
    }
}
