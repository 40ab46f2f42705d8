import Raido
import RaidoSQL
import RaidoTestSupport
import Testing

@testable import RaidoRunner

/// Rows that a change cannot be made with, and what is said of them before anything is changed.
struct RowCase: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var tables: [Table]
    var rows: [String]
    var changes: [Change]
    var kind: RowFinding.Kind
    var count: Int
    var examples: [String]
    /// Engines that have nothing against it.
    var indifferent: Set<Engine> = []
    /// Engines that would change values without a word.
    var silent: Set<Engine> = []

    /// Finds the rows before anything is changed, and then lets the engine say the same.
    func expect(
        on database: any Database, run: (String) throws -> Void, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let engine = database.engine
        let history = [
            Migration(id: "m1", batch: "1", changes: tables.map(Change.createTable)),
            Migration(
                id: "m2", batch: "2",
                changes: [
                    .addColumn(Column("harmless", .integer, nullable: true), to: "books")
                ]), Migration(id: "m3", batch: "3", changes: changes),
        ]
        var changing: [RowFinding] = []
        var unknown: [String] = []
        let migrator = try Migrator(fromTextOf: history, database: database) { progress in
            if case .changing(let finding) = progress { changing.append(finding) }
            if case .unasked(let check, let error) = progress { unknown.append("\(check): \(error)") }
        }
        try migrator.up(.to("m1"))
        for row in rows { try run(row) }
        defer { #expect(unknown.isEmpty, sourceLocation: sourceLocation) }
        guard !indifferent.contains(engine) else {
            #expect(try migrator.up() == ["m2", "m3"], sourceLocation: sourceLocation)
            return
        }
        let error = try #require(throws: MigratorError.self, sourceLocation: sourceLocation) { try migrator.up() }
        let rehearsed = try #require(throws: MigratorError.self, sourceLocation: sourceLocation) {
            try migrator.rehearse()
        }
        #expect("\(rehearsed)" == "\(error)", sourceLocation: sourceLocation)
        guard case .rowViolations(let findings) = error else {
            Issue.record("\(error)", sourceLocation: sourceLocation)
            return
        }
        let finding = try #require(findings.first, sourceLocation: sourceLocation)
        #expect(findings.count == 1, sourceLocation: sourceLocation)
        #expect(finding.migration == "m3" && finding.kind == kind, sourceLocation: sourceLocation)
        #expect(finding.count == count && finding.examples == examples, "\(finding)", sourceLocation: sourceLocation)
        if case .unfit = kind {
            let twice = changing.filter { !Set($0.examples).isDisjoint(with: examples) }
            #expect(twice.isEmpty, sourceLocation: sourceLocation)
        }
        #expect(try migrator.status().map(\.state) == [.applied, .pending, .pending], sourceLocation: sourceLocation)
        guard case .rows(let found) = try database.answer(to: finding.query), !found.isEmpty else {
            Issue.record("\(finding.query) finds nothing", sourceLocation: sourceLocation)
            return
        }
        guard !silent.contains(engine) else {
            #expect(try migrator.up(skippingChecks: true) == ["m2", "m3"], sourceLocation: sourceLocation)
            return
        }
        let refusal = try #require(throws: MigratorError.self, sourceLocation: sourceLocation) {
            try migrator.up(skippingChecks: true)
        }
        if case .rowViolations = refusal { Issue.record("asked all the same", sourceLocation: sourceLocation) }
    }
}

/// Rows that a migration writes, and the next one cannot be made with.
enum LateRows {
    private static let history = [
        Migration(id: "m1", batch: "1", changes: [.createTable(RowCase.books())]),
        Migration(
            id: "m2", batch: "2",
            changes: [
                .addColumn(Column("x", .varchar(20), nullable: true, default: .sql("lower('A')")), to: "books")
            ]),
        Migration(
            id: "m3", batch: "3", changes: [.addUnique(UniqueConstraint("uq_books_x", ["x"]), to: "books")]),
    ]

