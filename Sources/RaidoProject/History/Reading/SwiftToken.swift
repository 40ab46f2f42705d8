/// One token of a Swift file, as byte offsets.
struct SwiftToken {
    enum Kind: Equatable {
        /// A name or a keyword.
        case word
        /// A name between backticks.
        case quotedWord
        case string(SwiftStringForm)
        /// A number, with all letters, digits, points and underscores that touch it.
        case number
        /// A bracket, comma, colon, semicolon, point, `@`, `#` or `=`.
        case symbol(UInt8)
        case `operator`
        case end
    }

    var kind: Kind
    var start: Int
    var end: Int
    /// Whether it is the first token of its line.
    var startsLine = false
    /// Whether white space or a comment separates it from the token before.
    var followsSpace = false

    func isSymbol(_ symbol: Unicode.Scalar) -> Bool { kind == .symbol(UInt8(ascii: symbol)) }
}

/// How a string literal is delimited.
struct SwiftStringForm: Equatable {
    /// The number of `#` on each side.
    var pounds: Int
    /// Whether it has three quotation marks on each side.
    var isMultiline: Bool
    /// Whether a backslash or, in a literal of several lines, anything at all has to be decoded.
    var isVerbatim: Bool

    /// The bytes before the text, and after it.
    var delimiterLength: Int { pounds + (isMultiline ? 3 : 1) }
}

/// What a file has where data is expected, at its place.
struct SwiftMistake: Error {
    var problem: ProjectProblem
    var start: Int
    var end: Int

    init(_ problem: ProjectProblem, from start: Int, to end: Int) {
        self.problem = problem
        self.start = start
        self.end = end
    }

    init(_ problem: SwiftProblem, from start: Int, to end: Int) {
        self.init(.swift(problem), from: start, to: end)
    }

    init(_ problem: SwiftProblem, at token: SwiftToken) {
        self.init(.swift(problem), from: token.start, to: token.end)
    }

    /// Something that only a compiler can evaluate.
    static func code(_ what: String, from start: Int, to end: Int) -> SwiftMistake {
        SwiftMistake(.hasCode(what), from: start, to: end)
    }
}
