#if SQLite
    import Raido
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    @Suite struct `A table made anew` {
        private let name = Workbench.parentName
        private let longName = Workbench.longParentName
        private let rebuild = Workbench.rebuildOfParents

        @Test func `keeps the children that cascade`() throws {
            let bench = try Workbench.family()
            try bench.run("PRAGMA foreign_keys = ON")
            try bench.applyAndRevert(rebuild)
            #expect(try bench.rows("SELECT parent_id FROM children") == ["1", "1", "2"])
            #expect(try bench.rows("PRAGMA foreign_keys") == ["1"])
            try bench.run("DELETE FROM parents WHERE id = 1")
            #expect(try bench.rows("SELECT parent_id FROM children") == ["2"])
        }

        @Test func `keeps what is somebody's own`() throws {
            let bench = try Workbench.family()
            try bench.run("CREATE VIEW names AS SELECT name FROM parents")
            try bench.run(
                "CREATE TRIGGER born AFTER INSERT ON children BEGIN UPDATE parents SET name = name || '+' WHERE id = NEW.parent_id; END"
            )
            try bench.run("CREATE TRIGGER named AFTER UPDATE ON parents BEGIN DELETE FROM children WHERE id = 3; END")
            try bench.run("CREATE INDEX own ON parents (name) WHERE name > 'a'")
            try bench.apply(rebuild)
            try bench.run("INSERT INTO children (parent_id) VALUES (1)")
            #expect(try bench.rows("SELECT name FROM names") == ["a+", "b"])
            #expect(try bench.rows("SELECT id FROM children") == ["1", "2", "4"])
            #expect(try bench.rows("SELECT name FROM sqlite_master WHERE name = 'own'") == ["own"])
        }

        /// SQLite would number the rows without a value, and nothing tells them apart on the way back.
        @Test func `numbers no row that has no value in what becomes the numbered key`() throws {
            let old = Table("t", columns: [Column("a", .bigInteger, nullable: true), Column("b", .integer)])
            let plain = Column("a", .bigInteger)
            let changes: [Change] = [
                .alterColumn(in: "t", from: old.columns[0], to: plain),
                .changePrimaryKey(of: "t", from: [], to: ["a"]),
                .alterColumn(in: "t", from: plain, to: Column("a", .bigInteger, identity: true)),
            ]
            let bench = try Workbench(old)
            try bench.run("INSERT INTO t VALUES (5, 1), (NULL, 2)")
            let error = try failure { try bench.apply(changes) }
            #expect("\(error)".contains("NOT NULL constraint failed: t.a"))
            #expect(try bench.rows("SELECT a, b FROM t") == ["5|1", "|2"])
            try bench.run("UPDATE t SET a = -3 WHERE a IS NULL")
            try bench.apply(changes)
            #expect(try bench.rows("SELECT a, b FROM t ORDER BY b") == ["5|1", "-3|2"])
        }

        @Test func `gives a key to its own new column no values of that column`() throws {
            let code = Column("code", .integer)
            let bench = try Workbench(table("parents", name))
            try bench.run("INSERT INTO parents (name) VALUES ('a'), ('b')")
            try bench.apply([
                .addColumn(code, to: "parents", fill: .placeholder),
                .addUnique(UniqueConstraint("uq", ["code"]), to: "parents"),
                .addForeignKey(ForeignKey("fk", ["code"], references: "parents", ["code"]), to: "parents"),
            ])
            try bench.expectAsWanted()
            #expect(try bench.rows("SELECT code FROM parents") == ["1", "2"])
        }

        @Test func `leaves orphans alone that were there before`() throws {
            let bench = try Workbench.family()
            try bench.run("INSERT INTO children (parent_id) VALUES (77)")
            bench.ownTables = ["other", "broken"]
            try bench.run("CREATE TABLE other (x REFERENCES nowhere)")
            try bench.run("INSERT INTO other VALUES (1)")
            try bench.run("CREATE TABLE broken (x, FOREIGN KEY (x) REFERENCES parents (name))")
            try bench.applyAndRevert(rebuild)
            try bench.applyAndRevert([.renameTable("children", to: "kids")] + rebuild)
            try bench.applyAndRevert([.renameColumn("parent_id", to: "of", in: "children")] + rebuild)
            #expect(try bench.rows("SELECT parent_id FROM children") == ["1", "1", "2", "77"])
        }

        @Test func `gives no number twice where the database writes the table's name otherwise`() throws {
            let database = SQLiteDatabase(try SQLiteConnection(path: ":memory:"))
            let migrations = [
                Migration(id: "m1", batch: "1", changes: [.createTable(table("users", name))]),
                Migration(
                    id: "m2", batch: "2", changes: [.alterColumn(in: "users", from: name, to: longName)]),
            ]
            let connection = database.connection
            try connection.run(
                """
                CREATE TABLE Users (id integer PRIMARY KEY AUTOINCREMENT NOT NULL,
                name varchar(20) NOT NULL DEFAULT '?')
                """)
            try connection.run("INSERT INTO users (name) VALUES ('a'), ('b'), ('c')")
            try connection.run("DELETE FROM users WHERE id > 1")
            let migrator = try Migrator(fromTextOf: migrations, database: database)
            try migrator.markApplied("m1")
            try migrator.up()
            try connection.run("INSERT INTO users (name) VALUES ('d')")
            #expect(try connection.texts("SELECT id || name FROM users") == ["1a", "4d"])
        }

        @Test func `follows orphans through a renaming by hand`() throws {
            let bench = try Workbench.family()
            try bench.run("INSERT INTO children (parent_id) VALUES (77)")
            try bench.apply([
                .sql(
                    RawSQL(
                        up: ["ALTER TABLE children RENAME TO kids"],
                        effect: [.renameTable("children", to: "kids")]))
            ])
            #expect(try bench.rows("SELECT count(*) FROM kids") == ["4"])
        }

        @Test func `is not misled by a setting of raw SQL`() throws {
            let bench = try Workbench.family()
            try bench.run("CREATE TRIGGER own AFTER INSERT ON children BEGIN UPDATE parents SET name = 'x'; END")
            try bench.apply([
                .sql(RawSQL(up: ["PRAGMA legacy_alter_table = ON"])), .renameTable("parents", to: "elders"),
            ])
            try bench.run("INSERT INTO children (parent_id) VALUES (1)")
            #expect(try bench.rows("SELECT name FROM elders") == ["x", "x"])
            try bench.expectAsWanted()
        }

        @Test func `never gives a number out twice`() throws {
            let bench = try Workbench.family()
            try bench.run("INSERT INTO parents (id, name) VALUES (50, 'c')")
            try bench.run("DELETE FROM parents WHERE id = 50")
            try bench.apply(rebuild)
            try bench.run("INSERT INTO parents (name) VALUES ('d')")
            #expect(try bench.rows("SELECT max(id) FROM parents") == ["51"])
            try bench.run("DELETE FROM parents")
            try bench.run("DELETE FROM children")
            try bench.apply([.alterColumn(in: "parents", from: longName, to: name)])
            try bench.run("INSERT INTO parents (name) VALUES ('e')")
            #expect(try bench.rows("SELECT id FROM parents") == ["52"])
        }

        @Test func `happens once for all changes that need it`() throws {
            let bench = try Workbench.family()
            let steps = try render(
                [
                    .alterColumn(in: "parents", from: name, to: longName),
                    .renameColumn("name", to: "title", in: "parents"),
                    .addColumn(Column("at", .timestamp, default: .now), to: "parents"),
                    .addCheck(CheckConstraint("ck_parents_title", "title <> ''"), to: "parents"),
                    .addIndex(Index("idx_parents_at", [.ascending("at")]), to: "parents"),
                ], on: bench.schema, for: .sqlite)
            #expect(
                steps.map(\.purpose) == ["rename column 'name' of 'parents' to 'title'", "rebuild table 'parents'"])
        }

        @Test func `keeps a unique constraint that was declared`() throws {
            let bench = try Workbench()
            try bench.run("CREATE TABLE tools (id integer PRIMARY KEY, name VARCHAR(255) NOT NULL UNIQUE)")
            try bench.run("INSERT INTO tools (name) VALUES ('saw')")
            var tools = table("tools", Column("name", .text))
            tools.uniques = [UniqueConstraint("uq_tools_name", ["name"])]
            try bench.apply([.adoptTable(tools)])
            try bench.apply([.addCheck(CheckConstraint("ck_tools_name", "name <> ''"), to: "tools")])
            try bench.expectAsWanted()
            #expect("\(try failure { try bench.run("INSERT INTO tools (name) VALUES ('saw')") })".contains("UNIQUE"))
        }

        @Test func `keeps a table without row numbers as it is`() throws {
            let bench = try Workbench()
            try bench.run("CREATE TABLE tools (name text NOT NULL PRIMARY KEY, n integer NOT NULL) WITHOUT ROWID")
            try bench.run("INSERT INTO tools VALUES ('saw', 7), ('axe', 8)")
            let n = Column("n", .integer)
            let tools = Table("tools", columns: [Column("name", .text), n], primaryKey: ["name"])
            try bench.apply([.adoptTable(tools)])
            let change = Change.alterColumn(in: "tools", from: n, to: Column("n", .text))
            try bench.applyAndRevert([change])
            try bench.apply([change, .addColumn(Column("key", .uuid), to: "tools", fill: .placeholder)])
            #expect(try bench.rows("SELECT name, n, typeof(n) FROM tools") == ["axe|8|text", "saw|7|text"])
            #expect(try bench.rows("SELECT sql LIKE '%WITHOUT ROWID' FROM sqlite_master WHERE name = 'tools'") == ["1"])
            let error = try failure {
                try bench.apply([.changePrimaryKey(of: "tools", from: ["name"], to: [])])
            }
            #expect("\(error)".contains("do not know: the option WITHOUT ROWID."))
        }

        @Test func `keeps the numbers of rows`() throws {
            let bench = try Workbench(Table("notes", columns: [Column("text", .text), Column("rowid", .text)]))
            try bench.run("INSERT INTO notes (_rowid_, text, rowid) VALUES (5, 'a', 'x'), (9, 'b', 'y')")
            try bench.applyAndRevert([.addCheck(CheckConstraint("ck", "text <> ''"), to: "notes")])
            #expect(try bench.rows("SELECT _rowid_, text FROM notes") == ["5|a", "9|b"])
            try bench.apply([.renameColumn("rowid", to: "more", in: "notes")])
            try bench.applyAndRevert([.alterColumn(in: "notes", from: Column("text", .text), to: Column("text", .blob))]
            )
            #expect(try bench.rows("SELECT rowid, text FROM notes") == ["5|a", "9|b"])
        }

        @Test func `gets different parents where it may have none twice`() throws {
            let bench = try Workbench.family()
            let keys = [ForeignKey("fk", ["parent_id"], references: "parents", ["id"])]
            let owner = Column("parent_id", .bigInteger)
            var pets = table("pets", owner, foreignKeys: keys)
            pets.uniques = [UniqueConstraint("uq", ["parent_id"])]
            try bench.apply([.createTable(pets)])
            try bench.run("UPDATE parents SET id = id * 4 + 1")
            try bench.run("UPDATE children SET parent_id = parent_id * 4 + 1")
            try bench.run("INSERT INTO pets (parent_id) VALUES (9), (5)")
            try bench.applyAndRevert([
                .dropForeignKey(keys[0], from: "pets"), .dropUnique(pets.uniques[0], from: "pets"),
                .dropColumn(owner, from: "pets"),
            ])
            #expect(try bench.rows("SELECT id, parent_id FROM pets") == ["1|5", "2|9"])
        }

        @Test func `puts the settings back after an error`() throws {
            let bench = try Workbench.family()
            try bench.run("PRAGMA foreign_keys = ON")
            try bench.run("PRAGMA legacy_alter_table = ON")
            _ = try failure {
                try bench.apply(rebuild + [.sql(RawSQL(up: ["INSERT INTO nowhere VALUES (1)"]))])
            }
            #expect(try bench.rows("PRAGMA foreign_keys") == ["1"])
            #expect(try bench.rows("PRAGMA legacy_alter_table") == ["1"])
            #expect(try bench.rows("SELECT name FROM sqlite_master WHERE name LIKE '\\_\\_raido%' ESCAPE '\\'") == [])
        }

        @Test func `makes the trigger again that sets the time of change`() throws {
            let at = Column("updated_at", .timestamp, nullable: true, setOnUpdate: true)
            let on = Column("updated_on", .date, nullable: true, setOnUpdate: true)
            let bench = try Workbench(table("notes", Column("text", .text), at, on))
            try bench.run("PRAGMA recursive_triggers = ON")
            try bench.run("INSERT INTO notes (text) VALUES ('a')")
            for change: Change in [
                .addColumn(Column("more", .text, nullable: true), to: "notes"),
                .renameColumn("text", to: "body", in: "notes"), .renameTable("notes", to: "pages"),
                .alterColumn(in: "pages", from: Column("body", .text), to: Column("body", .varchar(9))),
                .dropColumn(Column("more", .text, nullable: true), from: "pages"),
            ] {
                try bench.apply([change])
                try bench.expectAsWanted()
            }
            try bench.run("UPDATE pages SET body = body")
            #expect(try bench.rows("SELECT updated_at IS NULL FROM pages") == ["1"])
            try bench.run("UPDATE pages SET body = 'b'")
            #expect(
                try bench.rows(
                    "SELECT updated_at = datetime('now') OR updated_at = datetime('now', '-1 second'), updated_on = date('now') FROM pages"
                ) == ["1|1"])
            try bench.run("UPDATE pages SET body = 'c', updated_at = '2000-01-01 00:00:00'")
            #expect(try bench.rows("SELECT updated_at FROM pages") == ["2000-01-01 00:00:00"])
        }
    }
#endif
