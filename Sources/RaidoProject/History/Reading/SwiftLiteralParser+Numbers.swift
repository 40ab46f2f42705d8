// Whole numbers as Swift writes them: `1_000`, `0xFF`, `0o17`, `0b11`, `-1`.

extension SwiftLiteralParser {
    /// A sign and a number that touches it.
    mutating func signedNumber() throws(SwiftMistake) -> SwiftLiteral {
        let sign = token
        let word = text
        var ahead = self
        try ahead.advance()
        guard word == "-" || word == "+", ahead.token.kind == .number, ahead.token.start == sign.end else {
            throw .code("the operator '\(word)'", from: sign.start, to: sign.end)
        }
        try advance()
        var literal = try number(from: sign, isNegative: word == "-")
        literal.start = sign.start
        return literal
    }

    /// The number that is the next token.
    mutating func number(from first: SwiftToken, isNegative: Bool) throws(SwiftMistake) -> SwiftLiteral {
        let digits = lexer.bytes[token.start..<token.end]
        let written = String(decoding: lexer.bytes[first.start..<token.end], as: UTF8.self)
        let content: SwiftLiteral.Content
        if digits.isFloat {
            content = .float
        } else {
            let magnitude = try magnitude(of: digits)
            content = .integer(SwiftInteger(magnitude: magnitude, isNegative: isNegative, text: written))
        }
        return SwiftLiteral(content: content, start: first.start, end: try advance())
    }

    /// The value of the digits, or nil where it needs more than 64 bits.
    private func magnitude(of literal: ArraySlice<UInt8>) throws(SwiftMistake) -> UInt64? {
        let (radix, digits) = literal.radixAndDigits
        guard let first = digits.first, first != UInt8(ascii: "_") else { throw invalidNumber }
        var value: UInt64? = 0
        for byte in digits where byte != UInt8(ascii: "_") {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, digit < radix else { throw invalidNumber }
            let (product, isTooLarge) = (value ?? 0).multipliedReportingOverflow(by: UInt64(radix))
            let (sum, overflows) = product.addingReportingOverflow(UInt64(digit))
            value = value == nil || isTooLarge || overflows ? nil : sum
        }
        return value
    }

    private var invalidNumber: SwiftMistake { SwiftMistake(.invalidNumber(text), at: token) }
}

extension ArraySlice<UInt8> {
    /// Whether the literal has a point or an exponent.
    fileprivate var isFloat: Bool {
        let (radix, digits) = radixAndDigits
        let marks = radix == 10 ? ".eE" : radix == 16 ? ".pP" : ""
        return digits.contains { marks.utf8.contains($0) }
    }

    fileprivate var radixAndDigits: (radix: Int, digits: ArraySlice<UInt8>) {
        guard count > 1, self[startIndex] == UInt8(ascii: "0") else { return (10, self) }
        switch self[startIndex + 1] {
        case UInt8(ascii: "x"): return (16, dropFirst(2))
        case UInt8(ascii: "o"): return (8, dropFirst(2))
        case UInt8(ascii: "b"): return (2, dropFirst(2))
        default: return (10, self)
        }
    }
}
