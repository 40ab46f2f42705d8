import RaidoConsole

extension Parser {
    mutating func parseBlock(_ keyword: BlockKeyword, at span: SourceSpan) -> BlockSyntax {
        var block = BlockSyntax(keyword: keyword, span: span)
        var isFirst = keyword == .model
        readGroup(startingWith: SectionKeyword.allCases.map(\.rawValue)) { (parser) throws(Unreadable) in
            guard isFirst else { return try parser.parseSection(into: &block) }
            isFirst = false
            if parser.seesSection {
                parser.report.error(.modelWithoutName, at: parser.text.span(parser.token))
                return try parser.parseSection(into: &block)
            }
            try parser.addComment(to: &block)
            block.name = try parser.name("the model's name")
        }
        if isFirst { report.error(.modelWithoutName, at: span) }
        return block
    }

    private var seesSection: Bool { sees(.open(.brace)) || sees(.word) && sees(.colon, after: 1) }

    private mutating func parseSection(into block: inout BlockSyntax) throws(Unreadable) {
        if sees(.open(.brace)) {
            enter(.fields, at: text.span(token), in: &block)
            return parseFields(into: &block)
        }
        let start = position
        let word = try name("a section")
        guard let section = SectionKeyword(rawValue: word.text) else {
            let words = SectionKeyword.allCases.map(\.rawValue)
            report.error(.unknownSection(word.text, nearest: nearest(to: word.text, among: words)), at: word.span)
            throw Unreadable()
        }
        if section == .table { try addComment(to: &block, before: start) }
        enter(section, at: word.span, in: &block)
        try expect(.colon, "':'")
        switch section {
        case .table: block.table = try quotedName("the table's name in quotes")
        case .renamedFrom: block.renamedFrom = try quotedName("the former name in quotes")
        case .pk: block.key = try parseKey()
        case .include: try parseIncludes(into: &block)
        case .enums:
            try expectGroup(.brace)
            readGroup { (parser) throws(Unreadable) in block.enums.append(try parser.parseEnum()) }
        case .fields:
            try expectGroup(.brace)
            parseFields(into: &block)
        case .relations:
            try expectGroup(.brace)
            readGroup { (parser) throws(Unreadable) in block.relations.append(try parser.parseRelation()) }
        case .meta:
            try expectGroup(.brace)
            readGroup(startingWith: MetaKeyword.allCases.map(\.rawValue)) { (parser) throws(Unreadable) in
                try parser.parseMetaItem(into: &block.meta)
            }
        }
    }

    /// Notes that a section exists; the second of a kind is an error, but read as well.
    private mutating func enter(_ section: SectionKeyword, at span: SourceSpan, in block: inout BlockSyntax) {
        if let first = block.sections[section] {
            report.error(.givenTwice(section.rawValue), at: span, notes: [.init(.firstHere, at: first)])
        } else {
            block.sections[section] = span
        }
    }

    private mutating func addComment(to block: inout BlockSyntax, before place: Int? = nil) throws(Unreadable) {
        guard let comment = docComment(before: place ?? position) else { return }
        if let first = block.comment {
            report.error(.givenTwice("comment"), at: comment.span, notes: [.init(.firstHere, at: first.span)])
        } else {
            block.comment = comment
        }
    }

    func docComment(before place: Int) -> Placed<String>? {
        guard let lines = text.docComments[place], let first = lines.first, let last = lines.last,
            let comment = text.docComment(before: place)
        else { return nil }
        return Placed(value: comment, span: text.span(first.lowerBound, last.upperBound))
    }

    /// A string that is a name.
    mutating func quotedName(_ description: String) throws(Unreadable) -> Name {
        let span = text.span(token)
        return Name(text: try string(description), span: span)
    }

    /// The text of the string at hand.
    mutating func string(_ description: String) throws(Unreadable) -> String {
        guard case .string(let form) = kind else { throw expected(description) }
        // One that is not closed has been reported.
        if case .broken = form { throw Unreadable() }
        let literal = advance()
        do throws(StringMistake) {
            return try text.value(of: literal, form)
        } catch {
            report.error(error.message, at: text.span(error.start, error.end))
            throw Unreadable()
        }
    }

    private mutating func parseKey() throws(Unreadable) -> KeySyntax {
        if sees(.open(.parenthesis)) {
            let start = token.start
            let names = try parseNames("a field")
            return .fields(names, span: text.span(start, text.tokens[position - 1].end))
        }
        let name = try self.name("the key's field")
        guard accept(.arrow) else {
            // A field of that name is `pk: (none)`.
            return .fields(name.text == "none" ? [] : [name], span: name.span)
        }
        return .column(FieldSyntax(name: name, type: try parseType(), options: try parseOptions(), comment: nil))
    }

    /// `(a, b)`
    mutating func parseNames(_ description: String) throws(Unreadable) -> [Name] {
        try expectGroup(.parenthesis)
        let opening = token
        var names: [Name] = []
        readGroup { (parser) throws(Unreadable) in names.append(try parser.name(description)) }
        if names.isEmpty { report.error(.emptyList(description), at: text.span(opening)) }
        return names
    }

    /// `Base`, `[Base, Other]`
    private mutating func parseIncludes(into block: inout BlockSyntax) throws(Unreadable) {
        guard sees(.open(.square)) else {
            block.includes.append(try name("an abstract model"))
            return
        }
        readGroup { (parser) throws(Unreadable) in block.includes.append(try parser.name("an abstract model")) }
    }
}
