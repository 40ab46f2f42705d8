import Raido

// Columns that the user's expression converts.
extension MySQLRendering {
    /// Converts a column by an expression: into a new column, which then takes the old one's place.
    ///
    /// What others write until then is converted with the rest, as the engine itself works out the new column. Where it
    /// cannot, nobody may write what the expression reads before the new column is in its place.
    mutating func convert(
        _ column: Column, of table: String, using: SQLFragment, fill: Fill?, after: Schema
    ) throws(UnsupportedChange) {
        let expression = try dialect.text(using, of: .column(column.name, table: table))
        var fresh = column.asReplacement
        var lengths: [CheckConstraint] = []
        if let length = dialect.paddedLength(of: column) {
            fresh.type = .varbinary(length)
            lengths = [lengthCheck(fresh.name, length, of: table)]
        }
        fresh.generated = try deterministicValue(of: column, in: table, using: using, fill: fill, target: after[table])
        let read = columnNames(in: expression).union([column.name.lowercased()])
        let isFrozen = fresh.generated == nil
        let meanwhile = with(table) { changed in
            changed.enums = after[table]?.enums ?? changed.enums
            let place = changed.columns.firstIndex { $0.name == column.name }
            changed.columns.insert(fresh, at: place.map { $0 + 1 } ?? changed.columns.endIndex)
            changed.checks += lengths
            guard isFrozen else { return }
            // No trigger sees what a foreign key writes.
            changed.foreignKeys.removeAll { key in key.columns.contains { read.contains($0.lowercased()) } }
        }
        try flush()
        let addition = MySQLMove(
            dialect: dialect, before: schema, after: meanwhile, table: table, placement: (fresh.name, column.name))
        move(try addition.statements(), to: meanwhile)
        let freeze = schema[table].map { MySQLFreeze(of: column.name, in: $0, reading: read) }
        if isFrozen {
            for trigger in freeze?.triggers ?? [] {
                add(trigger.text, for: "block changes to the columns that are converted")
            }
            set(fresh.name, of: table, to: try rowValue(expression, for: column, of: table))
            if !column.isNullable, let value = column.filling(fill, using: using) {
                var filled = fresh
                filled.type = column.type
                filled.isNullable = column.isNullable
                try update(filled, of: table, with: value, where: "\(backtickQuote(fresh.name)) IS NULL", final: after)
            }
        }
        let move = MySQLMove(
            dialect: dialect, before: schema, after: after, table: table, replacement: (fresh.name, column.name))
        self.move(try move.statements(), to: after)
        guard isFrozen else { return }
        for trigger in freeze?.triggers ?? [] {
            add("DROP TRIGGER IF EXISTS \(backtickQuote(trigger.name))", for: "let '\(table)' be written again")
        }
    }

    private func lengthCheck(_ column: String, _ length: Int, of table: String) -> CheckConstraint {
        CheckConstraint(
            DerivedName.check(table, "length_\(column)"),
            SQLFragment("octet_length(\(backtickQuote(column))) = \(length)"))
    }

    /// The converted value as that of a generated column, or nil where the engine would not take it for one, or could
    /// work it out differently in another session.
    private func deterministicValue(
        of column: Column, in table: String, using: SQLFragment, fill: Fill?, target: Table?
    ) throws(UnsupportedChange) -> SQLFragment? {
        guard let current = schema[table], let target, var text = using.text(for: dialect.engine),
            dialect.isDeterministic(text, in: current), !dialect.isZoned(column)
        else { return nil }
        if !column.isNullable, let fill = column.filling(fill, using: using) {
            guard case .value(let value) = fill, dialect.isLiteral(value) else { return nil }
            let words = try dialect.operand(value, for: column, in: target)
            // Such texts are spelled in another way in an expression.
            guard !words.contains("\\"), !words.hasFourByteCharacters else { return nil }
            text = "coalesce((\(text)), \(words))"
        }
        var generated = current
        var fresh = column.asReplacement
        fresh.generated = SQLFragment(text)
        generated.columns.append(fresh)
        let isAllowed = (try? dialect.expectDeterministicExpressions(in: generated, keys: current.foreignKeys)) != nil
        return isAllowed ? fresh.generated : nil
    }
}

extension Column {
    /// The column that takes the values of this one in another form, before it takes its place.
    fileprivate var asReplacement: Column {
        var fresh = self
        fresh.name = DerivedName.fit("__raido_\(name)")
        fresh.isNullable = true
        fresh.defaultValue = nil
        fresh.isIdentity = false
        fresh.isSetOnUpdate = false
        fresh.comment = nil
        return fresh
    }
}
