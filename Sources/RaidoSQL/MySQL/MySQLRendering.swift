import Raido

/// The statements that make these changes on MySQL or MariaDB.
///
/// There each statement commits, so changes of one table that are together become one `ALTER TABLE`, which is made
/// as a whole or not at all, as far as rows need not be written in between.
func renderForMySQL(
    _ changes: [Change], on schema: Schema, dialect: any MySQLFamilyDialect
) throws(UnsupportedChange) -> [Step] {
    var rendering = MySQLRendering(dialect: dialect, schema: schema)
    rendering.final = try rendering.fitting { () throws(SchemaMismatch) in try schema.applying(changes) }
    // A new name of a table or column is in the foreign keys of others, too.
    for table in rendering.final.tables(around: changes.writtenTables) where schema[table.name] != table {
        try dialect.expectDeterministicExpressions(in: table, keys: table.foreignKeys)
        let former = schema[table.name] ?? changes.adopted(table.name)
        try dialect.expectHolds(table, formerly: former)
        try dialect.expectJoinedTypes(of: table, in: rendering.final, formerly: former)
        try dialect.expectFewKeys(of: table, in: rendering.final)
    }
    var rest = changes.withGeneratedColumnsApart(on: schema).withForeignKeysAfterColumns(on: schema)[...]
    while let change = rest.popFirst() {
        guard case .renameColumn(_, _, let table) = change else {
            try rendering.make(change)
            continue
        }
        var renames = [change]
        while let next = rest.first, case .renameColumn(_, _, table) = next {
            renames.append(next)
            rest.removeFirst()
        }
        try rendering.renameColumns(renames, of: table)
    }
    try rendering.flush()
    return rendering.statements.map { .statement($0) }
}

extension [Change] {
    /// A table that something else made, as it was when it was adopted.
    fileprivate func adopted(_ name: String) -> Table? {
        for case .adoptTable(let table) in self where table.name == name { return table }
        return nil
    }
}

struct MySQLRendering {
    let dialect: any MySQLFamilyDialect

    /// The schema after the changes so far.
    private(set) var schema: Schema
    var final = Schema()
    var statements: [SQLStatement] = []

    /// The schema that the statements so far leave, where it is an older one, and the table that differs.
    private var written: (schema: Schema, table: String)?

    /// The columns that the waiting changes drop, or give another type.
    private var touched: Set<String> = []

    init(dialect: any MySQLFamilyDialect, schema: Schema) {
        self.dialect = dialect
        self.schema = schema
    }

    mutating func make(_ change: Change) throws(UnsupportedChange) {
        let after = try replay(change)
        switch change {
        case .createTable(let table):
            try flush()
            schema = after
            try create(table)
        case .dropTable(let table):
            try flush()
            schema = after
            add("DROP TABLE \(backtickQuote(table.name))", for: "drop table '\(table.name)'")
        case .adoptTable, .releaseTable:
            try flush()
            schema = after
        case .sql(let raw):
            try flush()
            run(raw, after: after)
            schema = after
        case .renameTable(let old, let new): try renameTable(old, to: new, after: after)
        case .renameUnique(let old, let new, let table), .renameIndex(let old, let new, let table):
            try renameKey(old, to: new, of: table, after: after)

        case .addColumn(let column, let table, let fill): try add(column, to: table, fill: fill, after: after)
        case .alterColumn(let table, let old, let new, let using, let fill):
            try alter(old, to: new, in: table, using: using, fill: fill, after: after)
        case .dropColumn(let column, let table):
            try wait(in: table, giving: after, touching: column.name)
        case .renameEnumValue(let old, let new, let type, let table):
            try renameValue(old, to: new, of: type, in: table, after: after)
        case .dropEnumValue(let value, let type, let table, _, let replacement?):
            try flush()
            try replaceValue(value.identity, by: replacement, of: type, in: table)
            try wait(in: table, giving: after)

        case .changeTableComment(let table, _, _), .changePrimaryKey(let table, _, _), .addUnique(_, let table),
            .dropUnique(_, let table), .changeUnique(let table, _, _), .addIndex(_, let table),
            .dropIndex(_, let table),
            .changeIndex(let table, _, _), .addForeignKey(_, let table), .dropForeignKey(_, let table),
            .changeForeignKey(let table, _, _), .renameForeignKey(_, _, let table), .addCheck(_, let table),
            .dropCheck(_, let table), .changeCheck(let table, _, _), .renameCheck(_, _, let table),
            .createEnum(_, let table), .dropEnum(_, let table), .renameEnum(_, _, let table),
            .addEnumValue(_, _, let table, _), .dropEnumValue(_, _, let table, _, nil),
            .renumberEnumValue(_, _, _, _, let table), .reorderEnum(_, _, _, let table):
            try wait(in: table, giving: after)
        case .renameColumn(_, _, let table): try renameColumns([change], of: table)
        }
    }
}

