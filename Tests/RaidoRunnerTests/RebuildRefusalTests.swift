#if SQLite
    import Raido
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    @Suite struct `A rebuild` {
        private let name = Workbench.parentName
        private let rebuild = Workbench.rebuildOfParents

        /// A migration that was marked as applied, and is not.
        @Test func `takes no column that is not there for a text`() throws {
            let phone = Column("phone", .text, default: .string("-"))
            let database = SQLiteDatabase(try SQLiteConnection(path: ":memory:"))
            func migration(_ id: String, _ change: Change) -> Migration {
                Migration(id: id, batch: id, changes: [change])
            }
            let migrator = try Migrator(
                fromTextOf: [
                    migration("m1", .createTable(table("parents", name))),
                    migration("m2", .addColumn(phone, to: "parents")),
                    migration("m3", .addIndex(Index("ix", [.ascending("phone")], unique: true), to: "parents")),
                    migration(
                        "m4",
                        .alterColumn(
                            in: "parents", from: phone, to: Column("phone", .varchar(90), default: .string("-")))),
                ], database: database)
            try migrator.up(.to("m1"))
            try database.connection.run("INSERT INTO parents (name) VALUES ('a'), ('b')")
            try migrator.markApplied("m2")
            #expect("\(try failure { try migrator.up(.to("m3")) })".contains("no such column: phone"))
            try migrator.markApplied("m3")
            #expect(
                "\(try failure { try migrator.up() })" == """
                    Applying m4 failed; the whole migration was rolled back.
                    Table 'parents' must be rebuilt, but it lacks columns that the migrations create: 'phone'. Add \
                    them by hand. If the migration that adds them was only marked as applied, undo the mark \
                    with 'migrate mark-reverted'. 'migrate check' shows all differences.
                    """)
            #expect(try database.inspect()["parents"]?.columns.map(\.name) == ["id", "name"])
        }

        @Test func `says that a table is gone`() throws {
            let database = SQLiteDatabase(try SQLiteConnection(path: ":memory:"))
            let history = [
                Migration(id: "m1", batch: "1", changes: [.createTable(table("parents", name))]),
                Migration(
                    id: "m2", batch: "2",
                    changes: [.alterColumn(in: "parents", from: name, to: Column("name", .varchar(90)))]),
            ]
            let migrator = try Migrator(fromTextOf: history, database: database)
            try migrator.up(.to("m1"))
            try database.connection.run("DROP TABLE parents")
            let message = "\(try failure { try migrator.up() })"
            #expect(message.contains("Table 'parents' must be rebuilt, but it does not exist"), "\(message)")
            #expect(message.contains("Restore it from a backup. If that"), "\(message)")
        }

        @Test func `is refused where it makes orphans`() throws {
            let bench = try Workbench.family()
            let key = ForeignKey("fk", ["parent_id"], references: "children", ["id"])
            try bench.run("INSERT INTO children (parent_id) VALUES (2), (9)")
            let error = try failure { try bench.apply([.addForeignKey(key, to: "children")]) }
            #expect(
                "\(error)".contains(
                    "1 row of 'children' would refer through (parent_id) to missing rows of 'children'"))
            try bench.expectAsWanted()
        }

        @Test func `is refused where it makes one orphan and heals another`() throws {
            let bench = try Workbench.family()
            try bench.run("INSERT INTO children (parent_id) VALUES (77)")
            let statements: [SQLFragment] = [
                "UPDATE children SET parent_id = 1 WHERE parent_id = 77",
                "UPDATE children SET parent_id = 88 WHERE id = 1",
            ]
            let error = try failure { try bench.apply([.sql(RawSQL(up: statements))]) }
            #expect(
                "\(error)".contains("1 row of 'children' would refer through (parent_id) to missing rows of 'parents'")
            )
            try bench.apply([.sql(RawSQL(up: [statements[0]]))])
        }

        @Test func `is refused where it makes an orphan beside a key that never worked`() throws {
            let bench = try Workbench.family()
            bench.ownTables = ["both"]
            try bench.run("CREATE TABLE both (a REFERENCES parents (name), b REFERENCES parents (id), c REFERENCES no)")
            try bench.run("INSERT INTO both VALUES ('a', 1, 3)")
            let error = try failure { try bench.apply([.sql(RawSQL(up: ["UPDATE both SET b = 50"]))]) }
            #expect("\(error)".contains("1 row of 'both' would refer through (b)"))
            try bench.applyAndRevert(rebuild)
        }

        @Test func `is refused where a foreign key refers to no key any more`() throws {
            let name = Column("name", .text)
            var parents = table("owners", name)
            parents.uniques = [UniqueConstraint("uq_owners_name", ["name"])]
            let pets = table(
                "pets", Column("owner", .text),
                foreignKeys: [ForeignKey("fk", ["owner"], references: "owners", ["name"])])
            let bench = try Workbench(parents, pets)
            let error = try failure { try bench.apply([.dropUnique(parents.uniques[0], from: "owners")]) }
            #expect(
                "\(error)".contains(
                    "The foreign key (owner) of 'pets' would not work: the columns it refers to in 'owners' are "
                        + "not a key."))
        }

        @Test func `is refused where a trigger of a renamed table would not work`() throws {
            let (a, b) = (
                table("a", Column("x", .text, nullable: true)), table("b", Column("y", .text, nullable: true))
            )
            let bench = try Workbench(a, b)
            try bench.run("CREATE TRIGGER own AFTER INSERT ON a BEGIN INSERT INTO b (y) VALUES (NEW.x); END")
            let error = try failure { try bench.apply([.renameTable("a", to: "c"), .dropTable(b)]) }
            #expect("\(error)".contains("This migration would break a trigger on 'c', which is not part of the models"))
            try bench.apply([.renameTable("a", to: "c")])
            try bench.run("INSERT INTO c (x) VALUES ('1')")
            #expect(try bench.rows("SELECT y FROM b") == ["1"])
        }

        @Test func `is refused where it would lose what nobody declared`() throws {
            let bench = try Workbench.family()
            try bench.run("ALTER TABLE parents ADD COLUMN secret text")
            let error = try failure { try bench.apply(rebuild) }
            #expect("\(error)".contains("which would lose parts that the migrations do not know: column 'secret'"))
        }

        @Test(arguments: [
            ("name text, other integer)", "column 'other'"),
            ("name text UNIQUE)", "unique (name)"),
            ("name text REFERENCES parents (id))", "foreign key (name)"),
            ("name text CHECK (length(name) > 1))", "check (length(name) > 1)"),
            ("name text COLLATE NOCASE)", "COLLATE NOCASE of column 'name'"),
            ("name text DEFAULT 'x')", "the default of column 'name'"),
            ("name text NOT NULL)", "NOT NULL of column 'name'"),
            ("name text UNIQUE COLLATE RTRIM)", "COLLATE RTRIM of column 'name', unique (name)"),
            (
                "name text NOT NULL ON CONFLICT IGNORE)",
                "NOT NULL of column 'name', ON CONFLICT IGNORE of column 'name'"
            ),
            ("name text AS (upper(id)))", "what column 'name' is generated from"),
            ("name text, CHECK (name <> 'x'))", "check (name <> 'x')"),
        ])
        func `is refused where an adopted table holds more than was declared`(columns: String, part: String) throws {
            let bench = try Workbench()
            try bench.run("CREATE TABLE tools (id integer PRIMARY KEY, \(columns)")
            try bench.apply([.adoptTable(table("tools", Column("name", .text, nullable: true)))])
            let error = try failure { try bench.apply([.changePrimaryKey(of: "tools", from: ["id"], to: [])]) }
            #expect("\(error)".contains("which would lose parts that the migrations do not know: \(part)."))
        }

        @Test func `is refused where the table has an option that models cannot have`() throws {
            let bench = try Workbench()
            try bench.run("CREATE TABLE tools (id integer PRIMARY KEY, name text) STRICT")
            try bench.apply([.adoptTable(table("tools", Column("name", .text, nullable: true)))])
            let error = try failure { try bench.apply([.changePrimaryKey(of: "tools", from: ["id"], to: [])]) }
            #expect(
                "\(error)".contains(
                    "which would lose the option STRICT: models cannot have it. Rebuild the table by hand without it"))
        }

        @Test func `a row that violates a check is not blamed on the column that is added`() throws {
            let bench = try Workbench()
            try bench.apply([
                .createTable(
                    Table(
                        "tools", columns: [Column("id", .bigInteger), Column("q", .integer)], primaryKey: ["id"],
                        checks: [CheckConstraint("ck_tools_q", "q > 0")]))
            ])
            try bench.run("PRAGMA ignore_check_constraints = 1")
            try bench.run("INSERT INTO tools (id, q) VALUES (1, -1)")
            try bench.run("PRAGMA ignore_check_constraints = 0")
            let error = try failure { try bench.apply([.addColumn(Column("u", .uuid, nullable: true), to: "tools")]) }
            #expect("\(error)".contains("violates a check, of this column or of another one"), "\(error)")
        }

        @Test func `is refused where a foreign key does more than was declared`() throws {
            let bench = try Workbench.family()
            try bench.run(
                "CREATE TABLE tools (id integer PRIMARY KEY, of integer REFERENCES parents ON DELETE CASCADE)")
            func tools(_ action: ForeignKey.Action) -> Table {
                table(
                    "tools", Column("of", .bigInteger, nullable: true),
                    foreignKeys: [ForeignKey("fk_tools_of", ["of"], references: "parents", ["id"], onDelete: action)])
            }
            let change = Change.addCheck(CheckConstraint("ck", "of > 0"), to: "tools")
            try bench.apply([.adoptTable(tools(.noAction))])
            #expect("\(try failure { try bench.apply([change]) })".contains("do not know: foreign key (of)."))
            try bench.apply([.releaseTable(tools(.noAction)), .adoptTable(tools(.cascade)), change])
            try bench.run("INSERT INTO tools (of) VALUES (1)")
            try bench.run("PRAGMA foreign_keys = ON")
            try bench.run("DELETE FROM parents WHERE id = 1")
            #expect(try bench.rows("SELECT count(*) FROM tools") == ["0"])
        }

        @Test func `is refused where it breaks a view`() throws {
            let bench = try Workbench.family()
            let number = Column("number", .integer, nullable: true)
            try bench.apply([.addColumn(number, to: "parents")])
            try bench.run("CREATE VIEW numbers AS SELECT number FROM parents")
            let error = try failure { try bench.apply(rebuild + [.dropColumn(number, from: "parents")]) }
            #expect("\(error)".contains("the view 'numbers', which is not part of the models"))
            try bench.expectAsWanted()
        }
    }
#endif
