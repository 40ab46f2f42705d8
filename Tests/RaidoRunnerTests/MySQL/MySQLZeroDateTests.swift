#if MySQL
    import Raido
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    /// Servers without strict settings took dates like 0000-00-00, which strict ones refuse whatever is altered.
    @Suite(.serialized) struct `Zero dates on MySQL and MariaDB` {
        private static let n = Column("n", .integer)
        private static let posts = table("posts", n, Column("day", .varchar(20), nullable: true))

        /// A bench whose table got columns without strict settings, and a migrator with another migration.
        private func legacy(
            _ server: MySQLServer, _ statements: [String], then changes: [Change]
        ) throws -> (MySQLBench, Migrator) {
            let bench = try MySQLBench(server)
            let migrator = try Migrator(
                fromTextOf: [
                    Migration(id: "m1", batch: "1", changes: [.createTable(Self.posts)]),
                    Migration(id: "m2", batch: "2", changes: changes),
                ], database: bench.database)
            try migrator.up(.to("m1"))
            try loosely(bench, statements)
            return (bench, migrator)
        }

        private func loosely(_ bench: MySQLBench, _ statements: [String]) throws {
            try bench.run("SET @strict = @@SESSION.sql_mode")
            try bench.run("SET SESSION sql_mode = ''")
            for statement in statements { try bench.run(statement) }
            try bench.run("SET SESSION sql_mode = @strict")
        }

        private static let changes: [Change] = [
            .alterColumn(in: "posts", from: n, to: Column("n", .bigInteger)),
            .addColumn(Column("made", .timestamp), to: "posts", fill: .value(.string("2026-01-01 00:00:00"))),
            .addColumn(Column("key", .uuid, default: .uuid), to: "posts"),
            .addIndex(Index("idx_posts_n", [.ascending("n")]), to: "posts"),
            .addCheck(CheckConstraint("ck_posts_n", "n > 0"), to: "posts"),
            .renameColumn("day", to: "date", in: "posts"),
        ]

        static let additions = [
            ["ALTER TABLE posts ADD z date NOT NULL DEFAULT '0000-00-00'"],
            ["ALTER TABLE posts ADD z datetime(6) NOT NULL DEFAULT '2026-00-00 00:00:00'"],
            ["ALTER TABLE posts ADD z timestamp NOT NULL DEFAULT 0"],
            // In a row alone.
            ["ALTER TABLE posts ADD z date", "UPDATE posts SET z = '0000-00-00'"],
        ]

        @Test(arguments: MySQLServer.available, additions)
        func `elsewhere in a table let a migration change it, and stay`(
            server: MySQLServer, addition: [String]
        ) throws {
            let row = ["INSERT INTO posts (n, day) VALUES (7, '0000-00-00')"]
            let (bench, migrator) = try legacy(server, row + addition, then: Self.changes)
            let before = try bench.rows("SELECT id, n, CAST(z AS char) FROM posts")
            let words = try bench.rows("SHOW COLUMNS FROM posts LIKE 'z'")
            _ = try migrator.rehearse()
            #expect(try migrator.up() == ["m2"])
            #expect(try bench.rows("SELECT id, n, CAST(z AS char) FROM posts") == before)
            #expect(try bench.rows("SHOW COLUMNS FROM posts LIKE 'z'") == words)
            #expect(before[0].contains("-00"))
            // The session is strict again.
            let error = try failure { try bench.run("UPDATE posts SET z = '2026-01-00'") }
            #expect("\(error)".contains("ncorrect"), "\(error)")
            #expect(try migrator.down(force: true) == ["m2"])
            #expect(try bench.rows("SELECT id, n, CAST(z AS char) FROM posts") == before)
        }

        @Test(arguments: MySQLServer.available, additions)
        func `stop a migration that makes dates of texts before its first statement`(
            server: MySQLServer, addition: [String]
        ) throws {
            let day = Column("day", .varchar(20), nullable: true)
            let (bench, migrator) = try legacy(
                server, ["INSERT INTO posts (n, day) VALUES (7, '0000-00-00')"] + addition,
                then: [
                    .addColumn(Column("m", .integer, nullable: true), to: "posts"),
                    .alterColumn(in: "posts", from: day, to: Column("day", .date, nullable: true)),
                ])
            let before = try bench.rows("SHOW CREATE TABLE posts")
            for attempt in [{ _ = try migrator.up(skippingChecks: true) }, { _ = try migrator.rehearse() }] {
                let error = "\(try failure(attempt))"
                #expect(error.contains("column 'posts.z' has dates like 0000-00-00"), "\(error)")
                #expect(error.contains("when values of 'day' become dates"), "\(error)")
            }
            #expect(try bench.rows("SHOW CREATE TABLE posts") == before)

            // Without them the text itself is refused, as everywhere.
            try bench.run("ALTER TABLE posts DROP COLUMN z")
            _ = try failure { try migrator.up(skippingChecks: true) }
            #expect(try bench.rows("SELECT day FROM posts") == ["0000-00-00"])
            try bench.run("UPDATE posts SET day = '2026-01-31'")
            #expect(try migrator.up().last == "m2")
            #expect(try bench.rows("SELECT day FROM posts") == ["2026-01-31"])
        }
    }
#endif
