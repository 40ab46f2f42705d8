import Raido

/// The statements that make these changes on PostgreSQL, in an order that works within one transaction.
///
/// What depends on a column that gets another type (checks, expressions of indexes, foreign keys) is dropped first and
/// made again once all changes are made, each thing once, however many changes touch it. Triggers that set the time
/// of change do not run in the meantime where they have to be made again anyway.
func renderForPostgreSQL(_ changes: [Change], on schema: Schema) throws(UnsupportedChange) -> [Step] {
    var rendering = PostgreSQLRendering(schema: schema)
    rendering.final = try rendering.fitting { () throws(SchemaMismatch) in try schema.applying(changes) }
    try rendering.expectFreeNames(for: changes)
    for table in changes.writtenTables.sorted().compactMap({ rendering.final[$0] }) where schema[table.name] != table {
        try rendering.dialect.expectHolds(table)
    }
    let triggers = rendering.triggers(changing: changes)
    rendering.add(triggers.removed.flatMap(\.removal))
    try rendering.make(changes)
    try rendering.restore()
    rendering.add(triggers.made.flatMap(\.creation))
    return rendering.steps
}

struct PostgreSQLRendering {
    let dialect = PostgreSQLDialect()

    /// The schema as the changes so far leave it.
    var schema: Schema

    /// The schema as all changes leave it.
    var final = Schema()

    private(set) var steps: [Step] = []

    /// The changes after the one that is made now.
    private(set) var rest: ArraySlice<Change> = []

    /// What these changes make of what is there now.
    var upcoming: Lineage { Lineage(ofNames: Array(rest)) }

    /// What is dropped now and made again later.
    var suspended: Set<SuspendedPart> = []

    /// Columns that no longer are generated, although the change that says so is still to come.
    var keptColumns: Set<SchemaElement> = []

    init(schema: Schema) { self.schema = schema }

    mutating func add(_ statements: [SQLStatement]) { steps += statements.map { .statement($0) } }

    mutating func run(_ sql: String, for purpose: String, replacing replaced: SQLStatement.Replaced? = nil) {
        add([SQLStatement(sql, for: purpose, replacing: replaced)])
    }

    mutating func alterTable(
        _ table: String, _ clauses: [String], for purpose: String, replacing replaced: SQLStatement.Replaced? = nil
    ) {
        guard !clauses.isEmpty else { return }
        run("ALTER TABLE \(quote(table)) \(clauses.joined(separator: ", "))", for: purpose, replacing: replaced)
    }

    func fitting<Value>(_ replay: () throws(SchemaMismatch) -> Value) throws(UnsupportedChange) -> Value {
        do { return try replay() } catch { throw UnsupportedChange(.postgresql, .mismatch(error)) }
    }

    mutating func make(_ changes: [Change]) throws(UnsupportedChange) {
        rest = changes[...]
        while let first = rest.first {
            let before = schema
            let group = first.enumValues.map { type in rest.prefix { $0.enumValues == type } } ?? rest.prefix(1)
            rest = rest.dropFirst(group.count)
            let after = try fitting { () throws(SchemaMismatch) in try before.applying(Array(group)) }
            if let type = first.enumValues {
                try changeValues(of: type, by: group, from: before, to: after)
                schema = after
            } else {
                try make(first, from: before, to: after)
                schema = after
                follow(first)
            }
        }
    }

    /// What waits, under the names that it has after a change.
    private mutating func follow(_ change: Change) {
        for change in [change].replayed where change.rename != nil || change.removed != nil {
            func following(_ element: SchemaElement) -> SchemaElement? {
                if case .kept(let element) = change.fate(of: element) { element } else { nil }
            }
            suspended = Set(suspended.compactMap { part in following(part.element).map(part.of) })
            keptColumns = Set(keptColumns.compactMap(following))
        }
    }