    /// Finds them when their migration's turn comes, and says in a rehearsal what it could not ask.
    static func expect(
        on database: any Database, run: (String) throws -> Void, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let migrator = try Migrator(fromTextOf: history, database: database)
        try migrator.up(.to("m1"))
        try run("INSERT INTO books (id) VALUES (1), (2)")
        let unasked = UnaskedCheck(migration: "m3", table: "books", kind: .duplicates(columns: ["x"]))
        if database.engine.isOfMySQLFamily {
            guard case .planned(let scripts, [unasked]) = try migrator.rehearse() else {
                Issue.record("it was not said what could not be asked", sourceLocation: sourceLocation)
                return
            }
            #expect(scripts.map(\.id) == ["m2", "m3"], sourceLocation: sourceLocation)
        } else {
            #expect(throws: MigratorError.self, sourceLocation: sourceLocation) { try migrator.rehearse() }
        }
        #expect(try migrator.status().map(\.state) == [.applied, .pending, .pending], sourceLocation: sourceLocation)
        let error = try #require(throws: MigratorError.self, sourceLocation: sourceLocation) { try migrator.up() }
        guard case .rowViolations(let findings) = error else { throw error }
        #expect(findings.map(\.migration) == ["m3"] && findings.allSatisfy(\.isLate), sourceLocation: sourceLocation)
        #expect(findings.map(\.examples) == [["x 'a' (2 rows)"]], sourceLocation: sourceLocation)
        #expect(
            "\(error)".contains(
                "could not be checked earlier: migrations before m3 write these rows. Those migrations stay "
                    + "applied"),
            sourceLocation: sourceLocation)
        #expect(try migrator.status().map(\.state) == [.applied, .applied, .pending], sourceLocation: sourceLocation)
        #expect(
            "\(unasked)" == "m3: whether values of 'books' (x) occur in several rows", sourceLocation: sourceLocation)
    }
}

@Suite struct `Rows in the way of a change` {
    #if SQLite
        @Test func `are found late on SQLite where a migration writes them`() throws {
            let connection = try SQLiteConnection(path: ":memory:")
            try LateRows.expect(on: SQLiteDatabase(connection)) { try connection.run($0) }
        }
    #endif

    #if PostgreSQL
        @Test(.enabled(if: PostgreSQLServer.isAvailable))
        func `are found late on PostgreSQL where a migration writes them`() throws {
            let bench = try PostgreSQLWorkbench()
            try LateRows.expect(on: bench.database) { try bench.run($0) }
        }
    #endif

    #if MySQL
        @Test(arguments: MySQLServer.available)
        func `are found late on MySQL and MariaDB where a migration writes them`(server: MySQLServer) throws {
            let bench = try MySQLBench(server)
            try LateRows.expect(on: bench.database) { try bench.run($0) }
        }
    #endif

    #if SQLite
        @Test(arguments: RowCase.onSQLite) func `are found on SQLite`(rows: RowCase) throws {
            let connection = try SQLiteConnection(path: ":memory:")
            try rows.expect(on: SQLiteDatabase(connection)) { try connection.run($0) }
        }
    #endif

    #if PostgreSQL
        @Test(.enabled(if: PostgreSQLServer.isAvailable), arguments: RowCase.onPostgreSQL)
        func `are found on PostgreSQL`(rows: RowCase) throws {
            let bench = try PostgreSQLWorkbench()
            try rows.expect(on: bench.database) { try bench.run($0) }
        }
    #endif

    #if MySQL
        @Test(arguments: MySQLServer.available, RowCase.onMySQLFamily)
        func `are found on MySQL and MariaDB`(server: MySQLServer, rows: RowCase) throws {
            let bench = try MySQLBench(server)
            try rows.expect(on: bench.database) { try bench.run($0) }
        }
    #endif

