#if SQLite
    import Raido
    import Testing

    @testable import RaidoRunner

    @Suite struct `Every change, made and taken back` {
        let title = Column("title", .varchar(20), default: .string("Un'titled"))
        let author = table("authors", Column("name", .text))

        /// A table with one of everything, and rows.
        func articles() throws -> Workbench {
            let table = Table(
                "articles",
                columns: [
                    Column("id", .bigInteger, identity: true), title, Column("slug", .varchar(20), nullable: true),
                    Column("author_id", .bigInteger, nullable: true), Column("views", .integer, default: .integer(0)),
                    Column("status", .enumeration("Status"), default: .string("draft")),
                    Column("updated_at", .timestamp, nullable: true, setOnUpdate: true),
                ],
                primaryKey: ["id"], uniques: [UniqueConstraint("uq_articles_slug", ["slug"])],
                indexes: [
                    Index(
                        "idx_articles_views", [.descending("views"), .expression("lower(title)")],
                        where: "slug IS NOT NULL")
                ],
                foreignKeys: [
                    ForeignKey(
                        "fk_articles_author_id", ["author_id"], references: "authors", ["id"], onDelete: .cascade,
                        onUpdate: .setNull)
                ],
                checks: [CheckConstraint("ck_articles_views", "views >= 0 AND title <> 'views'")],
                enums: [EnumType("Status", [.text("draft"), .text("published"), .text("gone")])])
            let bench = try Workbench(author, table)
            try bench.run("INSERT INTO authors (name) VALUES ('Ann'), ('Bob')")
            try bench.run(
                """
                INSERT INTO articles (title, slug, author_id, views, status)
                VALUES ('One', 'one', 1, 5, 'draft'), ('Two', 'two', 2, 7, 'gone'), ('Three', NULL, NULL, 9, 'published')
                """)
            return bench
        }

        @Test func `create and drop a table`() throws {
            let bench = try articles()
            try bench.expectAsWanted()
            try bench.applyAndRevert([.createTable(table("tags", Column("name", .text)))])
        }

        @Test func `rename a table`() throws {
            let bench = try articles()
            try bench.applyAndRevert([.renameTable("authors", to: "writers")])
            try bench.applyAndRevert([.renameTable("articles", to: "Posts")])
            try bench.applyAndRevert([.renameTable("articles", to: "Articles")])
            #expect(try bench.rows("SELECT title FROM articles") == ["One", "Two", "Three"])
        }

        @Test(arguments: [
            Column("phone", .varchar(20), nullable: true), Column("stars", .integer, default: .integer(-3)),
            Column("rate", .decimal(precision: 8, scale: 2), default: .decimal("0.50")),
            Column("made_at", .timestamp, default: .now), Column("made_on", .date, default: .today),
            Column("made", .time, nullable: true, default: .now), Column("key", .uuid, default: .uuid),
            Column("is_open", .boolean, default: .boolean(true)),
            Column("touched_on", .date, nullable: true, setOnUpdate: true),
            Column("loud", .text, nullable: true, generated: "upper(title)"),
            Column("size", .unsignedInteger, default: .sql("1 + 1")), Column("data", .json, default: .string("{}")),
            Column("code", .char(3), nullable: true, collation: "NOCASE", comment: "three letters"),
            Column("raw", .binary(4), nullable: true), Column("rough", .varbinary(4), nullable: true),
            Column("least", .bigInteger, default: .integer(.min)),
            Column("kind", .enumeration("Status"), nullable: true),
            Column("tree", .custom("ltree"), nullable: true, nativeTypes: [.sqlite: "TEXT(10)"]),
        ])
        func `add a column`(column: Column) throws {
            let bench = try articles()
            try bench.applyAndRevert([.addColumn(column, to: "articles")])
            #expect(try bench.rows("SELECT id, title FROM articles") == ["1|One", "2|Two", "3|Three"])
        }

        @Test(arguments: [
            Column("phone", .varchar(20)), Column("key", .uuid), Column("day", .date),
            Column("at", .timestampWithTimeZone),
            Column("time", .time), Column("yes", .boolean), Column("number", .double), Column("data", .jsonb),
            Column("bytes", .binary(3)), Column("more", .varbinary(3)), Column("letter", .char(2)),
            Column("state", .enumeration("Status")),
        ])
        func `drop a column that is needed, and get it back with neutral values`(column: Column) throws {
            let bench = try articles()
            let unique = UniqueConstraint("uq", [column.name])
            try bench.apply([.addColumn(column, to: "articles", fill: .placeholder)])
            try bench.applyAndRevert([.dropColumn(column, from: "articles")])
            if column.type != .boolean {
                try bench.apply([.dropColumn(column, from: "articles")])
                try bench.apply([
                    .addColumn(column, to: "articles", fill: .placeholder), .addUnique(unique, to: "articles"),
                ])
                try bench.applyAndRevert([.dropUnique(unique, from: "articles"), .dropColumn(column, from: "articles")])
            }
            #expect(try bench.rows("SELECT count(DISTINCT id) FROM articles") == ["3"])
        }

        @Test func `rename a column, with all that names it`() throws {
            let bench = try articles()
            try bench.applyAndRevert([.renameColumn("title", to: "headline", in: "articles")])
            try bench.applyAndRevert([.renameColumn("updated_at", to: "changed", in: "articles")])
            try bench.applyAndRevert([.renameColumn("id", to: "number", in: "authors")])
            try bench.applyAndRevert([.renameColumn("views", to: "order", in: "articles")])
        }

        @Test func `swap two columns`() throws {
            let bench = try articles()
            try bench.apply([
                .renameColumn("title", to: "tmp", in: "articles"), .renameColumn("slug", to: "title", in: "articles"),
                .renameColumn("tmp", to: "slug", in: "articles"),
            ])
            try bench.expectAsWanted()
            #expect(try bench.rows("SELECT title, slug FROM articles") == ["one|One", "two|Two", "|Three"])
        }

        @Test func `alter a column in one respect and in several`() throws {
            let bench = try articles()
            var wider = title
            wider.type = .varchar(80)
            var open = title
            open.isNullable = true
            open.defaultValue = nil
            var described = title
            described.comment = "What readers see"
            var other = title
            other.type = .text
            other.collation = "NOCASE"
            other.defaultValue = .string("?")
            for new in [wider, open, described, other] {
                try bench.applyAndRevert([.alterColumn(in: "articles", from: title, to: new)])
            }
            #expect(try bench.rows("SELECT title FROM articles") == ["One", "Two", "Three"])
        }

        @Test func `set and unset the time of change`() throws {
            let bench = try articles()
            let old = Column("updated_at", .timestamp, nullable: true, setOnUpdate: true)
            var new = old
            new.isSetOnUpdate = false
            try bench.applyAndRevert([.alterColumn(in: "articles", from: old, to: new)])
        }

        @Test func `change keys, constraints and indexes`() throws {
            let bench = try articles()
            let unique = UniqueConstraint("uq_articles_slug", ["slug"])
            let index = try #require(bench.schema["articles"]?.indexes.first)
            let key = try #require(bench.schema["articles"]?.foreignKeys.first)
            let check = try #require(bench.schema["articles"]?.checks.first)
            var restricting = key
            restricting.onDelete = .restrict
            try bench.applyAndRevert([
                .changeUnique(
                    in: "articles", from: unique, to: UniqueConstraint("uq_articles_slug", ["slug", "title"]))
            ])
            try bench.applyAndRevert([.renameUnique("uq_articles_slug", to: "uq_slug", in: "articles")])
            try bench.applyAndRevert([.dropUnique(unique, from: "articles")])
            try bench.applyAndRevert([
                .changeIndex(in: "articles", from: index, to: Index("idx_articles_views", [.ascending("title")]))
            ])
            try bench.applyAndRevert([.renameIndex("idx_articles_views", to: "idx", in: "articles")])
            try bench.applyAndRevert([.dropIndex(index, from: "articles")])
            try bench.applyAndRevert([.changeForeignKey(in: "articles", from: key, to: restricting)])
            try bench.applyAndRevert([.renameForeignKey("fk_articles_author_id", to: "fk", in: "articles")])
            try bench.applyAndRevert([.dropForeignKey(key, from: "articles")])
            try bench.applyAndRevert([
                .changeCheck(in: "articles", from: check, to: CheckConstraint("ck_articles_views", "views >= -1"))
            ])
            try bench.applyAndRevert([.renameCheck("ck_articles_views", to: "ck", in: "articles")])
            try bench.applyAndRevert([.dropCheck(check, from: "articles")])
            #expect(try bench.rows("SELECT id, title, views FROM articles") == ["1|One|5", "2|Two|7", "3|Three|9"])
        }

        @Test func `change the primary key alone`() throws {
            let rights = Table(
                "rights", columns: [Column("a", .integer), Column("b", .text)], primaryKey: ["a", "b"])
            let bench = try Workbench(rights)
            try bench.run("INSERT INTO rights VALUES (1, 'x'), (2, 'y')")
            try bench.applyAndRevert([.changePrimaryKey(of: "rights", from: ["a", "b"], to: ["b"])])
            try bench.applyAndRevert([.changePrimaryKey(of: "rights", from: ["a", "b"], to: [])])
            #expect(try bench.rows("SELECT * FROM rights") == ["1|x", "2|y"])
        }

        @Test func `change an enum`() throws {
            let bench = try articles()
            try bench.applyAndRevert([.addEnumValue(.text("held"), to: "Status", in: "articles", before: "gone")])
            try bench.applyAndRevert([.renameEnum("Status", to: "State", in: "articles")])
            try bench.applyAndRevert([
                .reorderEnum(
                    "Status", from: ["draft", "published", "gone"], to: ["gone", "draft", "published"], in: "articles")
            ])
            try bench.applyAndRevert([.renameEnumValue("draft", to: "it's new", of: "Status", in: "articles")])
            #expect(try bench.rows("SELECT status FROM articles") == ["draft", "gone", "published"])
            try bench.applyAndRevert([
                .dropEnumValue(.text("gone"), from: "Status", in: "articles", replacement: "draft")
            ])
            #expect(try bench.rows("SELECT status FROM articles") == ["draft", "draft", "published"])
        }

        @Test func `rename a value of numbers that a default names`() throws {
            let status = EnumType("Status", storage: .integer, [.number(1, name: "Old"), .number(2, name: "Other")])
            var tasks = table("tasks", Column("status", .enumeration("Status"), default: .string("Old")))
            tasks.enums = [status]
            let bench = try Workbench(tasks)
            try bench.applyAndRevert([
                .renameEnumValue("Old", to: "New", of: "Status", in: "tasks"),
                .addCheck(CheckConstraint("ck", "status > 0"), to: "tasks"),
            ])
            try bench.apply([
                .renameEnumValue("Old", to: "New", of: "Status", in: "tasks"),
                .addCheck(CheckConstraint("ck", "status > 0"), to: "tasks"),
            ])
            try bench.run("INSERT INTO tasks DEFAULT VALUES")
            #expect(try bench.rows("SELECT status FROM tasks") == ["1"])
        }

        @Test func `add a column to a full table`() throws {
            let bench = try articles()
            let first = try #require(try bench.rows("SELECT id FROM articles").first)
            for (column, value) in [
                (Column("stars", .integer, default: .integer(-3)), "-3"),
                (Column("note", .text, nullable: true), ""),
                (Column("kind", .enumeration("Status"), default: .string("gone")), "gone"),
                (Column("made_on", .date, default: .sql("'2026-01-31'")), "2026-01-31"),
                (Column("loud", .text, nullable: true, generated: "upper(title)"), "ONE"),
                (Column("size", .integer, nullable: true, default: .integer(4)), "4"),
            ] {
                try bench.apply([.addColumn(column, to: "articles")])
                let values = try bench.rows("SELECT \(column.name) FROM articles")
                #expect(values.count == 3 && values[0] == value, "\(column.name) of row \(first)")
                #expect(column.generated != nil || values.allSatisfy { $0 == value })
            }
            try bench.apply([
                .addColumn(Column("rank", .integer, default: .integer(1)), to: "articles", fill: .value(.integer(9))),
                .addColumn(Column("key", .uuid, default: .uuid), to: "articles"),
            ])
            #expect(try bench.rows("SELECT rank FROM articles") == ["9", "9", "9"])
            #expect(try bench.rows("SELECT count(DISTINCT key), min(length(key)) FROM articles") == ["3|36"])
            try bench.run("INSERT INTO articles (title) VALUES ('Four')")
            #expect(try bench.rows("SELECT rank, stars FROM articles WHERE title = 'Four'") == ["1|-3"])
        }

        @Test func `map the rows of a removed number, and keep a renamed one`() throws {
            let level = EnumType(
                "Level", storage: .smallInteger,
                [.number(0, name: "Low"), .number(1, name: "Mid"), .number(9, name: "High")])
            let bench = try Workbench(
                Table(
                    "tickets",
                    columns: [
                        Column("id", .bigInteger, identity: true), Column("level", .enumeration("Level")),
                        Column("updated_at", .timestamp, nullable: true, setOnUpdate: true),
                    ], primaryKey: ["id"], enums: [level]))
            try bench.run("INSERT INTO tickets (level) VALUES (0), (1), (9), (1)")
            try bench.apply([.renameEnumValue("High", to: "Top", of: "Level", in: "tickets")])
            #expect(try bench.rows("SELECT level FROM tickets") == ["0", "1", "9", "1"])
            try bench.apply([
                .dropEnumValue(
                    .number(1, name: "Mid"), from: "Level", in: "tickets", before: "Top", replacement: "Top")
            ])
            try bench.expectAsWanted()
            #expect(
                try bench.rows("SELECT level, typeof(level), updated_at FROM tickets")
                    == ["0|integer|", "9|integer|", "9|integer|", "9|integer|"])
            try bench.apply([.dropEnumValue(.number(9, name: "Top"), from: "Level", in: "tickets")])
            #expect(try bench.rows("SELECT level FROM tickets") == ["0", "9", "9", "9"])
        }

        @Test func `map the values of an enum that has a type of the engine's own`() throws {
            let bench = try Workbench(
                Table(
                    "tickets", columns: [Column("state", .enumeration("State"), nativeTypes: [.sqlite: "varchar(9)"])],
                    enums: [EnumType("State", [.text("a"), .text("b")])]))
            try bench.run("INSERT INTO tickets VALUES ('a'), ('b')")
            try bench.apply([.renameEnumValue("a", to: "c", of: "State", in: "tickets")])
            #expect(try bench.rows("SELECT state FROM tickets") == ["c", "b"])
        }

        @Test func `exchange the values of an enum`() throws {
            let bench = try articles()
            try bench.apply([
                .renameEnumValue("draft", to: "tmp", of: "Status", in: "articles"),
                .renameEnumValue("gone", to: "draft", of: "Status", in: "articles"),
                .renameEnumValue("tmp", to: "gone", of: "Status", in: "articles"),
            ])
            try bench.expectAsWanted()
            #expect(try bench.rows("SELECT status FROM articles") == ["gone", "draft", "published"])
        }

        @Test func `raw statements in both directions`() throws {
            let bench = try articles()
            let note = Column("note", .text, nullable: true)
            try bench.applyAndRevert([
                .sql(
                    RawSQL(
                        up: [
                            "-- For the editor.\nALTER TABLE articles ADD COLUMN note text",
                            "UPDATE articles SET note = ';'",
                        ],
                        down: ["ALTER TABLE articles DROP COLUMN note;"],
                        effect: [.addColumn(note, to: "articles")]))
            ])
            #expect(throws: (any Error).self) {
                try bench.apply([.sql(RawSQL(up: ["DELETE FROM articles; COMMIT"]))])
            }
            #expect(try bench.rows("SELECT count(*) FROM articles") == ["3"])
        }
    }
#endif
