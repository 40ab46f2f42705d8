import Raido
import RaidoSQL

// What a statement that is made outside of transactions left when it failed or was interrupted.
extension PostgreSQLDatabase {
    /// What the journal notes of the thing that the statement is about, before it is made; empty where there is none.
    func state(of statement: OutsideStatement) throws(StepFailure) -> String {
        switch statement {
        case .createIndex(let name?, let table): try validIndex(name, on: table) ?? ""
        case .dropIndex(let name): try number(of: name) ?? ""
        case .detach(let child, _): try pendingDetachment(of: child).map { $0 ? "pending" : "attached" } ?? ""
        case .create(let kind, let name), .drop(let kind, let name):
            try number(kind.query, [.text(name)], doing: "look for '\(name)'") == 0 ? "" : "there"
        case .createIndex(nil, _), .reindexIndex, .reindexTable, .other: ""
        }
    }

    /// Whether the statement was made since that was its thing's state. One that was refused changed nothing of it: a
    /// thing of the name may have been there before, or none.
    func isMade(_ statement: OutsideStatement, since before: String) throws(StepFailure) -> Bool {
        let now = try state(of: statement)
        return switch statement {
        case .createIndex, .create: !now.isEmpty && now != before
        case .dropIndex, .drop, .detach: now.isEmpty && !before.isEmpty
        case .reindexIndex, .reindexTable, .other: false
        }
    }

    /// Goes on with what an interrupted statement began.
    ///
    /// - Returns: Whether the statement is made thereby.
    func goesOn(_ statement: OutsideStatement) throws(StepFailure) -> Bool {
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
            (condition, values) = (Self.isOfName, [.text(name), .text(table.sql)])
        case .reindexIndex(let index):
            (condition, values) = (
                "\(Self.isOfReindex) AND indrelid = (SELECT indrelid FROM pg_index WHERE indexrelid = to_regclass($1))",
                [.text(index.sql)]
            )
        case .reindexTable(let table):
            (condition, values) = ("\(Self.isOfReindex) AND indrelid = to_regclass($1)", [.text(table.sql)])
        case .createIndex(nil, _), .dropIndex, .detach, .create, .drop, .other: return
        }
        for name in try invalidIndexes(where: condition, values) {
            try command("DROP INDEX CONCURRENTLY \(name)", for: "drop the invalid index \(name)")
        }
    }

    private func invalidIndexes(where condition: String, _ values: [SQLValue]) throws(StepFailure) -> [String] {
        try asking("look for invalid indexes") { () throws(DatabaseError) in
            try connection.texts(
                """
                SELECT indexrelid::regclass::text FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
                WHERE NOT indisvalid AND \(condition)
                """, values)
        }
    }

    /// Throws where an index of the name is there that somebody else began: `IF NOT EXISTS` would take it for one that
    /// can be used.
    func expectNoInvalidIndex(before statement: OutsideStatement, _ sql: String) throws(StepFailure) {
        guard case .createIndex(let name?, let table) = statement,
            let found = try invalidIndexes(where: Self.isOfName, [.text(name), .text(table.sql)]).first
        else { return }
        throw .database(.invalidIndex(found, sql), doing: "create the index")
    }

    private static let isOfName = "relname = $1 AND indrelid = to_regclass($2)"

    private static let isOfReindex = "relname ~ '_cc(new|old)[0-9]*$'"

    /// What tells an index that can be used from every other; nil where none has that name.
    private func validIndex(
        _ name: String, on table: OutsideStatement.QualifiedName
    ) throws(StepFailure) -> String? {
        try asking("look for index '\(name)'") { () throws(DatabaseError) in
            try connection.texts(
                """
                SELECT indexrelid::text FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
                WHERE indisvalid AND relname = $1 AND indrelid = to_regclass($2)
                """, [.text(name), .text(table.sql)]
            ).first
        }
    }

    private func number(of name: OutsideStatement.QualifiedName) throws(StepFailure) -> String? {
        try asking("look for \(name.sql)") { () throws(DatabaseError) in
            try connection.texts("SELECT to_regclass($1)::oid::text", [.text(name.sql)]).first
        }
    }

    /// Whether a partition is half detached; nil where it is none. The server has that since PostgreSQL 14.
    private func pendingDetachment(of child: OutsideStatement.QualifiedName) throws(StepFailure) -> Bool? {
        try number(
            "SELECT inhdetachpending::integer FROM pg_inherits WHERE inhrelid = to_regclass($1)", [.text(child.sql)],
            doing: "look for the partition \(child.sql)"
        ).map { $0 == 1 }
    }
}
