import Raido
import RaidoSQL

// What a statement that is made outside of transactions left when it failed or was interrupted.
extension PostgreSQLDatabase {
    func isMade(_ statement: OutsideStatement) throws(StepFailure) -> Bool {
        switch statement {
        case .createIndex(let name?, let table): try isValid(name, on: table) == true
        case .dropIndex(let name): try !isThere(name)
        case .detach(let child, _): try pendingDetachment(of: child) == nil
        case .create(let kind, let name): try number(kind.query, [.text(name)], doing: "look for '\(name)'") != 0
        case .drop(let kind, let name): try number(kind.query, [.text(name)], doing: "look for '\(name)'") == 0
        case .createIndex(nil, _), .reindexIndex, .reindexTable, .other: false
        }
    }

    /// Removes what an interrupted statement left, before it is made again.
    ///
    /// - Returns: Whether the statement is made thereby.
    func goesOn(_ statement: OutsideStatement) throws(StepFailure) -> Bool {
        try dropInvalidIndexes(of: statement)
        guard case .detach(let child, let parent) = statement, try pendingDetachment(of: child) == true else {
            return false
        }
        try command("ALTER TABLE \(parent.sql) DETACH PARTITION \(child.sql) FINALIZE", for: "detach \(child.sql)")
        return true
    }

    /// One that is made concurrently and fails leaves an index that nobody can use and that takes the name (manual, CREATE
    /// INDEX and REINDEX).
    func dropInvalidIndexes(of statement: OutsideStatement) throws(StepFailure) {
        let (condition, values): (String, [SQLValue])
        switch statement {
        case .createIndex(let name?, let table):
            (condition, values) = ("relname = $1 AND indrelid = to_regclass($2)", [.text(name), .text(table.sql)])
        case .reindexIndex(let index):
            (condition, values) = (
                "\(Self.isOfReindex) AND indrelid = (SELECT indrelid FROM pg_index WHERE indexrelid = to_regclass($1))",
                [.text(index.sql)]
            )
        case .reindexTable(let table):
            (condition, values) = ("\(Self.isOfReindex) AND indrelid = to_regclass($1)", [.text(table.sql)])
        case .createIndex(nil, _), .dropIndex, .detach, .create, .drop, .other: return
        }
        let query = """
            SELECT indexrelid::regclass::text FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
            WHERE NOT indisvalid AND \(condition)
            """
        let names = try asking("look for invalid indexes") { () throws(DatabaseError) in
            try connection.texts(query, values)
        }
        for name in names { try command("DROP INDEX CONCURRENTLY \(name)", for: "drop the invalid index \(name)") }
    }

    private static let isOfReindex = "relname ~ '_cc(new|old)[0-9]*$'"

    /// Whether an index of that name can be used; nil where there is none.
    private func isValid(_ name: String, on table: OutsideStatement.QualifiedName) throws(StepFailure) -> Bool? {
        try number(
            """
            SELECT indisvalid::integer FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
            WHERE relname = $1 AND indrelid = to_regclass($2)
            """, [.text(name), .text(table.sql)], doing: "look for index '\(name)'"
        ).map { $0 == 1 }
    }

    private func isThere(_ name: OutsideStatement.QualifiedName) throws(StepFailure) -> Bool {
        try number("SELECT (to_regclass($1) IS NOT NULL)::integer", [.text(name.sql)], doing: "look for \(name.sql)")
            == 1
    }

    /// Whether a partition is half detached; nil where it is none. The server has that since PostgreSQL 14.
    private func pendingDetachment(of child: OutsideStatement.QualifiedName) throws(StepFailure) -> Bool? {
        try number(
            "SELECT inhdetachpending::integer FROM pg_inherits WHERE inhrelid = to_regclass($1)", [.text(child.sql)],
            doing: "look for the partition \(child.sql)"
        ).map { $0 == 1 }
    }
}
