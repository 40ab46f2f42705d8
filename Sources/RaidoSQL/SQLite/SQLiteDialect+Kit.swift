import Raido

extension SQLiteDialect {
    func steps(making changes: [Change], on schema: Schema) throws(UnsupportedChange) -> [Step] {
        try renderForSQLite(changes, on: schema)
    }

    /// "Limits", number of columns, unless it was built otherwise.
    var mostColumns: Int { 2000 }

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
