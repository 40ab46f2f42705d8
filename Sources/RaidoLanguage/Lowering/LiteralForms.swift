import Raido

/// How many digits a decimal number has on each side of its point, leading and trailing zeros aside.
struct DecimalDigits {
    var whole: Int
    var fraction: Int

    init?(_ text: String) {
        let parts = text.lowercased().split(separator: "e", maxSplits: 1)
        guard let mantissa = parts.first?.drop(while: { $0 == "-" }) else { return nil }
        let exponent = parts.count == 2 ? Int(parts[1]) : 0
        guard let exponent, abs(exponent) <= 1000 else { return nil }
        let halves = mantissa.split(separator: ".", omittingEmptySubsequences: false)
        let behind = halves.count == 2 ? halves[1] : ""
        let digits = Array((halves[0] + behind).utf8)
        let point = halves[0].utf8.count + exponent
        guard let first = digits.firstIndex(where: { $0 != UInt8(ascii: "0") }),
            let last = digits.lastIndex(where: { $0 != UInt8(ascii: "0") })
        else {
            (whole, fraction) = (0, 0)
            return
        }
        whole = max(0, point - first)
        fraction = max(0, last + 1 - point)
    }
}

/// Whether the text is eight, four, four, four and twelve hexadecimal digits with hyphens between.
func isUUID(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.map(\.utf8.count) == [8, 4, 4, 4, 12] && parts.allSatisfy { $0.allSatisfy(\.isHexDigit) }
}

/// Whether the text is a date, a time of day or both, as ISO 8601 writes them.
func isMoment(_ text: String, _ type: ColumnType) -> Bool {
    switch type.family {
    case .date: return isDate(text[...])
    case .time: return isTime(text[...])
    case .text, .boolean, .integer, .decimal, .floatingPoint, .timestamp, .interval, .uuid, .document, .bytes,
        .networkAddress, .xml, .enumeration, .custom:
        guard let separator = text.firstIndex(where: { $0 == " " || $0 == "T" }) else { return false }
        var time = text[text.index(after: separator)...]
        if type == .timestampWithTimeZone { time = withoutZone(time) }
        return isDate(text[..<separator]) && isTime(time)
    }
}

private func isDate(_ text: Substring) -> Bool {
    guard let parts = numbers(text, separator: "-", lengths: [4, 2, 2]) else { return false }
    let isLeap = parts[0] % 4 == 0 && (parts[0] % 100 != 0 || parts[0] % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...12).contains(parts[1]) && parts[2] >= 1 && parts[2] <= lengths[parts[1] - 1]
}

private func isTime(_ text: Substring) -> Bool {
    let halves = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    if halves.count == 2 {
        guard (1...6).contains(halves[1].count), halves[1].utf8.allSatisfy(\.isDigit) else { return false }
    }
    guard
        let parts = numbers(halves[0], separator: ":", lengths: [2, 2, 2])
            ?? (halves.count == 1 ? numbers(halves[0], separator: ":", lengths: [2, 2]) : nil)
    else { return false }
    return parts[0] < 24 && parts.dropFirst().allSatisfy { $0 < 60 }
}

private func withoutZone(_ time: Substring) -> Substring {
    if time.last == "Z" { return time.dropLast() }
    guard let sign = time.lastIndex(where: { $0 == "+" || $0 == "-" }) else { return time }
    let zone = time[time.index(after: sign)...]
    let isZone =
        numbers(zone, separator: ":", lengths: [2, 2]) != nil || numbers(zone, separator: ":", lengths: [2]) != nil
    return isZone ? time[..<sign] : time
}

private func numbers(_ text: Substring, separator: Character, lengths: [Int]) -> [Int]? {
    let parts = text.split(separator: separator, omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == lengths, parts.allSatisfy({ $0.utf8.allSatisfy(\.isDigit) }) else { return nil }
    return parts.compactMap { Int($0) }
}

/// Whether the text is one JSON value (RFC 8259), nested at most 64 deep.
func isJSON(_ text: String) -> Bool {
    var reader = JSONReader(cursor: ByteCursor(bytes: Array(text.utf8), position: 0))
    return reader.readValue(depth: 0) && reader.cursor.isAtEnd
}

private struct JSONReader {
    var cursor: ByteCursor

    /// Moves past a value and the spaces around it.
    mutating func readValue(depth: Int) -> Bool {
        cursor.skip(while: \.isSpace)
        defer { cursor.skip(while: \.isSpace) }
        switch cursor.byte {
        case UInt8(ascii: "{"): return depth < 64 && readMembers(close: UInt8(ascii: "}"), depth: depth, named: true)
        case UInt8(ascii: "["): return depth < 64 && readMembers(close: UInt8(ascii: "]"), depth: depth, named: false)
        case UInt8(ascii: "\""): return readString()
        default: return readWord()
        }
    }

    private mutating func readMembers(close: UInt8, depth: Int, named: Bool) -> Bool {
        cursor.position += 1
        cursor.skip(while: \.isSpace)
        if accept(close) { return true }
        repeat {
            if named {
                cursor.skip(while: \.isSpace)
                guard cursor.byte == UInt8(ascii: "\""), readString() else { return false }
                cursor.skip(while: \.isSpace)
                guard accept(UInt8(ascii: ":")) else { return false }
            }
            guard readValue(depth: depth + 1) else { return false }
        } while accept(UInt8(ascii: ","))
        return accept(close)
    }

    private mutating func accept(_ byte: UInt8) -> Bool {
        guard cursor.byte == byte else { return false }
        cursor.position += 1
        return true
    }

    private mutating func readString() -> Bool {
        cursor.position += 1
        while !cursor.isAtEnd {
            switch cursor.byte {
            case UInt8(ascii: "\""):
                cursor.position += 1
                return true
            case UInt8(ascii: "\\"): cursor.position += 2
            case 0..<0x20: return false
            default: cursor.position += 1
            }
        }
        return false
    }

    /// `true`, `false`, `null` or a number.
    private mutating func readWord() -> Bool {
        let start = cursor.position
        cursor.skip { $0.isWordPart || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: ".") }
        let word = String(decoding: cursor.bytes[start..<cursor.position], as: UTF8.self)
        if ["true", "false", "null"].contains(word) { return true }
        let digits = word.drop { $0 == "-" }
        let isStrict =
            digits.first?.isNumber == true && (digits.first != "0" || digits.dropFirst().first?.isNumber != true)
        return isStrict && digits.last?.isNumber == true && Double(word)?.isFinite == true && !word.contains("x")
    }
}