    private mutating func make(
        _ change: Change, from before: Schema, to after: Schema
    ) throws(UnsupportedChange) {
        switch change {
        case .createTable(let table):
            try restore()
            try expectNames(of: table)
            add(try dialect.statements(creating: table))
        case .dropTable(let table):
            run("DROP TABLE \(quote(table.name))", for: "drop table '\(table.name)'")
            for type in table.enums { dropEnum(type, of: table.name) }
        case .renameTable(let old, let new):
            guard let table = before[old] else { return }
            rename(table, to: new)
        case .changeTableComment(let table, _, let new): add([dialect.comment(on: table, new)])
        case .adoptTable, .releaseTable: break
        case .sql(let raw):
            try restore()
            add(
                raw.up.compactMap { $0.text(for: .postgresql) }.map {
                    SQLStatement($0, for: "run the migration's own SQL", origin: .raw)
                })

        case .addColumn(let column, let name, let fill):
            guard let table = after[name] else { return }
            try add(column, to: table, fill: fill, final: finalTable(name))
        case .dropColumn(let column, let table): drop(.generated(column.name, table))
        case .renameColumn(let old, let new, let name):
            guard let table = before[name] else { return }
            rename(old, to: new, in: table)
        case .alterColumn(let name, let old, let new, let using, let fill):
            guard let table = before[name], let changed = after[name] else { return }
            try alter(
                ColumnAlteration(old: old, new: new, before: table, after: changed, using: using, fill: fill),
                final: finalTable(name))

        case .changePrimaryKey(let table, let old, let new):
            // A column of the new key may still be of a type that no key takes.
            let waits = new.contains { !upcoming.steps(of: $0, in: table).isEmpty }
            changePrimaryKey(of: table, from: old, to: new, waits: waits)

        case .addUnique(let unique, let table): addUnique(unique, to: table)
        case .dropUnique(let unique, let table): dropUnique(unique, from: table)
        case .changeUnique(let table, let old, let new): changeUnique(old, to: new, in: table)
        case .renameUnique(let old, let new, let table):
            renameConstraint(.unique(old, table), to: new, "unique constraint")

        case .addIndex(let index, let name):
            guard let table = after[name] else { return }
            try expectNames(of: table)
            try addIndex(index, to: table)
        case .dropIndex(let index, let table): drop(.index(index.name, table))
        case .changeIndex(let name, let old, let new):
            guard let table = after[name], old != new, !suspended.contains(.index(old.name, name)) else { return }
            drop(.index(old.name, name))
            try addIndex(new, to: table)
        case .renameIndex(let old, let new, let table):
            if suspended.contains(.index(old, table)) { return }
            run(
                "ALTER INDEX \(quote(old)) RENAME TO \(quote(new))",
                for: "rename index '\(old)' of '\(table)' to '\(new)'")

        case .addForeignKey(let key, let table): addForeignKey(key, to: table)
        case .dropForeignKey(let key, let table): drop(.foreignKey(key.name, table))
        case .changeForeignKey(let table, let old, let new):
            guard old != new, !suspended.contains(.foreignKey(old.name, table)) else { return }
            drop(.foreignKey(old.name, table))
            addForeignKey(new, to: table)
        case .renameForeignKey(let old, let new, let table):
            renameConstraint(.foreignKey(old, table), to: new, "foreign key")

        case .addCheck(let check, let table): addCheck(check, to: table)
        case .dropCheck(let check, let table): dropCheck(check, from: table)
        case .changeCheck(let table, let old, let new):
            guard !dialect.clause(old).isExactly(dialect.clause(new)), !suspended.contains(.check(old.name, table))
            else { return }
            dropCheck(old, from: table)
            addCheck(new, to: table)
        case .renameCheck(let old, let new, let table):
            guard let check = before[table]?.checks.first(where: { $0.name == old }), dialect.clause(check) != nil
            else { return }
            renameConstraint(.check(old, table), to: new, "check")

        case .createEnum(let type, let table):
            if type.storesText { add([dialect.statement(creating: type, of: table)]) }
        case .dropEnum(let type, let table): dropEnum(type, of: table)
        case .renameEnum(let old, let new, let table):
            guard before[table]?.enumType(old)?.storesText == true else { return }
            let (former, name) = (DerivedName.enumType(table, old), DerivedName.enumType(table, new))
            // Names that differ in case or underscores alone are one name to PostgreSQL.
            guard former != name else { return }
            renameType(
                former, to: name,
                for: "rename enum '\(old)' of '\(table)' to '\(new)'")

        case .addEnumValue, .dropEnumValue, .renameEnumValue, .renumberEnumValue, .reorderEnum:
            preconditionFailure("changes of an enum's values are made together")
        }
    }

