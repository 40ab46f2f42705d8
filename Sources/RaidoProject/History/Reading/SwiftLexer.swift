import RaidoConsole

/// Splits a Swift file into tokens. Comments and white space are skipped.
struct SwiftLexer {
    let bytes: [UInt8]
    var offset = 0

    init(_ file: SourceFile) {
        bytes = file.bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    }

    /// The next token.
    ///
    /// - Throws: ``SwiftMistake`` where the bytes begin no token, or a literal or comment does not end.
    mutating func next() throws(SwiftMistake) -> SwiftToken {
        let before = offset
        let startsLine = try skipSpace() || before == 0
        var token = SwiftToken(kind: .end, start: offset, end: offset)
        if let byte = peek() { token.kind = try kind(startingWith: byte) }
        token.end = offset
        token.startsLine = startsLine
        token.followsSpace = token.start > before || before == 0
        return token
    }

    func peek(_ distance: Int = 0) -> UInt8? {
        offset + distance < bytes.count ? bytes[offset + distance] : nil
    }

    func text(of token: SwiftToken) -> String { String(decoding: bytes[token.start..<token.end], as: UTF8.self) }

    private mutating func kind(startingWith byte: UInt8) throws(SwiftMistake) -> SwiftToken.Kind {
        switch byte {
        case UInt8(ascii: "\""): return .string(try passString(pounds: 0))
        case UInt8(ascii: "#"):
            let pounds = bytes[offset...].prefix { $0 == UInt8(ascii: "#") }.count
            guard peek(pounds) == UInt8(ascii: "\"") else { break }
            return .string(try passString(pounds: pounds))
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            passNumber()
            return .number
        case UInt8(ascii: "`"): return try passQuotedWord()
        case _ where byte.isSwiftWord:
            while let next = peek(), next.isSwiftWord { offset += 1 }
            return .word
        case UInt8(ascii: "=") where peek(1)?.isSwiftOperator != true: break
        case UInt8(ascii: ".") where peek(1) != byte: break
        case _ where byte == UInt8(ascii: ".") || byte.isSwiftOperator:
            while let next = peek(), next.isSwiftOperator || next == byte, !isComment { offset += 1 }
            return .operator
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
            UInt8(ascii: "}"), UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "@"):
            break
        default: throw SwiftMistake(.invalidCharacter(byte), from: offset, to: offset + 1)
        }
        offset += 1
        return .symbol(byte)
    }

    /// All that Swift would take for a number, well-formed or not.
    private mutating func passNumber() {
        let hasDecimalDigits = peek() != UInt8(ascii: "0") || !(peek(1).map { "xob".utf8.contains($0) } ?? false)
        offset += 1
        while let byte = peek() {
            let isSign = byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
            let followsExponent = hasDecimalDigits && (bytes[offset - 1] | 0x20) == UInt8(ascii: "e")
            let isPoint = byte == UInt8(ascii: ".") && (peek(1).map { (0x30...0x39).contains($0) } ?? false)
            guard byte.isSwiftWord || isPoint || (isSign && followsExponent) else { return }
            offset += 1
        }
    }

    private mutating func passQuotedWord() throws(SwiftMistake) -> SwiftToken.Kind {
        let start = offset
        offset += 1
        while let byte = peek(), byte != 0x0A, byte != 0x0D {
            offset += 1
            if byte == UInt8(ascii: "`") { return .quotedWord }
        }
        throw SwiftMistake(.unclosedBackticks, from: start, to: start + 1)
    }
}

// MARK: - White space and comments

extension SwiftLexer {
    private var isComment: Bool {
        guard peek() == UInt8(ascii: "/") else { return false }
        return peek(1) == UInt8(ascii: "/") || peek(1) == UInt8(ascii: "*")
    }

    /// Whether a line end was among what was skipped.
    private mutating func skipSpace() throws(SwiftMistake) -> Bool {
        var hasLineEnd = false
        while let byte = peek() {
            switch byte {
            case 0x0A, 0x0D:
                hasLineEnd = true
                offset += 1
            case 0x20, 0x09: offset += 1
            // To Swift a no-break space is a space, with a warning.
            case 0xC2 where peek(1) == 0xA0: offset += 2
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
                while let byte = peek(), byte != 0x0A, byte != 0x0D { offset += 1 }
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"):
                if try passBlockComment() { hasLineEnd = true }
            case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "="), UInt8(ascii: "|"):
                try refuseMergeMarker(at: offset)
                return hasLineEnd
            default: return hasLineEnd
            }
        }
        return hasLineEnd
    }

    /// Passes a comment and those inside it. Whether it has a line end.
    private mutating func passBlockComment() throws(SwiftMistake) -> Bool {
        let start = offset
        var depth = 0
        var hasLineEnd = false
        while let byte = peek() {
            let next = peek(1)
            offset += 1
            switch (byte, next) {
            case (UInt8(ascii: "/"), UInt8(ascii: "*")):
                depth += 1
                offset += 1
            case (UInt8(ascii: "*"), UInt8(ascii: "/")):
                depth -= 1
                offset += 1
                if depth == 0 { return hasLineEnd }
            case (0x0A, _), (0x0D, _): hasLineEnd = true
            default: break
            }
        }
        throw SwiftMistake(.unclosedComment, from: start, to: start + 2)
    }

    /// - Throws: where the line that starts at the offset is a mark that a merge left.
    func refuseMergeMarker(at start: Int) throws(SwiftMistake) {
        guard start == 0 || bytes[start - 1] == 0x0A || bytes[start - 1] == 0x0D else { return }
        if MergeMarkers.include(bytes[start...]) {
            throw SwiftMistake(.mergeMarkers, from: start, to: start + MergeMarkers.length)
        }
    }
}

extension UInt8 {
    /// Whether the byte can belong to a name, a keyword or a number.
    var isSwiftWord: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
            true
        default: false
        }
    }

    /// Whether the byte can belong to an operator.
    var isSwiftOperator: Bool { "/=-+!*%<>&|^~?\\".utf8.contains(self) }
}
