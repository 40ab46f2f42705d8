import RaidoConsole

extension Parser {
    /// `Status: [Draft, …]`, `Level: i16 [Low = 0, …]`, each with options before the colon or after the list.
    mutating func parseEnum() throws(Unreadable) -> EnumSyntax {
        let name = try self.name("an enum's name")
        var options = try parseOptions()
        try expect(.colon, "':'")
        var storage: Name?
        if sees(.word) { storage = try self.name("a type") }
        try expectGroup(.square)
        var variants: [VariantSyntax] = []
        readGroup { (parser) throws(Unreadable) in variants.append(try parser.parseVariant()) }
        if options.isEmpty { options = try parseOptions() }
        return EnumSyntax(name: name, storage: storage, variants: variants, options: options)
    }

    /// `A`, `A: "Label"`, `A = "value"`, `A = ("value", "Label")`, `A = 0`, each with options.
    private mutating func parseVariant() throws(Unreadable) -> VariantSyntax {
        let name = try self.name("a variant")
        var variant = VariantSyntax(name: name, options: [])
        if accept(.colon) {
            variant.label = try string("a label in quotes")
        } else if accept(.equals) {
            if sees(.open(.parenthesis)) {
                try parseValueAndLabel(of: &variant)
            } else {
                variant.value = try parseValue()
                if accept(.colon) { variant.label = try string("a label in quotes") }
            }
        }
        variant.options = try parseOptions()
        return variant
    }

    private mutating func parseValueAndLabel(of variant: inout VariantSyntax) throws(Unreadable) {
        let opening = text.span(token)
        var values: [ValueSyntax] = []
        readGroup { (parser) throws(Unreadable) in values.append(try parser.parseValue()) }
        guard values.count == 2, let label = values[1].string else {
            report.error(.expected("(\"value\", \"Label\")", found: "another list"), at: opening)
            throw Unreadable()
        }
        variant.value = values[0]
        variant.label = label
    }
}
