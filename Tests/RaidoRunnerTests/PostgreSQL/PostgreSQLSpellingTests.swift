#if PostgreSQL
    import Raido
    import RaidoSQL
    import Testing

    @testable import RaidoRunner

    @Suite(.enabled(if: PostgreSQLServer.isAvailable)) struct `What PostgreSQL spells otherwise` {
        @Test func `what the server rewrites is no difference`() throws {
            let expressions = [
                "n BETWEEN 1 AND 10", "n NOT BETWEEN 3 AND 4", "name IN ('a', 'b')", "name NOT IN ('a', 'b')",
                "name LIKE 'a%'", "NOT (n > 1 AND m < 2)", "n = '5'", "extract(year FROM at) > 2000",
                "substring(name FROM 1 FOR 2) = 'ab'", "coalesce(n, 0) + m * (n - 1) >= 0",
                "n IS NOT NULL OR m IS NULL",
                "CASE WHEN n > 0 THEN m ELSE n END > 0", "name ~ '^[a-z]+$'", "at > '2026-01-01'",
                "position('a' IN name) > 0", "name || 'x' <> E'\\\\y'", "n::text = name", "(n, m) <> (1, 2)",
                "trim(name) <> ''", "at AT TIME ZONE 'UTC' > '2026-01-01'", "m != -5", "name COLLATE \"C\" > 'a'",
                "tags @> ARRAY['a']", "n = ANY (ARRAY[1, 2])", "NOT name ILIKE 'x%'", "abs(n) % 2 = 0 AND true",
            ]
            let bench = try PostgreSQLWorkbench()
            let checks = expressions.enumerated().map { CheckConstraint("ck_\($0.offset)", SQLFragment($0.element)) }
            try bench.apply([
                .createTable(
                    Table(
                        "t",
                        columns: [
                            Column("n", .integer), Column("m", .integer, nullable: true), Column("name", .varchar(20)),
                            Column("at", .timestampWithTimeZone), Column("tags", .custom("text[]"), nullable: true),
                            Column("made", .timestamp, default: .sql("now() - interval '1 day'")),
                            Column("g", .text, nullable: true, generated: "CASE WHEN n > 0 THEN name ELSE 'none' END"),
                        ],
                        indexes: [
                            Index("ix", [.expression("substring(name FROM 1 FOR 2)")], where: "n > 1 AND name != ''")
                        ],
                        checks: checks))
            ])
            try bench.expectAsWanted()
            // Most of it is known without asking the server.
            let wanted = normalised(bench.schema, for: .postgresql)["t"]?.checks ?? []
            let found = try bench.database.inspect()["t"]?.checks ?? []
            let asked = zip(wanted, found).filter { $0 != $1 }.map {
                "\($0.expression.common ?? "") | \($1.expression.common ?? "")"
            }
            #expect(asked.count < 10, "\(asked)")
            try bench.run("ALTER TABLE t DROP CONSTRAINT ck_0, ADD CONSTRAINT ck_0 CHECK (n BETWEEN 1 AND 11)")
            let difference = try bench.database.normalised(bench.schema).firstDifference(from: bench.database.inspect())
            #expect("\(try #require(difference))".contains("ck_0"))
        }

        @Test func `a server that would not say how it spells a table is reported`() throws {
            let bench = try PostgreSQLWorkbench()
            let table = Table(
                "t", columns: [Column("n", .integer)], checks: [CheckConstraint("ck", "n BETWEEN SYMMETRIC 9 AND 1")])
            try bench.apply([.createTable(table)])
            try bench.run("SET default_transaction_read_only = on")
            let found = try bench.database.inspect()
            let readback = try bench.database.readback(of: bench.schema, beside: found)
            #expect(readback.schema["t"] != found["t"])
            let reason =
                "cannot execute CREATE TABLE in a read-only transaction (SQLSTATE 25006). The server or the session"
            #expect(readback.unasked["t"]?.hasPrefix(reason) == true)
        }
    }
#endif
