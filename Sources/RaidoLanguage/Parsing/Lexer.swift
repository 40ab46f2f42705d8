import RaidoConsole

/// Splits one block into tokens and finds the partner of each bracket.
struct Lexer {
    /// How deep brackets may nest in a block. The language itself needs six.
    static let greatestDepth = 32

    let path: String
    let host: HostLanguage
    private(set) var cursor: ByteCursor
    private(set) var tokens: [Token] = []
    private(set) var docComments: [Int: [Range<Int>]] = [:]
    private var pendingComments: [Range<Int>] = []
    /// The opening brackets that wait for their partner, as places in `tokens`.
    private var open: [Int] = []
    private var report: Report

    /// Reads the block whose opening bracket stands at `start`, up to its closing one.
    static func read(
        _ file: SourceFile, host: HostLanguage, from start: Int, into report: inout Report
    ) -> BlockText {
        var lexer = Lexer(
            path: file.path, host: host, cursor: ByteCursor(bytes: file.bytes, position: start), report: report)
        lexer.readBlock()
        report = lexer.report
        return BlockText(
            path: file.path, bytes: file.bytes, tokens: lexer.tokens, docComments: lexer.docComments,
            end: lexer.cursor.position)
    }

    private init(path: String, host: HostLanguage, cursor: ByteCursor, report: Report) {
        self.path = path
        self.host = host
        self.cursor = cursor
        self.report = report
    }

    private mutating func readBlock() {
        repeat {
            skipTrivia()
            if cursor.isAtEnd || seesNextBlock { return closeUnfinished() }
            let before = cursor.position
            readToken()
            assert(cursor.position > before, "a token without text")
        } while !open.isEmpty
    }

    /// Skips spaces and comments, and keeps the `///` ones for the next token.
    private mutating func skipTrivia() {
        while !cursor.isAtEnd {
            if cursor.byte.isSpace {
                cursor.position += 1
            } else {
                let start = cursor.position
                let isDoc = cursor.sees("///") && cursor.byte(after: 3) != UInt8(ascii: "/")
                guard cursor.skipComment() else { return }
                if isDoc { keepComment(start..<cursor.position) }
            }
        }
    }

    /// A `///` comment goes to the database, where no text holds a NUL.
    private mutating func keepComment(_ comment: Range<Int>) {
        pendingComments.append(comment)
        guard let place = cursor.bytes[comment].firstIndex(of: 0) else { return }
        report.error(.nulInComment, at: SourceSpan(path: path, start: place, end: place + 1))
    }

    /// Whether another block begins here, so that this one was never closed. No `!` has a meaning in a block.
    private var seesNextBlock: Bool {
        guard cursor.byte == UInt8(ascii: "!"), let last = tokens.last, case .word = last.kind else { return false }
        guard BlockKeyword(rawValue: String(decoding: cursor.bytes[last.start..<last.end], as: UTF8.self)) != nil else {
            return false
        }
        var ahead = cursor
        ahead.position += 1
        ahead.skipTrivia()
        return Bracket(opening: ahead.byte) != nil
    }

    private mutating func readToken() {
        let start = cursor.position
        let byte = cursor.byte
        if let form = readString() {
            append(.string(form), from: start)
        } else if readName() {
            append(.word, from: start)
        } else if byte.isDigit {
            append(readNumber(), from: start)
        } else if cursor.sees("=>") {
            cursor.position += 2
            append(.arrow, from: start)
        } else if cursor.sees("::") {
            cursor.position += 2
            append(.pathSeparator, from: start)
        } else if let bracket = Bracket(opening: byte) {
            cursor.position += 1
            openBracket(bracket, at: start)
        } else if let bracket = Bracket(closing: byte) {
            cursor.position += 1
            closeBracket(bracket, at: start)
        } else {
            readSign()
        }
    }

    private mutating func readSign() {
        let start = cursor.position
        let kind: Token.Kind
        switch cursor.byte {
        case UInt8(ascii: ","): kind = .comma
        case UInt8(ascii: ":"): kind = .colon
        case UInt8(ascii: "="): kind = .equals
        case UInt8(ascii: "-"): kind = .minus
        case UInt8(ascii: "."): kind = .dot
        case UInt8(ascii: "?"): kind = .question
        default:
            cursor.position += 1
            report.error(.unknownCharacter(Character(UnicodeScalar(cursor.bytes[start]))), at: span(start))
            return append(.unknown, from: start)
        }
        cursor.position += 1
        append(kind, from: start)
    }

    /// A word, bare or escaped as `r#type` or `` `type` ``.
    private mutating func readName() -> Bool {
        if cursor.byte == UInt8(ascii: "`") {
            cursor.position += 1
            cursor.skipWord()
            if cursor.byte == UInt8(ascii: "`") { cursor.position += 1 }
            return true
        }
        let isEscaped = cursor.sees("r#") && cursor.byte(after: 2).isWordStart
        guard isEscaped || cursor.byte.isWordStart else { return false }
        if isEscaped { cursor.position += 2 }
        cursor.skipWord()
        return true
    }

    private mutating func readNumber() -> Token.Kind {
        let isNumberPart = { (byte: UInt8) in byte.isDigit || byte == UInt8(ascii: "_") }
        var kind = Token.Kind.integer
        cursor.skip(while: isNumberPart)
        if cursor.byte == UInt8(ascii: "."), cursor.byte(after: 1).isDigit {
            kind = .decimal
            cursor.position += 1
            cursor.skip(while: isNumberPart)
        }
        let hasSign = cursor.byte(after: 1) == UInt8(ascii: "-") || cursor.byte(after: 1) == UInt8(ascii: "+")
        if cursor.byte | 0x20 == UInt8(ascii: "e"), cursor.byte(after: hasSign ? 2 : 1).isDigit {
            kind = .decimal
            cursor.position += hasSign ? 2 : 1
            cursor.skip(while: isNumberPart)
        }
        return kind
    }

