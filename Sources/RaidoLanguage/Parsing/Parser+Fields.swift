import RaidoConsole

extension Parser {
    mutating func parseFields(into block: inout BlockSyntax) {
        readGroup { (parser) throws(Unreadable) in try parser.parseFieldItem(into: &block) }
    }

    private mutating func parseFieldItem(into block: inout BlockSyntax) throws(Unreadable) {
        let comment = docComment(before: position)
        let name = try self.name("a field")
        guard accept(.colon) else {
            switch name.text {
            case "timestamps": block.fields.append(.timestamps(name.span))
            case "soft_delete": block.fields.append(.softDelete(name.span))
            default: throw expected("':' and a type")
            }
            return
        }
        let type = try parseType()
        if name.text == "include", TypeRule.named(type.word.text) == nil, type.word.text.first?.isUppercase == true {
            block.includes.append(type.word)
            return
        }
        let options = try parseOptions(ofField: true)
        try refuseWordsOfSQL(after: type, options)
        block.fields.append(.field(FieldSyntax(name: name, type: type, options: options, comment: comment)))
    }

    mutating func parseType() throws(Unreadable) -> TypeSyntax {
        let start = token.start
        try refuseArray()
        var word = try name("a type")
        var isOptional = false
        var arguments: [ArgumentSyntax] = []
        if sees(.open(.angle)) {
            let inner = try parseTypeArguments()
            let span = text.span(start, text.tokens[position - 1].end)
            switch (word.text, inner.first?.word.text) {
            case ("Option", _?) where inner.count == 1, ("Optional", _?) where inner.count == 1:
                (word, arguments) = (inner[0].word, inner[0].arguments)
                isOptional = true
                if inner[0].isOptional { report.error(.optionalTwice, at: span) }
            case ("Vec", "u8") where inner.count == 1: word = Name(text: "Vec<u8>", span: span)
            default:
                let written = "\(word.text)<\(inner.map(\.written).joined(separator: ", "))>"
                let hint = ForeignWords.types.hint(for: word.text)
                report.error(
                    hint.map { .foreignType(written, hint: $0) } ?? .unknownType(written, nearest: nil), at: span)
                throw Unreadable()
            }
        }
        if arguments.isEmpty, sees(.open(.parenthesis)) {
            // Another tool's type is reported by its name; what it takes has another form, too.
            let isForeign = TypeRule.named(word.text) == nil && ForeignWords.types.hint(for: word.text) != nil
            if isForeign { skipToken() } else { arguments = parseArguments() }
        }
        while sees(.question) {
            if isOptional { report.error(.optionalTwice, at: text.span(start, token.end)) }
            isOptional = true
            position += 1
        }
        let end = text.tokens[position - 1].end
        return TypeSyntax(word: word, arguments: arguments, isOptional: isOptional, span: text.span(start, end))
    }

    /// The types between `<` and `>`. One alone means anything; `Option<Vec<u8>>` is the deepest that does.
    private mutating func parseTypeArguments() throws(Unreadable) -> [TypeSyntax] {
        var inner: [TypeSyntax] = []
        let span = text.span(token)
        var isReadable = true
        readGroup { (parser) throws(Unreadable) in
            let rest = isReadable
            isReadable = false
            inner.append(try parser.parseType())
            isReadable = rest
        }
        guard isReadable else { throw Unreadable() }
        if inner.isEmpty { report.error(.expected("a type", found: "'>'"), at: span) }
        guard !inner.isEmpty else { throw Unreadable() }
        return inner
    }

    /// `[required, max_length: 200]`, or nothing. What looks like an empty list is how others write an array.
    mutating func parseOptions(ofField isField: Bool = false) throws(Unreadable) -> [OptionSyntax] {
        guard sees(.open(.square)) else { return [] }
        if isField, token.partner == position + 1 {
            report.error(.emptyOptions, at: text.span(token.start, text.tokens[token.partner].end))
        }
        var options: [OptionSyntax] = []
        readGroup { (parser) throws(Unreadable) in options.append(try parser.parseOption()) }
        return options
    }

    private mutating func parseOption() throws(Unreadable) -> OptionSyntax {
        var name = try self.name("an option")
        if let phrase = phrase(after: name, in: .options) { name = phrase }
        var arguments: [ArgumentSyntax] = []
        if accept(.colon) {
            arguments = [ArgumentSyntax(value: try parseValue())]
        } else if sees(.open(.parenthesis)) {
            arguments = parseArguments()
        }
        let span = SourceSpan(path: text.path, start: name.span.start, end: text.tokens[position - 1].end)
        return OptionSyntax(name: name, arguments: arguments, span: span)
    }

    /// `(a, label: b)`
    mutating func parseArguments() -> [ArgumentSyntax] {
        var arguments: [ArgumentSyntax] = []
        readGroup { (parser) throws(Unreadable) in arguments.append(try parser.parseArgument()) }
        return arguments
    }

    mutating func parseArgument() throws(Unreadable) -> ArgumentSyntax {
        guard sees(.word), sees(.colon, after: 1) else { return ArgumentSyntax(value: try parseValue()) }
        let label = try name("a word")
        position += 1
        return ArgumentSyntax(label: label, value: try parseValue())
    }

    mutating func parseValue() throws(Unreadable) -> ValueSyntax {
        let start = token.start
        let content: ValueSyntax.Content
        switch kind {
        case .string: content = .string(try string("a value"))
        case .integer, .decimal, .minus: content = try parseNumber()
        case .word: content = try parsePath()
        case .dot:
            position += 1
            content = .path([try name("a variant").text])
        case .open(.parenthesis), .open(.square):
            var values: [ValueSyntax] = []
            readGroup { (parser) throws(Unreadable) in values.append(try parser.parseValue()) }
            content = .list(values)
        case .comma, .colon, .pathSeparator, .arrow, .equals, .question, .open, .close, .unknown, .end:
            throw expected("a value")
        }
        return ValueSyntax(content: content, span: text.span(start, text.tokens[position - 1].end))
    }

    private mutating func parsePath() throws(Unreadable) -> ValueSyntax.Content {
        let first = try name("a value")
        if sees(.open(.parenthesis)) { return .call(first, parseArguments()) }
        var parts = [first.text]
        while sees(.dot) || sees(.pathSeparator) {
            position += 1
            parts.append(try name("a name").text)
        }
        return .path(parts)
    }

    private mutating func parseNumber() throws(Unreadable) -> ValueSyntax.Content {
        let start = token.start
        let isNegative = accept(.minus)
        guard sees(.integer) || sees(.decimal) else { throw expected("a number") }
        let isDecimal = sees(.decimal)
        var digits = text.text(advance())
        digits.removeAll { $0 == "_" }
        let number = NumberSyntax(text: (isNegative ? "-" : "") + digits, isDecimal: isDecimal)
        guard sees(.word) else { return .number(number) }
        let isJoined = token.start == text.tokens[position - 1].end
        let unit = text.text(advance())
        if isJoined, !isDecimal, digits == "0", let base = unit.first, "xXoObB".contains(base) {
            report.error(.notDecimal("\(number.text)\(unit)"), at: text.span(start, text.tokens[position - 1].end))
            throw Unreadable()
        }
        guard let factor = byteUnits[unit.uppercased()], let count = number.unsigned else {
            let span = text.span(start, text.tokens[position - 1].end)
            report.error(.unknownUnit(unit), at: span)
            throw Unreadable()
        }
        return .size(Int64(clamping: count.multipliedReportingOverflow(by: factor).partialValue))
    }
}

private let byteUnits: [String: UInt64] = ["B": 1, "KB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30]
