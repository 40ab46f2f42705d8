extension SwiftLexer {
    /// Passes a string literal, of which `#` so many times are at the offset.
    mutating func passString(pounds: Int) throws(SwiftMistake) -> SwiftStringForm {
        let start = offset
        offset += pounds + 1
        let isMultiline = startsMultiline(pounds: pounds)
        if isMultiline { offset += 2 }
        var form = SwiftStringForm(pounds: pounds, isMultiline: isMultiline, isVerbatim: !isMultiline)
        if isMultiline, let byte = peek(), byte != 0x0A, byte != 0x0D {
            throw SwiftMistake(.textBesideOpeningQuotes, from: offset, to: offset + 1)
        }
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: "\""):
                offset += 1
                if passClosingDelimiter(of: form) {
                    guard pounds > 0, peek() == UInt8(ascii: "#") else { return form }
                    throw SwiftMistake(.tooManyPounds, from: offset, to: offset + 1)
                }
            case UInt8(ascii: "\\"):
                offset += 1
                guard hasPounds(pounds, at: offset) else { continue }
                form.isVerbatim = false
                try passEscaped(pounds: pounds, isMultiline: isMultiline)
            case 0x0A, 0x0D:
                guard isMultiline else { throw SwiftMistake(.unclosedString, from: start, to: offset) }
                offset += 1
            case 0x09 where isMultiline: offset += 1
            case 0..<0x20, 0x7F: throw SwiftMistake(.invalidCharacter(byte), from: offset, to: offset + 1)
            default: offset += 1
            }
        }
        throw SwiftMistake(.unclosedString, from: start, to: start + form.delimiterLength)
    }

    /// Whether a quotation mark before the offset is the first of three that open a literal of several lines.
    ///
    /// `#"""#` is a literal of one line: one quotation mark.
    private func startsMultiline(pounds: Int) -> Bool {
        let quote = UInt8(ascii: "\"")
        guard peek() == quote, peek(1) == quote else { return false }
        if pounds == 0 { return true }
        var place = offset + 1
        while place < bytes.count, bytes[place] != 0x0A, bytes[place] != 0x0D {
            if bytes[place] == quote, hasPounds(pounds, at: place + 1) { return false }
            place += 1
        }
        return true
    }

    private func hasPounds(_ pounds: Int, at place: Int) -> Bool {
        guard place + pounds <= bytes.count else { return false }
        return bytes[place..<place + pounds].allSatisfy { $0 == UInt8(ascii: "#") }
    }

    /// Passes the rest of the closing delimiter, of which the first quotation mark is before the offset.
    private mutating func passClosingDelimiter(of form: SwiftStringForm) -> Bool {
        var end = offset
        if form.isMultiline {
            guard peek() == UInt8(ascii: "\""), peek(1) == UInt8(ascii: "\"") else { return false }
            end += 2
        }
        guard hasPounds(form.pounds, at: end) else { return false }
        offset = end + form.pounds
        return true
    }

    /// Passes what follows a backslash, so that an escaped quotation mark ends nothing.
    private mutating func passEscaped(pounds: Int, isMultiline: Bool) throws(SwiftMistake) {
        let start = offset - 1
        offset += pounds
        switch peek() {
        case UInt8(ascii: "("): throw .code("string interpolation", from: start, to: offset + 1)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): offset += 1
        case _: break
        }
    }
}
