import Raido

/// The words of a statement, read from the front.
struct StatementWords {
    private var tokens: ArraySlice<SQLToken>

    /// Whether a name that was read had a schema before it.
    private(set) var hasReadSchema = false

    init(_ tokens: some Sequence<SQLToken>) { self.tokens = Array(tokens)[...] }

    mutating func skip(_ keyword: String) -> Bool {
        guard tokens.first?.isKeyword(keyword) == true else { return false }
        tokens.removeFirst()
        return true
    }

    mutating func skip(symbol: String) -> Bool {
        guard tokens.first?.isSymbol(symbol) == true else { return false }
        tokens.removeFirst()
        return true
    }

    /// Passes a word, a quoted name or a text.
    mutating func skipWord() -> Bool {
        guard let token = tokens.first, token.identifier != nil || token.isString else { return false }
        tokens.removeFirst()
        return true
    }

    /// The keyword or bare name that is next, in capitals.
    mutating func keyword() -> String? {
        guard case .word(let word)? = tokens.first else { return nil }
        tokens.removeFirst()
        return word.uppercased()
    }

    mutating func skipOne(of keywords: String...) -> Bool {
        keywords.contains { keyword in skip(keyword) }
    }

    /// Passes these keywords wherever they are next, in this order.
    mutating func skipAll(_ keywords: String...) {
        for keyword in keywords { _ = skip(keyword) }
    }

    /// Passes a name, with the schema before it.
    mutating func skipName() { _ = name() }

    /// The name that is next, without the schema before it. MySQL and MariaDB have names in double quotation marks
    /// under `ANSI_QUOTES`, and texts otherwise, which are in no name's place.
    mutating func name() -> String? {
        var name = tokens.popFirst()?.nameOrText
        while tokens.first?.isSymbol(".") == true {
            tokens.removeFirst()
            hasReadSchema = true
            name = tokens.popFirst()?.nameOrText
        }
        return name
    }

    /// The keywords and bare names, in capitals, and what is between them as nil.
    var keywords: [String?] {
        tokens.map { token in
            if case .word(let word) = token { return word.uppercased() }
            return nil
        }
    }

    /// What follows so many tokens.
    func dropFirst(_ count: Int) -> StatementWords { StatementWords(tokens.dropFirst(count)) }

    /// Passes a constraint's name, which MySQL lets one leave out.
    mutating func skipConstraintName() {
        let kinds = ["FOREIGN", "CHECK", "UNIQUE", "PRIMARY"]
        if case .word(let word)? = tokens.first, kinds.contains(word.uppercased()) { return }
        tokens = tokens.dropFirst()
    }

    /// Passes everything up to the keyword, and the keyword.
    mutating func skip(past keyword: String) -> Bool {
        guard let place = tokens.firstIndex(where: { $0.isKeyword(keyword) }) else { return false }
        tokens = tokens[(place + 1)...]
        return true
    }

    /// The keyword or bare name that is next, in capitals, and stays there.
    var nextKeyword: String? {
        var copy = self
        return copy.keyword()
    }

    func containsName(endingIn suffix: String) -> Bool {
        tokens.contains { $0.identifier?.lowercased().hasSuffix(suffix) == true }
    }

    func contains(_ keyword: String) -> Bool { tokens.contains { $0.isKeyword(keyword) } }

    var endsInNotValid: Bool {
        tokens.last?.isKeyword("VALID") == true && tokens.dropLast().last?.isKeyword("NOT") == true
    }

    /// What is between commas that are in no brackets.
    var clauses: [StatementWords] {
        var clauses: [[SQLToken]] = [[]]
        var depth = 0
        for token in tokens {
            if token.isSymbol("(") { depth += 1 }
            if token.isSymbol(")") { depth -= 1 }
            if depth == 0, token.isSymbol(",") {
                clauses.append([])
            } else {
                clauses[clauses.count - 1].append(token)
            }
        }
        return clauses.filter { !$0.isEmpty }.map { StatementWords($0) }
    }

    /// Whether a column so defined has another value in every row that exists already.
    var computesValues: Bool {
        if contains("GENERATED") || contains("AUTO_INCREMENT") || contains("STORED") { return true }
        guard let place = tokens.firstIndex(where: { $0.isKeyword("DEFAULT") }) else { return false }
        var value = tokens[(place + 1)...]
        if value.dropFirst().first?.isSymbol(".") == true { value = value.dropFirst(2) }
        guard let first = value.first else { return false }
        if first.isSymbol("(") { return true }
        guard value.dropFirst().first?.isSymbol("(") == true else { return false }
        return !["NOW", "CURRENT_TIMESTAMP", "CURRENT_DATE", "CURRENT_TIME"].contains { first.isKeyword($0) }
    }
}
