import Raido
import RaidoSQL
import RaidoTestSupport
import Testing

@testable import RaidoRunner

/// Bytes that a type of another length takes as they are, or not at all: none is filled up with zeros, on any engine.
struct ByteLengthCase: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var old: ColumnType
    var new: ColumnType
    var using: SQLFragment?
    /// In hexadecimal digits.
    var values: [String]
    /// The keys of those that do not fit, which are the places among the values; none where all become the new type.
    var unfit: [Int] = []

    static let all = [
        ByteLengthCase(
            testDescription: "binary(4) to binary(8)", old: .binary(4), new: .binary(8),
            values: ["01020304", "00000000"], unfit: [1, 2]),
        ByteLengthCase(
            testDescription: "binary(8) to binary(4)", old: .binary(8), new: .binary(4),
            values: ["0102030400000000"], unfit: [1]),
        ByteLengthCase(
            testDescription: "varbinary(8) to binary(8)", old: .varbinary(8), new: .binary(8),
            values: ["0102030405060708", "01", ""], unfit: [2, 3]),
        ByteLengthCase(
            testDescription: "blob to binary(2)", old: .blob, new: .binary(2), values: ["0102", "01"], unfit: [2]),
        ByteLengthCase(
            testDescription: "bytes that fit", old: .varbinary(8), new: .binary(2), values: ["0102", "0000"]),
        ByteLengthCase(
            testDescription: "an expression that gives too few bytes", old: .binary(4), new: .binary(8), using: "x",
            values: ["01020304"], unfit: [1]),
    ]

    func expect(
        on database: any Database, rows: (String) throws -> [[SQLValue]],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let (before, after) = (Column("x", old, nullable: true), Column("x", new, nullable: true))
        let books = Table("books", columns: [Column("id", .bigInteger), before], primaryKey: ["id"])
        let change = Change.alterColumn(in: "books", from: before, to: after, using: using)
        let migrator = try Migrator(
            fromTextOf: [
                Migration(id: "m1", batch: "1", changes: [.createTable(books)]),
                Migration(id: "m2", batch: "2", changes: [change]),
            ], database: database)
        try migrator.up(.to("m1"))
        _ = try rows("INSERT INTO books (id, x) VALUES (9, NULL)")
        for (place, digits) in values.enumerated() {
            let bytes = database.engine == .postgresql ? "'\\x\(digits)'" : "x'\(digits)'"
            _ = try rows("INSERT INTO books (id, x) VALUES (\(place + 1), \(bytes))")
        }
        let stored = try rows("SELECT id, x FROM books ORDER BY id")
        if !unfit.isEmpty {
            if using == nil { try expectFinding(migrator, sourceLocation) }
            #expect(throws: MigratorError.self, sourceLocation: sourceLocation) {
                try migrator.up(skippingChecks: true)
            }
            #expect(try rows("SELECT id, x FROM books ORDER BY id") == stored, sourceLocation: sourceLocation)
            return
        }
        #expect(try migrator.up() == ["m2"], sourceLocation: sourceLocation)
        #expect(try rows("SELECT id, x FROM books ORDER BY id") == stored, sourceLocation: sourceLocation)
        try migrator.down(force: true)
        #expect(try rows("SELECT id, x FROM books ORDER BY id") == stored, sourceLocation: sourceLocation)
        #expect(try migrator.compare().matches, sourceLocation: sourceLocation)
    }

    private func expectFinding(_ migrator: Migrator, _ sourceLocation: SourceLocation) throws {
        let error = try #require(throws: MigratorError.self, sourceLocation: sourceLocation) { try migrator.up() }
        guard case .rowViolations(let findings) = error else {
            Issue.record("\(error)", sourceLocation: sourceLocation)
            return
        }
        #expect(findings.map(\.kind) == [.unfit(column: "x", type: "\(new)")], sourceLocation: sourceLocation)
        #expect(findings.first?.examples == unfit.map { "id \($0)" }, sourceLocation: sourceLocation)
    }
}

@Suite struct `Bytes of another length` {
    #if SQLite
        @Test(arguments: ByteLengthCase.all) func `are kept or refused on SQLite`(bytes: ByteLengthCase) throws {
            let connection = try SQLiteConnection(path: ":memory:")
            try bytes.expect(on: SQLiteDatabase(connection)) { try connection.rows($0) }
        }
    #endif

    #if PostgreSQL
        @Test(.enabled(if: PostgreSQLServer.isAvailable), arguments: ByteLengthCase.all)
        func `are kept or refused on PostgreSQL`(bytes: ByteLengthCase) throws {
            let bench = try PostgreSQLWorkbench()
            try bytes.expect(on: bench.database) { try bench.connection.rows($0) }
        }
    #endif

    #if MySQL
        @Test(arguments: MySQLServer.available, ByteLengthCase.all)
        func `are kept or refused on MySQL and MariaDB`(server: MySQLServer, bytes: ByteLengthCase) throws {
            let bench = try MySQLBench(server)
            try bytes.expect(on: bench.database) { try bench.connection.rows($0) }
        }

        @Test(arguments: MySQLServer.available)
        func `are kept or refused where they refer to others`(server: MySQLServer) throws {
            func table(_ name: String, _ type: ColumnType) -> Table {
                Table(
                    name, columns: [Column("id", type), Column("parent", type, nullable: true)], primaryKey: ["id"],
                    foreignKeys: [
                        ForeignKey("fk_\(name)", ["parent"], references: "a", ["id"], onDelete: .setNull)
                    ])
            }
            let bench = try MySQLBench(server, table("a", .binary(4)), table("b", .binary(4)))
            let changes = ["a", "b"].flatMap { name in
                [("id", false), ("parent", true)].map { column, isNullable in
                    Change.alterColumn(
                        in: name, from: Column(column, .binary(4), nullable: isNullable),
                        to: Column(column, .binary(8), nullable: isNullable))
                }
            }
            try bench.applyAndRevert(changes)
            try bench.run("INSERT INTO b VALUES (x'01020304', NULL)")
            #expect(throws: MigratorError.self) { try bench.apply(changes) }
            #expect(try bench.rows("SELECT hex(id) FROM b") == ["01020304"])
        }
    #endif
}
