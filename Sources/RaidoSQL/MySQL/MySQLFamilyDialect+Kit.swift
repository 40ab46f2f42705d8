import Raido

extension MySQLFamilyDialect {
    func steps(making changes: [Change], on schema: Schema) throws(UnsupportedChange) -> [Step] {
        try renderForMySQL(changes, on: schema, dialect: self)
    }

    /// MySQL's "InnoDB Limits" and MariaDB's "InnoDB Limitations".
    var mostColumns: Int { 1017 }

    func normalised(_ schema: Schema, as rendering: Rendering) -> Schema {
        schema.mapTables { normalisedForMySQL($0, in: schema, dialect: self, as: rendering) }
    }

    var flawsOfOlderSQL: String {
        "the server sets instants to the local time of the session, not to UTC, and makes UUIDs that can be guessed"
    }

    func textLiteral(_ text: String) -> String { backslashLiteral(text) }

    func transactionScript(_ steps: [Step]) -> String { script(steps, costsOn: engine) }

    func sessionScript(around scripts: String) -> String { mysqlSession(around: scripts, on: engine) }

    func exclusiveScript(around script: String) -> String { mysqlSession(around: mysqlLocked(script), on: engine) }

    func guarded(_ statement: SQLStatement) -> String {
        guard let created = CreatedObject(of: statement.text) else { return line(statement) }
        return """
            SET @raido = IF(EXISTS (\(created.query)), 'DO 0', \(backslashLiteral(statement.text)));
            PREPARE raido FROM @raido;
            EXECUTE raido;
            DEALLOCATE PREPARE raido;
            """
    }

    var foreignKeyChecks: (off: String, on: String?)? { ("SET foreign_key_checks = 0", "SET foreign_key_checks = 1") }

    var timeZones: (application: String, runner: String)? {
        ("SET SESSION time_zone = '-05:00'", "SET SESSION time_zone = '+00:00'")
    }

    var collationNames: String { "its collations have names like utf8mb4_unicode_ci" }
}
