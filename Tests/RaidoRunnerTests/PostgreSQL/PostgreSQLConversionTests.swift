#if PostgreSQL
    import Raido
    import RaidoSQL
    import Testing

    @testable import RaidoRunner

    @Suite(.enabled(if: PostgreSQLServer.isAvailable)) struct `PostgreSQL, values of another type` {
        @Test(arguments: [
            (ColumnType.text, ColumnType.integer, "'42'", "42"), (.integer, .boolean, "1", "1"),
            (.boolean, .integer, "true", "1"), (.text, .blob, "'é'", "x[195, 169]"), (.blob, .text, "'é'", "é"),
            (.text, .uuid, "'00000000-0000-4000-8000-000000000001'", "00000000-0000-4000-8000-000000000001"),
            (.date, .timestamp, "'2026-01-31'", "2026-01-31 00:00:00"), (.text, .jsonb, "'[1]'", "[1]"),
            (.inet, .varchar(43), "'10.0.0.1'", "10.0.0.1/32"), (.smallInteger, .unsignedSmallInteger, "7", "7"),
            (.timestamp, .timestampWithTimeZone, "'2026-01-31 12:00:00'", "2026-01-31 12:00:00+00"),
            (.char(5), .varchar(5), "'ab'", "ab"), (.bigInteger, .decimal(precision: 20, scale: 1), "5", "5.0"),
        ])
        func `values become the new type`(old: ColumnType, new: ColumnType, value: String, result: String) throws {
            let bench = try PostgreSQLWorkbench(Table("t", columns: [Column("c", old, nullable: true)]))
            try bench.run("INSERT INTO t VALUES (\(value)), (NULL)")
            try bench.apply([
                .alterColumn(in: "t", from: Column("c", old, nullable: true), to: Column("c", new, nullable: true))
            ])
            try bench.expectAsWanted()
            #expect(try bench.rows("SELECT c FROM t ORDER BY c NULLS LAST") == [result, ""])
        }

        @Test func `no value is cut without a word`() throws {
            let long = Column("c", .varchar(9))
            let bench = try PostgreSQLWorkbench(Table("t", columns: [long, Column("n", .integer)]))
            try bench.run("INSERT INTO t VALUES ('123456789', 2)")
            let shorter = try failure {
                try bench.apply([.alterColumn(in: "t", from: long, to: Column("c", .varchar(3)))])
            }
            #expect("\(shorter)".contains("value too long for type character varying(3) (SQLSTATE 22001)"))
            let digits = try failure {
                try bench.apply([.alterColumn(in: "t", from: Column("n", .integer), to: Column("n", .boolean))])
            }
            #expect("\(digits)".contains("define the conversion with 'using'"))
            try bench.expectAsWanted()
        }

        @Test func `floating numbers keep their digits as decimals`() throws {
            for (type, scale, values, decimals) in [
                (ColumnType.real, 4, ["16777216", "0.1", "1234567"], ["16777216.0000", "0.1000", "1234567.0000"]),
                (.double, 1, ["9007199254740991", "0.1"], ["9007199254740991.0", "0.1"]),
            ] {
                let before = Column("x", type)
                let bench = try PostgreSQLWorkbench(RowCase.books(before))
                for (place, value) in values.enumerated() {
                    try bench.run("INSERT INTO books (id, x) VALUES (\(place), \(value))")
                }
                let after = Column("x", .decimal(precision: 20, scale: scale))
                try bench.apply([.alterColumn(in: "books", from: before, to: after)])
                #expect(try bench.rows("SELECT x FROM books ORDER BY id") == decimals)
            }
        }

        @Test func `a person's own conversion, filled where it gives nothing`() throws {
            let old = Column("c", .text)
            let new = Column("c", .integer)
            let bench = try PostgreSQLWorkbench(Table("t", columns: [old]))
            try bench.run("INSERT INTO t VALUES ('1'), ('x')")
            try bench.apply([
                .alterColumn(
                    in: "t", from: old, to: new, using: "CASE WHEN c ~ '^[0-9]+$' THEN c::integer END",
                    fill: .value(.integer(-1)))
            ])
            #expect(try bench.rows("SELECT c FROM t ORDER BY c") == ["-1", "1"])
        }
    }
#endif