    #if SQLite
        private func shelf(_ changes: [[Change]]) throws -> (Migrator, SQLiteConnection) {
            let table = RowCase.books(Column("x", .integer, nullable: true))
            let first = Migration(id: "m1", batch: "1", changes: [.createTable(table)])
            let rest = changes.enumerated().map { place, changes in
                Migration(id: "m\(place + 2)", batch: "2", changes: changes)
            }
            let connection = try SQLiteConnection(path: ":memory:")
            let migrator = try Migrator(fromTextOf: [first] + rest, database: SQLiteDatabase(connection))
            try migrator.up(.to("m1"))
            try connection.run("INSERT INTO books (id, x) VALUES (1, NULL), (2, 5), (3, 5)")
            return (migrator, connection)
        }

        private func findings(_ migrator: Migrator) throws -> [RowFinding] {
            let error = try #require(throws: MigratorError.self) { try migrator.up() }
            guard case .rowViolations(let findings) = error else { throw error }
            return findings
        }

        @Test func `are asked for under the names of today`() throws {
            let (migrator, _) = try shelf([
                [.renameTable("books", to: "volumes"), .renameColumn("x", to: "y", in: "volumes")],
                [.addUnique(UniqueConstraint("uq", ["y"]), to: "volumes")],
                [
                    .alterColumn(
                        in: "volumes", from: Column("y", .integer, nullable: true), to: Column("y", .integer))
                ],
            ])
            let found = try findings(migrator)
            #expect(found.map(\.migration) == ["m3", "m4"])
            #expect(found.map(\.examples) == [["y 5 (2 rows)"], ["id 1"]])
            #expect(found[1].query.contains("(SELECT `id`, `x` AS `y` FROM `books`) AS `volumes`"))
            #expect(try migrator.status().map(\.state) == [.applied, .pending, .pending, .pending])
        }

        @Test func `are asked for right before their migration where an earlier one writes them`() throws {
            let unique = Change.addUnique(UniqueConstraint("uq", ["x"]), to: "books")
            let (mended, _) = try shelf([[.sql(RawSQL(up: ["UPDATE books SET x = id"], down: []))], [unique]])
            #expect(try mended.up() == ["m2", "m3"])
            let (broken, _) = try shelf([[.sql(RawSQL(up: ["UPDATE books SET x = 5"], down: []))], [unique]])
            #expect(try findings(broken).map(\.examples) == [["x 5 (3 rows)"]])
            #expect(try broken.status().map(\.state) == [.applied, .applied, .pending])
        }

        @Test func `are not asked for where the migration itself writes them`() throws {
            let (migrator, _) = try shelf([
                [
                    .sql(RawSQL(up: ["UPDATE books SET x = id"], down: [])),
                    .addUnique(UniqueConstraint("uq", ["x"]), to: "books"),
                    .addColumn(Column("z", .integer), to: "books", fill: .value(.integer(1))),
                ]
            ])
            #expect(try migrator.up() == ["m2"])
        }

        @Test func `are found before the first migration is reverted`() throws {
            let free = Column("x", .integer, nullable: true)
            let (migrator, connection) = try shelf([
                [.alterColumn(in: "books", from: free, to: Column("x", .integer), fill: .value(.integer(0)))],
                [.alterColumn(in: "books", from: Column("x", .integer), to: free)],
                [.addIndex(Index("ix", [.ascending("x")]), to: "books")],
            ])
            try migrator.up()
            try connection.run("INSERT INTO books (id, x) VALUES (4, NULL)")
            let error = try #require(throws: MigratorError.self) { try migrator.down(.to("m2")) }
            guard case .rowViolations(let findings) = error else { throw error }
            #expect(findings.map(\.migration) == ["m3"] && findings.map(\.examples) == [["id 4"]])
            let words = "m3: 1 row of 'books' would have no value in 'x', which becomes NOT NULL: id 4"
            #expect("\(error)".contains(words))
            #expect(try migrator.status().map(\.state) == Array(repeating: .applied, count: 4))
            try connection.run("UPDATE books SET x = 9 WHERE id = 4")
            #expect(try migrator.down(.to("m2")) == ["m4", "m3"])
        }

