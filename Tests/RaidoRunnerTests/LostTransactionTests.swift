#if SQLite
    import Raido
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    /// A connection of SQLite's that takes the transaction back while it answers a query that begins so, as a full disk
    /// makes it do.
    private final class EndingConnection: Connection {
        private let inner: SQLiteConnection
        private let beginning: String
        /// Whether the query fails, too.
        private let saysSo: Bool

        init(_ inner: SQLiteConnection, at beginning: String, saysSo: Bool) {
            (self.inner, self.beginning, self.saysSo) = (inner, beginning, saysSo)
        }

        var exists: Bool { get throws(DatabaseError) { try inner.exists } }

        func rows(_ sql: String, _ values: [SQLValue]) throws(DatabaseError) -> [[SQLValue]] {
            guard sql.hasPrefix(beginning), !inner.hasLostTransaction else { return try inner.rows(sql, values) }
            try inner.run("ROLLBACK")
            guard saysSo else { return [] }
            throw DatabaseError(kind: .diskFull, code: 13, message: "database or disk is full", statement: sql)
        }

        func runScript(_ sql: String) throws(DatabaseError) { try inner.runScript(sql) }
        func compile(_ sql: String) throws(DatabaseError) { try inner.compile(sql) }
        func holdTransaction() { inner.holdTransaction() }
        func releaseTransaction() { inner.releaseTransaction() }
        var hasLostTransaction: Bool { inner.hasLostTransaction }
    }

    @Suite struct `A statement of SQLite's that does not end` {
        @Test func `is stopped when its time is up`() throws {
            let connection = try SQLiteConnection(path: ":memory:")
            try connection.limit(to: 0.1)
            let error = try failure {
                try connection.run(
                    "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c) SELECT count(*) FROM c")
            }
            #expect((error as? DatabaseError)?.kind == .stopped)
            #expect(
                "\((error as? DatabaseError)?.words ?? "")"
                    == "interrupted. It was cancelled because it exceeded the time limit.")
        }
    }

    @Suite struct `A transaction that SQLite takes back by itself` {
        private let folder: BackupFolder
        private let question = "SELECT count(*) FROM (SELECT"

        init() throws {
            folder = try BackupFolder()
            try folder.fill()
        }

        private func migrator(_ connection: any Connection) throws -> Migrator {
            let changes: [Change] = [
                .addColumn(Column("c", .text, nullable: true), to: "t"),
                .addUnique(UniqueConstraint("u", ["a"]), to: "t"),
            ]
            let migrations = [losingHistory[0], Migration(id: "m2", batch: "2", changes: changes)]
            return try Migrator(fromTextOf: migrations, database: SQLiteDatabase(connection))
        }

        @Test(arguments: [true, false], [true, false])
        func `is the end of the migration, of which nothing is made`(saysSo: Bool, isDry: Bool) throws {
            let connection = EndingConnection(try folder.connection(), at: question, saysSo: saysSo)
            let migrator = try migrator(connection)
            let error = try failure {
                if isDry { _ = try migrator.rehearse() } else { try migrator.up() }
            }
            #expect(
                "\(error)".contains(saysSo ? "disk is full" : "SQLite rolled back the transaction"), "\(error)")
            #expect(try folder.texts("SELECT name FROM pragma_table_info('t')") == ["id", "a", "b"])
            #expect(try folder.texts("SELECT id FROM _raido_migrations") == ["m1"])
            let again = try self.migrator(folder.connection())
            #expect(try again.up() == ["m2"])
        }
    }
#endif
