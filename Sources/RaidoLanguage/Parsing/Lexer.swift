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
    /// The closing brackets that are the first on their lines.
    private var closingFirst: [Int] = []
    /// Where the last string that is not closed begins.
    private var lastBrokenString: Int?
    private var unreadable: UnreadableParts
    private var report = Report()

    /// Reads the block whose opening bracket is at `start`, up to its closing one.
    ///
    /// - Returns: The block, and what is wrong with its brackets, strings and characters.
    static func read(_ file: SourceFile, host: HostLanguage, from start: Int) -> (BlockText, mistakes: Report) {
        var lexer = Lexer(path: file.path, host: host, cursor: ByteCursor(bytes: file.bytes, position: start))
        lexer.readBlock()
        let text = BlockText(
            path: file.path, bytes: file.bytes, tokens: lexer.tokens, docComments: lexer.docComments,
            end: lexer.cursor.position, unreadable: lexer.unreadable)
        var mistakes = Report()
        mistakes.add(lexer.report) { span in !text.unreadable.isBehindLostBracket(span.start) }
        return (text, mistakes)
    }

    private init(path: String, host: HostLanguage, cursor: ByteCursor) {
        self.path = path
        self.host = host
        self.cursor = cursor
        unreadable = UnreadableParts(blockStart: cursor.position)
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
        if bracket == .brace, open.count > 1, seesSection { closeBeforeSection() }
        append(.open(bracket), from: start)
        open.append(tokens.count - 1)
        if open.count == Self.greatestDepth + 1 { report.error(.nestedTooDeeply(Self.greatestDepth), at: span(start)) }
    }

    /// Closes the innermost bracket of that kind. Those that are open inside it were forgotten.
    private mutating func closeBracket(_ bracket: Bracket, at start: Int) {
        guard let depth = open.lastIndex(where: { kind(of: $0) == bracket }) else {
            report.error(.closesNothing(bracket.closing), at: span(start))
            unreadable.addLine(upTo: start, in: cursor.bytes)
            return append(.unknown, from: start)
        }
        if open.count > depth + 1 { reportForgotten(open[depth + 1]) }
        while open.count > depth + 1 { closeForgotten(at: start) }
        append(.close(bracket), from: start)
        if depth < Self.greatestDepth, isFirstOnLine(start) { closingFirst.append(tokens.count - 1) }
        join(open.removeLast(), tokens.count - 1)
    }

    /// Whether the tokens before a brace are those of a section with braces. Sections do not nest, so brackets that are
    /// open inside the block were forgotten.
    private var seesSection: Bool {
        guard tokens.count >= 2, case .colon = tokens[tokens.count - 1].kind,
            case .word = tokens[tokens.count - 2].kind,
            let section = SectionKeyword(rawValue: text(of: tokens.count - 2))
        else { return false }
        switch section {
        case .enums, .fields, .relations, .meta: return true
        case .table, .renamedFrom, .pk, .include: return false
        }
    }

    /// Closes what was forgotten before a section's name and colon.
    private mutating func closeBeforeSection() {
        reportForgotten(open[1])
        let (colon, word) = (tokens.removeLast(), tokens.removeLast())
        let comments = docComments.removeValue(forKey: tokens.count)
        while open.count > 1 { closeForgotten(at: word.start) }
        docComments[tokens.count] = comments
        tokens += [word, colon]
    }

    /// Ends a block that the file does not end.
    private mutating func closeUnfinished() {
        if seesNextBlock, let keyword = tokens.popLast() { cursor.position = keyword.start }
        guard let first = open.first else { return }
        reportForgotten(misindentedOpening ?? first)
        while !open.isEmpty { closeForgotten(at: cursor.position) }
    }

    /// The bracket that was most likely forgotten to be closed: the partner of the first one that is less indented than
    /// the line on which it was opened.
    private var misindentedOpening: Int? {
        for closing in closingFirst {
            let opening = tokens[closing].partner
            if indentation(at: tokens[closing].start) < indentation(at: tokens[opening].start) { return opening }
        }
        return nil
    }

    /// Says that a bracket is not closed, unless a string that is not closed may have swallowed its partner.
    private mutating func reportForgotten(_ opening: Int) {
        let token = tokens[opening]
        if let string = lastBrokenString, string > token.start { return unreadable.addAll(behind: string) }
        report.error(
            .notClosed(kind(of: opening).opening), at: SourceSpan(path: path, start: token.start, end: token.end))
        unreadable.addAll(behind: token.start)
    }

    private mutating func closeForgotten(at place: Int) {
        let opening = open.removeLast()
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

    private func text(of place: Int) -> String {
        String(decoding: cursor.bytes[tokens[place].start..<tokens[place].end], as: UTF8.self)
    }

    private func isFirstOnLine(_ place: Int) -> Bool {
        let before = cursor.bytes[..<place].last { !$0.isSpace || $0.isLineEnd }
        return before?.isLineEnd ?? true
    }

    /// How many spaces or tabs begin the line.
    private func indentation(at place: Int) -> Int {
        let start = cursor.bytes[..<place].lastIndex(where: \.isLineEnd).map { $0 + 1 } ?? 0
        return cursor.bytes[start..<place].prefix(while: \.isSpace).count
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

    /// Moves to the end of the string, which in Rust may be on a later line. One that is not closed is reported and
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
        lastBrokenString = start
        if quotes == 1, looksLikeClosing(start) { unreadable.addLine(upTo: start, in: cursor.bytes) }
        cursor.position = endOfBrokenString(from: start)
        return false
    }

    /// Whether a quotation mark that opens a string most likely should close one: what follows it comes after strings,
    /// or there are strings before it on its line. Then it is an earlier mark that is missing.
    private func looksLikeClosing(_ place: Int) -> Bool {
        let next = place + 1 < cursor.bytes.count ? cursor.bytes[place + 1] : 0x0A
        if next == UInt8(ascii: ",") || next.isLineEnd || Bracket(closing: next) != nil { return true }
        guard let last = tokens.last(where: { if case .string = $0.kind { true } else { false } }) else { return false }
        return !cursor.bytes[last.end..<place].contains(where: \.isLineEnd)
    }

    /// Where to resume after a string that is not closed: on its line, at the bracket that closes what it is in;
    /// without such a bracket at the next comma.
    private func endOfBrokenString(from start: Int) -> Int {
        let wanted = open.last.map { kind(of: $0) }
        var depth = 0
        var comma: Int?
        var place = start + 1
        while place < cursor.bytes.count, !cursor.bytes[place].isLineEnd {
            let byte = cursor.bytes[place]
            if let wanted, Bracket(opening: byte) == wanted { depth += 1 }
            if let wanted, Bracket(closing: byte) == wanted {
                if depth == 0 { return place }
                depth -= 1
            }
            if byte == UInt8(ascii: ","), comma == nil { comma = place }
            place += 1
        }
        return comma ?? place
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
