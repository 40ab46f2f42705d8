import Raido
import RaidoSQL
import Testing

@Suite struct `Rendering for MySQL and MariaDB` {
    let users = Table(
        "users",
        columns: [
            Column("id", .bigInteger, identity: true),
            Column("job_title", .varchar(40), default: .string("It's \\ \"x\""), comment: "What they do"),
            Column("updated_at", .timestamp, default: .now, setOnUpdate: true),
        ], primaryKey: ["id"],
        checks: [CheckConstraint("ck_users_title", "job_title <> 'x\\y' AND \"job_title\" <> ''")])

    /// What makes a UUID of version 4.
    private let randomUUID =
        "concat(lower(hex(random_bytes(4))), '-', lower(hex(random_bytes(2))), '-4', "
        + "substr(lower(hex(random_bytes(2))), 2), '-', lower(hex(ascii(random_bytes(1)) & 63 | 128)), "
        + "lower(hex(random_bytes(1))), '-', lower(hex(random_bytes(6))))"

    func sql(_ changes: Change..., on tables: Table..., for engine: Engine = .mariadb) throws -> String {
        script(try render(changes, on: Schema(tables), for: engine))
    }

    @Test func `a table with everything, on MariaDB`() throws {
        let table = Table(
            "articles",
            columns: [
                Column("id", .bigInteger, identity: true), Column("title", .varchar(200), default: .string("It's \\")),
                Column("is_open", .boolean, default: .boolean(false)), Column("data", .jsonb, nullable: true),
                Column("status", .enumeration("Status"), default: .string("draft")),
                Column("author_id", .bigInteger, nullable: true), Column("made_on", .date, default: .today),
                Column("key", .uuid, default: .uuid), Column("loud", .text, nullable: true, generated: "upper(title)"),
                Column("updated_at", .timestamp, setOnUpdate: true),
                Column("changed_on", .date, nullable: true, setOnUpdate: true),
            ],
            primaryKey: ["id"], uniques: [UniqueConstraint("uq_articles_title", ["title"])],
            indexes: [
                Index(
                    "idx", [.descending("made_on"), .expression("lower(title)")], where: "is_open = 1", using: "gin"),
                Index("idx2", [.ascending("loud")]),
            ],
            foreignKeys: [
                ForeignKey("fk", ["author_id"], references: "authors", ["id"], onDelete: .setNull, onUpdate: .restrict)
            ],
            checks: [
                CheckConstraint("ck", "length(title) > 0"), CheckConstraint("other", .sql(postgresql: "title ~ 'a'")),
            ],
            enums: [EnumType("Status", [.text("draft"), .text("it's")])], comment: "Readers' own")
        #expect(
            try sql(.createTable(table)) == """
                CREATE TABLE `articles` (
                    `id` bigint NOT NULL AUTO_INCREMENT,
                    `title` varchar(200) NOT NULL DEFAULT 'It''s \\\\',
                    `is_open` tinyint(1) NOT NULL DEFAULT 0,
                    `data` json,
                    `status` enum('draft','it''s') CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT 'draft',
                    `author_id` bigint,
                    `made_on` date NOT NULL DEFAULT (CURRENT_DATE),
                    `key` uuid NOT NULL DEFAULT (\(randomUUID)),
                    `loud` longtext GENERATED ALWAYS AS (upper(title)) STORED,
                    `updated_at` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
                    `changed_on` date,
                    PRIMARY KEY (`id`),
                    UNIQUE KEY `uq_articles_title` (`title`),
                    KEY `idx` (`made_on` DESC),
                    KEY `idx2` (`loud`(191)),
                    KEY `fk` (`author_id`),
                    CONSTRAINT `fk` FOREIGN KEY (`author_id`) REFERENCES `authors` (`id`) ON DELETE SET NULL,
                    CONSTRAINT `ck` CHECK (length(title) > 0)
                ) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci COMMENT='Readers'' own';
                CREATE TRIGGER `tr_articles_changed_on` BEFORE UPDATE ON `articles` FOR EACH ROW
                SET NEW.`changed_on` = IF(NEW.`changed_on` <=> OLD.`changed_on` AND NOT (NEW.`author_id` <=> OLD.`author_id` AND NEW.`data` <=> OLD.`data` AND NEW.`id` <=> OLD.`id` AND NEW.`is_open` <=> OLD.`is_open` AND NEW.`key` <=> OLD.`key` AND NEW.`made_on` <=> OLD.`made_on` AND NEW.`status` <=> OLD.`status` AND NEW.`title` <=> OLD.`title`), CURRENT_DATE, NEW.`changed_on`);

                """)
        let mysql = try sql(.createTable(table), for: .mysql)
        #expect(mysql.contains("`key` char(36) NOT NULL DEFAULT (\(randomUUID))"))
        #expect(mysql.contains("KEY `idx` (`made_on` DESC, (lower(title)))"))
        #expect(mysql.contains("`updated_at` datetime(6) NOT NULL ON UPDATE CURRENT_TIMESTAMP(6)"))
    }

    @Test func `texts, JSON and bytes need brackets around their defaults on MySQL`() throws {
        let change = Change.addColumn(Column("data", .json, default: .string("{\"a\": 1}")), to: "users")
        #expect(
            try sql(change, on: users, for: .mysql)
                == "ALTER TABLE `users` ADD COLUMN `data` json NOT NULL DEFAULT ('{\"a\": 1}');\n")
        #expect(
            try sql(change, on: users) == "ALTER TABLE `users` ADD COLUMN `data` json NOT NULL DEFAULT '{\"a\": 1}';\n")
    }

    @Test func `changes that stand together are one statement`() throws {
        #expect(
            try sql(
                .addColumn(Column("phone", .varchar(20), nullable: true), to: "users"),
                .addIndex(Index("idx", [.ascending("phone")]), to: "users"),
                .dropCheck(users.checks[0], from: "users"), .changeTableComment(of: "users", from: nil, to: "All"),
                on: users) == """
                    ALTER TABLE `users`
                        DROP CONSTRAINT `ck_users_title`,
                        ADD COLUMN `phone` varchar(20),
                        ADD KEY `idx` (`phone`),
                        COMMENT = 'All';

                    """)
        #expect(
            try sql(.dropCheck(users.checks[0], from: "users"), on: users, for: .mysql)
                == "ALTER TABLE `users` DROP CHECK `ck_users_title`;\n")
    }

    @Test func `MODIFY says again all that it would lose`() throws {
        var wider = users.columns[1]
        wider.type = .varchar(80)
        #expect(
            try sql(.alterColumn(in: "users", from: users.columns[1], to: wider), on: users) == """
                ALTER TABLE `users` MODIFY COLUMN `job_title` varchar(80) NOT NULL DEFAULT 'It''s \\\\ "x"' COMMENT 'What they do';

                """)
        var small = users.columns[0]
        small.type = .integer
        #expect(
            try sql(.alterColumn(in: "users", from: users.columns[0], to: small), on: users)
                == "ALTER TABLE `users` MODIFY COLUMN `id` int NOT NULL AUTO_INCREMENT;\n")
    }

    @Test func `a check is in the way of renaming on MySQL, and follows on MariaDB`() throws {
        let rename = Change.renameColumn("job_title", to: "order", in: "users")
        #expect(
            try sql(rename, on: users) == "ALTER TABLE `users` RENAME COLUMN `job_title` TO `order`;\n")
        #expect(
            try sql(rename, on: users, for: .mysql) == """
                ALTER TABLE `users`
                    DROP CHECK `ck_users_title`,
                    RENAME COLUMN `job_title` TO `order`,
                    ADD CONSTRAINT `ck_users_title` CHECK (`order` <> 'x\\\\y' AND `order` <> '');

                """)
    }

    @Test func `two columns exchange their names at once`() throws {
        #expect(
            try sql(
                .renameColumn("job_title", to: "tmp", in: "users"),
                .renameColumn("updated_at", to: "job_title", in: "users"),
                .renameColumn("tmp", to: "updated_at", in: "users"), on: users) == """
                    ALTER TABLE `users`
                        RENAME COLUMN `job_title` TO `updated_at`,
                        RENAME COLUMN `updated_at` TO `job_title`;

                    """)
    }

    @Test func `a NOT NULL column gets what it is filled with, never what the engine makes up`() throws {
        let stars = Column("stars", .integer)
        #expect(
            try sql(.addColumn(stars, to: "users", fill: .value(.integer(3))), on: users) == """
                ALTER TABLE `users` ADD COLUMN `stars` int NOT NULL DEFAULT 3;
                ALTER TABLE `users` MODIFY COLUMN `stars` int NOT NULL;

                """)
        #expect(
            try sql(.addColumn(Column("key", .uuid, default: .uuid), to: "users"), on: users) == """
                ALTER TABLE `users` ADD COLUMN `key` uuid;
                UPDATE `users` SET `key` = \(randomUUID), `updated_at` = `updated_at` WHERE `key` IS NULL;
                ALTER TABLE `users` MODIFY COLUMN `key` uuid NOT NULL DEFAULT (\(randomUUID));

                """)
        #expect(
            try sql(.addColumn(stars, to: "users"), on: users) == """
                ALTER TABLE `users`
                    ADD COLUMN `stars` int,
                    ADD CONSTRAINT `ck_users_no_rows_stars` CHECK (`stars` IS NOT NULL);
                ALTER TABLE `users`
                    DROP CONSTRAINT `ck_users_no_rows_stars`,
                    MODIFY COLUMN `stars` int NOT NULL;

                """)
    }

    @Test func `a numbered column and its key come in one statement`() throws {
        let bare = Table("t", columns: [Column("a", .integer)], primaryKey: ["a"])
        #expect(
            try sql(
                .addColumn(Column("id", .bigInteger, identity: true), to: "t"),
                .changePrimaryKey(of: "t", from: ["a"], to: ["id"]), on: bare) == """
                    ALTER TABLE `t`
                        DROP PRIMARY KEY,
                        ADD COLUMN `id` bigint NOT NULL AUTO_INCREMENT,
                        ADD PRIMARY KEY (`id`);

                    """)
    }

    @Test func `an enum's value is renamed in three steps, and removed in two`() throws {
        let table = Table(
            "t",
            columns: [Column("e", .enumeration("E")), Column("at", .timestamp, nullable: true, setOnUpdate: true)],
            enums: [EnumType("E", [.text("a"), .text("b")])])
        let bytes = "CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL"
        #expect(
            try sql(.renameEnumValue("a", to: "x", of: "E", in: "t"), on: table) == """
                ALTER TABLE `t` MODIFY COLUMN `e` enum('a','b','x') \(bytes);
                UPDATE `t` SET `e` = 'x', `at` = `at` WHERE `e` = 'a';
                ALTER TABLE `t` MODIFY COLUMN `e` enum('x','b') \(bytes);

                """)
        #expect(
            try sql(.dropEnumValue(.text("b"), from: "E", in: "t", replacement: "a"), on: table) == """
                UPDATE `t` SET `e` = 'a', `at` = `at` WHERE `e` = 'b';
                ALTER TABLE `t` MODIFY COLUMN `e` enum('a') \(bytes);

                """)
    }

    @Test func `foreign keys step aside while their columns change, on both sides`() throws {
        let key = ForeignKey("fk", ["a"], references: "p", ["id"])
        let parent = Table("p", columns: [Column("id", .integer)], primaryKey: ["id"])
        let child = Table("c", columns: [Column("a", .integer)], foreignKeys: [key])
        #expect(
            try sql(
                .alterColumn(in: "p", from: Column("id", .integer), to: Column("id", .bigInteger)),
                .alterColumn(in: "c", from: Column("a", .integer), to: Column("a", .bigInteger)), on: parent, child)
                    == """
                    ALTER TABLE `c` DROP FOREIGN KEY `fk`;
                    ALTER TABLE `p` MODIFY COLUMN `id` bigint NOT NULL;
                    ALTER TABLE `c` MODIFY COLUMN `a` bigint NOT NULL;
                    ALTER TABLE `c` ADD CONSTRAINT `fk` FOREIGN KEY (`a`) REFERENCES `p` (`id`);

                    """)
        var cascading = key
        cascading.onDelete = .cascade
        #expect(
            try sql(.changeForeignKey(in: "c", from: key, to: cascading), on: parent, child) == """
                ALTER TABLE `c` DROP FOREIGN KEY `fk`;
                ALTER TABLE `c` ADD CONSTRAINT `fk` FOREIGN KEY (`a`) REFERENCES `p` (`id`) ON DELETE CASCADE;

                """)
    }

    @Test func `what cannot be said is said`() throws {
        func words(_ change: Change, _ engine: Engine = .mariadb) throws -> String {
            let error = try #require(throws: UnsupportedChange.self) {
                _ = try render([change], on: Schema([users]), for: engine)
            }
            return "\(error)"
        }
        let partial = Index("uq", [.ascending("job_title")], unique: true, where: "id > 5")
        #expect(try words(.addIndex(partial, to: "users"), .mysql).hasPrefix("MySQL has no partial indexes"))
        let loud = Index("uq", [.expression("lower(job_title)")], unique: true)
        #expect(
            try words(.addIndex(loud, to: "users")).hasPrefix(
                "MariaDB cannot index 'lower(job_title)', a part of the unique index 'uq'"))
        let odd = Column("x", .varchar(9), nullable: true, collation: "NOCASE")
        #expect(try words(.addColumn(odd, to: "users")).hasPrefix("MariaDB has no collation 'NOCASE'"))
        let moods = Table(
            "moods", columns: [Column("mood", .enumeration("Mood"))], enums: [EnumType("Mood", [.text("\u{1F642}")])])
        #expect(
            try words(.createTable(moods), .mysql)
                == "MySQL reports '\u{1F642}' of enum 'Mood' in 'moods' with question marks, so a dump loses "
                + "it; avoid emoji and other four-byte characters, or leave MySQL out of \"engines\"")
        #expect(
            try words(.addCheck(CheckConstraint("ck", "id > 0"), to: "users"))
                == "MariaDB does not let check constraint 'ck' of 'users' name 'id', which it numbers or a foreign key sets"
        )
        #expect(
            try words(.addCheck(CheckConstraint("ck", "'a||b' <> name || 'x'"), to: "users"))
                == "MariaDB reads '||' in check constraint 'ck' of 'users' as OR; write concat(…) instead, or "
                + "give MariaDB its own SQL"
        )
        let long = UniqueConstraint("uq_long", ["name"])
        let names = Table("names", columns: [Column("name", .varchar(769)), Column("c", .char(2))], uniques: [long])
        #expect(
            try words(.createTable(names), .mysql)
                == "unique constraint 'uq_long' of 'names' takes up to 3076 bytes (four per character), and "
                + "MySQL allows 3072; shorten its texts, or leave MySQL out of \"engines\"")
        let wide = Table("wide", columns: (1...5).map { Column("c\($0)", .varchar(4000)) })
        #expect(
            try words(.createTable(wide))
                == "a row of 'wide' takes up to 80010 bytes, and MariaDB allows 65535; make long texts "
                + "textarea, or leave MariaDB out of \"engines\"")
        #expect(
            try words(.addCheck(CheckConstraint("ck", "length(job_title)"), to: "users"), .mysql)
                == "check 'ck' of 'users' is not a boolean expression, which MySQL requires; add a comparison, "
                + "as in \"… <> 0\"")
        let loudCode = Table(
            "t",
            columns: [Column("code", .char(2)), Column("loud", .char(2), nullable: true, generated: "upper(code)")])
        #expect(
            try words(.createTable(loudCode))
                == "MariaDB does not keep column 't.loud': 'code' is a char, whose trailing blanks may or may "
                + "not be stored; write rtrim(code), or make it a varchar")
    }
}

