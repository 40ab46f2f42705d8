#if SQLite
    import Raido
    import RaidoSQL
    import Testing

    @testable import RaidoRunner

    @Suite struct `A table made anew` {
        let name = Column("name", .varchar(20), default: .string("?"))
        var longName: Column { Column("name", .text, default: .string("!")) }
        var rebuild: [Change] { [.alterColumn(in: "parents", from: name, to: longName)] }

        func family() throws -> Workbench {
            let children = table(
                "children", Column("parent_id", .bigInteger),
                foreignKeys: [
                    ForeignKey(
                        "fk_children_parent_id", ["parent_id"], references: "parents", ["id"], onDelete: .cascade)
                ])
            let bench = try Workbench(table("parents", name), children)
            try bench.run("INSERT INTO parents (name) VALUES ('a'), ('b')")
            try bench.run("INSERT INTO children (parent_id) VALUES (1), (1), (2)")
            return bench
        }

        @Test func `keeps the children that cascade`() throws {
            let bench = try family()
            try bench.run("PRAGMA foreign_keys = ON")
            try bench.applyAndRevert(rebuild)
            #expect(try bench.rows("SELECT parent_id FROM children") == ["1", "1", "2"])
            #expect(try bench.rows("PRAGMA foreign_keys") == ["1"])
            try bench.run("DELETE FROM parents WHERE id = 1")
            #expect(try bench.rows("SELECT parent_id FROM children") == ["2"])
        }

        @Test func `keeps what is somebody's own`() throws {
            let bench = try family()
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

        @Test func `leaves orphans alone that were there before`() throws {
            let bench = try family()
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

        @Test func `is refused where it makes orphans`() throws {
            let bench = try family()
            let key = ForeignKey("fk", ["parent_id"], references: "children", ["id"])
            try bench.run("INSERT INTO children (parent_id) VALUES (2), (9)")
            let error = try failure { try bench.apply([.addForeignKey(key, to: "children")]) }
            #expect(
                "\(error)".contains(
                    "1 row of 'children' would refer through (parent_id) to rows of 'children' that are not there"))
            try bench.expectAsWanted()
        }

        @Test func `never gives a number out twice`() throws {
            let bench = try family()
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
            let bench = try family()
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

        @Test func `a default on a full table stays out of old rows`() throws {
            let bench = try family()
            var other = name
            other.defaultValue = .string("new")
            try bench.applyAndRevert([.alterColumn(in: "parents", from: name, to: other)])
            try bench.apply([.alterColumn(in: "parents", from: name, to: other)])
            try bench.run("INSERT INTO parents DEFAULT VALUES")
            #expect(try bench.rows("SELECT name FROM parents") == ["a", "b", "new"])
        }

        @Test func `refuses texts that are no numbers`() throws {
            let bench = try family()
            try bench.run("INSERT INTO parents (name) VALUES ('12')")
            let number = Column("name", .integer)
            let change = Change.alterColumn(in: "parents", from: name, to: number)
            let error = try failure { try bench.apply([change]) }
            #expect("\(error)".contains("2 values of 'parents.name' cannot become integer"))
            try bench.expectAsWanted()
            try bench.run("UPDATE parents SET name = id")
            try bench.apply([change])
            #expect(
                try bench.rows("SELECT name, typeof(name) FROM parents") == ["1|integer", "2|integer", "3|integer"])
        }

        @Test func `converts as 'using' says`() throws {
            let bench = try family()
            let length = Column("name", .integer)
            try bench.apply([.alterColumn(in: "parents", from: name, to: length, using: "length(name) + 1")])
            #expect(try bench.rows("SELECT name FROM parents") == ["2", "2"])
            // Twice in one migration: the second sees what the first made.
            try bench.apply([
                .alterColumn(in: "parents", from: length, to: Column("name", .text), using: "'n' || name"),
                .alterColumn(in: "parents", from: Column("name", .text), to: name, using: "name || '!'"),
            ])
            #expect(try bench.rows("SELECT name FROM parents") == ["n2!", "n2!"])
        }

        @Test func `converts moments and days`() throws {
            let at = Column("at", .timestamp, nullable: true)
            let bench = try Workbench(table("events", at))
            try bench.run("INSERT INTO events (at) VALUES ('2026-01-31 12:30:00'), (NULL)")
            try bench.apply([.alterColumn(in: "events", from: at, to: Column("at", .date, nullable: true))])
            #expect(try bench.rows("SELECT at FROM events") == ["2026-01-31", ""])
            try bench.apply([.alterColumn(in: "events", from: Column("at", .date, nullable: true), to: at)])
            #expect(try bench.rows("SELECT at FROM events") == ["2026-01-31 00:00:00", ""])
            try bench.run("INSERT INTO events (at) VALUES ('yesterday')")
            let error = try failure {
                try bench.apply([.alterColumn(in: "events", from: at, to: Column("at", .date, nullable: true))])
            }
            #expect("\(error)".contains("1 value of 'events.at' cannot become date"))
        }

        @Test func `fills what becomes needed`() throws {
            let nick = Column("nick", .text, nullable: true)
            let bench = try Workbench(table("people", nick))
            try bench.run("INSERT INTO people (nick) VALUES ('x'), (NULL)")
            let needed = Column("nick", .text)
            let error = try failure { try bench.apply([.alterColumn(in: "people", from: nick, to: needed)]) }
            #expect("\(error)".contains("Rows have no value there; give one with 'fill' or a default"))
            try bench.apply([.alterColumn(in: "people", from: nick, to: needed, fill: .value(.string("?")))])
            #expect(try bench.rows("SELECT nick FROM people") == ["x", "?"])
        }

        @Test func `is refused where it would lose what nobody declared`() throws {
            let bench = try family()
            try bench.run("ALTER TABLE parents ADD COLUMN secret text")
            let error = try failure { try bench.apply(rebuild) }
            #expect("\(error)".contains("which would lose what the migrations do not know of: column 'secret'"))
        }

        @Test(arguments: [
            ("name text, other integer)", "column 'other'"), ("name text) STRICT", "the option STRICT"),
            ("name text UNIQUE)", "unique constraint 'sqlite_autoindex_tools_1'"),
            ("name text REFERENCES parents (id))", "foreign key (name)"),
            ("name text, CHECK (name <> 'x'))", "check (name <> 'x')"),
        ])
        func `is refused where an adopted table holds more than was declared`(columns: String, part: String) throws {
            let bench = try Workbench()
            try bench.run("CREATE TABLE tools (id integer PRIMARY KEY, \(columns)")
            try bench.apply([.adoptTable(table("tools", Column("name", .text, nullable: true)))])
            let error = try failure { try bench.apply([.changePrimaryKey(of: "tools", from: ["id"], to: [])]) }
            #expect("\(error)".contains("which would lose what the migrations do not know of: \(part)."))
        }

        @Test func `is refused where it breaks a view`() throws {
            let bench = try family()
            let number = Column("number", .integer, nullable: true)
            try bench.apply([.addColumn(number, to: "parents")])
            try bench.run("CREATE VIEW numbers AS SELECT number FROM parents")
            let error = try failure { try bench.apply(rebuild + [.dropColumn(number, from: "parents")]) }
            #expect("\(error)".contains("the view 'numbers', which is no part of the models, would not work"))
            try bench.expectAsWanted()
        }

        @Test func `puts the settings back after an error`() throws {
            let bench = try family()
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
