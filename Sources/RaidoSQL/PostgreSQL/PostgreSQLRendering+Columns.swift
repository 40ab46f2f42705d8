import Raido

/// One column on its way to another definition.
struct ColumnAlteration {
    var old: Column
    var new: Column
    var before: Table
    var after: Table
    var using: SQLFragment?
    var fill: Fill?

    var table: String { after.name }
}

extension PostgreSQLRendering {
    mutating func add(_ column: Column, to table: Table, fill: Fill?, final: Table) throws(UnsupportedChange) {
        guard column.generated == nil else {
            suspended.insert(.generated(column.name, table.name))
            return
        }
        try addNow(column, to: table, fill: fill, final: final)
    }

    mutating func addNow(
        _ column: Column, to table: Table, fill: Fill?, final: Table
    ) throws(UnsupportedChange) {
        let purpose = "add column '\(column.name)' to '\(table.name)'"
        let name = quote(column.name)
        let isDefault = fill == nil || fill == column.defaultValue.map(Fill.value)
        if isDefault || column.generated != nil {
            let definition = try dialect.definition(of: column, in: table)
            alterTable(table.name, ["ADD COLUMN \(name) \(definition)"], for: purpose)
        } else if let fill {
            var bare = column
            bare.isNullable = true
            bare.defaultValue = nil
            bare.isIdentity = false
            let definition = try dialect.definition(of: bare, in: table)
            alterTable(table.name, ["ADD COLUMN \(name) \(definition)"], for: purpose)
            try self.fill(column, in: table, with: fill, final: final, onlyNulls: false)
            var clauses: [String] = []
            if let value = column.defaultValue {
                clauses.append(
                    "ALTER COLUMN \(name) SET DEFAULT \(try dialect.expression(value, for: column, in: table))")
            }
            if !column.isNullable { clauses.append("ALTER COLUMN \(name) SET NOT NULL") }
            alterTable(table.name, clauses, for: purpose)
            if column.isIdentity { number(column, of: table) }
        }
        if column.comment != nil { add([dialect.comment(on: column, of: table.name)]) }
    }

    private mutating func fill(
        _ column: Column, in table: Table, with fill: Fill, final: Table, onlyNulls: Bool
    ) throws(UnsupportedChange) {
        switch fill {
        case .placeholder:
            add([
                try dialect.statement(
                    fillingWithPlaceholders: column, in: table, final: final, schema: schema, onlyNulls: onlyNulls)
            ])
        case .value(let value):
            let text = try dialect.expression(value, for: column, in: table)
            let condition = onlyNulls ? " WHERE \(quote(column.name)) IS NULL" : ""
            run(
                "UPDATE \(quote(table.name)) SET \(quote(column.name)) = \(text)\(condition)",
                for: "fill column '\(column.name)' of '\(table.name)'")
        }
    }

    mutating func alter(
        _ alteration: ColumnAlteration, final: Table
    ) throws(UnsupportedChange) {
        var alteration = alteration
        // It is made in its new form when what it is generated from is there again.
        if suspended.contains(.generated(alteration.old.name, alteration.table)) { return }
        let isRegenerated = alteration.old.generated != alteration.new.generated
        let isRetyped = try retypes(alteration)
        if alteration.new.generated != nil, isRegenerated || isRetyped {
            try makeAgain(alteration)
            return
        }
        if alteration.old.generated != nil, isRegenerated {
            if keptColumns.remove(.column(alteration.old.name, table: alteration.table)) == nil {
                try keepGeneratedValues(of: alteration.old, in: alteration.before)
            }
            alteration.old = alteration.old.asKept
        }
        if isRetyped { suspendKeyThatGoes(over: alteration) }
        if isRetyped || alteration.using != nil {
            try suspendGenerated(from: [alteration.old], in: alteration.before)
        }
        try alterInPlace(alteration, isRetyped: isRetyped, final: final)
        if !alteration.old.comment.isExactly(alteration.new.comment) {
            add([dialect.comment(on: alteration.new, of: alteration.table)])
        }
    }

    /// A column may get a type that no key takes, when it is about to leave the key.
    private mutating func suspendKeyThatGoes(over alteration: ColumnAlteration) {
        let key = alteration.before.primaryKey
        let goes = upcoming.changes(of: alteration.table).contains { change in
            if case .changePrimaryKey = change { true } else { false }
        }
        guard goes, key.contains(alteration.old.name) else { return }
        suspendReferences(to: alteration.table, key)
        suspend(.primaryKey(alteration.table))
    }

    private func retypes(_ alteration: ColumnAlteration) throws(UnsupportedChange) -> Bool {
        try dialect.storedType(of: alteration.old, in: alteration.before)
            != dialect.storedType(of: alteration.new, in: alteration.after)
    }

    /// A generated column cannot be changed (before PostgreSQL 17), and its values are not its own: it is dropped, and
    /// made again when what it is generated from is as it has to be. What is generated from the column that it was is
    /// about to change too, or to go.
    private mutating func makeAgain(_ alteration: ColumnAlteration) throws(UnsupportedChange) {
        try suspendGenerated(from: [alteration.old], in: alteration.before)
        suspendParts(over: alteration.old.name, of: alteration.before, all: true)
        suspended.remove(.columnDefault(alteration.old.name, alteration.table))
        suspend(.generated(alteration.old.name, alteration.table))
    }