@Suite struct `Expressions of MySQL and MariaDB` {
    @Test(arguments: [
        ("views >= 0", "(`views` >= 0)"), ("title <> 'it''s'", "(`title` <> _utf8mb4'it\\'s')"),
        ("length(a) < 5 AND NOT (b BETWEEN 1 AND 2)", "octet_length(`a`) < 5 and `b` not between 1 and 2"),
        ("upper(a)", "ucase(`a`)"), ("a + 1", "(`a` + 1)"), ("a <> -5", "(`a` <> -(5))"),
        ("a OR (b AND c)", "((`a`) or ((`b`) and (`c`)))"), ("\"order\" IN (1, 2)", "(`order` in (1,2))"),
        ("a IS NOT NULL", "(`a` is not null)"), ("NOT a = 1", "(`a` <> 1)"), ("is_open = true", "(`is_open` = 1)"),
        ("a - (b - c) * 2", "(`a` - ((`b` - `c`) * 2))"),
        ("CASE WHEN a > 1 THEN 'x' ELSE 'y' END", "(case when (`a` > 1) then _utf8mb4'x' else _utf8mb4'y' end)"),
    ])
    func `are one, however the engine writes them`(written: String, kept: String) {
        #expect(canonicalMySQL(written) == canonicalMySQL(standardExpression(kept)))
    }

    @Test(arguments: ["a", "a < b + 1 AND (c OR d)", "CAST(a AS date) > 1", "x LIKE 'a%' ESCAPE '!'"])
    func `in one spelling stay as they are`(text: String) {
        #expect(canonicalMySQL(canonicalMySQL(text)) == canonicalMySQL(text))
    }
}
