import RaidoConsole

/// Decodes a string literal.
struct SwiftStringReader {
    private let bytes: [UInt8]
    private let form: SwiftStringForm
    private let end: Int
    private var offset: Int
    private var result: [UInt8] = []

    /// The text that a literal stands for.
    static func text(of token: SwiftToken, _ form: SwiftStringForm, in bytes: [UInt8]) throws(SwiftMistake) -> String {
        let (start, end) = (token.start + form.delimiterLength, token.end - form.delimiterLength)
        if form.isVerbatim { return String(decoding: bytes[start..<end], as: UTF8.self) }
        var reader = SwiftStringReader(bytes: bytes, form: form, offset: start, end: end)
        if form.isMultiline { try reader.readLines() } else { try reader.readPart(until: end) }
        return String(decoding: reader.result, as: UTF8.self)
    }

    private init(bytes: [UInt8], form: SwiftStringForm, offset: Int, end: Int) {
        self.bytes = bytes
        self.form = form
        self.offset = offset
        self.end = end
        result.reserveCapacity(end - offset)
    }

    /// Reads up to a place, and whether the line's end is escaped. No line end is passed.
    @discardableResult
    private mutating func readPart(until limit: Int) throws(SwiftMistake) -> Bool {
        while offset < limit {
            let rest = bytes[offset..<limit]
            guard let place = rest.firstIndex(of: UInt8(ascii: "\\")) else {
                result += rest
                offset = limit
                return false
            }
            result += rest[..<place]
            offset = place + 1
            guard bytes[offset..<end].prefix(form.pounds).allSatisfy({ $0 == UInt8(ascii: "#") }),
                offset + form.pounds <= end
            else {
                result.append(UInt8(ascii: "\\"))
                continue
            }
            offset += form.pounds
            if try readEscape(from: place, until: limit) { return true }
        }
        return false
    }

    /// Reads what follows a backslash. Whether that is the end of the line.
    private mutating func readEscape(from start: Int, until limit: Int) throws(SwiftMistake) -> Bool {
        let sign = offset < limit ? bytes[offset] : 0x0A
        offset = min(offset + 1, limit)
        switch sign {
        case UInt8(ascii: "n"): result.append(0x0A)
        case UInt8(ascii: "r"): result.append(0x0D)
        case UInt8(ascii: "t"): result.append(0x09)
        case UInt8(ascii: "0"): result.append(0)
        case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "'"): result.append(sign)
        case UInt8(ascii: "u"): try readScalar(from: start, until: limit)
        case 0x20, 0x09, 0x0A:
            guard form.isMultiline, bytes[offset..<limit].allSatisfy({ $0 == 0x20 || $0 == 0x09 }) else { fallthrough }
            guard limit < end else { throw SwiftMistake(.escapedLastLineEnd, from: start, to: limit) }
            offset = limit
            return true
        default:
            let text = String(decoding: bytes[start..<offset], as: UTF8.self)
            throw SwiftMistake(.invalidEscape(text), from: start, to: offset)
        }
        return false
    }

    /// `\u{1F600}`
    private mutating func readScalar(from start: Int, until limit: Int) throws(SwiftMistake) {
        let digits = bytes[offset..<limit].dropFirst().prefix { Character(Unicode.Scalar($0)).isHexDigit }
        let close = digits.endIndex
        guard offset < limit, bytes[offset] == UInt8(ascii: "{"), close < limit, bytes[close] == UInt8(ascii: "}"),
            (1...8).contains(digits.count), let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
            let scalar = Unicode.Scalar(code)
        else { throw SwiftMistake(.invalidEscape("\\u"), from: start, to: min(offset + 1, limit)) }
        result += Array(String(Character(scalar)).utf8)
        offset = close + 1
    }
}

// MARK: - Several lines

extension SwiftStringReader {
    /// Reads the lines between the delimiters, without the indentation of the closing one.
    private mutating func readLines() throws(SwiftMistake) {
        let lastLine = try startOfLastLine()
        let indentation = bytes[lastLine..<end]
        passLineEnd()
        while offset < lastLine {
            let lineEnd = bytes[offset..<end].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? end
            try passIndentation(indentation, until: lineEnd)
            let isContinued = try readPart(until: lineEnd)
            passLineEnd()
            if !isContinued, offset < lastLine { result.append(0x0A) }
            if isContinued, offset >= lastLine {
                throw SwiftMistake(.escapedLastLineEnd, from: lineEnd - 1, to: lineEnd)
            }
        }
    }

    private func startOfLastLine() throws(SwiftMistake) -> Int {
        var place = end
        while bytes[place - 1] == 0x20 || bytes[place - 1] == 0x09 { place -= 1 }
        guard bytes[place - 1] == 0x0A || bytes[place - 1] == 0x0D else {
            throw SwiftMistake(.textBesideClosingQuotes, from: end, to: end + form.delimiterLength)
        }
        return place
    }

    private mutating func passIndentation(_ indentation: ArraySlice<UInt8>, until lineEnd: Int) throws(SwiftMistake) {
        guard offset < lineEnd else { return }
        let line = bytes[offset..<lineEnd]
        if MergeMarkers.ends.contains(where: { line.starts(with: $0.utf8) }) {
            throw SwiftMistake(.mergeMarkers, from: offset, to: offset + MergeMarkers.length)
        }
        guard line.starts(with: indentation) else {
            let same = zip(line, indentation).prefix { $0 == $1 }.count
            throw SwiftMistake(.indentation, from: offset, to: min(offset + same + 1, lineEnd))
        }
        offset += indentation.count
    }

    private mutating func passLineEnd() {
        if bytes[offset] == 0x0D, bytes[offset + 1] == 0x0A { offset += 1 }
        offset += 1
    }
}
