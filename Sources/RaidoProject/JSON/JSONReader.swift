import RaidoConsole

/// Reads JSON as RFC 8259 has it: no comments, no trailing commas. Keys are unique, and the depth is bounded.
struct JSONReader {
    static let greatestDepth = 64

    private let file: SourceFile
    private let bytes: [UInt8]
    private var offset = 0
    private var depth = 0

    /// The whole file as one value.
    ///
    /// - Throws: at the first byte that does not fit, and at the first line that a merge left.
    static func read(_ file: SourceFile) throws(ProjectError) -> JSONValue {
        var reader = JSONReader(file)
        try reader.refuseMergeMarkers()
        if file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.offset = 3 }
        let value = try reader.value()
        reader.skipSpace()
        guard reader.offset == reader.bytes.count else { throw reader.error(.json(.trailing)) }
        return value
    }

    private init(_ file: SourceFile) {
        self.file = file
        self.bytes = file.bytes
    }

    /// No line of JSON can begin so, since a string holds no line end.
    private func refuseMergeMarkers() throws(ProjectError) {
        var start = 0
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if MergeMarkers.include(line) {
                throw ProjectError(.mergeMarkers, in: file, from: start, to: start + MergeMarkers.length)
            }
            start += line.count + 1
        }
    }

    private mutating func value() throws(ProjectError) -> JSONValue {
        skipSpace()
        let start = offset
        let content: JSONValue.Content
        switch peek {
        case UInt8(ascii: "{"): content = .object(try nested { reader throws(ProjectError) in try reader.members() })
        case UInt8(ascii: "["): content = .array(try nested { reader throws(ProjectError) in try reader.elements() })
        case UInt8(ascii: "\""): content = .string(try string())
        case let byte? where byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte): content = .number(try number())
        case UInt8(ascii: "t"): content = try word("true", .boolean(true))
        case UInt8(ascii: "f"): content = try word("false", .boolean(false))
        case UInt8(ascii: "n"): content = try word("null", .null)
        case nil: throw error(.json(.end))
        default: throw error(.json(.unexpected(expected: "a value")))
        }
        return JSONValue(content: content, start: start, end: offset)
    }

    private mutating func nested<Result>(
        _ body: (inout JSONReader) throws(ProjectError) -> Result
    ) throws(ProjectError) -> Result {
        guard depth < Self.greatestDepth else { throw error(.json(.depth)) }
        depth += 1
        offset += 1
        let result = try body(&self)
        depth -= 1
        return result
    }

    private mutating func members() throws(ProjectError) -> [JSONValue.Member] {
        var members: [JSONValue.Member] = []
        var keys: Set<String> = []
        skipSpace()
        if take(UInt8(ascii: "}")) { return members }
        repeat {
            skipSpace()
            let start = offset
            guard peek == UInt8(ascii: "\"") else { throw unexpected("a key in quotes") }
            let key = try string()
            let end = offset
            guard keys.insert(key).inserted else {
                throw ProjectError(.duplicateKey(key), in: file, from: start, to: end)
            }
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw unexpected("':'") }
            members.append(JSONValue.Member(key: key, keyStart: start, keyEnd: end, value: try value()))
            skipSpace()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw unexpected("',' or '}'") }
        return members
    }

    private mutating func elements() throws(ProjectError) -> [JSONValue] {
        var elements: [JSONValue] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return elements }
        repeat {
            elements.append(try value())
            skipSpace()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw unexpected("',' or ']'") }
        return elements
    }

    private mutating func word(
        _ word: String, _ content: JSONValue.Content
    ) throws(ProjectError) -> JSONValue.Content {
        guard bytes[offset...].starts(with: word.utf8) else { throw unexpected("'\(word)'") }
        offset += word.utf8.count
        return content
    }

    private mutating func number() throws(ProjectError) -> String {
        let start = offset
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) { try digits(from: start) }
        if take(UInt8(ascii: ".")) { try digits(from: start) }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try digits(from: start)
        }
        if let next = peek, (0x30...0x39).contains(next) {
            throw ProjectError(.json(.number), in: file, from: start, to: offset + 1)
        }
        return String(decoding: bytes[start..<offset], as: UTF8.self)
    }

    private mutating func digits(from start: Int) throws(ProjectError) {
        let first = offset
        while let byte = peek, (0x30...0x39).contains(byte) { offset += 1 }
        guard offset > first else { throw ProjectError(.json(.number), in: file, from: start, to: offset) }
    }
}

// MARK: - Strings

extension JSONReader {
    private mutating func string() throws(ProjectError) -> String {
        offset += 1
        var text: [UInt8] = []
        var stretch = offset
        while true {
            guard let byte = peek else { throw error(.json(.end)) }
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                text += bytes[stretch..<offset]
                offset += 1
                if byte == UInt8(ascii: "\"") { return try decode(text, from: stretch) }
                text += Array(String(Character(try escape())).utf8)
                stretch = offset
            case 0..<0x20: throw error(.json(.controlCharacter))
            default: offset += 1
            }
        }
    }

    private func decode(_ text: [UInt8], from start: Int) throws(ProjectError) -> String {
        guard let string = String(validating: text, as: UTF8.self) else {
            throw ProjectError(.notUTF8, in: file, from: start, to: offset - 1)
        }
        return string
    }

    /// What follows a backslash.
    private mutating func escape() throws(ProjectError) -> Unicode.Scalar {
        let start = offset - 1
        guard let byte = peek else { throw error(.json(.end)) }
        offset += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicode(from: start)
        default: throw ProjectError(.json(.escape), in: file, from: start, to: offset)
        }
    }

    private mutating func unicode(from start: Int) throws(ProjectError) -> Unicode.Scalar {
        let first = try codeUnit(from: start)
        if let scalar = Unicode.Scalar(first) { return scalar }
        if (0xD800...0xDBFF).contains(first), bytes[offset...].starts(with: "\\u".utf8) {
            offset += 2
            let second = try codeUnit(from: start)
            if (0xDC00...0xDFFF).contains(second),
                let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
            {
                return scalar
            }
        }
        throw ProjectError(.json(.surrogate), in: file, from: start, to: offset)
    }

    private mutating func codeUnit(from start: Int) throws(ProjectError) -> UInt32 {
        let end = min(offset + 4, bytes.count)
        let digits = bytes[offset..<end]
        offset = end
        guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let unit = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw ProjectError(.json(.escape), in: file, from: start, to: end) }
        return unit
    }
}

// MARK: - Bytes

extension JSONReader {
    private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        offset += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || (0x09...0x0A).contains(byte) || byte == 0x0D { offset += 1 }
    }

    private func unexpected(_ expected: String) -> ProjectError {
        error(peek == nil ? .json(.end) : .json(.unexpected(expected: expected)))
    }

    private func error(_ problem: ProjectProblem) -> ProjectError {
        ProjectError(problem, in: file, from: offset, to: min(offset + 1, bytes.count))
    }
}