    /// The table as the migration leaves it.
    private func finalTable(_ name: String) -> Table {
        let names = upcoming.names(of: .table(name))
        return names.last.flatMap { final[$0.name] } ?? Table(name, columns: [])
    }

    /// PostgreSQL cuts longer names with no more than a notice (manual, 4.1.1).
    private func expectNames(of table: Table) throws(UnsupportedChange) {
        let names =
            [table.name] + table.columns.map(\.name) + table.uniques.map(\.name) + table.indexes.map(\.name)
            + table.foreignKeys.map(\.name) + table.checks.map(\.name)
        if let long = names.first(where: { $0.utf8.count > DerivedName.greatestLength }) {
            throw UnsupportedChange(.postgresql, .nameTooLong(long, table: table.name))
        }
    }
}

// Names
extension PostgreSQLRendering {
    /// Tables and enums have their names in one place: a table is a type too.
    fileprivate func expectFreeNames(for changes: [Change]) throws(UnsupportedChange) {
        for change in changes {
            if let table = change.newNamesTable.flatMap({ final[$0] }) {
                let types = table.enums.filter(\.storesText).map { DerivedName.enumType(table.name, $0.name) }
                for name in [table.name] + types where owners(of: name).count > 1 {
                    throw UnsupportedChange(.postgresql, .nameTaken(name, by: owners(of: name)))
                }
            }
        }
    }

    /// The table of that name, and the tables whose enums have it.
    private func owners(of name: String) -> [SchemaElement] {
        var owners: [SchemaElement] = final[name].map { [.table($0.name)] } ?? []
        for place in name.indices where name[place] == "_" {
            guard let table = final[String(name[..<place])] else { continue }
            for type in table.enums
            where type.storesText && DerivedName.enumType(table.name, type.name) == name {
                owners.append(.enumType(type.name, table: table.name))
            }
        }
        return owners
    }
}

// Tables and enums
extension PostgreSQLRendering {
    private mutating func dropEnum(_ type: EnumType, of table: String) {
        guard type.storesText else { return }
        run(
            "DROP TYPE \(quote(DerivedName.enumType(table, type.name)))",
            for: "drop enum '\(type.name)' of '\(table)'")
    }

    private mutating func renameType(_ old: String, to new: String, for purpose: String) {
        guard old != new else { return }
        run("ALTER TYPE \(quote(old)) RENAME TO \(quote(new))", for: purpose)
    }

    /// The table, and what has its name in its own: the engine follows with none of that.
    private mutating func rename(_ table: Table, to new: String) {
        let old = table.name
        let purpose = "rename table '\(old)' to '\(new)'"
        alterTable(old, ["RENAME TO \(quote(new))"], for: purpose)
        for type in table.enums where type.storesText {
            renameType(DerivedName.enumType(old, type.name), to: DerivedName.enumType(new, type.name), for: purpose)
        }
        if !table.primaryKey.isEmpty {
            renameIfThere("INDEX", DerivedName.primaryKey(old), to: DerivedName.primaryKey(new), for: purpose)
        }
        for column in table.columns {
            if column.isIdentity {
                renameIfThere(
                    "SEQUENCE", dialect.sequenceName(old, column.name), to: dialect.sequenceName(new, column.name),
                    for: purpose)
            }
            renameTypeCheck(of: column, in: table, to: PostgreSQLTypeCheck.name(new, column.name), now: new)
        }
    }

