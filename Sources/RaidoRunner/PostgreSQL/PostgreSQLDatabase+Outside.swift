import Raido
import RaidoSQL

// What a statement that is made outside of transactions left when it failed or was interrupted.
extension PostgreSQLDatabase {
    /// What the journal notes of the thing that the statement is about, before it is made; empty where there is none.
    func state(of statement: OutsideStatement) throws(StepFailure) -> String {
        switch statement {
        case .createIndex(let name?, let table, let words): try validIndex(name, on: table, words) ?? ""
        case .dropIndex(let name): try number(of: name) ?? ""
        case .detach(let child, let parent):
            switch try pendingDetachment(of: child) {
            case true?: Self.pendingDetachment
            case false?: try "\(number(of: child) ?? "") of \(number(of: parent) ?? "")"
            case nil: ""
            }
        case .create(let kind, let name), .drop(let kind, let name):
            try number(kind.query, [.text(name)], doing: "look for '\(name)'").map { "\($0)" } ?? ""
        case .createIndex(nil, _, _), .reindexIndex, .reindexTable, .other: ""
        }
    }

    /// Whether the statement was made since that was its thing's state. One that was refused changed nothing of it: a
    /// thing of the name may have been there before, or none.
    func isMade(_ statement: OutsideStatement, since before: String) throws(StepFailure) -> Bool {
        let now = try state(of: statement)
        return switch statement {
        case .createIndex, .create: !now.isEmpty && now != before
        // What is there by another number another program made since.
        case .dropIndex, .drop, .detach: !before.isEmpty && now != before && now != Self.pendingDetachment
        case .reindexIndex, .reindexTable, .other: false
        }
    }

    /// Continues with what an interrupted statement began.
    ///
    /// - Returns: Whether the statement is made thereby.
    func goesOn(_ statement: OutsideStatement) throws(StepFailure) -> Bool {
        guard case .detach(let child, let parent) = statement, try pendingDetachment(of: child) == true else {
            return false
        }
        try command("ALTER TABLE \(parent.sql) DETACH PARTITION \(child.sql) FINALIZE", for: "detach \(child.sql)")
        return true
    }

    /// One that is made concurrently and fails leaves an index that nobody can use and that takes the name (manual,
    /// CREATE INDEX and REINDEX).
    func dropInvalidIndexes(of statement: OutsideStatement) throws(StepFailure) {
        let (condition, values): (String, [SQLValue])
        switch statement {
        case .createIndex(let name?, let table, _):
            (condition, values) = (Self.isOfName, [.text(name), .text(table.sql)])
        case .reindexIndex(let index):
            (condition, values) = (
                "\(Self.isOfReindex) AND indrelid = (SELECT indrelid FROM pg_index WHERE indexrelid = pg_catalog.to_regclass($1))",
                [.text(index.sql)]
            )
        case .reindexTable(let table):
            (condition, values) = ("\(Self.isOfReindex) AND indrelid = pg_catalog.to_regclass($1)", [.text(table.sql)])
        case .createIndex(nil, _, _), .dropIndex, .detach, .create, .drop, .other: return
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

    /// Throws where an index of the name is there that another program began: `IF NOT EXISTS` would take it for one
    /// that can be used.
    func expectNoInvalidIndex(before statement: OutsideStatement, _ sql: String) throws(StepFailure) {
        guard case .createIndex(let name?, let table, _) = statement,
            let found = try invalidIndexes(where: Self.isOfName, [.text(name), .text(table.sql)]).first
        else { return }
        throw .database(.invalidIndex(found, sql), doing: "create the index")
    }

    private static let isOfName = "relname = $1 AND indrelid = pg_catalog.to_regclass($2)"

    private static let pendingDetachment = "pending"

    private static let isOfReindex = "relname ~ '_cc(new|old)[0-9]*$'"

    /// What distinguishes an index that can be used from every other; nil where none has that name, or only one that
    /// the words do not fit: it is on another column.
    private func validIndex(
        _ name: String, on table: OutsideStatement.QualifiedName, _ words: OutsideStatement.IndexWords
    ) throws(StepFailure) -> String? {
        let rows = try asking("look for index '\(name)'") { () throws(DatabaseError) in
            try connection.rows(
                """
                SELECT indexrelid::text, attname::text FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
                LEFT JOIN pg_attribute ON pg_attribute.attrelid = indrelid AND attnum = ANY (indkey)
                WHERE indisvalid AND \(Self.isOfName) AND indisunique = ($3 = 1)
                """, [.text(name), .text(table.sql), .integer(words.isUnique ? 1 : 0)])
        }
        guard rows.compactMap(\.[1].text).allSatisfy(words.names.contains) else { return nil }
        return rows.first?[0].text
    }

    private func number(of name: OutsideStatement.QualifiedName) throws(StepFailure) -> String? {
        try asking("look for \(name.sql)") { () throws(DatabaseError) in
            try connection.texts("SELECT pg_catalog.to_regclass($1)::oid::text", [.text(name.sql)]).first
        }
    }

    /// Whether a partition is half detached; nil where it is none. The server has that since PostgreSQL 14.
    private func pendingDetachment(of child: OutsideStatement.QualifiedName) throws(StepFailure) -> Bool? {
        try number(
            "SELECT inhdetachpending::integer FROM pg_inherits WHERE inhrelid = pg_catalog.to_regclass($1)",
            [.text(child.sql)],
            doing: "look for the partition \(child.sql)"
        ).map { $0 == 1 }
    }
}
