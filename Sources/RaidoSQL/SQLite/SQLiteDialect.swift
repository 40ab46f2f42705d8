package import Raido

/// How SQLite spells things.
struct SQLiteDialect: StandardDialect {
    let engine = Engine.sqlite

    /// Whether a value may become another one, so that only those are in the way that cannot be of the new type at all.
    var acceptsLoss = false

    /// `integer NOT NULL DEFAULT 0 CHECK ("views" >= 0)`.
    func definition(of column: Column, in table: Table) throws(UnsupportedChange) -> String {
        let stored = try storage(of: column, in: table)
        var words = [stored.declaredType]
        if !column.isNullable { words.append("NOT NULL") }
        if table.isNumbered(by: column) { words.append("PRIMARY KEY AUTOINCREMENT") }
        if let value = column.defaultValue {
            words.append("DEFAULT \(try expression(value, for: column, in: table))")
        }
        if let collation = column.collation {
            try expectNoForeignCollation(collation, of: column, in: table)
            words.append("COLLATE \(quote(collation))")
        } else if comparesWithoutCase(column) {
            words.append("COLLATE NOCASE")
        }
        if let check = stored.check { words.append("CHECK (\(check))") }
        if let generated = column.generated {
            let text = try text(generated, of: .column(column.name, table: table.name))
            words.append("GENERATED ALWAYS AS (\(text)) STORED")
        }
        return words.joined(separator: " ")
    }

    /// Whether the column's values are the same in small and capital letters: UUIDs, which libraries write in either, and
    /// other engines compare as numbers.
    func comparesWithoutCase(_ column: Column) -> Bool {
        column.type == .uuid && column.nativeTypes[engine] == nil && column.collation == nil
    }

    /// The key and condition. SQLite has one kind of index, so an access method changes nothing.
    func key(of index: Index, in table: Table) throws(UnsupportedChange) -> String {
        let element = SchemaElement.index(index.name, table: table.name)
        let index = index.mapTexts { $0.unqualified(by: table.name) }
        var parts: [String] = []
        for part in index.parts {
            switch part {
            case .ascending(let name): parts.append(sqliteColumn(name))
            case .descending(let name): parts.append("\(sqliteColumn(name)) DESC")
            case .expression(let fragment):
                parts.append("(\(sqliteExpression(try text(fragment, of: element), over: table)))")
            }
        }
        let key = "(\(parts.joined(separator: ", ")))"
        guard let predicate = index.predicate else { return key }
        return "\(key) WHERE \(sqliteExpression(try text(predicate, of: element), over: table))"
    }

    /// `CREATE TABLE` with everything that cannot be added later: keys, foreign keys and checks.
    func statement(creating table: Table, as name: String? = nil) throws(UnsupportedChange) -> SQLStatement {
        guard !table.columns.isEmpty else { throw UnsupportedChange(engine, .noColumns(table: table.name)) }
        var lines: [String] = []
        // A qualifier would not follow when the table takes its final name.
        let written = table.unqualified
        for column in written.columns {
            lines.append("\(quote(column.name)) \(try definition(of: column, in: table))")
        }
        let keyIsInline = table.columns.contains { table.isNumbered(by: $0) }
        if !table.primaryKey.isEmpty, !keyIsInline { lines.append("PRIMARY KEY (\(quotedList(table.primaryKey)))") }
        lines += table.foreignKeys.map { clause($0) }
        lines += written.checks.compactMap { clause($0) }
        return SQLStatement(
            "CREATE TABLE \(quote(name ?? table.name)) (\n    \(lines.joined(separator: ",\n    "))\n)",
            for: "create table '\(table.name)'")
    }

    /// The indexes and triggers of a table.
    func objects(of table: Table) throws(UnsupportedChange) -> [SQLStatement] {
        var statements: [SQLStatement] = []
        for unique in table.uniques { statements.append(try statement(creating: unique.index, on: table)) }
        for index in table.indexes { statements.append(try statement(creating: index, on: table)) }
        return statements + updateTriggers(of: table).map(\.creation)
    }
}

extension UniqueConstraint {
    /// The unique index that a unique constraint is on SQLite: unlike a constraint, it can be made and dropped alone.
    var index: Index { Index(name, columns.map { .ascending($0) }, unique: true) }
}

extension Table {
    /// Whether SQLite numbers the rows in the column. It does that in the whole primary key alone, so a column that is
    /// to become the key waits until it is.
    package func isNumbered(by column: Column) -> Bool { column.isIdentity && primaryKey == [column.name] }
}

// What everything outside this folder asks.
extension SQLiteDialect {
    func steps(making changes: [Change], on schema: Schema) throws(UnsupportedChange) -> [Step] {
        try renderForSQLite(changes, on: schema)
    }

    /// "Limits", number of columns, unless it was built otherwise.
    var mostColumns: Int { 2000 }

    // Window functions are none of them: rows are copied by a query. Nor are `min` and `max`, which have another meaning.
    var functionsOverRows: Set<String> {
        ["avg", "count", "group_concat", "json_group_array", "json_group_object", "string_agg", "sum", "total"]
    }

    var addsForeignKeys: Bool { false }

    var costs: [StatementKind: StatementCost] { sqliteCosts }

    func normalised(_ schema: Schema, as rendering: Rendering) -> Schema {
        schema.mapTables { normalisedForSQLite($0, as: rendering) }
    }

    func hasNewWords(_ column: Column) -> Bool { column.isSetOnUpdate || comparesWithoutCase(column) }

    var flawsOfOlderSQL: String {
        "UUIDs in upper and in lower case are different values, and in WITHOUT ROWID tables, every UPDATE that fires "
            + "one of Raido's triggers fails"
    }

    func textWithoutCarriageReturns(_ text: String) -> String {
        let parts = text.unicodeScalars.split(separator: "\r", omittingEmptySubsequences: false)
        return "(" + parts.map { literal(String($0)) }.joined(separator: " || char(13) || ") + ")"
    }

    func transactionScript(_ steps: [Step]) -> String { SQLiteScript(steps).text }

    func sessionScript(around scripts: String) -> String {
        "-- Run this so that sqlite3 stops at the first error: sqlite3 -bail FILE '.read SCRIPT'\n" + scripts
    }

    func exclusiveScript(around script: String) -> String {
        "PRAGMA busy_timeout = 60000;\nBEGIN IMMEDIATE;\n\(script)COMMIT;\n"
    }

    func clientText(_ sql: String) -> String { sql.withoutBatchEnds }

    var kindsWithIfNotExists: Set<StatementKind> { [.createIndex, .createTrigger] }

    func guarded(_ statement: SQLStatement) -> String { line(statement) }

    var foreignKeyChecks: (off: String, on: String?)? { ("PRAGMA foreign_keys = OFF", nil) }

    var timeZones: (application: String, runner: String)? { nil }

    var collationNames: String { "that is a name of MySQL's, and names here are binary, nocase and rtrim" }
}
