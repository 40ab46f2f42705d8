import RaidoConsole

/// Parses the declarations of a file and the expressions in them, as far as they are data.
struct SwiftLiteralParser {
    /// Lists and calls may be nested so deep.
    static let greatestDepth = 100

    private(set) var lexer: SwiftLexer
    /// The token that comes next.
    private(set) var token: SwiftToken
    private var depth = 0

    init(_ file: SourceFile) throws(SwiftMistake) {
        lexer = SwiftLexer(file)
        token = try lexer.next()
    }

    var text: String { lexer.text(of: token) }

    /// The end of the token before, and the token that comes after.
    @discardableResult
    mutating func advance() throws(SwiftMistake) -> Int {
        let end = token.end
        token = try lexer.next()
        return end
    }

    /// The next token's name, without backticks.
    func name(of token: SwiftToken) -> String? {
        switch token.kind {
        case .word: lexer.text(of: token)
        case .quotedWord: String(decoding: lexer.bytes[token.start + 1..<token.end - 1], as: UTF8.self)
        case .string, .number, .symbol, .operator, .end: nil
        }
    }

    func unexpected(_ expected: String) -> SwiftMistake {
        SwiftMistake(token.kind == .end ? .end : .unexpected(expected: expected), at: token)
    }

    mutating func expect(_ symbol: Unicode.Scalar) throws(SwiftMistake) {
        guard token.isSymbol(symbol) else { throw unexpected("'\(symbol)'") }
        try advance()
    }
}

// MARK: - Expressions

extension SwiftLiteralParser {
    /// An expression. What follows it decides whether it was a whole one; see ``refuseContinuation()``.
    mutating func literal() throws(SwiftMistake) -> SwiftLiteral {
        let start = token.start
        switch token.kind {
        case .string(let form):
            let text = try SwiftStringReader.text(of: token, form, in: lexer.bytes)
            return SwiftLiteral(content: .string(text), start: start, end: try advance())
        case .number: return try number(from: token, isNegative: false)
        case .operator: return try signedNumber()
        case .word, .quotedWord, .symbol(UInt8(ascii: ".")): return try reference()
        case .symbol(UInt8(ascii: "[")): return try nested { parser throws(SwiftMistake) in try parser.list() }
        case .symbol(UInt8(ascii: "(")): throw .code("a value in parentheses", from: start, to: token.end)
        case .symbol(UInt8(ascii: "{")): throw .code("a closure", from: start, to: token.end)
        case .symbol(UInt8(ascii: "#")): throw try directive()
        case .symbol, .end: throw unexpected("a value")
        }
    }

    /// - Throws: where the expression before continues, as `"a" + "b"` does.
    func refuseContinuation() throws(SwiftMistake) {
        switch token.kind {
        case .operator: throw .code("the operator '\(text)'", from: token.start, to: token.end)
        case .symbol(UInt8(ascii: ".")): throw .code("a member of a value", from: token.start, to: token.end)
        case .symbol(UInt8(ascii: "(")) where !token.startsLine, .symbol(UInt8(ascii: "[")) where !token.startsLine:
            throw .code("a call or subscript of a value", from: token.start, to: token.end)
        case .symbol(UInt8(ascii: "{")): throw .code("a closure", from: token.start, to: token.end)
        case .word where text == "as" || text == "is": throw .code("'\(text)'", from: token.start, to: token.end)
        case .word, .quotedWord, .string, .number, .symbol, .end: return
        }
    }

    /// Something that begins with `#`: `#if`, `#file`.
    func directive() throws(SwiftMistake) -> SwiftMistake {
        var ahead = self
        let start = token.start
        let end = try ahead.advance()
        guard ahead.token.kind == .word, ahead.token.start == end else { return unexpected("a value") }
        return .code("'#\(ahead.text)'", from: start, to: ahead.token.end)
    }

    private mutating func nested(
        _ body: (inout SwiftLiteralParser) throws(SwiftMistake) -> SwiftLiteral
    ) throws(SwiftMistake) -> SwiftLiteral {
        guard depth < Self.greatestDepth else { throw SwiftMistake(.depth, at: token) }
        depth += 1
        let result = try body(&self)
        depth -= 1
        return result
    }

