#if SQLite
    import Raido
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    /// Libraries write UUIDs in small or in capital letters: `UUID.uuidString` in capital ones.
    @Suite struct `UUIDs on SQLite` {
        private static let parents = Table(
            "parents", columns: [Column("id", .uuid, default: .uuid), Column("n", .integer, default: .integer(0))],
            primaryKey: ["id"])
        private static let children = Table(
            "children", columns: [Column("id", .uuid), Column("parent", .uuid, nullable: true)], primaryKey: ["id"],
            indexes: [Index("idx_children_parent", [.ascending("parent")])],
            foreignKeys: [ForeignKey("fk_parent", ["parent"], references: "parents", ["id"])])

        private static let creation = Migration(
            id: "m1", batch: "1", changes: [.createTable(parents), .createTable(children)])

        /// What the first versions made.
        private static let former = [
            """
            CREATE TABLE "parents" (
                "id" text NOT NULL DEFAULT (\(sqliteUUIDExpression)) CHECK (length("id") = 36),
                "n" integer NOT NULL DEFAULT 0,
                CONSTRAINT "pk_parents" PRIMARY KEY ("id")
            )
            """,
            """
            CREATE TABLE "children" (
                "id" text NOT NULL CHECK (length("id") = 36),
                "parent" text CHECK (length("parent") = 36),
                CONSTRAINT "pk_children" PRIMARY KEY ("id"),
                CONSTRAINT "fk_parent" FOREIGN KEY ("parent") REFERENCES "parents" ("id")
            )
            """, "CREATE INDEX \"idx_children_parent\" ON \"children\" (\"parent\")",
        ]

        private static let id = "123e4567-e89b-12d3-a456-42661417400a"

        @Test func `are found in capital letters, as keys and as foreign keys`() throws {
            let bench = try Workbench(Self.parents, Self.children)
            try bench.expectAsWanted()
            try bench.run("INSERT INTO parents (id) VALUES ('\(Self.id)')")
            try bench.run("INSERT INTO children VALUES ('\(Self.id)', '\(Self.id.uppercased())')")
            let query = "SELECT count(*) FROM parents JOIN children ON children.parent = parents.id WHERE parents.id = "
            #expect(try bench.rows(query + "'\(Self.id.uppercased())'") == ["1"])
            #expect(try bench.rows(query + "'\(Self.id)'") == ["1"])
            let plan = try bench.rows("EXPLAIN QUERY PLAN \(query)'\(Self.id.uppercased())'")
            #expect(!plan.contains { $0.contains("SCAN") }, "\(plan)")
            #expect(throws: DatabaseError.self) {
                try bench.run("INSERT INTO parents (id) VALUES ('\(Self.id.uppercased())')")
            }
        }

        @Test(arguments: [
            ("123e4567-e89b-12d3-a456-42661417400a", true), ("123E4567-E89B-12D3-A456-42661417400A", true),
            ("123e4567-e89b-12d3-a456-42661417400g", false), ("123e4567e-89b-12d3-a456-42661417400a", false),
            ("123e4567-e89b-12d3-a456-4266141740-a", false),
        ])
        func `are made of texts that are UUIDs, and of no others of their length`(text: String, isOne: Bool) throws {
            let old = Column("v", .text, nullable: true)
            let bench = try Workbench(Table("t", columns: [Column("id", .bigInteger), old], primaryKey: ["id"]))
            try bench.run("INSERT INTO t VALUES (1, '\(text)'), (2, NULL)")
            let change = Change.alterColumn(in: "t", from: old, to: Column("v", .uuid, nullable: true))
            if isOne {
                try bench.apply([change])
                #expect(try bench.rows("SELECT count(*) FROM t WHERE v = '\(text)'") == ["1"])
            } else {
                #expect(throws: (any Error).self) { try bench.apply([change]) }
            }
        }

        @Test func `are made in small letters`() throws {
            let bench = try Workbench(Self.parents)
            try bench.run("INSERT INTO parents DEFAULT VALUES")
            #expect(try bench.rows("SELECT length(id), id COLLATE BINARY = lower(id) FROM parents") == ["36|1"])
        }

        @Test func `of a collation of the user's own keep it`() throws {
            let own = Table(
                "own",
                columns: [Column("a", .uuid, collation: "BINARY"), Column("b", .uuid, collation: "NOCASE")],
                primaryKey: ["a"])
            let bench = try Workbench(own)
            try bench.expectAsWanted()
            let text = try bench.rows("SELECT sql FROM sqlite_schema WHERE name = 'own'")
            #expect(text[0].contains("\"a\" text NOT NULL COLLATE \"BINARY\""))
        }

        private func older(then changes: [Change]...) throws -> (SQLiteConnection, Migrator) {
            let connection = try SQLiteConnection(path: ":memory:")
            for statement in Self.former { try connection.run(statement) }
            try connection.run("INSERT INTO parents (id) VALUES ('\(Self.id)')")
            try connection.run("INSERT INTO children VALUES ('\(Self.id)', '\(Self.id)')")
            let later = changes.enumerated().map { Migration(id: "m\($0 + 2)", batch: "\($0 + 2)", changes: $1) }
            let migrator = try Migrator(fromTextOf: [Self.creation] + later, database: SQLiteDatabase(connection))
            try migrator.markApplied("m1")
            return (connection, migrator)
        }

        @Test func `of tables that an older version made are no drift, are named, and can be brought up to date`()
            throws
        {
            let refresh = [Self.parents, Self.children].flatMap { table in
                table.columnsInNewWords.map { Change.alterColumn(in: table.name, from: $0, to: $0) }
            }
            let (connection, migrator) = try older(then: refresh)
            let before = try migrator.compare()
            #expect(before.matches)
            let columns = ["children.id", "children.parent", "parents.id"]
            #expect(before.older.map { "\($0)" } == columns.map { "column '\($0)'" })
            try migrator.up()
            let after = try migrator.compare()
            #expect(after.matches && after.older.isEmpty)
            let query = "SELECT count(*) FROM parents WHERE id = '\(Self.id.uppercased())'"
            #expect(try connection.rows(query) == [[.integer(1)]])
            try migrator.down()
            #expect(try migrator.compare().matches)
        }

        /// In place and by a rebuild, which gives columns their new words by the way.
        @Test(arguments: [
            [Change.addColumn(Column("token", .uuid, nullable: true), to: "children")],
            [.alterColumn(in: "parents", from: parents.columns[1], to: Column("n", .text, default: .string("x")))],
            [.renameColumn("id", to: "key", in: "parents")], [.renameTable("parents", to: "elders")],
            [
                .alterColumn(
                    in: "children", from: children.columns[1], to: Column("parent", .varchar(36), nullable: true))
            ],
        ])
        func `of tables that an older version made change as others do`(changes: [Change]) throws {
            let (_, migrator) = try older(then: changes)
            try migrator.up()
            #expect(try ForeignHand.drift(migrator) == [])
            try migrator.down(force: true)
            #expect(try ForeignHand.drift(migrator) == [])
        }

        /// Swift's `UUID` in GRDB.
        private static let kept = Column("id", .uuid, default: .uuid, nativeTypes: [.sqlite: Column.uuidBlobType])

        @Test func `kept as bytes take 16 bytes and nothing else, and are made by the engine`() throws {
            var parent = Self.kept
            (parent.name, parent.isNullable, parent.defaultValue) = ("parent", true, nil)
            let table = Table(
                "people", columns: [Self.kept, parent], primaryKey: ["id"],
                foreignKeys: [ForeignKey("fk_parent", ["parent"], references: "people", ["id"])])
            let bench = try Workbench(table)
            try bench.expectAsWanted()
            for _ in 0..<20 { try bench.run("INSERT INTO people DEFAULT VALUES") }
            try bench.run("INSERT INTO people VALUES (x'00112233445566778899aabbccddeeff', NULL)")
            try bench.run("UPDATE people SET parent = x'00112233445566778899aabbccddeeff'")
            for wrong in ["'0123456789abcdef'", "'\(Self.id)'", "x'00'", "1234567890123456"] {
                #expect(throws: DatabaseError.self) { try bench.run("INSERT INTO people (id) VALUES (\(wrong))") }
            }
            // Version 4, and the variant of RFC 9562.
            let digits = """
                SELECT DISTINCT typeof(id), length(id), substr(hex(id), 13, 1), substr(hex(id), 17, 1) IN ('8', '9', 'A', 'B')
                FROM people WHERE hex(id) NOT LIKE '0011%'
                """
            #expect(try bench.rows(digits) == ["blob|16|4|1"])
            let found = try #require(try bench.database.inspect()["people"]?.column("id"))
            #expect(found == Self.kept)
        }

        @Test func `kept as bytes are added, get values and defaults, and are rebuilt`() throws {
            let bench = try Workbench(table("people", Column("name", .text)))
            try bench.run("INSERT INTO people (name) VALUES ('a'), ('b')")
            var fixed = Self.kept
            (fixed.name, fixed.defaultValue) = ("fixed", .string(Self.id))
            var key = Self.kept
            key.name = "key"
            try bench.applyAndRevert([
                .addColumn(key, to: "people"), .addColumn(fixed, to: "people"),
                .addUnique(UniqueConstraint("uq", ["key"]), to: "people"),
            ])
            var plain = key
            plain.defaultValue = nil
            try bench.applyAndRevert([
                .addColumn(plain, to: "people", fill: .placeholder),
                .addUnique(UniqueConstraint("uq", ["key"]), to: "people"),
            ])
            try bench.applyAndRevert([.addColumn(plain, to: "people", fill: .placeholder)])
        }

        /// Bytes are no text of a UUID, nor the other way round: a migration that does not say how they convert fails.
        @Test func `texts become bytes by an expression`() throws {
            let text = Column("key", .uuid, nullable: true)
            var bytes = Self.kept
            (bytes.name, bytes.isNullable, bytes.defaultValue) = ("key", true, nil)
            let bench = try Workbench(table("people", text))
            try bench.run("INSERT INTO people (key) VALUES ('\(Self.id)')")
            #expect(throws: (any Error).self) {
                try bench.apply([.alterColumn(in: "people", from: text, to: bytes)])
            }
            #expect(try bench.rows("SELECT key FROM people") == [Self.id])
            try bench.apply([
                .alterColumn(in: "people", from: text, to: bytes, using: "x'123e4567e89b12d3a45642661417400a'")
            ])
            try bench.expectAsWanted()
        }

        @Test func `another collation than either version's is drift`() throws {
            let (connection, migrator) = try older()
            try connection.run("DROP TABLE children")
            try connection.run(Self.former[1].replacing("\"id\" text", with: "\"id\" text COLLATE RTRIM"))
            try connection.run(Self.former[2])
            #expect(try ForeignHand.drift(migrator).count == 1)
        }
    }

    @Suite struct `Instants on SQLite` {
        @Test func `are in UTC, which is the only time that SQLite's clock tells`() throws {
            let bench = try Workbench(
                table(
                    "posts", Column("title", .text), Column("made", .timestampWithTimeZone, default: .now),
                    Column("changed", .timestampWithTimeZone, nullable: true, setOnUpdate: true)))
            try bench.run("INSERT INTO posts (title) VALUES ('a')")
            try bench.run("UPDATE posts SET title = 'b'")
            let distance = """
                SELECT (unixepoch('now') - unixepoch(made)) / 3600, (unixepoch('now') - unixepoch(changed)) / 3600 FROM posts
                """
            #expect(try bench.rows(distance) == ["0|0"])
        }
    }
#endif
