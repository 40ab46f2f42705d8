import Raido
import RaidoSQL
import RaidoTestSupport
import Testing

@testable import RaidoRunner

/// Values that an engine changes without a word, and the keys of the rows that are reported before.
struct RoundedCase: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var old: Column
    var new: Column
    var values: String
    var engines: [Engine] = [.postgresql, .mysql, .mariadb]
    var enums: [EnumType] = []

    static let all = [
        RoundedCase(
            testDescription: "blanks at the end of texts that become values of an enum",
            old: Column("x", .varchar(9), nullable: true), new: Column("x", .enumeration("E"), nullable: true),
            values: "(1, 'abc'), (2, 'abc '), (3, NULL)", engines: [.mysql, .mariadb],
            enums: [EnumType("E", [.text("abc"), .text("x")])]),
        RoundedCase(
            testDescription: "digits after the decimal point",
            old: Column("x", .decimal(precision: 10, scale: 4), nullable: true),
            new: Column("x", .decimal(precision: 10, scale: 2), nullable: true),
            values: "(1, 1.25), (2, 1.256), (3, NULL)"),
        RoundedCase(
            testDescription: "digits after the decimal point of what becomes unsigned",
            old: Column("x", .decimal(precision: 6, scale: 2), nullable: true),
            new: Column("x", .unsignedInteger, nullable: true), values: "(1, 2), (2, 1.5), (3, NULL)"),
        RoundedCase(
            testDescription: "floating numbers that become whole", old: Column("x", .double, nullable: true),
            new: Column("x", .integer, nullable: true), values: "(1, 2), (2, 1.6), (3, NULL)"),
        RoundedCase(
            testDescription: "floating numbers of 32 bits that become whole", old: Column("x", .real, nullable: true),
            new: Column("x", .integer, nullable: true),
            values: "(1, 16777215), (2, 1.5), (3, NULL), (4, 1234567), (5, 123456792)"),
        RoundedCase(
            testDescription: "floating numbers of 32 bits that become decimals",
            old: Column("x", .real, nullable: true),
            new: Column("x", .decimal(precision: 20, scale: 4), nullable: true),
            values: "(1, 0.1), (2, 0.00001), (3, NULL), (4, 16777215), (5, 1234567.9)"),
        RoundedCase(
            testDescription: "decimals that become floating numbers of 32 bits",
            old: Column("x", .decimal(precision: 20, scale: 4), nullable: true),
            new: Column("x", .real, nullable: true), values: "(1, 0.1), (2, 16777217), (3, NULL), (4, 1234567)"),
        RoundedCase(
            testDescription: "moments that become days", old: Column("x", .timestamp, nullable: true),
            new: Column("x", .date, nullable: true),
            values: "(1, '2026-01-31 00:00:00'), (2, '2026-01-31 12:30:00'), (3, NULL)", engines: Engine.allCases),
        RoundedCase(
            testDescription: "texts of moments that become days", old: Column("x", .varchar(40), nullable: true),
            new: Column("x", .date, nullable: true),
            values: "(1, '2026-01-31 00:00:00'), (2, '2026-01-31 10:00:00'), (3, '2026-01-31')"),
        RoundedCase(
            testDescription: "texts of times with more digits than are kept",
            old: Column("x", .varchar(40), nullable: true), new: Column("x", .time, nullable: true),
            values: "(1, '10:00:00.1234560'), (2, '10:00:00.1234567'), (3, NULL)"),
        RoundedCase(
            testDescription: "texts of moments with more digits than are kept",
            old: Column("x", .text, nullable: true), new: Column("x", .timestamp, nullable: true),
            values: "(1, '2026-01-31 10:00:00.5'), (2, '2026-01-31 10:00:00.0000001'), (3, NULL)"),
        RoundedCase(
            testDescription: "floating numbers that are written with six digits",
            old: Column("x", .real, nullable: true), new: Column("x", .varchar(40), nullable: true),
            values: "(1, 1.5), (2, 16777216), (3, NULL), (4, 0.1)", engines: [.mysql, .mariadb]),
        RoundedCase(
            testDescription: "floating numbers that become documents", old: Column("x", .real, nullable: true),
            new: Column("x", .json, nullable: true), values: "(1, 1.5), (2, 16777216), (3, NULL)",
            engines: [.mysql, .mariadb]),
        RoundedCase(
            testDescription: "whole numbers of more digits than floating point has",
            old: Column("x", .bigInteger, nullable: true), new: Column("x", .double, nullable: true),
            values: "(1, 9007199254740992), (2, 9007199254740993), (3, NULL), (4, 4611686018427387904)"),
        RoundedCase(
            testDescription: "the greatest whole number as floating point",
            old: Column("x", .bigInteger, nullable: true), new: Column("x", .double, nullable: true),
            values: "(1, -9223372036854775808), (2, 9223372036854775807)"),
        RoundedCase(
            testDescription: "unsigned numbers as floating point",
            old: Column("x", .unsignedBigInteger, nullable: true), new: Column("x", .double, nullable: true),
            values: "(1, 9007199254740992), (2, 18446744073709551615)"),
        RoundedCase(
            testDescription: "decimals of more digits than floating point has",
            old: Column("x", .decimal(precision: 20, scale: 2), nullable: true),
            new: Column("x", .double, nullable: true), values: "(1, 1234.56), (2, 123456789012345678.25), (3, NULL)"),
        RoundedCase(
            testDescription: "texts of numbers with a longer fraction", old: Column("x", .varchar(20), nullable: true),
            new: Column("x", .decimal(precision: 10, scale: 2), nullable: true),
            values: "(1, '1.50'), (2, '1.005'), (3, '0.10'), (4, '2.000')"),
        RoundedCase(
            testDescription: "texts of numbers that an exponent makes too long",
            old: Column("x", .varchar(20), nullable: true),
            new: Column("x", .decimal(precision: 10, scale: 2), nullable: true),
            values: "(1, '1.5e1'), (2, '1.5e-3'), (3, '1.234e3'), (4, '125e-2')"),
        RoundedCase(
            testDescription: "texts of numbers that become 0 in a decimal", old: Column("x", .text, nullable: true),
            new: Column("x", .decimal(precision: 10, scale: 2), nullable: true),
            values: "(1, '0e-40'), (2, '1e-40'), (3, '0.0')"),
        RoundedCase(
            testDescription: "texts of moments that become times", old: Column("x", .varchar(40), nullable: true),
            new: Column("x", .time, nullable: true),
            values: "(1, '10:00:00.123456'), (2, '2024-01-01 10:00:00'), (3, NULL), (4, '9:05')"),
        RoundedCase(
            testDescription: "texts of intervals with more digits than are kept",
            old: Column("x", .varchar(40), nullable: true), new: Column("x", .interval, nullable: true),
            values: "(1, '1 day 10:00:00.123456'), (2, '10:00:00.1234567')", engines: [.postgresql]),
        RoundedCase(
            testDescription: "documents of numbers with a longer fraction", old: Column("x", .json, nullable: true),
            new: Column("x", .decimal(precision: 10, scale: 2), nullable: true),
            values: "(1, '1.5'), (2, '1.005'), (3, '1e2')"),
        RoundedCase(
            testDescription: "a floating number at the end of the signed ones",
            old: Column("x", .double, nullable: true), new: Column("x", .unsignedBigInteger, nullable: true),
            values: "(1, 4611686018427387904), (2, 9223372036854775808), (3, NULL)", engines: [.mariadb]),
        RoundedCase(
            testDescription: "zeros before numbers, as codes have them", old: Column("x", .varchar(20), nullable: true),
            new: Column("x", .integer, nullable: true), values: "(1, '7'), (2, '007'), (3, '0')"),
        RoundedCase(
            testDescription: "blanks at the end of texts", old: Column("x", .varchar(5), nullable: true),
            new: Column("x", .char(5), nullable: true), values: "(1, ' ab'), (2, 'ab '), (3, NULL)"),
        RoundedCase(
            testDescription: "whole numbers of more digits than 32 bits of floating point have",
            old: Column("x", .bigInteger, nullable: true), new: Column("x", .real, nullable: true),
            values: "(1, -9223372036854775808), (2, 9007199254740993), (3, NULL), (4, 16777216)"),
        RoundedCase(
            testDescription: "unsigned numbers as floating point of 32 bits",
            old: Column("x", .unsignedBigInteger, nullable: true), new: Column("x", .real, nullable: true),
            values: "(1, 9007199254740992), (2, 18446744073709551615)"),
        RoundedCase(
            testDescription: "decimals of more digits than 32 bits of floating point have",
            old: Column("x", .decimal(precision: 30, scale: 0), nullable: true),
            new: Column("x", .real, nullable: true), values: "(1, 16777216), (2, 9007199254740993), (3, NULL)"),
        RoundedCase(
            testDescription: "texts of numbers that become 0", old: Column("x", .varchar(20), nullable: true),
            new: Column("x", .double, nullable: true), values: "(1, '0e-400'), (2, '1e-400'), (3, '1e-200')",
            engines: [.mysql, .mariadb]),
        RoundedCase(
            testDescription: "keys that a document has twice", old: Column("x", .json, nullable: true),
            new: Column("x", .jsonb, nullable: true),
            values: """
                (1, '{"a": 2, "b:c": {"a": ":"}}'), (2, '{"b": {"a": 2, "a": 3}}'), (3, NULL)
                """, engines: [.postgresql]),
        RoundedCase(
            testDescription: "keys that the text of a document has twice", old: Column("x", .text, nullable: true),
            new: Column("x", .jsonb, nullable: true),
            values: """
                (1, '{"a":2,"b:c":{"a":":"}}'), (2, '{"a":2,"a":3}'), (3, NULL)
                """, engines: [.postgresql, .mysql]),
        RoundedCase(
            testDescription: "numbers with more digits than documents keep",
            old: Column("x", .varchar(90), nullable: true), new: Column("x", .json, nullable: true),
            values: """
                (1, '[18446744073709551, 1.25, "1.0000000000000000001"]'), (2, '[1.0000000000000000001]'), (3, NULL)
                """, engines: [.mysql]),
        RoundedCase(
            testDescription: "numbers that become 0 in documents",
            old: Column("x", .varchar(90), nullable: true), new: Column("x", .json, nullable: true),
            values: "(1, '1e-30'), (2, '1e-400'), (3, NULL)", engines: [.mysql]),
        RoundedCase(
            testDescription: "fractions of seconds", old: Column("x", .timestamp, nullable: true),
            new: Column(
                "x", .timestamp, nullable: true,
                nativeTypes: [.postgresql: "timestamp(0)", .mysql: "datetime", .mariadb: "datetime"]),
            values: "(1, '2026-01-31 12:30:00'), (2, '2026-01-31 12:30:00.75'), (3, NULL)"),
    ]

    /// Tells of the second row alone, and goes on.
    func expect(
        on database: any Database, run: (String) throws -> Void, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let books = Table("books", columns: [Column("id", .bigInteger), old], primaryKey: ["id"], enums: enums)
        var told: [RowFinding] = []
        let migrator = try Migrator(
            fromTextOf: [
                Migration(id: "m1", batch: "1", changes: [.createTable(books)]),
                Migration(id: "m2", batch: "2", changes: [.alterColumn(in: "books", from: old, to: new)]),
            ], database: database
        ) { progress in
            if case .changing(let finding) = progress { told.append(finding) }
        }
        try migrator.up(.to("m1"))
        try run("INSERT INTO books (id, x) VALUES \(values)")
        #expect(try migrator.up() == ["m2"], sourceLocation: sourceLocation)
        let change = TypeChange(from: old, to: new, on: database.engine).silentChange
        let type = new.nativeTypes[database.engine] ?? "\(new.type)"
        #expect(told.map(\.kind) == [.changed(column: "x", type: type, change)], sourceLocation: sourceLocation)
        #expect(told.first?.count == 1 && told.first?.examples == ["id 2"], sourceLocation: sourceLocation)
    }
}

@Suite struct `Values that an engine rounds` {
    #if SQLite
        @Test func `are reported before, on SQLite`() throws {
            for rounded in RoundedCase.all where rounded.engines.contains(.sqlite) {
                let connection = try SQLiteConnection(path: ":memory:")
                try rounded.expect(on: SQLiteDatabase(connection)) { try connection.run($0) }
            }
        }
    #endif

    #if PostgreSQL
        @Test(
            .enabled(if: PostgreSQLServer.isAvailable),
            arguments: RoundedCase.all.filter { $0.engines.contains(.postgresql) })
        func `are reported before, on PostgreSQL`(rounded: RoundedCase) throws {
            let bench = try PostgreSQLWorkbench()
            try rounded.expect(on: bench.database) { try bench.run($0) }
        }
    #endif

    #if MySQL
        @Test(arguments: MySQLServer.available, RoundedCase.all)
        func `are reported before, on MySQL and MariaDB`(server: MySQLServer, rounded: RoundedCase) throws {
            guard rounded.engines.contains(server.engine) else { return }
            let bench = try MySQLBench(server)
            try rounded.expect(on: bench.database) { try bench.run($0) }
        }
    #endif
}
