#if MySQL
    import Raido
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    // A new session has what the server has, so setting a variable in the session before it is handed over is the same
    // as setting it for the whole server, but for the other tests that use it.
    @Suite struct `Sessions on MySQL and MariaDB` {
        private static let common = [
            "sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT'", "sql_select_limit = 1",
            "sql_safe_updates = 1",
            "sql_quote_show_create = 0", "sql_auto_is_null = 1", "sql_big_selects = 0", "group_concat_max_len = 8",
            "foreign_key_checks = 0", "unique_checks = 0", "autocommit = 0", "completion_type = 1",
            "time_zone = '+05:30'", "default_storage_engine = MyISAM", "default_tmp_storage_engine = MyISAM",
            "div_precision_increment = 0", "max_sort_length = 64", "lc_messages = 'de_DE'", "lc_time_names = 'de_DE'",
            "default_week_format = 3", "wait_timeout = 3", "innodb_strict_mode = 0",
            "explicit_defaults_for_timestamp = 0", "lock_wait_timeout = 1", "innodb_lock_wait_timeout = 1",
            "TRANSACTION READ ONLY", "TRANSACTION ISOLATION LEVEL READ UNCOMMITTED",
        ]

        private static func hostile(on engine: Engine) -> [String] {
            switch engine {
            case .mariadb:
                common + [
                    "alter_algorithm = 'INSTANT'", "check_constraint_checks = 0", "max_statement_time = 7",
                    "sql_if_exists = 1", "old_mode = 'ZERO_DATE_TIME_CAST'", "default_regex_flags = 'EXTENDED'",
                    "idle_transaction_timeout = 2", "idle_write_transaction_timeout = 2",
                    "idle_readonly_transaction_timeout = 2",
                ]
            case .mysql:
                common + [
                    "max_execution_time = 7", "old_alter_table = 1", "show_create_table_verbosity = 1",
                    "sql_generate_invisible_primary_key = 1", "sql_warnings = 1",
                ]
            case .sqlite, .postgresql: []
            }
        }

        private static let settingsOfNoMatter: Set<String> = [
            "pseudo_thread_id", "rand_seed1", "rand_seed2", "sql_warnings", "statement_id", "timestamp",
            "gtid_executed",
        ]

        private static let people = Table(
            "people",
            columns: [
                Column("id", .bigInteger, identity: true), Column("name", .varchar(20)),
                Column("born", .timestamp, nullable: true), Column("size", .integer),
            ], primaryKey: ["id"],
            checks: [CheckConstraint("ck_people_size", "size >= 0 and size % 7 <> 6")])
        private static let notes = Table("notes", columns: [Column("words", .text), Column("person_id", .bigInteger)])

        private static let history = [
            Migration(id: "m1", batch: "1", changes: [.createTable(people), .createTable(notes)]),
            Migration(
                id: "m2", batch: "2",
                changes: [
                    .addColumn(Column("slug", .varchar(80)), to: "people", fill: .placeholder),
                    .addUnique(UniqueConstraint("uq_people_slug", ["slug"]), to: "people"),
                    .dropCheck(CheckConstraint("ck_people_size", "size >= 0 and size % 7 <> 6"), from: "people"),
                    .alterColumn(
                        in: "people", from: Column("size", .integer), to: Column("size", .varchar(12)),
                        using: "concat(size, ' cm')"),
                ]),
            Migration(
                id: "m3", batch: "3",
                changes: [
                    .addForeignKey(
                        ForeignKey("fk_notes_person_id", ["person_id"], references: "people", ["id"]), to: "notes"),
                    .renameColumn("words", to: "text", in: "notes"),
                    .addIndex(Index("idx_people_name", [.ascending("name")]), to: "people"),
                ]),
        ]

        private func session(_ bench: MySQLBench, with settings: [String]) throws -> MySQLDatabase {
            let connection = try MySQLConnection(MySQLAddress(bench.server.url))
            try connection.run("USE \(bench.name)")
            for setting in settings { try connection.run("SET SESSION \(setting)") }
            return try MySQLDatabase(connection)
        }

        private func variables(_ database: MySQLDatabase) throws -> [String: String] {
            let rows = try database.connection.rows("SHOW SESSION VARIABLES")
            let found = rows.map { ($0[0].shown, $0[1].shown) }.filter { !Self.settingsOfNoMatter.contains($0.0) }
            return Dictionary(found) { first, _ in first }
        }

        @Test(arguments: MySQLServer.available)
        func `are the same whatever the server has`(server: MySQLServer) throws {
            let bench = try MySQLBench(server)
            let usual = try variables(session(bench, with: []))
            #expect(usual["sql_select_limit"] == "18446744073709551615")
            for setting in Self.hostile(on: server.engine) {
                let found = try variables(session(bench, with: [setting]))
                let others = found.filter { usual[$0.key] != $0.value }
                #expect(others.isEmpty, "\(setting): \(others)")
            }
        }

        @Test(arguments: MySQLServer.available)
        func `migrate rows up, down and up whatever the server has`(server: MySQLServer) throws {
            let bench = try MySQLBench(server)
            func migrator() throws -> Migrator {
                try Migrator(
                    fromTextOf: Self.history, database: session(bench, with: Self.hostile(on: server.engine)))
            }
            try migrator().up(.to("m1"))
            for number in 1...5 {
                try bench.run(
                    "INSERT INTO people (name, born, size) VALUES ('it''s', '2026-01-02 03:04:05', \(number))")
                try bench.run("INSERT INTO notes VALUES ('n', \(number))")
            }
            for _ in 1...2 {
                #expect(try migrator().up() == ["m2", "m3"])
                #expect(try migrator().up() == [])
                #expect(try migrator().compare().matches)
                #expect(
                    try bench.rows("SELECT size, born FROM people WHERE id > 3 ORDER BY id") == [
                        "4 cm|2026-01-02 03:04:05.000000", "5 cm|2026-01-02 03:04:05.000000",
                    ])
                #expect(try migrator().status().map(\.state) == [.applied, .applied, .applied])
                try bench.run("UPDATE people SET size = id")
                #expect(try migrator().down(.batches(2), force: true) == ["m3", "m2"])
                #expect(try migrator().compare().matches)
                #expect(try bench.rows("SELECT sum(size) FROM people") == ["15"])
            }
            #expect(
                try bench.rows(
                    "SELECT DISTINCT row_format FROM information_schema.tables WHERE table_schema = DATABASE()")
                    == ["Dynamic"])
            #expect(
                try bench.rows(
                    """
                    SELECT count(*) FROM information_schema.tables
                    WHERE table_schema = DATABASE() AND lower(create_options) LIKE '%row_format=dynamic%'
                    """) == ["4"])
        }

        @Test(arguments: MySQLServer.available.filter { $0.engine == .mysql })
        func `pass over a key that the server gave a table`(server: MySQLServer) throws {
            let bench = try MySQLBench(server)
            let user = "u\(UInt32.random(in: 0...UInt32.max))"
            try bench.run("CREATE USER \(user)@'%' IDENTIFIED BY 'secret'")
            defer { try? bench.run("DROP USER \(user)@'%'") }
            try bench.run("GRANT ALL ON \(bench.name).* TO \(user)@'%'")
            // A user who may not set the variable, in a session where it is set.
            let role = "\(user)_setting"
            try bench.run("CREATE ROLE \(role)")
            defer { try? bench.run("DROP ROLE \(role)") }
            try bench.run("GRANT SESSION_VARIABLES_ADMIN ON *.* TO \(role)")
            try bench.run("GRANT \(role) TO \(user)@'%'")
            var address = try MySQLAddress(server.url)
            (address.user, address.password, address.database) = (user, "secret", bench.name)
            let connection = try MySQLConnection(address)
            for setting in ["ROLE \(role)", "sql_generate_invisible_primary_key = 1", "ROLE NONE"] {
                try connection.run("SET \(setting)")
            }
            let migrator = try Migrator(
                fromTextOf: [Migration(id: "m1", batch: "1", changes: [.createTable(Self.notes)])],
                database: MySQLDatabase(connection))
            try migrator.up()
            #expect(try connection.number("SELECT @@sql_generate_invisible_primary_key") == 1)
            #expect(try migrator.compare().matches)
        }

        @Test(arguments: MySQLServer.available.filter { $0.engine == .mysql })
        func `refuse a table without a key where the server does`(server: MySQLServer) throws {
            let bench = try MySQLBench(server)
            let database = try session(bench, with: ["sql_require_primary_key = 1"])
            let migrator = try Migrator(fromTextOf: Self.history, database: database)
            #expect(
                "\(try failure { try migrator.up() })" == """
                    m1: 'notes' would have no primary key, and the server requires one; add one, or ask an \
                    administrator to run: SET GLOBAL sql_require_primary_key = OFF
                    """)
            #expect(try bench.database.inspect().isEmpty)
            var keyed = Self.history
            keyed[0].changes = [
                .createTable(Self.people),
                .createTable(Table("notes", columns: Self.notes.columns, primaryKey: ["person_id"])),
            ]
            let other = try Migrator(fromTextOf: keyed, database: database)
            try other.up()
            // The server is asked how it spells the check, by a temporary table.
            #expect(try other.compare().matches)
        }
    }
#endif