    /// A table that was adopted may have other names for these.
    private mutating func renameIfThere(_ kind: String, _ old: String, to new: String, for purpose: String) {
        guard old != new else { return }
        run("ALTER \(kind) IF EXISTS \(quote(old)) RENAME TO \(quote(new))", for: purpose)
    }

    private mutating func renameTypeCheck(of column: Column, in table: Table, to new: String, now name: String) {
        guard let check = dialect.typeCheck(of: column, in: table), check.name != new else { return }
        alterTable(
            name, ["RENAME CONSTRAINT \(quote(check.name)) TO \(quote(new))"],
            for: "rename the check of column '\(column.name)' of '\(name)'")
    }

    private mutating func rename(_ old: String, to new: String, in table: Table) {
        let purpose = "rename column '\(old)' of '\(table.name)' to '\(new)'"
        if suspended.contains(.generated(old, table.name)) { return }
        alterTable(table.name, ["RENAME COLUMN \(quote(old)) TO \(quote(new))"], for: purpose)
        guard let column = table.column(old) else { return }
        if column.isIdentity {
            renameIfThere(
                "SEQUENCE", dialect.sequenceName(table.name, old), to: dialect.sequenceName(table.name, new),
                for: purpose)
        }
        renameTypeCheck(of: column, in: table, to: PostgreSQLTypeCheck.name(table.name, new), now: table.name)
    }
}

// Triggers
extension PostgreSQLRendering {
    /// The triggers that do not fit what is there afterwards, and those that are needed then. Filling a column is not a
    /// change of a row that they are to tell of, so they do not exist in the meantime.
    fileprivate func triggers(
        changing changes: [Change]
    ) -> (removed: [PostgreSQLTrigger], made: [PostgreSQLTrigger]) {
        let written = changes.writtenTables
        var old = Set(written.compactMap { schema[$0] }.flatMap(postgresqlUpdateTriggers))
        var new = Set(written.compactMap { final[$0] }.flatMap(postgresqlUpdateTriggers))
        // A table that is adopted or released keeps what it has.
        for change in changes {
            if case .adoptTable(let table) = change { old.formUnion(postgresqlUpdateTriggers(of: table)) }
            if case .releaseTable(let table) = change { new.formUnion(postgresqlUpdateTriggers(of: table)) }
        }
        let order = { (left: PostgreSQLTrigger, right: PostgreSQLTrigger) in left.name < right.name }
        let filled = Set(changes.compactMap { $0.filledTable(dialect) })
        let removed = old.filter { !new.contains($0) || filled.contains($0.table) }
        let made = new.filter { !old.contains($0) || filled.contains($0.table) }
        return (removed.sorted(by: order), made.sorted(by: order))
    }
}

extension Change {
    /// The table that gets a name, or whose enum does.
    fileprivate var newNamesTable: String? {
        if case .createTable(let table) = self { return table.name }
        if case .renameTable(_, let new) = self { return new }
        if case .createEnum(_, let table) = self { return table }
        if case .renameEnum(_, _, let table) = self { return table }
        return nil
    }

    /// The table whose rows get a value where they have none, or one that `USING` cannot compute, or another one for a
    /// number of an enum that goes; also one of which a column is to have the words of this version, and its trigger with it.
    fileprivate func filledTable(_ dialect: PostgreSQLDialect) -> String? {
        if case .alterColumn(let table, _, _, let using?, _) = self, dialect.needsUpdate(using) { return table }
        if case .alterColumn(let table, let old, let new, nil, _) = self, old == new, new.isSetOnUpdate { return table }
        if case .dropEnumValue(.number, _, let table, _, _?) = self { return table }
        guard case .alterColumn(let table, let old, let new, _, let fill) = self, old.isNullable, !new.isNullable,
            fill != nil || new.defaultValue != nil
        else { return nil }
        return table
    }
}
