/// A bracketed list in Swift code: the byte offsets of its brackets and elements.
struct BracketedList: Sendable {
    /// From the opening bracket to after its partner.
    var range: Range<Int>
    /// The elements, without spaces and comments around them.
    private(set) var elements: [Range<Int>] = []
    /// Behind the last comma, where no element follows it.
    private(set) var trailingComma: Int?

    /// Reads the bracket that opens at that place.
    init(in bytes: [UInt8], at open: Int) throws(ManifestProblem) {
        range = open..<open
        var cursor = ByteCursor(bytes: bytes, position: open)
        var partners: [UInt8] = []
        var element: Range<Int>?
        repeat {
            if cursor.skipTrivia() { continue }
            let place = cursor.position
            if cursor.isAtEnd { throw .unclosed }
            if cursor.seesCondition { throw .conditions }
            let byte = cursor.byte
            if !cursor.skipSwiftLiteral() { cursor.position += 1 }
            if byte == partners.last {
                partners.removeLast()
                if partners.isEmpty { break }
            } else if byte.isClosingBracket {
                throw .unclosed
            } else if let partner = byte.closingBracket {
                partners.append(partner)
                if partners.count == 1 { continue }
            } else if byte == UInt8(ascii: ","), partners.count == 1 {
                guard let whole = element else { throw .unclosed }
                elements.append(whole)
                (element, trailingComma) = (nil, cursor.position)
                continue
            }
            element = (element?.lowerBound ?? place)..<cursor.position
        } while !partners.isEmpty
        range = open..<cursor.position
        if let element {
            elements.append(element)
            trailingComma = nil
        }
    }
}

/// An argument of a call, with its label.
struct LabelledArgument {
    var label: String
    /// Where the label begins.
    var start: Int
    /// The value, without spaces and comments around it.
    var value: Range<Int>

    /// Nil where the element has no label.
    init?(_ element: Range<Int>, in bytes: [UInt8]) {
        var cursor = ByteCursor(bytes: bytes, position: element.lowerBound)
        label = cursor.takeWord()
        start = element.lowerBound
        cursor.skipTrivia()
        guard !label.isEmpty, cursor.byte == UInt8(ascii: ":") else { return nil }
        cursor.position += 1
        cursor.skipTrivia()
        guard cursor.position < element.upperBound else { return nil }
        value = cursor.position..<element.upperBound
    }
}

extension ByteCursor {
    /// Moves past letters, digits and underscores, and gives them.
    mutating func takeWord() -> String {
        let start = position
        skipWord()
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    fileprivate var seesCondition: Bool { sees("#if") || sees("#else") || sees("#endif") }
}

extension UInt8 {
    fileprivate var closingBracket: UInt8? {
        switch self {
        case UInt8(ascii: "("): UInt8(ascii: ")")
        case UInt8(ascii: "["): UInt8(ascii: "]")
        case UInt8(ascii: "{"): UInt8(ascii: "}")
        default: nil
        }
    }

    fileprivate var isClosingBracket: Bool {
        self == UInt8(ascii: ")") || self == UInt8(ascii: "]") || self == UInt8(ascii: "}")
    }
}
