package import Raido
import RaidoSQL

extension MySQLDatabase {
    /// The schema as this server would tell it.
    ///
    /// MySQL and MariaDB rewrite expressions and defaults. What Raido makes of both texts covers what users usually
    /// write. Where a table still seems to differ, the server itself has the last word: it makes the table once more as
    /// a temporary one, and parts that it spells alike in both are alike. A temporary table commits nothing, is seen by
    /// no other session, and ends with its own.
    package func readback(of schema: Schema, beside found: Schema) throws(StepFailure) -> ExpectedReadback {
        let schema = try writesTablesInSmallLetters() ? schema.withTablesInSmallLetters() : schema
        var result = ExpectedReadback(schema: RaidoSQL.normalised(schema, for: engine))
        for table in result.schema.tables {
            guard let wanted = schema[table.name], let there = found[table.name] else { continue }
            let doubts = MySQLDoubts(expected: table, found: there)
            guard !doubts.isEmpty else { continue }
            do {
                result.schema[table.name] = try settled(doubts, of: wanted, table, beside: there)
            } catch {
                guard !error.isIndeterminate else { throw error }
                // Without the right to make temporary tables, the texts have to do.
                result.unasked[table.name] = error.reasonUncompared
            }
        }
        return result
    }

    /// Whether the server's option says so (MySQL manual, 11.2.3).
    private func writesTablesInSmallLetters() throws(StepFailure) -> Bool {
        try asking("ask how names of tables are written") { () throws(DatabaseError) in
            try connection.number("SELECT @@lower_case_table_names") == 1
        }
    }

    /// The table with those parts as they are found that the server spells as it would spell the wanted ones.
    private func settled(
        _ doubts: MySQLDoubts, of wanted: Table, _ expected: Table, beside found: Table
    ) throws(StepFailure) -> Table {
        let collation = try probing { () throws(DatabaseError) in
            try connection.texts(
                "SELECT table_collation FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = ?",
                [.text(wanted.name)]
            ).first ?? mysqlCollation
        }
        guard
            let statement = try? mysqlProbe(
                of: wanted, checks: doubts.checks, indexes: doubts.indexes, collation: collation, engine: engine)
        else { return expected }
        let there = try definition(wanted.name)
        try probing { () throws(DatabaseError) in try connection.run(statement) }
        // One that stayed would be in the way of nothing but the next question, and end with the session.
        defer { try? connection.run("DROP TEMPORARY TABLE \(backtickQuote(mysqlProbeName))") }
        return try settled(doubts, expected, beside: found, told: there)
    }

    /// Compares the temporary table as it was made, and as it is after being altered: MySQL says some constants
    /// otherwise then (`TIME'10:00:00'` for `'10:00'`), and the table may have been altered since it was made.
    private func settled(
        _ doubts: MySQLDoubts, _ expected: Table, beside found: Table, told there: MySQLDefinition
    ) throws(StepFailure) -> Table {
        var (result, doubts) = (expected, doubts)
        for round in 0...2 where !doubts.isEmpty {
            if round > 0 {
                try probing { () throws(DatabaseError) in
                    try connection.run("ALTER TABLE \(backtickQuote(mysqlProbeName)) FORCE")
                }
            }
            doubts.settle(&result, as: found, where: there, is: try definition(mysqlProbeName))
        }
        return result
    }

    private func definition(_ table: String) throws(StepFailure) -> MySQLDefinition {
        try probing { () throws(DatabaseError) in
            MySQLDefinition(try tableDefinition(table) ?? "")
        }
    }

    private func probing<Value>(_ body: () throws(DatabaseError) -> Value) throws(StepFailure) -> Value {
        try asking("ask the server how it spells a table", body)
    }
}

/// The parts of a table that two tellings of it have under one name and not alike, as far as a spelling can be the
/// reason.
struct MySQLDoubts {
    private(set) var columns: Set<String>
    private(set) var checks: Set<String>
    private(set) var indexes: Set<String>

    init(expected: Table, found: Table) {
        func names<Part: TablePart>(_ parts: KeyPath<Table, [Part]>) -> Set<String> {
            let there = Dictionary(found[keyPath: parts].map { ($0.name, $0) }) { first, _ in first }
            return Set(expected[keyPath: parts].filter { there[$0.name] != nil && there[$0.name] != $0 }.map(\.name))
        }
        columns = names(\.columns)
        checks = names(\.checks)
        indexes = names(\.indexes)
    }

    var isEmpty: Bool { columns.isEmpty && checks.isEmpty && indexes.isEmpty }

    /// Takes the found parts over where both definitions have the same words for them.
    mutating func settle(_ table: inout Table, as found: Table, where there: MySQLDefinition, is made: MySQLDefinition)
    {
        func isAlike(_ line: (MySQLDefinition) -> Substring?) -> Bool { line(made) != nil && line(made) == line(there) }
        for name in columns where isAlike({ $0.column(name) }) {
            guard let place = table.columns.firstIndex(where: { $0.name == name }), var column = found.column(name)
            else { continue }
            // A trigger may be what sets it.
            column.isSetOnUpdate = table.columns[place].isSetOnUpdate
            table.columns[place] = column
            columns.remove(name)
        }
        for name in checks where isAlike({ $0.check(name) }) {
            checks.remove(name)
            table.checks = table.checks.replacing(name, from: found.checks)
        }
        for name in indexes where isAlike({ $0.index(name) }) {
            indexes.remove(name)
            table.indexes = table.indexes.replacing(name, from: found.indexes)
        }
    }
}

extension Array where Element: TablePart {
    fileprivate func replacing(_ name: String, from others: Self) -> Self {
        map { part in part.name == name ? others.first { $0.name == name } ?? part : part }
    }
}

extension Schema {
    fileprivate func withTablesInSmallLetters() -> Schema {
        Schema(
            tables.map { table in
                var table = table
                table.name = table.name.lowercased()
                for place in table.foreignKeys.indices {
                    table.foreignKeys[place].referencedTable = table.foreignKeys[place].referencedTable.lowercased()
                }
                return table
            })
    }
}