        @Test func `are left to the engine on the way back where a person says so`() throws {
            let (migrator, connection) = try shelf([
                [.alterColumn(in: "books", from: Column("x", .integer, nullable: true), to: Column("x", .text))]
            ])
            try connection.run("UPDATE books SET x = id")
            try migrator.up()
            try connection.run("UPDATE books SET x = '1e3' WHERE id = 2")
            let refused = try #require(throws: MigratorError.self) { try migrator.down() }
            guard case .rowViolations = refused else { throw refused }
            #expect(try migrator.down(force: true) == ["m2"])
            #expect(try connection.rows("SELECT x FROM books WHERE id = 2") == [[.integer(1000)]])
        }

        // Reverted, the column would be gone with its values, and could not come back.
        @Test func `keep a migration from being reverted to be applied again`() throws {
            let (migrator, connection) = try shelf([[.addColumn(Column("w", .integer), to: "books")]])
            try connection.run("DELETE FROM books")
            try migrator.up()
            try connection.run("INSERT INTO books (id, x, w) VALUES (1, 2, 42)")
            let error = try failure { try migrator.redo(force: true) }
            #expect("\(error)".hasPrefix("Existing rows violate the migration:\nm2: 1 row of 'books' "), "\(error)")
            #expect(try connection.rows("SELECT w FROM books") == [[.integer(42)]])
            #expect(try migrator.status().map(\.state) == [.applied, .applied])
            try connection.run("DELETE FROM books")
            #expect(try migrator.redo(force: true) == ["m2"])
        }

        // It is empty when it comes back.
        @Test func `of a table that a migration makes are not in its own way`() throws {
            let notes = Table("notes", columns: [Column("id", .integer)], primaryKey: ["id"])
            let (migrator, connection) = try shelf([
                [.createTable(notes), .addColumn(Column("w", .integer), to: "notes")]
            ])
            try migrator.up()
            try connection.run("INSERT INTO notes VALUES (1, 2)")
            #expect(try migrator.redo(force: true) == ["m2"])
            #expect(try connection.rows("SELECT * FROM notes").isEmpty)
        }

        @Test func `are told with what to do, on one line, and nothing that a terminal obeys`() throws {
            let table = RowCase.books(Column("x", .text))
            let unique = Change.addUnique(UniqueConstraint("uq", ["x"]), to: "books")
            let connection = try SQLiteConnection(path: ":memory:")
            let migrator = try Migrator(
                fromTextOf: [
                    Migration(id: "m1", batch: "1", changes: [.createTable(table)]),
                    Migration(id: "m2", batch: "2", changes: [unique]),
                ], database: SQLiteDatabase(connection))
            try migrator.up(.to("m1"))
            let long = String(repeating: "é", count: 50)
            try connection.run("INSERT INTO books (id, x) VALUES (1, ?), (2, ?)", [.text(long), .text(long)])
            try connection.run("INSERT INTO books VALUES (3, ?), (4, ?)", [.text("\u{1b}[2J\n"), .text("\u{1b}[2J\n")])
            let error = try failure { try migrator.up() }
            #expect(
                "\(error)" == """
                    Existing rows violate the migration:
                    m2: 2 values of 'books' (x), which must be unique, occur in several rows: \
                    x '\\u{1b}[2J\\u{a}' (2 rows); x '\(String(repeating: "é", count: 40))…' (2 rows)
                        SELECT `x`, count(*) FROM `books` WHERE `x` IS NOT NULL GROUP BY `x` HAVING count(*) > 1
                    Correct them and run the command again, or use --skip-checks to continue without this check.
                    """)
        }
    #endif
}
