import Raido

/// The statements that make these changes on SQLite.
///
/// Changes of one table that are together are gathered, so that however many of them need the table rebuilt, that
/// happens once.
func renderForSQLite(_ changes: [Change], on schema: Schema) throws(UnsupportedChange) -> [Step] {
    var rendering = SQLiteRendering(schema: schema)
    // Values for rows already there may have to refer to tables as they will be.
    rendering.final = try rendering.fitting { () throws(SchemaMismatch) in try schema.applying(changes) }
    for change in changes { try rendering.make(change) }
    try rendering.finishTable()
    return rendering.steps
}

private struct SQLiteRendering {
    let dialect = SQLiteDialect()
    var schema: Schema
    var final = Schema()
    var steps: [Step] = []

    /// The table whose changes are being gathered.
    var work: SQLiteTableWork?

    init(schema: Schema) { self.schema = schema }

    mutating func make(_ change: Change) throws(UnsupportedChange) {
        switch change {
        case .createTable(let table):
            try finishTable()
            try apply(change)
            steps.append(.statement(try dialect.statement(creating: table)))
            steps += try dialect.objects(of: table).map { .statement($0) }
        case .dropTable(let table):
            try finishTable()
            try apply(change)
            steps.append(.statement("DROP TABLE \(quote(table.name))", for: "drop table '\(table.name)'"))
        case .adoptTable, .releaseTable:
            try finishTable()
            try apply(change)
        case .sql(let raw):
            try finishTable()
            let before = schema
            try apply(change)
            steps += run(raw, before: before, after: schema)

        case .renameTable(let name, _), .changeTableComment(let name, _, _), .addColumn(_, let name, _),
            .dropColumn(_, let name), .renameColumn(_, _, let name), .alterColumn(let name, _, _, _, _),
            .changePrimaryKey(let name, _, _),
            .addUnique(_, let name), .dropUnique(_, let name), .changeUnique(let name, _, _),
            .renameUnique(_, _, let name),
            .addIndex(_, let name), .dropIndex(_, let name), .changeIndex(let name, _, _),
            .renameIndex(_, _, let name),
            .addForeignKey(_, let name), .dropForeignKey(_, let name), .changeForeignKey(let name, _, _),
            .renameForeignKey(_, _, let name),
            .addCheck(_, let name), .dropCheck(_, let name), .changeCheck(let name, _, _),
            .renameCheck(_, _, let name),
            .createEnum(_, let name), .dropEnum(_, let name), .renameEnum(_, _, let name),
            .addEnumValue(_, _, let name, _), .dropEnumValue(_, _, let name, _, _),
            .renameEnumValue(_, _, _, let name), .renumberEnumValue(_, _, _, _, let name),
            .reorderEnum(_, _, _, let name):
            try gather(change, of: name)
        }
    }

    /// The statements as they are, and the triggers that their effect makes others, which name all columns.
    private func run(_ raw: RawSQL, before: Schema, after: Schema) -> [Step] {
        let written = raw.effect.writtenTables
        let old = Set(written.compactMap { before[$0] }.flatMap { dialect.updateTriggers(of: $0) })
        let new = Set(written.compactMap { after[$0] }.flatMap { dialect.updateTriggers(of: $0) })
        let statements = raw.up.compactMap { $0.text(for: .sqlite) }.map {
            SQLStatement($0, for: "run the migration's own SQL", origin: .raw)
        }
        let fresh = new.subtracting(old).sorted { $0.name < $1.name }
        return (drops(of: old.subtracting(new)) + statements + drops(of: fresh) + fresh.map(\.creation))
            .map { .statement($0) }
    }

    private func drops(of triggers: some Sequence<SQLiteTrigger>) -> [SQLStatement] {
        triggers.map(\.name).sorted().map {
            SQLStatement("DROP TRIGGER IF EXISTS \(quote($0))", for: "drop a trigger that names columns")
        }
    }

    private mutating func apply(_ change: Change) throws(UnsupportedChange) {
        do { try schema.apply(change) } catch { throw UnsupportedChange(.sqlite, .mismatch(error)) }
    }

    private mutating func gather(_ change: Change, of name: String) throws(UnsupportedChange) {
        if work?.now.name != name { try finishTable() }
        let before = schema[name]
        try apply(change)
        guard let table = before, let changed = schema[change.tableName(after: name)] else { return }
        var gathering = work ?? SQLiteTableWork(table)
        if try gathering.mustFinish(before: change) {
            try finishTable()
            gathering = SQLiteTableWork(table)
        }
        try gathering.absorb(change, giving: changed)
        work = gathering
    }

    /// Writes out what was gathered.
    mutating func finishTable() throws(UnsupportedChange) {
        guard let finished = work else { return }
        work = nil
        steps += try finished.steps(final: final)
    }

    func fitting<Value>(_ replay: () throws(SchemaMismatch) -> Value) throws(UnsupportedChange) -> Value {
        do { return try replay() } catch { throw UnsupportedChange(.sqlite, .mismatch(error)) }
    }
}

extension Change {
    /// What the table is called once the change is made.
    fileprivate func tableName(after name: String) -> String {
        if case .renameTable(_, let new) = self { return new }
        return name
    }
}
