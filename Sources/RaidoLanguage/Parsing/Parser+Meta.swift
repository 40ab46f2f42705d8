import RaidoConsole

extension Parser {
    mutating func parseMetaItem(into meta: inout MetaSyntax) throws(Unreadable) {
        let word = try name("a key")
        guard let key = MetaKeyword(rawValue: word.text) else {
            let words = MetaKeyword.allCases.map(\.rawValue)
            report.error(.unknownMetaKey(word.text, nearest: nearest(to: word.text, among: words)), at: word.span)
            throw Unreadable()
        }
        if let first = meta.keys[key] {
            report.error(.givenTwice(word.text), at: word.span, notes: [.init(.firstHere, at: first)])
        } else {
            meta.keys[key] = word.span
        }
        try expect(.colon, "':'")
        switch key {
        case .uniqueTogether:
            try expectGroup(.square)
            readGroup { (parser) throws(Unreadable) in meta.uniques.append(try parser.parseUnique()) }
        case .indexes:
            try expectGroup(.square)
            readGroup { (parser) throws(Unreadable) in meta.indexes.append(try parser.parseIndex()) }
        case .checks:
            try expectGroup(.brace)
            readGroup { (parser) throws(Unreadable) in meta.checks.append(try parser.parseCheck()) }
        case .ordering:
            try expectGroup(.square)
            readGroup { (parser) throws(Unreadable) in meta.ordering.append(try parser.parseOrdering()) }
        case .comment:
            let span = text.span(token)
            meta.comment = Placed(value: try string("a string"), span: span)
        case .verboseName: meta.verboseName = try string("a string")
        case .verboseNamePlural: meta.verboseNamePlural = try string("a string")
        case .abstract: meta.isAbstract = try parseFlag()
        }
    }

    private mutating func parseFlag() throws(Unreadable) -> Bool {
        if accept(word: "true") { return true }
        if accept(word: "false") { return false }
        throw expected("'true' or 'false'")
    }

    private mutating func parseUnique() throws(Unreadable) -> UniqueSyntax {
        let start = token.start
        var unique = UniqueSyntax(columns: try parseNames("a field"), span: text.span(start, start))
        if accept(word: "name") { unique.name = try quotedName("a name in quotes") }
        unique.span.end = text.tokens[position - 1].end
        return unique
    }

    private mutating func parseIndex() throws(Unreadable) -> IndexSyntax {
        let opening = token
        var index = IndexSyntax(parts: [], span: text.span(opening))
        if sees(.open(.parenthesis)) {
            readGroup { (parser) throws(Unreadable) in index.parts.append(try parser.parseIndexPart()) }
            if index.parts.isEmpty {
                report.error(.emptyList("a field"), at: text.span(opening))
                throw Unreadable()
            }
        } else {
            index.parts = [try parseIndexPart()]
        }
        while !isAtGroupEnd, try parseIndexClause(of: &index) {}
        index.span.end = text.tokens[position - 1].end
        return index
    }

    private mutating func parseIndexPart() throws(Unreadable) -> IndexPartSyntax {
        if sees(.string(.plain)) || sees(word: "sql") && sees(.open(.parenthesis), after: 1) {
            return .expression(try parseValue())
        }
        let isDescending = accept(.minus)
        return .column(try name("a field"), isDescending: isDescending)
    }

    private mutating func parseIndexClause(of index: inout IndexSyntax) throws(Unreadable) -> Bool {
        if !index.isUnique, accept(word: "unique") {
            index.isUnique = true
        } else if index.predicate == nil, accept(word: "where") {
            index.predicate = try parseValue()
        } else if index.method == nil, accept(word: "using") {
            index.method = try name("an index method")
        } else if index.name == nil, accept(word: "name") {
            index.name = try quotedName("a name in quotes")
        } else {
            return false
        }
        return true
    }

    private mutating func parseCheck() throws(Unreadable) -> CheckSyntax {
        let name = try self.name("a check's name")
        try expect(.colon, "':'")
        var check = CheckSyntax(name: name, expression: try parseValue())
        if accept(word: "name") { check.constraintName = try quotedName("a name in quotes") }
        return check
    }

    private mutating func parseOrdering() throws(Unreadable) -> OrderingSyntax {
        let isDescending = accept(.minus)
        return OrderingSyntax(column: try name("a field"), isDescending: isDescending)
    }
}
