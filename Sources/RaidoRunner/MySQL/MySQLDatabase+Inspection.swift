import Raido
import RaidoSQL

extension MySQLDatabase {
    /// Reads the schema back from `information_schema`; Raido's own tables are left out, and views are only reported.
    package func inspection() throws(StepFailure) -> Inspection {
        try asking("read the schema") { () throws(DatabaseError) in
            var readings: [String: MySQLTableReading] = [:]
            var others: [UnmodelledTrait] = []
            for row in try select(
                "table_name, table_comment, table_collation, table_type, engine, create_options", from: "tables", "true"
            ) {
                guard let name = row[0].text, !historyTable.hiddenNames.contains(name) else { continue }
                guard row[3].text == "BASE TABLE" else {
                    let kind = row[3].text?.lowercased() ?? "something else"
                    others.append(UnmodelledTrait(.table(name), found: "a \(kind)", isDrift: false))
                    continue
                }
                readings[name] = MySQLTableReading(
                    engine: engine, table: Table(name, columns: [], comment: row[1].text?.nonEmpty),
                    collation: row[2].text ?? "")
                readings[name]?.readOptions(engine: row[4].text, options: row[5].text)
            }
            for part in MySQLSchemaPart.allCases {
                for row in try rows(of: part) { row[0].text.map { readings[$0]?.read(part, Array(row.dropFirst())) } }
            }
            let tables = readings.sorted { $0.key < $1.key }.map { $0.value.finished() }
            return Inspection(
                schema: Schema(tables.flatMap(\.schema.tables)), traits: others + tables.flatMap(\.traits))
        }
    }

    private func rows(of part: MySQLSchemaPart) throws(DatabaseError) -> [[SQLValue]] {
        switch part {
        case .checks: try checks()
        case .columns:
            try select(
                """
                table_name, column_name, column_type, is_nullable, column_default, extra, collation_name,
                column_comment, generation_expression
                """, from: "columns", "true ORDER BY table_name, ordinal_position")
        case .keys:
            try select(
                """
                table_name, index_name, non_unique, column_name, collation, index_type,
                \(engine == .mysql ? "expression, is_visible = 'NO'" : "NULL, ignored = 'YES'"), sub_part
                """, from: "statistics", "true ORDER BY table_name, index_name, seq_in_index")
        case .foreignKeys:
            try connection.rows(
                """
                SELECT k.table_name, k.constraint_name, k.column_name,
                concat(CASE k.referenced_table_schema WHEN DATABASE() THEN '' ELSE concat(k.referenced_table_schema, '.') END,
                k.referenced_table_name), k.referenced_column_name, r.delete_rule, r.update_rule
                FROM information_schema.key_column_usage AS k
                JOIN information_schema.referential_constraints AS r ON r.constraint_schema = k.constraint_schema
                AND r.table_name = k.table_name AND r.constraint_name = k.constraint_name
                WHERE k.table_schema = DATABASE() AND k.referenced_table_name IS NOT NULL
                ORDER BY k.table_name, k.constraint_name, k.ordinal_position
                """)
        case .triggers:
            try connection.rows(
                """
                SELECT event_object_table, trigger_name, action_statement FROM information_schema.triggers
                WHERE trigger_schema = DATABASE() AND action_timing = 'BEFORE' AND event_manipulation = 'UPDATE'
                ORDER BY 1, 2
                """)
        }
    }

    private func checks() throws(DatabaseError) -> [[SQLValue]] {
        switch engine {
        case .mariadb:
            try connection.rows(
                """
                SELECT table_name, constraint_name, check_clause, level, 'YES' FROM information_schema.check_constraints
                WHERE constraint_schema = DATABASE() ORDER BY 1, 2
                """)
        case .mysql, .postgresql, .sqlite:
            try connection.rows(
                """
                SELECT t.table_name, c.constraint_name, c.check_clause, 'Table', t.enforced
                FROM information_schema.check_constraints AS c
                JOIN information_schema.table_constraints AS t ON t.constraint_schema = c.constraint_schema
                AND t.constraint_name = c.constraint_name AND t.constraint_type = 'CHECK'
                WHERE c.constraint_schema = DATABASE() ORDER BY 1, 2
                """)
        }
    }

    private func select(_ columns: String, from table: String, _ condition: String) throws(DatabaseError)
        -> [[SQLValue]]
    {
        try connection.rows(
            "SELECT \(columns) FROM information_schema.\(table) WHERE table_schema = DATABASE() AND \(condition)")
    }
}

/// What `information_schema` reports about a table, in the order in which it is read.
enum MySQLSchemaPart: CaseIterable {
    case checks, columns, keys, foreignKeys, triggers
}

extension String {
    fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