// Waiting changes
extension MySQLRendering {
    /// Notes a change that needs nothing but `ALTER TABLE`; it is written together with those that follow.
    mutating func wait(
        in table: String, giving after: Schema, touching column: String? = nil
    ) throws(UnsupportedChange) {
        if let written, written.table != table { try flush() }
        if let column {
            if touched.contains(column) { try flush() }
            touched.insert(column)
        }
        if written == nil { written = (schema, table) }
        schema = after
    }

    /// Writes what waits.
    mutating func flush() throws(UnsupportedChange) {
        touched = []
        guard let (before, table) = written else { return }
        written = nil
        statements += try MySQLMove(dialect: dialect, before: before, after: schema, table: table).statements()
    }

    /// The schema with a table in a form that it has only for a while.
    func with(_ name: String, _ change: (inout Table) -> Void) -> Schema {
        var result = schema
        guard var table = schema[name] else { return schema }
        change(&table)
        result[name] = table
        return result
    }

    mutating func add(_ text: String, for purpose: String) { statements.append(SQLStatement(text, for: purpose)) }

    mutating func move(_ statements: [SQLStatement], to after: Schema) {
        self.statements += statements
        schema = after
    }

    func replay(_ change: Change) throws(UnsupportedChange) -> Schema {
        let before = schema
        return try fitting { () throws(SchemaMismatch) in try before.applying([change]) }
    }

    func fitting<Value>(_ replay: () throws(SchemaMismatch) -> Value) throws(UnsupportedChange) -> Value {
        do { return try replay() } catch { throw UnsupportedChange(dialect.engine, .mismatch(error)) }
    }
}

// Tables and names
extension MySQLRendering {
    private mutating func create(_ table: Table) throws(UnsupportedChange) {
        guard !table.columns.isEmpty else { throw UnsupportedChange(dialect.engine, .noColumns(table: table.name)) }
        let stored = try dialect.stored(table, in: schema)
        let columns = Dictionary(stored.columns.map { ($0.name, $0) }) { first, _ in first }
        let order = ColumnOrder(stored.columns.map(\.name), of: stored.columns).names
        var lines = order.compactMap { columns[$0] }.map { "\(backtickQuote($0.name)) \($0.words)" }
        if !stored.primaryKey.isEmpty { lines.append("PRIMARY KEY (\(backtickList(stored.primaryKey)))") }
        lines += stored.keys.map(\.words) + stored.foreignKeys.map(\.words) + stored.checks.map(\.words)
        var options = "\(mysqlStorage) DEFAULT CHARACTER SET utf8mb4 COLLATE \(mysqlCollation)"
        if let comment = table.comment { options += " COMMENT=\(backslashLiteral(comment))" }
        add(
            "CREATE TABLE \(backtickQuote(table.name)) (\n    \(lines.joined(separator: ",\n    "))\n) \(options)",
            for: "create table '\(table.name)'")
        for trigger in stored.triggers { add(trigger.words, for: "create trigger '\(trigger.name)'") }
    }