    /// The columns that are generated from others whose type changes are dropped in the meantime. One that is about to
    /// stop being generated does so now, and keeps its values.
    mutating func suspendGenerated(
        from columns: [Column], in table: Table
    ) throws(UnsupportedChange) {
        for column in table.columns {
            guard let expression = column.generated, !keptColumns.contains(.column(column.name, table: table.name)),
                columns.contains(where: { mentions(expression, $0.name) })
            else { continue }
            let stops = upcoming.steps(of: column.name, in: table.name).contains { step in
                if case .altered(_, let new, _, _, _) = step { new.generated == nil } else { false }
            }
            if stops {
                try keepGeneratedValues(of: column, in: table)
                keptColumns.insert(.column(column.name, table: table.name))
            } else {
                suspendParts(over: column.name, of: table, all: true)
                suspend(.generated(column.name, table.name))
            }
        }
    }

    /// Before PostgreSQL 13 a column cannot stop being generated: another one takes its values and its place.
    private mutating func keepGeneratedValues(of column: Column, in table: Table) throws(UnsupportedChange) {
        let (name, temporary) = (quote(column.name), quote("__raido_kept"))
        let purpose = "keep the values of generated column '\(column.name)' of '\(table.name)'"
        let type = try dialect.storedType(of: column, in: table)
        suspendParts(over: column.name, of: table, all: true)
        alterTable(table.name, ["ADD COLUMN \(temporary) \(type)"], for: purpose)
        run("UPDATE \(quote(table.name)) SET \(temporary) = \(name)", for: purpose)
        alterTable(
            table.name, ["DROP COLUMN \(name)"], for: purpose,
            replacing: .column(column.name, table: table.name, collation: column.collation))
        alterTable(table.name, ["RENAME COLUMN \(temporary) TO \(name)"], for: purpose)
        if let check = dialect.typeCheck(of: column, in: table) {
            let clause = "ADD CONSTRAINT \(quote(check.name)) CHECK (\(check.condition))"
            alterTable(table.name, [clause], for: purpose)
        }
    }

    private mutating func alterInPlace(
        _ alteration: ColumnAlteration, isRetyped: Bool, final: Table
    ) throws(UnsupportedChange) {
        let (old, new, before, after) = (alteration.old, alteration.new, alteration.before, alteration.after)
        let table = alteration.table
        let column = "ALTER COLUMN \(quote(new.name))"
        let purpose = "alter column '\(new.name)' of '\(table)'"
        let isConverted = isRetyped || alteration.using != nil
        var clauses: [String] = []
        // Alone: a numbered column takes no other type, not even in the statement that ends the numbering. One that was
        // adopted may be numbered by `serial`, which is a default.
        if old.isIdentity, !new.isIdentity {
            alterTable(table, ["\(column) DROP IDENTITY IF EXISTS"], for: purpose)
            alterTable(table, ["\(column) DROP DEFAULT"], for: purpose)
        }

        let oldCheck = dialect.typeCheck(of: old, in: before)
        let newCheck = dialect.typeCheck(of: new, in: after)
        let changesCheck = oldCheck != newCheck || (oldCheck != nil && isRetyped)
        if changesCheck, let oldCheck { clauses.append("DROP CONSTRAINT \(quote(oldCheck.name))") }

        let values = try (defaultText(old, before), defaultText(new, after))
        let hadDefault = values.0 != nil && !suspended.contains(.columnDefault(old.name, table))
        let changesDefault = !values.0.isExactly(values.1) || (isRetyped && hadDefault)
        if changesDefault, hadDefault { clauses.append("\(column) DROP DEFAULT") }

        var computed: String?
        if isConverted {
            suspendParts(over: old.name, of: before, all: false)
            computed = try precompute(alteration, for: purpose)
            clauses.append(try conversion(alteration, column, computed: computed))
        }
        if changesDefault, let value = values.1 {
            clauses.append("\(column) SET DEFAULT \(value)")
            suspended.remove(.columnDefault(old.name, table))
        }
        if values.1 == nil { suspended.remove(.columnDefault(old.name, table)) }
        if changesCheck, let newCheck {
            clauses.append("ADD CONSTRAINT \(quote(newCheck.name)) CHECK (\(newCheck.condition))")
        }
        if !old.isNullable, new.isNullable { clauses.append("\(column) DROP NOT NULL") }
        alterTable(
            table, clauses, for: purpose,
            replacing: isConverted ? .type(of: new.name, table: table, collation: old.collation) : nil)
        if let computed { alterTable(table, ["DROP COLUMN \(computed)"], for: purpose) }
        // That of an identity has followed; that of `serial` has not.
        if old.isIdentity, new.isIdentity, isRetyped {
            let (sequence, type) = (
                quote(dialect.sequenceName(table, new.name)), try dialect.storedType(of: new, in: after)
            )
            run("ALTER SEQUENCE IF EXISTS \(sequence) AS \(type)", for: purpose)
        }
        try tighten(alteration, final: final)
    }

