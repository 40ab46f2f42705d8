import RaidoConsole

extension Parser {
    /// `belongs_to: Author via author_id [cascade]`, `many_to_many: Tag through ArticleTag via article_id`
    mutating func parseRelation() throws(Unreadable) -> RelationSyntax {
        let word = try name("a relation")
        guard let kind = RelationSyntax.Kind(rawValue: word.text) else {
            let words = RelationSyntax.Kind.allCases.map(\.rawValue)
            report.error(.unknownRelation(word.text, nearest: nearest(to: word.text, among: words)), at: word.span)
            throw Unreadable()
        }
        try expect(.colon, "':'")
        var relation = RelationSyntax(kind: kind, span: word.span, target: try name("a model or table"))
        while !isAtGroupEnd, try parseClause(of: &relation) {}
        relation.span.end = text.tokens[position - 1].end
        try checkClauses(of: relation)
        return relation
    }

    private mutating func parseClause(of relation: inout RelationSyntax) throws(Unreadable) -> Bool {
        if relation.columns.isEmpty, accept(word: "via") {
            relation.columns =
                sees(.open(.parenthesis)) ? try parseNames("a column") : [try name("a column")]
        } else if relation.targetColumns.isEmpty, accept(word: "to") {
            relation.targetColumns =
                sees(.open(.parenthesis)) ? try parseNames("a column") : [try name("a column")]
        } else if !relation.isUnindexed, accept(word: "unindexed") {
            relation.isUnindexed = true
        } else if relation.junction == nil, accept(word: "through") {
            relation.junction = try name("a model or table")
        } else if relation.alias == nil, accept(word: "as") {
            relation.alias = try name("a name")
        } else if relation.constraintName == nil, accept(word: "name") {
            relation.constraintName = try quotedName("a name in quotes")
        } else if relation.actions.isEmpty, sees(.open(.square)) {
            readGroup { (parser) throws(Unreadable) in relation.actions.append(try parser.parseArgument()) }
        } else {
            return false
        }
        return true
    }

    /// Says what a relation lacks, and what does not belong to its kind.
    private mutating func checkClauses(of relation: RelationSyntax) throws(Unreadable) {
        let word = relation.kind.rawValue
        switch relation.kind {
        case .belongsTo:
            if relation.columns.isEmpty { throw expected("'via' and a column") }
            if let junction = relation.junction { report.error(.clauseOf("through", word), at: junction.span) }
        case .hasMany, .hasOne:
            if let junction = relation.junction { report.error(.clauseOf("through", word), at: junction.span) }
        case .manyToMany:
            if relation.junction == nil { throw expected("'through' and a model") }
            if relation.columns.isEmpty { throw expected("'via' and a column") }
        }
        guard relation.kind != .belongsTo else { return }
        if let action = relation.actions.first { report.error(.clauseOf("[…]", word), at: action.value.span) }
        if let name = relation.constraintName { report.error(.clauseOf("name", word), at: name.span) }
        if let column = relation.targetColumns.first { report.error(.clauseOf("to", word), at: column.span) }
        if relation.isUnindexed { report.error(.clauseOf("unindexed", word), at: relation.span) }
    }
}