    private mutating func append(_ kind: Token.Kind, from start: Int) {
        if !pendingComments.isEmpty {
            docComments[tokens.count] = pendingComments
            pendingComments = []
        }
        tokens.append(Token(kind: kind, start: start, end: cursor.position))
    }

    private func span(_ start: Int) -> SourceSpan {
        SourceSpan(path: path, start: start, end: cursor.position)
    }
}

// Brackets
extension Lexer {
    private mutating func openBracket(_ bracket: Bracket, at start: Int) {
        append(.open(bracket), from: start)
        open.append(tokens.count - 1)
        if open.count == Self.greatestDepth + 1 { report.error(.nestedTooDeeply(Self.greatestDepth), at: span(start)) }
    }

    /// Closes the innermost bracket of that kind. Those that stand open inside it were forgotten.
    private mutating func closeBracket(_ bracket: Bracket, at start: Int) {
        guard let depth = open.lastIndex(where: { kind(of: $0) == bracket }) else {
            report.error(.closesNothing(bracket.closing), at: span(start))
            return append(.unknown, from: start)
        }
        while open.count > depth + 1 { closeForgotten(at: start) }
        append(.close(bracket), from: start)
        join(open.removeLast(), tokens.count - 1)
    }

    /// Ends a block that the file does not end. One message says so; what was read is parsed.
    private mutating func closeUnfinished() {
        if seesNextBlock, let keyword = tokens.popLast() { cursor.position = keyword.start }
        if let first = open.first {
            let start = tokens[first].start
            report.error(
                .notClosed(kind(of: first).opening), at: SourceSpan(path: path, start: start, end: start + 1))
        }
        while !open.isEmpty { closeForgotten(at: cursor.position, isReported: true) }
    }

    private mutating func closeForgotten(at place: Int, isReported: Bool = false) {
        let opening = open.removeLast()
        if !isReported {
            report.error(
                .notClosed(kind(of: opening).opening),
                at: SourceSpan(path: path, start: tokens[opening].start, end: tokens[opening].end))
        }
        tokens.append(Token(kind: .close(kind(of: opening)), start: place, end: place))
        join(opening, tokens.count - 1)
    }

    private mutating func join(_ opening: Int, _ closing: Int) {
        tokens[opening].partner = closing
        tokens[closing].partner = opening
    }

    private func kind(of place: Int) -> Bracket {
        guard case .open(let bracket) = tokens[place].kind else { return .brace }
        return bracket
    }
}

// Strings
extension Lexer {
    /// Moves past a string literal of Swift or Rust, if one begins here.
    private mutating func readString() -> Token.StringForm? {
        let isRust = cursor.byte == UInt8(ascii: "r")
        var pounds = 0
        while cursor.byte(after: pounds + (isRust ? 1 : 0)) == UInt8(ascii: "#") { pounds += 1 }
        guard cursor.byte(after: pounds + (isRust ? 1 : 0)) == UInt8(ascii: "\"") else {
            return cursor.byte == UInt8(ascii: "'") ? readSingleQuoted() : nil
        }
        let start = cursor.position
        cursor.position += pounds + (isRust ? 1 : 0)
        if !isRust, cursor.sees("\"\"\""), pounds == 0 || host == .swift {
            cursor.position += 3
            return close(from: start, quotes: 3, pounds: pounds, escapes: pounds == 0)
                ? (pounds == 0 ? .multiline : .rawSwift(pounds: pounds)) : .broken
        }
        cursor.position += 1
        guard close(from: start, quotes: 1, pounds: pounds, escapes: !isRust && pounds == 0) else { return .broken }
        if isRust { return .rawRust(pounds: pounds) }
        return pounds == 0 ? .plain : .rawSwift(pounds: pounds)
    }

    /// Moves to the end of the string, which in Rust may stand on a later line. One that is not closed is reported and
    /// ends at the next comma or bracket, so that what follows is still read.
    private mutating func close(from start: Int, quotes: Int, pounds: Int, escapes: Bool) -> Bool {
        let mayCrossLines = quotes == 3 || host == .rust
        while !cursor.isAtEnd, mayCrossLines || !cursor.byte.isLineEnd {
            if escapes, cursor.byte == UInt8(ascii: "\\"), !cursor.byte(after: 1).isLineEnd || mayCrossLines {
                cursor.position = min(cursor.position + 2, cursor.bytes.count)
            } else if seesEnd(quotes: quotes, pounds: pounds) {
                cursor.position += quotes + pounds
                return true
            } else {
                cursor.position += 1
            }
        }
        report.error(.stringNotClosed, at: SourceSpan(path: path, start: start, end: start + 1))
        cursor.position = start + 1
        cursor.skip { !$0.isLineEnd && $0 != UInt8(ascii: ",") && Bracket(closing: $0) == nil }
        return false
    }

    private func seesEnd(quotes: Int, pounds: Int) -> Bool {
        for place in 0..<quotes where cursor.byte(after: place) != UInt8(ascii: "\"") { return false }
        for place in quotes..<quotes + pounds where cursor.byte(after: place) != UInt8(ascii: "#") { return false }
        return true
    }

    private mutating func readSingleQuoted() -> Token.StringForm {
        let start = cursor.position
        cursor.position += 1
        cursor.skip {
            $0 != UInt8(ascii: "'") && !$0.isLineEnd && $0 != UInt8(ascii: ",") && Bracket(closing: $0) == nil
        }
        if cursor.byte == UInt8(ascii: "'") { cursor.position += 1 }
        report.error(.singleQuotes, at: span(start))
        return .broken
    }
}
