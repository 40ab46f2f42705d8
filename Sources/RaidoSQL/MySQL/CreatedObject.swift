import Raido

/// What a statement of MySQL or MariaDB adds to a table, and how to ask whether it exists.
struct CreatedObject {
    var query: String

    init?(of sql: String) {
        var words = StatementWords(SQLTokens(sql))
        if words.skip("CREATE") {
            _ = words.skip("UNIQUE")
            if words.skip("INDEX"), let index = words.name(), words.skip("ON"), let table = words.name() {
                query = Self.query("statistics", table, "index_name", index)
            } else {
                return nil
            }
            return
        }
        guard words.skip("ALTER"), words.skip("TABLE"), let table = words.name(), words.skip("ADD") else { return nil }
        if words.skip("CONSTRAINT") {
            guard let name = words.name() else { return nil }
            query = Self.query("table_constraints", table, "constraint_name", name)
        } else if words.skipOne(of: "INDEX", "KEY") || words.skip("UNIQUE") {
            _ = words.skipOne(of: "INDEX", "KEY")
            guard let name = words.name() else { return nil }
            query = Self.query("statistics", table, "index_name", name)
        } else {
            _ = words.skip("COLUMN")
            guard let name = words.name() else { return nil }
            query = Self.query("columns", table, "column_name", name)
        }
    }

    private static func query(_ view: String, _ table: String, _ column: String, _ name: String) -> String {
        "SELECT 1 FROM information_schema.\(view) WHERE table_schema = database() "
            + "AND table_name = \(literal(table)) AND \(column) = \(literal(name))"
    }
}
