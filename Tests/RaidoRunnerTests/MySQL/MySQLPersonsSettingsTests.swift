#if MySQL
    import Raido
    import RaidoSQL
    import Testing

    @testable import RaidoRunner

    @Suite(.serialized) struct `Settings that raw SQL of MySQL and MariaDB makes` {
        private static let name = Column("name", .varchar(40), nullable: true)
        private static let people = Table(
            "people",
            columns: [
                Column("id", .bigInteger, identity: true), name, Column("boss_id", .bigInteger, nullable: true),
            ], primaryKey: ["id"])

        private func bench(_ server: MySQLServer) throws -> MySQLBench {
            let bench = try MySQLBench(server, Self.people)
            try bench.run("INSERT INTO people (name) VALUES ('Ann'), ('Bob')")
            return bench
        }

        private func raw(_ statements: String...) -> Change {
            .sql(RawSQL(up: statements.map { SQLFragment($0) }))
        }

        @Test(arguments: MySQLServer.available)
        func `let no row pass that a rendered statement would refuse`(server: MySQLServer) throws {
            let key = ForeignKey("fk_people_boss_id", ["boss_id"], references: "people", ["id"])
            let short = Column("name", .varchar(5), nullable: true)
            for changes in [
                [
                    raw("SET foreign_key_checks = 0; UPDATE people SET boss_id = 77"),
                    .addForeignKey(key, to: "people"),
                ],
                [
                    raw("SET sql_mode = ''; UPDATE people SET name = 'a text that is long'"),
                    .alterColumn(in: "people", from: Self.name, to: short),
                ],
            ] {
                let bench = try bench(server)
                let error = try failure { try bench.apply(changes) }
                #expect("\(error)".contains("Applying m2 failed at statement "), "\(error)")
            }
        }

        @Test(
            arguments: MySQLServer.available,
            [
                "SET NAMES latin1", "SET sql_mode = 'NO_BACKSLASH_ESCAPES'", "SET sql_mode = 'ANSI_QUOTES'",
                "SET character_set_results = NULL", "SET completion_type = 1", "SET SESSION TRANSACTION READ WRITE",
            ])
        func `change no text of a rendered statement`(server: MySQLServer, setting: String) throws {
            let bench = try bench(server)
            let word = Column("word", .varchar(20), default: .string("ü C:\\x\\"), comment: "größe \\ \"")
            try bench.apply([
                raw(setting, "UPDATE people SET boss_id = 3"), .addColumn(word, to: "people"),
                raw("UPDATE people SET boss_id = boss_id + 1"),
            ])
            #expect(try bench.difference() == nil)
            #expect(try bench.rows("SELECT DISTINCT word, boss_id FROM people") == ["ü C:\\x\\|4"])
        }

        @Test(arguments: MySQLServer.available)
        func `hold for the raw SQL behind a rendered statement, and end with the migration`(server: MySQLServer) throws
        {
            let bench = try bench(server)
            try bench.apply([
                raw("SET sql_mode = concat(@@sql_mode, ',PIPES_AS_CONCAT'), foreign_key_checks = 0"),
                .addColumn(Column("word", .varchar(20), nullable: true), to: "people"),
                raw("UPDATE people SET word = 'a' || (@@foreign_key_checks + 0), boss_id = 77"),
            ])
            #expect(try bench.rows("SELECT DISTINCT word FROM people") == ["a0"])
            try bench.apply([raw("UPDATE people SET word = @@foreign_key_checks + 0")])
            #expect(try bench.rows("SELECT DISTINCT word FROM people") == ["1"])
            #expect(try bench.rows("SELECT 'a' || 'b' IS NULL, @@sql_mode LIKE '%PIPES%'") == ["0|0"])
        }

        @Test(arguments: MySQLServer.available, [false, true])
        func `do not hide what was made from a run that goes on`(server: MySQLServer, isSent: Bool) throws {
            let bench = try MySQLBench.rows(on: server)
            let alter = #"ALTER TABLE "people" ADD "extra" int"#
            let sql = "SET sql_mode = 'ANSI_QUOTES'; \(alter); UPDATE \"people\" SET place = place + 1"
            try bench.lose(at: alter, isSent: isSent, of: sql)
            try bench.goOn(with: sql)
            #expect(try bench.rows("SELECT DISTINCT place, extra IS NULL FROM people") == ["1|1"])
        }

        @Test(arguments: MySQLServer.available)
        func `do not hide from the journal that a statement was made`(server: MySQLServer) throws {
            let bench = try MySQLBench.rows(on: server)
            let sql = "SET NAMES latin1, sql_safe_updates = 1; UPDATE people SET place = place + 1 WHERE id < 9"
            try bench.lose(at: "COMMIT", isSent: true, of: sql, id: "m1_größe")
            try bench.goOn(with: sql, id: "m1_größe")
            #expect(try bench.rows("SELECT DISTINCT place FROM people") == ["1"])
        }
    }
#endif
