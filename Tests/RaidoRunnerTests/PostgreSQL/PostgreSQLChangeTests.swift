#if PostgreSQL
    import Raido
    import RaidoSQL
    import Testing

    @testable import RaidoRunner

    @Suite(.enabled(if: PostgreSQLServer.isAvailable)) struct `PostgreSQL, every change made and taken back` {
        private let title = PostgreSQLWorkbench.title

        @Test func `create and drop a table`() throws {
            let bench = try PostgreSQLWorkbench.articles()
            try bench.expectAsWanted()
            try bench.applyAndRevert([.createTable(table("tags", Column("name", .text)))])
        }

        @Test func `rename a table with its key, sequence, enums and checks`() throws {
            let bench = try PostgreSQLWorkbench.articles()
            try bench.applyAndRevert([.renameTable("authors", to: "writers")])
            try bench.apply([.renameTable("articles", to: "Posts")])
            let names = try bench.rows(
                """
                SELECT relname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
                WHERE nspname = current_schema() AND relkind IN ('S', 'i') AND relname LIKE '%Posts%' ORDER BY 1
                """)
            #expect(names == ["Posts_id_seq", "pk_Posts"])
            try bench.expectAsWanted()
            try bench.apply([.renameTable("Posts", to: "articles")])
            try bench.expectAsWanted()
            #expect(try bench.rows("SELECT title FROM articles ORDER BY id") == ["One", "Two", "Three"])
        }

        @Test(arguments: [
            Column("phone", .varchar(20), nullable: true), Column("stars", .integer, default: .integer(-3)),
            Column("rate", .decimal(precision: 8, scale: 2), default: .decimal("0.50")),
            Column("made_at", .timestamp, default: .now), Column("made_on", .date, default: .today),
            Column("made", .time, nullable: true, default: .now), Column("key", .uuid, default: .uuid),
            Column("is_open", .boolean, default: .boolean(true)), Column("least", .bigInteger, default: .integer(.min)),
            Column("touched_on", .date, nullable: true, setOnUpdate: true),
            Column("loud", .text, nullable: true, generated: "upper(title)"),
            Column("size", .unsignedInteger, default: .sql("1 + 1")), Column("data", .json, default: .string("{}")),
            Column("more", .jsonb, default: .string("{\"a\":  1}")),
            Column("code", .char(3), nullable: true, collation: "NOCASE", comment: "three \\ 'letters'"),
            Column("raw", .binary(4), nullable: true), Column("rough", .varbinary(4), nullable: true),
            Column("most", .unsignedBigInteger, default: .unsigned(.max)),
            Column("tiny", .unsignedTinyInteger, nullable: true), Column("small", .tinyInteger, nullable: true),
            Column("kind", .enumeration("Status"), default: .string("published")),
            Column("tree", .custom("tsvector"), nullable: true),
            Column("span", .interval, default: .string("90 minutes")),
            Column("at", .timestampWithTimeZone, default: .string("2026-01-31T12:00:00+02:00")),
            Column("big", .decimal(precision: 12, scale: 2), default: .decimal("1e3")),
        ])
        func `add a column`(column: Column) throws {
            let bench = try PostgreSQLWorkbench.articles()
            try bench.applyAndRevert([.addColumn(column, to: "articles")])
            #expect(try bench.rows("SELECT id, title FROM articles ORDER BY id") == ["1|One", "2|Two", "3|Three"])
        }

        @Test(arguments: [
            Column("phone", .varchar(20)), Column("key", .uuid), Column("day", .date), Column("span", .interval),
            Column("at", .timestampWithTimeZone), Column("time", .time), Column("yes", .boolean),
            Column("number", .double), Column("data", .jsonb), Column("bytes", .binary(3)),
            Column("more", .varbinary(3)), Column("letter", .char(2)), Column("state", .enumeration("Status")),
            Column("net", .cidr), Column("ip", .inet), Column("mac", .macAddress), Column("small", .smallInteger),
            Column("moment", .timestamp), Column("document", .xml),
        ])
        func `drop a column that is needed, and get it back with neutral values`(column: Column) throws {
            let bench = try PostgreSQLWorkbench.articles()
            let unique = UniqueConstraint("uq", [column.name])
            try bench.apply([.addColumn(column, to: "articles", fill: .placeholder)])
            try bench.applyAndRevert([.dropColumn(column, from: "articles")])
            if column.type != .boolean, column.type != .xml {
                try bench.apply([.dropColumn(column, from: "articles")])
                try bench.apply([
                    .addColumn(column, to: "articles", fill: .placeholder), .addUnique(unique, to: "articles"),
                ])
                try bench.applyAndRevert([.dropUnique(unique, from: "articles"), .dropColumn(column, from: "articles")])
            }
            #expect(try bench.rows("SELECT count(DISTINCT id) FROM articles") == ["3"])
        }

        @Test func `rename a column, with all that names it`() throws {
            let bench = try PostgreSQLWorkbench.articles()
            try bench.applyAndRevert([.renameColumn("title", to: "headline", in: "articles")])
            try bench.applyAndRevert([.renameColumn("updated_at", to: "changed", in: "articles")])
            try bench.applyAndRevert([.renameColumn("id", to: "number", in: "authors")])
            try bench.applyAndRevert([.renameColumn("views", to: "order", in: "articles")])
            let size = Column("size", .unsignedInteger, nullable: true)
            try bench.apply([.addColumn(size, to: "articles")])
            try bench.applyAndRevert([.renameColumn("size", to: "length", in: "articles")])
        }

        @Test func `swap two columns`() throws {
            let bench = try PostgreSQLWorkbench.articles()
            try bench.apply([
                .renameColumn("title", to: "tmp", in: "articles"), .renameColumn("slug", to: "title", in: "articles"),
                .renameColumn("tmp", to: "slug", in: "articles"),
            ])
            try bench.expectAsWanted()
            #expect(try bench.rows("SELECT title, slug FROM articles ORDER BY id") == ["one|One", "two|Two", "|Three"])
        }

        @Test func `alter a column in one respect and in several`() throws {
            let bench = try PostgreSQLWorkbench.articles()
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
            #expect(try bench.rows("SELECT title FROM articles ORDER BY id") == ["One", "Two", "Three"])
        }

        @Test func `keys, constraints and indexes`() throws {
            let bench = try PostgreSQLWorkbench.articles()
            let unique = UniqueConstraint("uq_articles_slug", ["slug"])
            let index = try #require(bench.schema["articles"]?.indexes.first)
            let key = try #require(bench.schema["articles"]?.foreignKeys.first)
            let check = try #require(bench.schema["articles"]?.checks.first { $0.name == "ck_articles_views" })
            var restricting = key
            restricting.onDelete = .restrict
            try bench.applyAndRevert([
                .changeUnique(
                    in: "articles", from: unique, to: UniqueConstraint("uq_articles_slug", ["slug", "title"]))
            ])
            try bench.applyAndRevert([.renameUnique("uq_articles_slug", to: "uq_slug", in: "articles")])
            try bench.applyAndRevert([.dropUnique(unique, from: "articles")])
            try bench.applyAndRevert([
                .changeIndex(
                    in: "articles", from: index, to: Index("idx_articles_views", [.ascending("title")], using: "hash"))
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
            try bench.applyAndRevert([
                .dropForeignKey(key, from: "articles"), .changePrimaryKey(of: "authors", from: ["id"], to: []),
            ])
            #expect(
                try bench.rows("SELECT id, title, views FROM articles ORDER BY id") == [
                    "1|One|5", "2|Two|7", "3|Three|9",
                ])
        }

        @Test func `the time of change follows renames, drops and generated columns`() throws {
            let at = Column("updated_at", .timestampWithTimeZone, nullable: true, setOnUpdate: true)
            let bench = try PostgreSQLWorkbench(
                table("notes", Column("text", .text), Column("data", .json, nullable: true), at))
            try bench.run("INSERT INTO notes (text) VALUES ('a')")
            for change: Change in [
                .addColumn(Column("more", .text, nullable: true), to: "notes"),
                .addColumn(Column("loud", .text, nullable: true, generated: "upper(more)"), to: "notes"),
                .renameColumn("text", to: "body", in: "notes"), .renameTable("notes", to: "pages"),
                .renameColumn("updated_at", to: "touched", in: "pages"),
                .dropColumn(Column("loud", .text, nullable: true, generated: "upper(more)"), from: "pages"),
                .dropColumn(Column("more", .text, nullable: true), from: "pages"),
            ] {
                try bench.apply([change])
                try bench.expectAsWanted()
            }
            try bench.run("UPDATE pages SET body = body")
            #expect(try bench.rows("SELECT touched IS NULL FROM pages") == ["1"])
            try bench.run("UPDATE pages SET data = '[]'")
            #expect(try bench.rows("SELECT touched > now() - interval '1 minute' FROM pages") == ["1"])
            try bench.run("UPDATE pages SET body = 'c', touched = '2000-01-01 00:00:00+00'")
            #expect(try bench.rows("SELECT touched FROM pages") == ["2000-01-01 00:00:00+00"])
            let schema = bench.schema
            try bench.apply([.dropTable(try #require(schema["pages"]))])
            let left = try bench.rows(
                "SELECT proname FROM pg_proc WHERE pronamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())"
            )
            #expect(left == [])
        }

        @Test func `raw statements in both directions`() throws {
            let bench = try PostgreSQLWorkbench.articles()
            let note = Column("note", .text, nullable: true)
            try bench.applyAndRevert([
                .sql(
                    RawSQL(
                        up: [
                            "-- For the editor.\nALTER TABLE articles ADD COLUMN note text",
                            "UPDATE articles SET note = ';'; UPDATE articles SET note = 'x'",
                            "DO $$ BEGIN PERFORM 1; END $$",
                            "SAVEPOINT s; DELETE FROM articles; ROLLBACK WORK TO SAVEPOINT s; ROLLBACK TO s",
                        ],
                        down: ["ALTER TABLE articles DROP COLUMN note;"],
                        effect: [.addColumn(note, to: "articles")]))
            ])
            for command in ["COMMIT", "END", "END AND CHAIN", "ROLLBACK TO s", "ROLLBACK TO x; SAVEPOINT x"] {
                let error = try failure {
                    try bench.apply([.sql(RawSQL(up: [SQLFragment("DELETE FROM articles; \(command)")]))])
                }
                #expect("\(error)".contains(command.prefix { $0 != " " } + " is not allowed in raw SQL"))
            }
            #expect(try bench.rows("SELECT count(*) FROM articles") == ["3"])
        }

        @Test func `names of 63 bytes do not collide, longer ones are refused`() throws {
            let long = String(repeating: "a", count: 60)
            let bench = try PostgreSQLWorkbench(
                Table(
                    long, columns: [Column("id", .bigInteger, identity: true), Column("size", .unsignedInteger)],
                    primaryKey: ["id"]))
            try bench.apply([
                .createTable(
                    Table(
                        long + "b",
                        columns: [Column("id", .bigInteger, identity: true), Column("size", .unsignedInteger)],
                        primaryKey: ["id"]))
            ])
            try bench.expectAsWanted()
            try bench.applyAndRevert([.renameTable(long, to: long + "c")])
            let index = Index(String(repeating: "i", count: 64), [.ascending("size")])
            #expect(throws: UnsupportedChange(.postgresql, .nameTooLong(index.name, table: "t"))) {
                _ = try render(
                    [.createTable(Table("t", columns: [Column("size", .integer)], indexes: [index]))], on: Schema(),
                    for: .postgresql)
            }
        }
    }
#endif