    /// An array or dictionary.
    private mutating func list() throws(SwiftMistake) -> SwiftLiteral {
        let start = token.start
        try advance()
        if token.isSymbol(":") {
            try advance()
            guard token.isSymbol("]") else { throw unexpected("']'") }
            return SwiftLiteral(content: .dictionary([]), start: start, end: try advance())
        }
        var elements: [SwiftLiteral] = []
        var members: [SwiftLiteral.Member] = []
        while !token.isSymbol("]") {
            let element = try literal()
            if token.isSymbol(":"), elements.isEmpty {
                try advance()
                members.append(SwiftLiteral.Member(key: element, value: try literal()))
            } else if members.isEmpty {
                elements.append(element)
            } else {
                try refuseContinuation()
                throw unexpected("':'")
            }
            try refuseContinuation()
            guard token.isSymbol(",") else { break }
            try advance()
        }
        guard token.isSymbol("]") else { throw unexpected("',' or ']'") }
        return SwiftLiteral(
            content: members.isEmpty ? .array(elements) : .dictionary(members), start: start, end: try advance())
    }
}

// MARK: - Names and calls

extension SwiftLiteralParser {
    /// `.now`, `true`, `Raido.Column(…)`
    private mutating func reference() throws(SwiftMistake) -> SwiftLiteral {
        let first = token
        if first.kind == .word {
            let word = text
            if let content = SwiftLiteral.Content(keyword: word) {
                return SwiftLiteral(content: content, start: first.start, end: try advance())
            }
            if codeKeywords.contains(word) { throw .code("'\(word)'", from: first.start, to: first.end) }
        }
        var path = SwiftPath(isImplicit: first.isSymbol("."), names: [])
        var end = first.start
        repeat {
            if token.isSymbol(".") {
                end = try advance()
                guard token.start == end || end == first.end else { throw unexpected("a name right after the '.'") }
            }
            guard let name = name(of: token) else { throw unexpected("a name") }
            // `init` between backticks is a method of that name.
            path.names.append(token.kind == .quotedWord && name == "init" ? "`init`" : name)
            end = try advance()
        } while token.isSymbol(".")
        let isCall = token.isSymbol("(") && !token.startsLine
        if !path.isImplicit, path.names[0].isVariable {
            let what = isCall ? "a call of '\(path.text)'" : "the variable '\(path.text)'"
            throw .code(what, from: first.start, to: end)
        }
        guard isCall else { return SwiftLiteral(content: .name(path), start: first.start, end: end) }
        return try nested { parser throws(SwiftMistake) in try parser.call(path, from: first.start) }
    }

    private mutating func call(_ path: SwiftPath, from start: Int) throws(SwiftMistake) -> SwiftLiteral {
        try advance()
        var arguments: [SwiftLiteral.Argument] = []
        while !token.isSymbol(")") {
            arguments.append(try argument())
            try refuseContinuation()
            guard token.isSymbol(",") else { break }
            try advance()
        }
        guard token.isSymbol(")") else { throw unexpected("',' or ')'") }
        let end = try advance()
        if token.isSymbol("{") { throw .code("a closure", from: token.start, to: token.end) }
        return SwiftLiteral(content: .call(path, arguments), start: start, end: end)
    }

    private mutating func argument() throws(SwiftMistake) -> SwiftLiteral.Argument {
        let first = token
        guard let label = name(of: first), isFollowedByColon else {
            let value = try literal()
            return SwiftLiteral.Argument(label: nil, start: first.start, value: value, labelEnd: value.end)
        }
        try advance()
        try advance()
        return SwiftLiteral.Argument(label: label, start: first.start, value: try literal(), labelEnd: first.end)
    }

    /// Whether a colon comes after the next token.
    private var isFollowedByColon: Bool {
        if lexer.peek() == UInt8(ascii: ":") { return true }
        guard let byte = lexer.peek(), !byte.isSwiftWord, byte != UInt8(ascii: "."), byte != UInt8(ascii: "(") else {
            return false
        }
        var ahead = lexer
        return (try? ahead.next())?.isSymbol(":") == true
    }
}

extension SwiftLiteral.Content {
    /// `true`, `false`, `nil`
    fileprivate init?(keyword: String) {
        switch keyword {
        case "true": self = .boolean(true)
        case "false": self = .boolean(false)
        case "nil": self = .null
        default: return nil
        }
    }
}

/// Keywords that begin an expression which has to be evaluated.
private let codeKeywords: Set<String> = [
    "Any", "Self", "any", "await", "borrowing", "case", "class", "consume", "copy", "do", "enum", "for", "func", "if",
    "import", "in", "is", "as", "let", "repeat", "return", "self", "some", "struct", "super", "switch", "throw", "try",
    "unsafe", "var", "while", "_",
]

extension String {
    /// Whether Swift's naming rules make it a variable's or function's name, and no type's.
    fileprivate var isVariable: Bool { unicodeScalars.first.map { !(("A"..."Z").contains($0)) } ?? true }
}
