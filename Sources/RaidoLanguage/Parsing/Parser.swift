import RaidoConsole

/// The item at hand makes no sense. What is wrong with it has been reported; the next item is tried.
struct Unreadable: Error {}

/// Reads the tokens of one block. It never stops at an error: it reports it and resumes after the next comma.
struct Parser {
    let text: BlockText
    var report = Report()
    /// Whether a list had no opening bracket, so that its items were not read.
    private(set) var hasLostGroup = false
    /// The token at hand.
    var position = 0
    /// The closing bracket of the group at hand.
    var groupEnd: Int
    private var depth = 0
    /// Whether the last item had no opening bracket for its list: what follows may be items of that list.
    private var mustResume = false

    init(_ text: BlockText) {
        self.text = text
        groupEnd = text.tokens.count
    }

    // MARK: Looking

    var isAtGroupEnd: Bool { position >= groupEnd }

    /// The token at hand, or one that means the end of the group and is where its bracket is.
    var token: Token { token(after: 0) }

    func token(after distance: Int) -> Token {
        if position + distance < groupEnd { return text.tokens[position + distance] }
        let place = min(groupEnd, text.tokens.count - 1)
        return Token(kind: .end, start: text.tokens[place].start, end: text.tokens[place].end)
    }

    var kind: Token.Kind { token.kind }

    func sees(_ kind: Token.Kind, after distance: Int = 0) -> Bool {
        token(after: distance).kind.isLike(kind)
    }

    func sees(word: String) -> Bool {
        sees(.word) && text.text(token) == word
    }

    var seesOpening: Bool {
        if case .open = kind { true } else { false }
    }

    // MARK: Moving

    mutating func advance() -> Token {
        let current = token
        if position < groupEnd { position += 1 }
        return current
    }

    /// Moves past the token at hand if it is of that kind.
    mutating func accept(_ kind: Token.Kind) -> Bool {
        guard sees(kind) else { return false }
        position += 1
        return true
    }

    mutating func accept(word: String) -> Bool {
        guard sees(word: word) else { return false }
        position += 1
        return true
    }

    mutating func expect(_ kind: Token.Kind, _ description: String) throws(Unreadable) {
        guard accept(kind) else { throw expected(description) }
    }

    mutating func name(_ description: String) throws(Unreadable) -> Name {
        guard sees(.word) else { throw expected(description) }
        let word = advance()
        return Name(text: text.name(word), span: text.span(word))
    }

    // MARK: Reporting

    /// Reports that something else than the token at hand was expected. One that means nothing has been reported.
    mutating func expected(_ description: String) -> Unreadable {
        if case .unknown = kind { return Unreadable() }
        report.error(.expected(description, found: found(token)), at: text.span(token))
        return Unreadable()
    }

    func found(_ token: Token) -> String {
        switch token.kind {
        case .end: "the end of \(position > 0 && groupEnd < text.tokens.count - 1 ? "the list" : "the block")"
        case .string: "a string"
        case .word, .integer, .decimal, .comma, .colon, .pathSeparator, .arrow, .equals, .minus, .dot, .question,
            .open, .close, .unknown:
            "'\(text.text(token))'"
        }
    }

    // MARK: Groups

    /// Checks that a list opens here with that bracket.
    mutating func expectGroup(_ bracket: Bracket) throws(Unreadable) {
        if sees(.open(bracket)) { return }
        // Without its opening brace a list ends what it is in. Other brackets then close nothing, which was reported.
        let isLost = text.unreadable.isEmpty ? bracket == .brace && !seesOpening : true
        if isLost { (hasLostGroup, mustResume) = (true, true) }
        guard isLost, position > 0, !isOnSameLine else { throw expected("'\(bracket.opening)'") }
        report.error(
            .expected("'\(bracket.opening)'", found: found(token)), at: text.span(text.tokens[position - 1]))
        throw Unreadable()
    }

    /// Whether the token at hand is on the line of the last one.
    var isOnSameLine: Bool {
        !text.bytes[text.tokens[position - 1].end..<token.start].contains(where: \.isLineEnd)
    }

    /// Reads the group that opens at hand: items with commas between them, each with `read`.
    ///
    /// - Parameter words: What may begin an item, as `word:`, where it is known. After a list without its opening
    ///   bracket, reading resumes there, or else after the group.
    mutating func readGroup(startingWith words: [String] = [], _ read: (inout Parser) throws(Unreadable) -> Void) {
        let outerEnd = groupEnd
        let close = text.tokens[position].partner
        position += 1
        groupEnd = close
        depth += 1
        // Deeper groups have been reported as such; reading them would only exhaust the stack.
        if depth <= Lexer.greatestDepth { readItems(startingWith: words, read) }
        depth -= 1
        position = close + 1
        groupEnd = outerEnd
    }

    private mutating func readItems(
        startingWith words: [String], _ read: (inout Parser) throws(Unreadable) -> Void
    ) {
        while !isAtGroupEnd {
            let start = position
            if sees(.comma) {
                _ = expected("an item")
                position += 1
                continue
            }
            do throws(Unreadable) {
                try read(&self)
                finishItem()
            } catch {
                skipItem()
                if mustResume { skipItems(to: words) }
            }
            precondition(position > start, "an item without a token")
        }
    }

    /// Moves past the comma after an item, and says so where it is missing.
    private mutating func finishItem() {
        if isAtGroupEnd || accept(.comma) { return }
        if seesNextItem {
            report.error(.missingComma(before: found(token)), at: text.span(token))
        } else {
            _ = expected("','")
            skipItem()
        }
    }

    /// Whether what is at hand looks like an item of its own, and not like a part of the last one.
    private var seesNextItem: Bool {
        if sees(.open(.brace)) { return true }
        guard sees(.word) else { return false }
        if !isOnSameLine { return true }
        return sees(.colon, after: 1) || sees(.comma, after: 1) || sees(.end, after: 1)
            || sees(.open(.parenthesis), after: 1)
    }

    /// Moves after the next comma of the group.
    private mutating func skipItem() {
        while !isAtGroupEnd {
            if accept(.comma) { return }
            skipToken()
        }
    }

    /// Moves to the next item that begins with one of the words, or to the end of the group.
    private mutating func skipItems(to words: [String]) {
        mustResume = false
        while !isAtGroupEnd {
            if sees(.word), sees(.colon, after: 1), words.contains(text.text(token)) { return }
            skipItem()
        }
    }

    /// Moves past a token, or a bracket with all that is in it.
    mutating func skipToken() {
        let current = advance()
        if case .open = current.kind { position = min(current.partner + 1, groupEnd) }
    }
}

extension Token.Kind {
    /// Whether two kinds are the same, whatever they carry; brackets are compared by their form.
    func isLike(_ other: Self) -> Bool {
        switch (self, other) {
        case (.word, .word), (.string, .string), (.integer, .integer), (.decimal, .decimal), (.comma, .comma),
            (.colon, .colon), (.pathSeparator, .pathSeparator), (.arrow, .arrow), (.equals, .equals),
            (.minus, .minus), (.dot, .dot), (.question, .question), (.unknown, .unknown), (.end, .end):
            true
        case (.open(let one), .open(let two)), (.close(let one), .close(let two)): one == two
        default: false
        }
    }
}
