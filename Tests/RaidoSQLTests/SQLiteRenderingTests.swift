import Raido
import RaidoSQL
import Testing

@Suite struct `Rendering for SQLite` {
    let users = Table(
        "users",
        columns: [Column("id", .bigInteger, identity: true), Column("job_title", .varchar(40), nullable: true)],
        primaryKey: ["id"])

    func sql(_ changes: Change..., on tables: Table...) throws -> String {
        script(try render(changes, on: Schema(tables), for: .sqlite))
    }

    @Test func `a table with everything`() throws {
        let table = Table(
            "articles",
            columns: [
                Column("id", .bigInteger, identity: true), Column("title", .varchar(200), default: .string("It's")),
                Column("is_open", .boolean, default: .boolean(false)), Column("data", .jsonb, nullable: true),
                Column("status", .enumeration("Status"), default: .string("draft")),
                Column("author_id", .bigInteger, nullable: true), Column("made_at", .timestamp, default: .now),
                Column("loud", .text, nullable: true, generated: "upper(title)"),
                Column("updated_at", .timestamp, setOnUpdate: true),
            ],
            primaryKey: ["id"], uniques: [UniqueConstraint("uq_articles_title", ["title"])],
            indexes: [
                Index(
                    "idx", [.descending("made_at"), .expression("lower(title)")],
                    where: .sql("is_open", sqlite: "is_open = 1"), using: "gin")
            ],
            foreignKeys: [
                ForeignKey("fk", ["author_id"], references: "authors", ["id"], onDelete: .setNull, onUpdate: .cascade)
            ],
            checks: [
                CheckConstraint("ck", "length(title) > 0"), CheckConstraint("other", .sql(postgresql: "title ~ 'a'")),
            ], enums: [EnumType("Status", [.text("draft"), .text("out")])], comment: "Readers see it")
        #expect(
            try sql(.createTable(table)) == """
                CREATE TABLE "articles" (
                    "id" integer NOT NULL PRIMARY KEY AUTOINCREMENT,
                    "title" varchar(200) NOT NULL DEFAULT 'It''s' CHECK (length("title") <= 200),
                    "is_open" boolean NOT NULL DEFAULT 0 CHECK ("is_open" IN (0, 1)),
                    "data" text CHECK ("data" IS NULL OR json_valid("data")),
                    "status" text NOT NULL DEFAULT 'draft' CHECK ("status" IN ('draft', 'out')),
                    "author_id" integer,
                    "made_at" datetime NOT NULL DEFAULT CURRENT_TIMESTAMP,
                    "loud" text GENERATED ALWAYS AS (upper(title)) STORED,
                    "updated_at" datetime NOT NULL,
                    CONSTRAINT "fk" FOREIGN KEY ("author_id") REFERENCES "authors" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
                    CONSTRAINT "ck" CHECK (length(title) > 0)
                );
                CREATE UNIQUE INDEX "uq_articles_title" ON "articles" (`title`);
                CREATE INDEX "idx" ON "articles" (`made_at` DESC, (lower(title))) WHERE is_open = 1;
                CREATE TRIGGER "tr_articles_updated_at" AFTER UPDATE OF "author_id", "data", "id", "is_open", "made_at", "status", "title" ON "articles"
                WHEN NEW."updated_at" IS OLD."updated_at" AND (NEW."author_id" IS NOT OLD."author_id" OR NEW."data" IS NOT OLD."data" OR NEW."id" IS NOT OLD."id" OR NEW."is_open" IS NOT OLD."is_open" OR NEW."made_at" IS NOT OLD."made_at" OR NEW."status" IS NOT OLD."status" OR NEW."title" IS NOT OLD."title")
                BEGIN
                    UPDATE "articles" SET "updated_at" = CURRENT_TIMESTAMP WHERE "id" = NEW."id";
                END;

                """)
    }

    @Test func `what SQLite can do in place`() throws {
        let phone = Column("phone", .varchar(20), nullable: true)
        #expect(
            try sql(
                .addColumn(phone, to: "users"), .renameColumn("job_title", to: "title", in: "users"),
                .addIndex(Index("idx", [.ascending("phone")]), to: "users"), .renameTable("users", to: "people"),
                .renameIndex("idx", to: "idx2", in: "people"),
                .dropIndex(Index("idx2", [.ascending("phone")]), from: "people"),
                .dropColumn(phone, from: "people"), .changeTableComment(of: "people", from: nil, to: "All of them"),
                on: users)
                    == """
                    ALTER TABLE "users" ADD COLUMN "phone" varchar(20) CHECK (length("phone") <= 20);
                    ALTER TABLE "users" RENAME COLUMN "job_title" TO "title";
                    CREATE INDEX "idx" ON "users" (`phone`);
                    ALTER TABLE "users" RENAME TO "people";
                    DROP INDEX "idx";
                    CREATE INDEX "idx2" ON "people" (`phone`);
                    DROP INDEX "idx2";
                    ALTER TABLE "people" DROP COLUMN "phone";

                    """)
    }

    @Test func `what needs the table made anew`() throws {
        let old = Column("job_title", .varchar(40), nullable: true)
        #expect(
            try sql(
                .alterColumn(
                    in: "users", from: old, to: Column("job_title", .varchar(80)), fill: .value(.string("none"))),
                .addColumn(Column("token", .uuid), to: "users", fill: .placeholder),
                .addUnique(UniqueConstraint("uq", ["token"]), to: "users"), on: users)
                    == """
                    -- "users" is rebuilt: SQLite's ALTER TABLE cannot do this in place.
                    INSERT INTO temp.raido_notes SELECT 'user indexes and triggers of ''users'' would be lost; drop them first', (SELECT count(*) FROM sqlite_schema WHERE lower(tbl_name) = lower('users') AND sql IS NOT NULL AND type IN ('index', 'trigger') AND name NOT IN ()), NULL;
                    CREATE TABLE "__raido_new_users" (
                        "id" integer NOT NULL PRIMARY KEY AUTOINCREMENT,
                        "job_title" varchar(80) NOT NULL CHECK (length("job_title") <= 80),
                        "token" text NOT NULL COLLATE NOCASE CHECK (length("token") = 36)
                    );
                    INSERT INTO temp.raido_notes SELECT 'create table ''users''', 0, schema_version FROM pragma_schema_version;
                    INSERT INTO "__raido_new_users" ("id", "job_title", "token")
                    SELECT `id`, coalesce(`job_title`, 'none'), printf('00000000-0000-4000-8000-%012x', row_number() OVER (ORDER BY rowid))
                    FROM "users" ORDER BY rowid;
                    INSERT INTO temp.raido_notes SELECT 'rows of ''users'' that were not copied', (SELECT (SELECT count(*) FROM "users") - (SELECT count(*) FROM "__raido_new_users")), NULL;
                    -- Keep the highest number that was ever generated.
                    UPDATE sqlite_sequence SET seq = (SELECT max(seq) FROM sqlite_sequence WHERE name IN ('users', '__raido_new_users'))
                        WHERE name = '__raido_new_users';
                    INSERT INTO sqlite_sequence (name, seq) SELECT '__raido_new_users', seq FROM sqlite_sequence WHERE name = 'users'
                        AND '__raido_new_users' NOT IN (SELECT name FROM sqlite_sequence);
                    DROP TABLE "users";
                    INSERT INTO temp.raido_notes SELECT 'drop the old table ''users''', 0, schema_version FROM pragma_schema_version;
                    -- Without this, a view or another table's trigger that uses the table makes the rename fail.
                    PRAGMA legacy_alter_table = ON;
                    ALTER TABLE "__raido_new_users" RENAME TO "users";
                    INSERT INTO temp.raido_notes SELECT 'put the new table ''users'' in place of the old one', 0, schema_version FROM pragma_schema_version;
                    PRAGMA legacy_alter_table = OFF;
                    CREATE UNIQUE INDEX "uq" ON "users" (`token`);
                    INSERT INTO temp.raido_notes SELECT 'create index ''uq'' on ''users''', 0, schema_version FROM pragma_schema_version;

                    """)
    }

    @Test func `what changes nothing on SQLite runs nothing`() throws {
        let age = Column("age", .smallInteger)
        var described = age
        described.comment = "In years"
        described.type = .bigInteger
        let table = Table(
            "people", columns: [age], enums: [EnumType("Level", storage: .integer, [.number(1, name: "low")])])
        #expect(
            try sql(
                .alterColumn(in: "people", from: age, to: described),
                .addEnumValue(.number(2, name: "high"), to: "Level", in: "people"),
                .addCheck(CheckConstraint("ck", .sql(postgresql: "age ~ 1")), to: "people"),
                .adoptTable(users), on: table) == "")
    }

    @Test func `several values of an enum at once, with one copy`() throws {
        let table = Table(
            "t", columns: [Column("e", .enumeration("E"))],
            enums: [EnumType("E", [.text("a"), .text("b"), .text("c")])])
        let text = try sql(
            .renameEnumValue("a", to: "x", of: "E", in: "t"),
            .dropEnumValue(.text("b"), from: "E", in: "t", before: "c", replacement: "c"),
            .renameEnumValue("c", to: "a", of: "E", in: "t"), on: table)
        #expect(
            text.contains(
                "SELECT rowid, CASE `e` WHEN 'a' THEN 'x' WHEN 'b' THEN 'a' WHEN 'c' THEN 'a' ELSE `e` END"))
    }

    @Test func `a person's SQL names columns so that they are no texts, and keeps its texts`() throws {
        let index = Index("idx", [.expression("lower(\"Job_Title\")")], where: "\"job_title\" <> \"none\"")
        #expect(
            try sql(.addIndex(index, to: "users"), on: users)
                == "CREATE INDEX \"idx\" ON \"users\" ((lower(`Job_Title`))) WHERE `job_title` <> \"none\";\n")
        let old = Column("job_title", .varchar(40), nullable: true)
        let text = try sql(
            .alterColumn(
                in: "users", from: old, to: Column("job_title", .text, nullable: true),
                using: "\"job_title\" || \"none\""), on: users)
        #expect(text.contains("(`job_title` || \"none\")"))
    }

    @Test func `a fill names a column that is renamed before the rows are copied by its new name`() throws {
        let prices = Table("prices", columns: [Column("price", .integer), Column("amount", .integer)])
        let text = try sql(
            .addColumn(Column("total", .integer), to: "prices", fill: .value(.sql("price * amount"))),
            .renameColumn("price", to: "cost", in: "prices"), on: prices)
        #expect(text.contains("(cost * amount)"), "\(text)")
    }

    @Test func `rows do not get the replacement of a value that another one was renamed to`() throws {
        let type = EnumType("E", [.text("a"), .text("b"), .text("c")])
        let table = Table("t", columns: [Column("e", .enumeration("E"))], enums: [type])
        let text = try sql(
            .dropEnumValue(.text("b"), from: "E", in: "t", before: "c", replacement: nil),
            .renameEnumValue("a", to: "b", of: "E", in: "t"),
            .dropEnumValue(.text("b"), from: "E", in: "t", before: "c", replacement: "c"), on: table)
        #expect(text.contains("CASE `e` WHEN 'a' THEN 'c' ELSE `e` END"), "\(text)")
    }

    @Test func `what cannot be said is said`() throws {
        func words(_ changes: Change...) throws -> String {
            let error = try #require(throws: UnsupportedChange.self) {
                _ = try render(changes, on: Schema([users]), for: .sqlite)
            }
            return "\(error)"
        }
        #expect(
            try words(.addColumn(Column("v", .custom("tsvector"), nullable: true), to: "users"))
                == "SQLite has no type 'tsvector' for column 'users.v'; name the type to use in "
                + "\"type_mappings\": {\"sqlite\": {\"custom:tsvector\": …}}")
        #expect(
            try words(.addColumn(Column("v", .unsignedBigInteger, default: .unsigned(.max)), to: "users"))
                == "SQLite cannot hold 18446744073709551615, the default of 'users.v': its largest integer is "
                + "9223372036854775807")
        #expect(
            try words(.addColumn(Column("v", .text, default: .sql(.sql(postgresql: "now()"))), to: "users"))
                == "column 'users.v' has SQL for other engines but not for SQLite; add it, as in sql(sqlite: \"…\")")
        #expect(
            try words(.addColumn(Column("v", .enumeration("E")), to: "users")) == "enum 'E' of 'users' does not exist")
        #expect(
            try words(.createTable(Table("t", columns: [])))
                == "SQLite does not allow tables without columns, and 't' has none")
        #expect(try words(.dropColumn(Column("v", .text), from: "users")) == "column 'users.v' does not exist")
    }
}

@Suite struct `Canonical SQL` {
    @Test(arguments: [
        ("views>=0", "views >= 0"), ("\"views\" >= 0 -- so", "views >= 0"), ("lower( [a b] )", "lower(\"a b\")"),
        ("x IN(1,2)", "x IN (1, 2)"), ("a||'it''s'", "a || 'it''s'"), ("/* x */ t.\"c\"", "t.c"), ("x'0F'", "x'0F'"),
        ("1.5e-3+.5", "1.5e-3 + .5"), ("`a``b`", "\"a`b\""),
    ])
    func `has one spelling`(text: String, canonical: String) {
        #expect(canonicalSQL(text) == canonical)
        #expect(canonicalSQL(canonical) == canonical)
    }
}