    /// The statements as they are, and the triggers that their effect makes others, which name all columns.
    private mutating func run(_ raw: RawSQL, after: Schema) {
        let written = raw.effect.writtenTables
        let old = triggers(of: written.compactMap { schema[$0] })
        let new = triggers(of: written.compactMap { after[$0] })
        dropTriggers(old.filter { new[$0.key] != $0.value })
        for text in raw.up.compactMap({ $0.text(for: dialect.engine) }) {
            statements.append(SQLStatement(text, for: "run the migration's own SQL", origin: .raw))
        }
        createTriggers(new.filter { old[$0.key] != $0.value })
    }

    private mutating func renameTable(_ old: String, to new: String, after: Schema) throws(UnsupportedChange) {
        try flush()
        let former = triggers(of: schema[old].map { [$0] } ?? [])
        dropTriggers(former)
        add("RENAME TABLE \(backtickQuote(old)) TO \(backtickQuote(new))", for: "rename table '\(old)' to '\(new)'")
        createTriggers(triggers(of: after[new].map { [$0] } ?? []))
        schema = after
    }

    private func triggers(of tables: [Table]) -> [String: String] {
        let all = tables.flatMap { mysqlUpdateTriggers(of: $0, for: dialect.engine) }
        return Dictionary(all.map { ($0.name, $0.text) }) { first, _ in first }
    }

    mutating func dropTriggers(_ triggers: [String: String]) {
        for name in triggers.keys.sorted() {
            add("DROP TRIGGER IF EXISTS \(backtickQuote(name))", for: "drop a trigger that names columns")
        }
    }

    mutating func createTriggers(_ triggers: [String: String]) {
        for (name, text) in triggers.sorted(by: { $0.key < $1.key }) { add(text, for: "create trigger '\(name)'") }
    }

    /// Renames that are together are one statement, so two columns exchange their names without a third one.
    mutating func renameColumns(_ changes: [Change], of table: String) throws(UnsupportedChange) {
        try flush()
        let before = schema
        let after = try fitting { () throws(SchemaMismatch) in try before.applying(changes) }
        let lineage = Lineage(ofNames: changes)
        let names = lineage.concerned.compactMap { element -> (old: String, new: String)? in
            guard case .kept(let renamed) = lineage.fate(of: element), renamed != element else { return nil }
            return (element.name, renamed.name)
        }
        if changes.count > 1, mustRenameOneByOne(names, in: table) {
            for change in changes { try renameColumns([change], of: table) }
            return
        }
        if !names.isEmpty {
            statements += try MySQLMove(dialect: dialect, before: schema, after: after, table: table, renames: names)
                .statements()
        }
        schema = after
    }

    /// Where names are exchanged, MariaDB takes the column of a check for the one that had its name before, and refuses
    /// the check if a foreign key sets that one.
    private func mustRenameOneByOne(_ names: [(old: String, new: String)], in table: String) -> Bool {
        guard dialect.renamesReachExpressions, let table = schema[table] else { return false }
        let isExchange = names.contains { rename in names.contains { $0.old == rename.new } }
        let hasExpressions = !table.checks.isEmpty || table.columns.contains { $0.generated != nil }
        return isExchange && hasExpressions && !table.foreignKeys.isEmpty
    }

    private mutating func renameKey(
        _ old: String, to new: String, of table: String, after: Schema
    ) throws(UnsupportedChange) {
        try flush()
        guard let now = after[table] else { return }
        if try dialect.stored(now, in: after).keys.contains(where: { $0.name == new }) {
            add(
                "ALTER TABLE \(backtickQuote(table)) RENAME KEY \(backtickQuote(old)) TO \(backtickQuote(new))",
                for: "rename index '\(old)' of '\(table)'")
        }
        schema = after
    }
}
