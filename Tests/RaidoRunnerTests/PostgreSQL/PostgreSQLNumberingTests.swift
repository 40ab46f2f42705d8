#if PostgreSQL
    import Raido
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    @Suite(.enabled(if: PostgreSQLServer.isAvailable)) struct `PostgreSQL, numbered keys` {
        @Test func `a numbered key grows with its sequence`() throws {
            let old = Column("id", .integer, identity: true)
            let new = Column("id", .bigInteger, identity: true)
            let bench = try PostgreSQLWorkbench(
                Table("articles", columns: [old, Column("title", .text)], primaryKey: ["id"]))
            try bench.apply([.alterColumn(in: "articles", from: old, to: new)])
            try bench.expectAsWanted()
            try bench.run("ALTER SEQUENCE articles_id_seq RESTART WITH 3000000000")
            try bench.run("INSERT INTO articles (title) VALUES ('Far')")
            #expect(try bench.rows("SELECT max(id) FROM articles") == ["3000000000"])
        }

        @Test func `a key that serial numbers grows with its sequence, and ends to be numbered`() throws {
            let bench = try PostgreSQLWorkbench()
            let (short, long) = (Column("id", .integer, identity: true), Column("id", .bigInteger, identity: true))
            let changes: [Change] = [
                .createTable(Table("Items", columns: [short], primaryKey: ["id"])),
                .alterColumn(in: "Items", from: short, to: long),
                .alterColumn(in: "Items", from: long, to: Column("id", .bigInteger)),
            ]
            let history = changes.enumerated().map { place, change in
                Migration(id: "m\(place)", batch: "\(place)", changes: [change])
            }
            let migrator = try Migrator(fromTextOf: history, database: bench.database)
            try bench.run("CREATE TABLE \"Items\" (id serial CONSTRAINT \"pk_Items\" PRIMARY KEY)")
            #expect(try migrator.baseline(to: "m0") == ["m0"])
            try migrator.up(.to("m1"))
            try bench.run("SELECT setval('\"Items_id_seq\"', 2147483647)")
            try bench.run("INSERT INTO \"Items\" DEFAULT VALUES")
            #expect(try bench.rows("SELECT id FROM \"Items\"") == ["2147483648"])
            #expect(try migrator.compare().matches)
            for (change, isDrift) in [
                ("AS integer MAXVALUE 2147483647 RESTART 1", true), ("AS bigint", false), ("RENAME TO other", false),
            ] {
                try bench.run("ALTER SEQUENCE \"Items_id_seq\" \(change)")
                #expect(try migrator.compare().matches != isDrift, "\(change)")
            }
            #expect(try migrator.up() == ["m2"])
            #expect(try migrator.compare().matches)
        }

        @Test(arguments: [("41", "42"), ("-7", "1"), ("0", "1"), ("9223372036854775806", "9223372036854775807")])
        func `a key that becomes numbered goes on from its greatest value`(greatest: String, next: String) throws {
            let plain = Column("id", .bigInteger)
            let bench = try PostgreSQLWorkbench(Table("t", columns: [plain], primaryKey: ["id"]))
            try bench.run("INSERT INTO t VALUES (\(greatest))")
            try bench.apply([.alterColumn(in: "t", from: plain, to: Column("id", .bigInteger, identity: true))])
            try bench.expectAsWanted()
            try bench.run("INSERT INTO t DEFAULT VALUES")
            #expect(try bench.rows("SELECT id FROM t ORDER BY id") == [greatest, next])
        }

        @Test func `a key is numbered though its greatest value is the last there is`() throws {
            let plain = Column("id", .bigInteger)
            let bench = try PostgreSQLWorkbench(Table("t", columns: [plain], primaryKey: ["id"]))
            try bench.run("INSERT INTO t VALUES (9223372036854775807)")
            try bench.applyAndRevert([
                .alterColumn(in: "t", from: plain, to: Column("id", .bigInteger, identity: true))
            ])
        }
    }
#endif
