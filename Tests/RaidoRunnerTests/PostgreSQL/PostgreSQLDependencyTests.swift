#if PostgreSQL
    import Raido
    import RaidoSQL
    import Testing

    @testable import RaidoRunner

    /// What the server does not let go or change while something else depends on it.
    @Suite(.enabled(if: PostgreSQLServer.isAvailable)) struct `PostgreSQL, what depends on what changes` {
        let number = Column("n", .integer)
        let text = Column("n", .varchar(20), default: .string("7"))

        @Test func `a column becomes a generated one while that which was generated from it goes`() throws {
            let base = Column("base", .integer)
            let loud = Column("loud", .varchar(20), nullable: true, generated: "upper(n)")
            let bench = try PostgreSQLWorkbench(table("t", base, text, loud))
            try bench.run("INSERT INTO t (base, n) VALUES (1, '2')")
            try bench.applyAndRevert([
                .alterColumn(
                    in: "t", from: text, to: Column("n", .integer, nullable: true, generated: "base + 1")),
                .dropColumn(loud, from: "t"),
            ])
            #expect(try bench.rows("SELECT base, n, loud FROM t") == ["1|2|2"])
        }

        @Test func `a column becomes a generated one while that which was generated from it stops being so`() throws {
            let base = Column("base", .integer)
            let twice = Column("twice", .integer, nullable: true, generated: "n * 2")
            let bench = try PostgreSQLWorkbench(table("t", base, number, twice))
            try bench.run("INSERT INTO t (base, n) VALUES (1, 2)")
            try bench.applyAndRevert([
                .alterColumn(in: "t", from: number, to: Column("n", .integer, nullable: true, generated: "base + 1")),
                .alterColumn(in: "t", from: twice, to: Column("twice", .integer, nullable: true)),
            ])
            #expect(try bench.rows("SELECT base, n, twice FROM t") == ["1|2|4"])
        }

        @Test func `a column keeps its values that stops being generated under another name`() throws {
            let twice = Column("twice", .bigInteger, nullable: true, generated: "n * 2")
            let bench = try PostgreSQLWorkbench(table("t", number, twice))
            try bench.run("INSERT INTO t (n) VALUES (21)")
            var double = twice
            double.name = "double"
            try bench.apply([
                .alterColumn(in: "t", from: number, to: Column("n", .bigInteger)),
                .renameColumn("twice", to: "double", in: "t"), .renameTable("t", to: "u"),
                .alterColumn(in: "u", from: double, to: Column("double", .bigInteger, nullable: true)),
            ])
            try bench.expectAsWanted()
            #expect(try bench.rows("SELECT n, \"double\" FROM u") == ["21|42"])
        }

        @Test func `what is generated from a column follows its new type`() throws {
            let twice = Column("twice", .bigInteger, nullable: true, generated: "n * 2")
            let index = Index("ix_twice", [.ascending("twice")])
            let bench = try PostgreSQLWorkbench(table("t", number, twice))
            try bench.apply([.addIndex(index, to: "t")])
            try bench.run("INSERT INTO t (n) VALUES (21)")
            try bench.applyAndRevert([.alterColumn(in: "t", from: number, to: Column("n", .bigInteger))])
            #expect(try bench.rows("SELECT twice FROM t") == ["42"])
        }

        @Test func `a column that leaves the primary key may get a type that no key takes`() throws {
            let code = Column("code", .varchar(20))
            let other = Column("other", .bigInteger)
            let bench = try PostgreSQLWorkbench(
                Table("t", columns: [code, other], primaryKey: ["code"]),
                table("u", Column("t", .varchar(20), nullable: true)))
            try bench.run("INSERT INTO t VALUES ('[1]', 1), ('[2]', 2)")
            try bench.applyAndRevert([
                .alterColumn(in: "t", from: code, to: Column("code", .json)),
                .changePrimaryKey(of: "t", from: ["code"], to: ["other"]),
            ])
            #expect(try bench.rows("SELECT code FROM t ORDER BY other") == ["[1]", "[2]"])
        }

        @Test func `a key that is referred to is exchanged, and the references with it`() throws {
            let code = Column("code", .varchar(20))
            let parents = Table("parents", columns: [code], primaryKey: ["code"])
            let key = ForeignKey("fk", ["code"], references: "parents", ["code"])
            let bench = try PostgreSQLWorkbench(parents, table("children", code, foreignKeys: [key]))
            try bench.run("INSERT INTO parents VALUES ('a'), ('b')")
            try bench.run("INSERT INTO children (code) VALUES ('b')")
            try bench.applyAndRevert([
                .addUnique(UniqueConstraint("uq_parents_code", ["code"]), to: "parents"),
                .addColumn(Column("id", .bigInteger, identity: true), to: "parents"),
                .changePrimaryKey(of: "parents", from: ["code"], to: ["id"]),
            ])
            #expect(try bench.rows("SELECT code FROM children") == ["b"])
        }

        @Test func `a column that comes back refers to a key that is still of another type`() throws {
            let id = Column("id", .varchar(20))
            let top = Column("top", .bigInteger)
            let bench = try PostgreSQLWorkbench(Table("t", columns: [id], primaryKey: ["id"]))
            try bench.run("INSERT INTO t VALUES ('41'), ('42')")
            try bench.apply([
                .addColumn(top, to: "t", fill: .placeholder),
                .alterColumn(in: "t", from: id, to: Column("id", .bigInteger)),
                .addForeignKey(ForeignKey("fk_t_top", ["top"], references: "t", ["id"]), to: "t"),
            ])
            try bench.expectAsWanted()
            #expect(try bench.rows("SELECT id, top FROM t ORDER BY id") == ["41|41", "42|41"])
        }

        @Test func `a view over a column that changes stops the migration, and all stays`() throws {
            let bench = try PostgreSQLWorkbench(table("t", number, Column("other", .integer)))
            try bench.run("INSERT INTO t (n, other) VALUES (1, 2)")
            try bench.run("CREATE VIEW own AS SELECT n FROM t")
            let error = try failure {
                try bench.apply([
                    .addColumn(Column("more", .integer, nullable: true), to: "t"),
                    .alterColumn(in: "t", from: number, to: Column("n", .bigInteger)),
                ])
            }
            #expect("\(error)".contains("cannot alter type of a column used by a view or rule"), "\(error)")
            #expect("\(error)".contains("own"), "\(error)")
            try bench.expectAsWanted()
            try bench.applyAndRevert([
                .alterColumn(in: "t", from: Column("other", .integer), to: Column("other", .bigInteger))
            ])
            #expect(try bench.rows("SELECT n FROM own") == ["1"])
        }

        @Test func `triggers of one's own stay on a table that is written anew`() throws {
            let bench = try PostgreSQLWorkbench(table("t", number), table("log", Column("n", .bigInteger)))
            try bench.run(
                """
                CREATE FUNCTION own() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN INSERT INTO log (n) VALUES (NEW.n); RETURN NEW; END'
                """)
            try bench.run("CREATE TRIGGER own AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION own()")
            try bench.applyAndRevert([.alterColumn(in: "t", from: number, to: Column("n", .bigInteger))])
            try bench.run("INSERT INTO t (n) VALUES (5)")
            #expect(try bench.rows("SELECT n FROM log") == ["5"])
        }

        @Test func `filling a column is no change that the time of change tells of`() throws {
            let at = Column("updated_at", .timestamp, nullable: true, setOnUpdate: true)
            let open = Column("n", .integer, nullable: true)
            let bench = try PostgreSQLWorkbench(table("t", open, at))
            try bench.run("INSERT INTO t (n, updated_at) VALUES (NULL, '2026-01-01 12:00:00')")
            try bench.applyAndRevert([.alterColumn(in: "t", from: open, to: number, fill: .value(.integer(7)))])
            #expect(try bench.rows("SELECT n, updated_at FROM t") == ["7|2026-01-01 12:00:00"])
            try bench.run("UPDATE t SET n = 8")
            #expect(try bench.rows("SELECT updated_at > '2026-01-02' FROM t") == ["1"])
        }

        @Test func `TLS is what the URL asks for`() throws {
            let bench = try PostgreSQLWorkbench()
            func connection(_ mode: String) throws -> PostgreSQLConnection {
                try PostgreSQLConnection(url: "\(bench.url)&sslmode=\(mode)")
            }
            let isEncrypted = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
            #expect(try connection("disable").rows(isEncrypted) == [[.integer(0)]])
            guard try bench.rows("SHOW ssl") == ["on"] else {
                let error = try failure { _ = try connection("require").rows(isEncrypted) }
                #expect("\(error)".contains("server does not support SSL, but SSL was required"))
                return
            }
            #expect(try connection("require").rows(isEncrypted) == [[.integer(1)]])
            // Nobody that this machine trusts signed the certificate.
            let error = try failure { _ = try connection("verify-full").rows(isEncrypted) }
            #expect("\(error)".contains("certificate"), "\(error)")
        }
    }
#endif
