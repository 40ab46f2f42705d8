import Raido

extension PostgreSQLDialect {
    func steps(making changes: [Change], on schema: Schema) throws(UnsupportedChange) -> [Step] {
        try renderForPostgreSQL(changes, on: schema)
    }

    /// Appendix K: "Limits".
    var mostColumns: Int { 1600 }

    var costs: [StatementKind: StatementCost] { postgreSQLCosts }

    func normalised(_ schema: Schema, as rendering: Rendering) -> Schema { schema.mapTables(normalisedForPostgreSQL) }

    func hasNewWords(_ column: Column) -> Bool { column.isSetOnUpdate }

    var flawsOfOlderSQL: String { "the functions of its triggers use the search path of the session" }

    func truthLiteral(_ isTrue: Bool) -> String { isTrue ? "true" : "false" }

    func bytesLiteral(_ bytes: [UInt8]) -> String { "'\\x\(hexadecimal(bytes))'" }

    /// Manual, CREATE FUNCTION, "sql_body".
    var beginsBodiesAtomic: Bool { true }

    func transactionScript(_ steps: [Step]) -> String { postgreSQLScript(steps) }

    func sessionScript(around scripts: String) -> String {
        "-- Run this so that psql stops at the first error: psql -v ON_ERROR_STOP=1 -f SCRIPT\n" + scripts
    }

    func exclusiveScript(around script: String) -> String {
        "BEGIN;\n\(postgreSQLSession)\(postgreSQLLock)\(script)COMMIT;\n"
    }

    var kindsWithIfNotExists: Set<StatementKind> { [.createIndex] }

    /// The names of indexes, which unique constraints have as well, are those of tables.
    func guarded(_ statement: SQLStatement) -> String {
        // A function's body is between marks of its own.
        let tag = statement.text.contains("$again$") ? "$once_again$" : "$again$"
        return """
            DO \(tag) BEGIN
            \(statement.text);
            EXCEPTION WHEN duplicate_object OR duplicate_table OR duplicate_column OR duplicate_function THEN NULL;
            END \(tag);
            """
    }

    var foreignKeyChecks: (off: String, on: String?)? { nil }

    var timeZones: (application: String, runner: String)? {
        ("SET TIME ZONE INTERVAL '-05:00' HOUR TO MINUTE", "SET TIME ZONE 'UTC'")
    }

    var collationNames: String { "that is a name of MySQL's, and names here are like en-x-icu" }

    func placeholderWords(for type: ColumnType) -> String? {
        switch type {
        case .interval: "an interval of 0"
        case .inet: "0.0.0.0"
        case .cidr: "0.0.0.0/32"
        case .macAddress: "00:00:00:00:00:00"
        default: nil
        }
    }

    func distinctPlaceholderWords(for type: ColumnType) -> String? {
        switch type {
        case .interval: "1 second, 2 seconds, …"
        case .uuid: "00000000-0000-0000-0000-000000000001, …"
        case .binary: "the bytes of the numbers 1, 2, …"
        case .inet: "0.0.0.1, 0.0.0.2, …"
        case .cidr: "0.0.0.1/32, 0.0.0.2/32, …"
        case .macAddress: "00:00:00:00:00:01, 00:00:00:00:00:02, …"
        default: nil
        }
    }
}
