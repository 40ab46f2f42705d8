#if PostgreSQL
    import Raido
    import Testing

    @testable import RaidoRunner

    /// What PostgreSQL writes of values in another type is what they are read from on the way back.
    @Suite(.enabled(if: PostgreSQLServer.isAvailable)) struct `Values in other words on PostgreSQL` {
        static let ways: [(old: ColumnType, new: ColumnType, values: String)] = [
            (.boolean, .decimal(precision: 9, scale: 2), "(true), (false)"), (.boolean, .double, "(true), (false)"),
            (.integer, .blob, "(5), (-7)"), (.double, .blob, "(1.5), (1e30)"),
            (.decimal(precision: 9, scale: 2), .blob, "(1.50)"), (.boolean, .blob, "(true)"),
            (.time, .blob, "('10:00:00.5')"), (.date, .varbinary(20), "('2024-01-31')"),
            (.timestamp, .blob, "('2024-01-31 10:00:00')"), (.json, .blob, #"('"a\\u00e9"')"#),
            (.uuid, .binary(36), "('8f14e45f-ceea-467f-a8f6-0c1b2d3e4f5a')"), (.interval, .blob, "('1 day')"),
            (.integer, .interval, "(5), (-90000)"), (.decimal(precision: 9, scale: 2), .interval, "(1.50)"),
        ]

        @Test(arguments: ways.indices)
        func `come back`(way: Int) throws {
            let (old, new, values) = Self.ways[way]
            let bench = try PostgreSQLWorkbench(table("t", Column("v", old)))
            try bench.run("INSERT INTO t (v) VALUES \(values)")
            let before = try bench.rows("SELECT v FROM t ORDER BY id")
            try bench.applyAndRevert([.alterColumn(in: "t", from: Column("v", old), to: Column("v", new))])
            #expect(try bench.rows("SELECT v FROM t ORDER BY id") == before, "\(old) by way of \(new)")
        }

        @Test func `are refused where they are no such values`() throws {
            let bench = try PostgreSQLWorkbench(table("t", Column("v", .interval)), table("u", Column("v", .double)))
            try bench.run("INSERT INTO t (v) VALUES ('1 mon')")
            try bench.run("INSERT INTO u (v) VALUES (10)")
            for (name, old, new) in [("t", ColumnType.interval, ColumnType.integer), ("u", .double, .boolean)] {
                let change = Change.alterColumn(in: name, from: Column("v", old), to: Column("v", new))
                _ = try failure { try bench.apply([change]) }
            }
            #expect(try bench.rows("SELECT v FROM t") == ["1 mon"])
        }
    }
#endif
