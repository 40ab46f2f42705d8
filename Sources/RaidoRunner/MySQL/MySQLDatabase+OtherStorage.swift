import Raido
import RaidoSQL

extension MySQLDatabase {
    /// Whether a statement may change rows that no transaction undoes: those of tables that are not InnoDB's, which it
    /// names, or reaches through a view, a trigger or a routine.
    func mayChangeOtherStorage(_ sql: String) throws(StepFailure) -> Bool {
        try asking("look for tables without transactions") { () throws(DatabaseError) in
            let others = try connection.rows(Self.otherTables)
            if others.isEmpty { return false }
            let names = Set(statementNames(sql, on: engine))
            let isNamed = others.contains { row in
                guard let table = row[0].text?.lowercased(), names.contains(table) else { return false }
                return row[1].text.map { names.contains($0.lowercased()) } ?? true
            }
            if isNamed { return true }
            return try connection.texts(Self.detours).contains { names.contains($0.lowercased()) }
        }
    }

    /// The tables without transactions; those of other databases with the database's name.
    private static let otherTables = """
        SELECT table_name, nullif(table_schema, DATABASE()) FROM information_schema.tables
        WHERE table_type = 'BASE TABLE' AND NOT engine <=> 'InnoDB'
        AND table_schema NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')
        """

    /// What reaches tables that a statement does not name.
    private static let detours = """
        SELECT table_name FROM information_schema.views WHERE table_schema = DATABASE()
        UNION SELECT event_object_table FROM information_schema.triggers WHERE trigger_schema = DATABASE()
        UNION SELECT routine_name FROM information_schema.routines WHERE routine_schema = DATABASE()
        """
}
