#if MySQL
    import Raido
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    @Suite struct `MySQL and MariaDB, what no schema says` {
        static let both = [
            ForeignHand(
                "ALTER TABLE children DROP KEY uq_n, DROP COLUMN name",
                "ALTER TABLE children ADD COLUMN name varchar(40), ADD UNIQUE KEY uq_n (n), ADD KEY idx_name (name(7))",
                drift: "index 'idx_name' of 'children': all of 'name' -> name(7)"),
            ForeignHand(
                "ALTER TABLE children MODIFY n int INVISIBLE",
                drift: "column 'children.n': visible -> INVISIBLE"),
            ForeignHand(
                "ALTER TABLE children DROP COLUMN twice",
                "ALTER TABLE children ADD COLUMN twice int AS (n + n) VIRTUAL",
                drift: "column 'children.twice': STORED -> VIRTUAL"),
            ForeignHand(
                "ALTER TABLE children MODIFY name varchar(40) COLLATE utf8mb4_bin",
                drift: "column 'children.name': name varchar(40) NULL -> name varchar(40) NULL collate utf8mb4_bin"),
            ForeignHand(
                "ALTER TABLE children CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
                drift: "table 'children': COLLATE=utf8mb4_unicode_ci -> COLLATE=utf8mb4_general_ci"),
            ForeignHand(
                "ALTER TABLE children DROP KEY idx_name, ADD KEY idx_name (name DESC)",
                drift:
                    "index 'idx_name' of 'children': index (name) as idx_name -> index (name desc) as idx_name"),
            ForeignHand(
                "ALTER TABLE children DROP FOREIGN KEY fk_parent", "ALTER TABLE parents MODIFY id bigint",
                "ALTER TABLE parents DROP PRIMARY KEY, ADD PRIMARY KEY (id DESC), MODIFY id bigint AUTO_INCREMENT",
                "ALTER TABLE children ADD CONSTRAINT fk_parent FOREIGN KEY (parent) REFERENCES parents (id)",
                drift: "the primary key of 'parents': ascending -> id DESC"),
        ]

        static let own: [Engine: [ForeignHand]] = [
            .mysql: [
                ForeignHand(
                    "ALTER TABLE children ALTER CHECK ck_n NOT ENFORCED",
                    drift: "check constraint 'ck_n' of 'children': ENFORCED -> NOT ENFORCED"),
                ForeignHand(
                    "ALTER TABLE children ALTER INDEX idx_name INVISIBLE",
                    drift: "index 'idx_name' of 'children': visible -> INVISIBLE"),
                ForeignHand(
                    "ALTER TABLE children DROP KEY uq_n", "ALTER TABLE children ADD UNIQUE KEY uq_n (n) INVISIBLE",
                    drift: "unique constraint 'uq_n' of 'children': visible -> INVISIBLE"),
                ForeignHand(
                    "ALTER TABLE children DROP KEY idx_name, ADD KEY idx_name ((upper(name)))",
                    drift:
                        "index 'idx_name' of 'children': index (name) as idx_name -> index (upper(name)) as idx_name"),
            ],
            .mariadb: [
                ForeignHand(
                    "ALTER TABLE children ALTER INDEX idx_name IGNORED",
                    drift: "index 'idx_name' of 'children': visible -> IGNORED")
            ],
        ]

        static let cases = MySQLServer.available.flatMap { server in
            (both + (own[server.engine] ?? [])).map { (server, $0) }
        }

        @Test(arguments: cases) func `is drift, with both sides`(server: MySQLServer, done: ForeignHand) throws {
            let bench = try MySQLBench(server)
            let migrator = try Migrator(fromTextOf: [ForeignHand.tables], database: bench.database)
            try migrator.up()
            #expect(try ForeignHand.drift(migrator) == [])
            for statement in done.statements { try bench.run(statement) }
            #expect(try ForeignHand.drift(migrator) == done.drift)
        }

        @Test(arguments: MySQLServer.available)
        func `a unique key over beginnings, another storage engine and another database's table are drift`(
            server: MySQLServer
        ) throws {
            let bench = try MySQLBench(server)
            let table = Table(
                "t", columns: [Column("a", .varchar(300)), Column("b", .bigInteger, nullable: true)],
                uniques: [UniqueConstraint("uq_a", ["a"])])
            let migrator = try Migrator(
                fromTextOf: [Migration(id: "m1", batch: "1", changes: [.createTable(table)])], database: bench.database)
            try migrator.up()
            try bench.run("ALTER TABLE t DROP KEY uq_a, ADD UNIQUE KEY uq_a (a(191)), ENGINE=MyISAM")
            #expect(
                try ForeignHand.drift(migrator) == [
                    "table 't': ENGINE=InnoDB -> ENGINE=MyISAM",
                    "unique constraint 'uq_a' of 't': all of 'a' -> a(191)",
                ])
            let other = bench.name + "_b"
            try bench.run("CREATE DATABASE \(other)")
            defer { try? bench.run("DROP DATABASE \(other)") }
            try bench.run("CREATE TABLE \(other).parents (id bigint PRIMARY KEY)")
            try bench.run("ALTER TABLE t DROP KEY uq_a, ADD UNIQUE KEY uq_a (a), ENGINE=InnoDB")
            try bench.run("ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (b) REFERENCES \(other).parents (id)")
            let drift = try ForeignHand.drift(migrator)
            #expect(drift.count == 1 && drift[0].hasSuffix("foreign key (b) → \(other).parents (id) as fk"), "\(drift)")
            try bench.run("ALTER TABLE t DROP FOREIGN KEY fk")
        }

        /// A server started with lower_case_table_names = 1 keeps `Books` as `books` (MySQL manual, 11.2.3).
        @Test(arguments: MySQLServer.available)
        func `is found where the server keeps the names of tables in small letters`(server: MySQLServer) throws {
            let before = Table("Books", columns: [Column("id", .bigInteger), Column("name", .varchar(20))])
            var after = before
            after.columns[1].type = .varchar(30)
            let change = Change.alterColumn(in: "Books", from: before.columns[1], to: after.columns[1])
            let steps = try render([change], on: Schema([before]), for: server.engine)
            let work = Work(
                entry: .add(id: "m1", batch: "1", checksum: ""), changes: [change], steps: steps,
                schema: Schema([before]))
            for (made, words) in [
                ("name varchar(20) COLLATE utf8mb4_bin", "COLLATE utf8mb4_bin"),
                ("name varchar(20) NOT NULL DEFAULT ''", "DEFAULT"),
            ] {
                let bench = try MySQLBench(server)
                try bench.run("CREATE TABLE books (id bigint NOT NULL, \(made))")
                let lost = try bench.database.lostOptions(in: work)
                #expect(lost.map { "\($0)" }?.contains(words) == true, "\(made): \(lost.map { "\($0)" } ?? "nothing")")
            }
            let bench = try MySQLBench(server)
            try bench.run("CREATE TABLE books (id bigint NOT NULL, name varchar(20) NULL INVISIBLE)")
            #expect(try bench.database.lostTrait(in: work).map { "\($0)" }?.contains("INVISIBLE") == true)
        }
    }
#endif