    private func defaultText(_ column: Column, _ table: Table) throws(UnsupportedChange) -> String? {
        guard let value = column.defaultValue else { return nil }
        return try dialect.expression(value, for: column, in: table)
    }

    /// Writes the values of an expression with a subquery, which `USING` does not take, into a column of their own.
    ///
    ///     ALTER TABLE "t" ADD COLUMN "__raido_using" bigint;
    ///     UPDATE "t" SET "__raido_using" = (select count(*) from a);
    ///     ALTER TABLE "t" ALTER COLUMN "x" TYPE bigint USING "__raido_using";
    ///     ALTER TABLE "t" DROP COLUMN "__raido_using"
    ///
    /// - Returns: The column, or nil where `USING` takes the expression itself.
    private mutating func precompute(
        _ alteration: ColumnAlteration, for purpose: String
    ) throws(UnsupportedChange) -> String? {
        let (new, table) = (alteration.new, alteration.table)
        guard let using = alteration.using, dialect.needsUpdate(using) else { return nil }
        let text = try dialect.text(using, of: .column(new.name, table: table))
        let isEnum = dialect.isEnum(new, in: alteration.after)
        let type = isEnum ? "text" : try dialect.storedType(of: new, in: alteration.after)
        let temporary = quote("__raido_using")
        alterTable(table, ["ADD COLUMN \(temporary) \(type)"], for: purpose)
        run("UPDATE \(quote(table)) SET \(temporary) = \(isEnum ? "(\(text))::text" : text)", for: purpose)
        return temporary
    }

    /// - Parameter computed: The column that has the values of the user's expression, where it cannot be in `USING`.
    private func conversion(
        _ alteration: ColumnAlteration, _ column: String, computed: String?
    ) throws(UnsupportedChange) -> String {
        let type = try dialect.storedType(of: alteration.new, in: alteration.after)
        let new = alteration.new
        var expression: String?
        if let using = alteration.using {
            var text = computed ?? ""
            if computed == nil { text = try dialect.text(using, of: dialect.element(new, alteration.after)) }
            // A text becomes no value of an enum by itself.
            if dialect.isEnum(new, in: alteration.after) { text = "(\(text))::text::\(type)" }
            expression = text
            if !new.isNullable, case .value(let value)? = new.filling(alteration.fill, using: using) {
                let filled = try dialect.expression(value, for: new, in: alteration.after)
                expression = "COALESCE(\(text), \(filled))"
            }
        } else {
            expression = try dialect.conversion(
                from: alteration.old, in: alteration.before, to: new, in: alteration.after)
        }
        return "\(column) TYPE \(type)" + (expression.map { " USING \($0)" } ?? "")
    }

    /// NOT NULL and numbering by the engine, which rows already there must fit.
    private mutating func tighten(_ alteration: ColumnAlteration, final: Table) throws(UnsupportedChange) {
        let (old, new, table) = (alteration.old, alteration.new, alteration.after)
        let column = "ALTER COLUMN \(quote(new.name))"
        let purpose = "alter column '\(new.name)' of '\(table.name)'"
        if old.isNullable, !new.isNullable {
            if new.generated == nil, let fill = new.filling(alteration.fill, using: alteration.using) {
                try self.fill(new, in: table, with: fill, final: final, onlyNulls: true)
            }
            alterTable(table.name, ["\(column) SET NOT NULL"], for: purpose)
        }
        guard new.isIdentity, !old.isIdentity else { return }
        number(new, of: table)
    }

    /// Has the engine number the rows that come, on from the greatest number there is.
    private mutating func number(_ column: Column, of table: Table) {
        alterTable(
            table.name, ["ALTER COLUMN \(quote(column.name)) ADD \(dialect.identity(of: column, in: table))"],
            for: "alter column '\(column.name)' of '\(table.name)'")
        // The greatest number is said to be taken: one more than it may be more than the type reaches.
        let greatest = "pg_catalog.max(\(quote(column.name)))"
        run(
            "SELECT pg_catalog.setval(pg_catalog.pg_get_serial_sequence(\(literal(quote(table.name))), \(literal(column.name))), "
                + "greatest(\(greatest), 1), coalesce(\(greatest) >= 1, false)) FROM \(quote(table.name))",
            for: "number the rows of '\(table.name)' on from the greatest '\(column.name)'")
    }
}

extension PostgreSQLDialect {
    /// Whether the expression has to be in an `UPDATE`: `ALTER TABLE … USING` takes no subquery (manual, ALTER TABLE).
    func needsUpdate(_ using: SQLFragment) -> Bool {
        using.text(for: engine).map { RowExpression($0, for: engine).hasSubquery } ?? false
    }
}

extension Column {
    /// The column as it is left where it stops being generated.
    fileprivate var asKept: Column {
        var column = self
        column.generated = nil
        column.isNullable = true
        column.defaultValue = nil
        column.comment = nil
        return column
    }
}
