#if MySQL
    import Raido
    import RaidoPlanning
    import RaidoSQL
    import Testing

    @testable import RaidoRunner

    /// Changes of keys, and of the columns of keys, that the servers refuse unless they are told in the right way.
    @Suite(.serialized) struct `Changes of keys on MySQL and MariaDB` {
        @Test(arguments: MySQLServer.available)
        func `a primary key gets and loses the engine's UUIDs`(server: MySQLServer) throws {
            let bench = try MySQLBench(
                server, Table("tokens", columns: [Column("id", .uuid), Column("n", .integer)], primaryKey: ["id"]))
            try bench.run("INSERT INTO tokens VALUES ('123e4567-e89b-12d3-a456-426614174000', 1)")
            let before = Column("id", .uuid)
            let after = Column("id", .uuid, default: .uuid)
            try bench.applyAndRevert([.alterColumn(in: "tokens", from: before, to: after)])
            try bench.apply([.alterColumn(in: "tokens", from: before, to: after)])
            try bench.run("INSERT INTO tokens (n) VALUES (2), (3)")
            try bench.applyAndRevert([.renameColumn("id", to: "code", in: "tokens")])
            #expect(try bench.rows("SELECT count(DISTINCT id) FROM tokens") == ["3"])
        }

        /// The servers would number the rows without a value, and nothing tells them apart on the way back.
        @Test(arguments: MySQLServer.available)
        func `no row without a value is numbered by what becomes the numbered key`(server: MySQLServer) throws {
            let old = Table("t", columns: [Column("a", .bigInteger, nullable: true), Column("b", .integer)])
            let plain = Column("a", .bigInteger)
            let changes: [Change] = [
                .alterColumn(in: "t", from: old.columns[0], to: plain),
                .changePrimaryKey(of: "t", from: [], to: ["a"]),
                .alterColumn(in: "t", from: plain, to: Column("a", .bigInteger, identity: true)),
            ]
            let bench = try MySQLBench(server, old)
            try bench.run("INSERT INTO t VALUES (5, 1), (NULL, 2)")
            _ = try failure { try bench.apply(changes) }
            #expect(try bench.rows("SELECT a, b FROM t ORDER BY b") == ["5|1", "|2"])
            try bench.run("UPDATE t SET a = 9 WHERE a IS NULL")
            try bench.apply(changes)
            #expect(try bench.rows("SELECT a, b FROM t ORDER BY b") == ["5|1", "9|2"])
        }

        /// The numbers of the old key may be greater than any of the new one's type.
        @Test(arguments: MySQLServer.available)
        func `another numbered column begins at its own first number`(server: MySQLServer) throws {
            let id = Column("id", .bigInteger, identity: true)
            let bench = try MySQLBench(server, Table("t", columns: [id], primaryKey: ["id"]))
            try bench.run("INSERT INTO t VALUES (9007199254740993), (-13)")
            let number = Column("n", .integer, identity: true)
            try bench.apply([
                .alterColumn(in: "t", from: id, to: Column("id", .bigInteger)), .addColumn(number, to: "t"),
                .changePrimaryKey(of: "t", from: ["id"], to: ["n"]),
            ])
            try bench.expectAsWanted()
            try bench.run("INSERT INTO t (id) VALUES (7)")
            #expect(try bench.rows("SELECT n, id FROM t ORDER BY n") == ["1|-13", "2|9007199254740993", "3|7"])
        }

        @Test(arguments: MySQLServer.available)
        func `columns of foreign keys are renamed while a check names them`(server: MySQLServer) throws {
            let bench = try MySQLBench.people(on: server)
            let unique = UniqueConstraint("uq_people_age", ["age"])
            let jobs = Table(
                "jobs", columns: [Column("n", .integer), Column("age", .integer, nullable: true)], primaryKey: ["n"],
                foreignKeys: [ForeignKey("fk_jobs_age", ["age"], references: "people", ["age"])],
                checks: [CheckConstraint("ck_jobs_age", "age > 0")])
            let next = Column("next_age", .integer, nullable: true, generated: "age + 1")
            try bench.apply([
                .addUnique(unique, to: "people"), .addColumn(next, to: "people"), .createTable(jobs),
                .addCheck(CheckConstraint("ck_people_age", "age > 0"), to: "people"),
            ])
            try bench.run("INSERT INTO jobs VALUES (1, 30), (2, NULL)")
            try bench.applyAndRevert([.renameColumn("age", to: "years", in: "jobs")])
            try bench.applyAndRevert([.renameColumn("age", to: "years", in: "people")])
            #expect(try bench.rows("SELECT age FROM jobs ORDER BY n") == ["30", ""])
            #expect(throws: (any Error).self) { try bench.run("INSERT INTO jobs VALUES (3, 31)") }
        }

        @Test(arguments: MySQLServer.available)
        func `a column is filled though what it will refer to is still of another type`(server: MySQLServer) throws {
            let id = Column("id", .uuid)
            let number = Column("id", .integer)
            let bench = try MySQLBench(server, Table("parts", columns: [id], primaryKey: ["id"]))
            try bench.applyAndRevert([
                .addColumn(Column("whole_id", .integer), to: "parts", fill: .placeholder),
                .alterColumn(in: "parts", from: id, to: number),
                .addForeignKey(ForeignKey("fk_whole", ["whole_id"], references: "parts", ["id"]), to: "parts"),
            ])
        }

        @Test(arguments: MySQLServer.available)
        func `a foreign key stops setting a column that an expression then names`(server: MySQLServer) throws {
            let bench = try MySQLBench.people(on: server)
            func key(_ action: ForeignKey.Action) -> ForeignKey {
                ForeignKey("fk_boss", ["boss_id"], references: "people", ["id"], onDelete: action)
            }
            let boss = Column("boss_id", .bigInteger, nullable: true)
            try bench.apply([.addColumn(boss, to: "people"), .addForeignKey(key(.setNull), to: "people")])
            try bench.run("UPDATE people SET boss_id = 1 WHERE id = 2")
            try bench.applyAndRevert([
                .addColumn(
                    Column("rank", .bigInteger, nullable: true, generated: "boss_id + 1"), to: "people"),
                .addColumn(Column("size", .integer), to: "people", fill: .value(.integer(5))),
                .changeForeignKey(in: "people", from: key(.setNull), to: key(.noAction)),
            ])
            #expect(try bench.rows("SELECT boss_id FROM people ORDER BY id") == ["", "1"])
        }

        @Test(arguments: MySQLServer.available)
        func `columns of foreign keys are renamed while a check names a text of any length`(
            server: MySQLServer
        ) throws {
            let bench = try MySQLBench.people(on: server)
            let body = Column("body", .text, nullable: true)
            let boss = Column("boss_id", .bigInteger, nullable: true)
            try bench.apply([
                .addColumn(body, to: "people"), .addColumn(boss, to: "people"),
                .addForeignKey(ForeignKey("fk_boss", ["boss_id"], references: "people", ["id"]), to: "people"),
                .addCheck(CheckConstraint("ck_people_body", "body <> 'x'"), to: "people"),
            ])
            try bench.run("UPDATE people SET boss_id = 1 WHERE id = 2")
            try bench.applyAndRevert([.renameColumn("boss_id", to: "chief_id", in: "people")])
            try bench.applyAndRevert([.renameColumn("id", to: "number", in: "people")])
            #expect(throws: (any Error).self) { try bench.run("UPDATE people SET boss_id = 9") }
        }

        @Test(arguments: MySQLServer.available)
        func `the primary key alone changes`(server: MySQLServer) throws {
            let bench = try MySQLBench.people(on: server)
            try bench.applyAndRevert([.changePrimaryKey(of: "people", from: ["id"], to: ["name", "id"])])
            try bench.applyAndRevert([.changePrimaryKey(of: "people", from: ["id"], to: ["name"])])
            try bench.applyAndRevert([.changePrimaryKey(of: "people", from: ["id"], to: [])])
        }

        @Test(arguments: MySQLServer.available)
        func `another column is numbered, while others are filled`(server: MySQLServer) throws {
            let bench = try MySQLBench.people(on: server)
            let id = Column("id", .bigInteger, identity: true)
            try bench.applyAndRevert([
                .addColumn(Column("number", .bigInteger, identity: true), to: "people"),
                .addColumn(Column("size", .integer), to: "people", fill: .value(.integer(5))),
                .alterColumn(in: "people", from: id, to: Column("id", .bigInteger)),
                .changePrimaryKey(of: "people", from: ["id"], to: ["number"]),
            ])
            #expect(try bench.rows("SELECT id, name FROM people ORDER BY id") == ["1|Ann", "2|Bob"])
        }

        @Test(arguments: MySQLServer.available)
        func `a column of a foreign key is renamed beside checks of any type`(server: MySQLServer) throws {
            let bench = try MySQLBench.people(on: server)
            let states = EnumType("State", [.text("open"), .text("done")])
            try bench.create([
                Table(
                    "notes",
                    columns: [
                        Column("n", .integer), Column("boss_id", .bigInteger), Column("day", .date),
                        Column("at", .timestamp), Column("hour", .time), Column("text", .text), Column("bytes", .blob),
                        Column("state", .enumeration("State")), Column("data", .json), Column("name", .varchar(9)),
                    ], primaryKey: ["n"],
                    foreignKeys: [ForeignKey("fk_boss", ["boss_id"], references: "people", ["id"])],
                    checks: [
                        CheckConstraint("ck_day", "day > '1000-01-01'"), CheckConstraint("ck_at", "at > '1000-01-01'"),
                        CheckConstraint("ck_hour", "hour > '00:00'"), CheckConstraint("ck_text", "text <> ''"),
                        CheckConstraint("ck_bytes", "bytes <> 'x'"), CheckConstraint("ck_state", "state <> 'x'"),
                        CheckConstraint("ck_data", "json_length(data) > 0"), CheckConstraint("ck_name", "name <> ''"),
                    ], enums: [states])
            ])
            for kept in 0..<8 {
                let notes = try #require(bench.schema["notes"])
                let dropped = notes.checks.enumerated().filter { $0.offset != kept }.map(\.element)
                try bench.apply(dropped.map { .dropCheck($0, from: "notes") })
                try bench.applyAndRevert([.renameColumn("boss_id", to: "chief_id", in: "notes")])
                try bench.apply(dropped.map { .addCheck($0, to: "notes") })
            }
        }

        @Test(arguments: MySQLServer.available)
        func `a foreign key acts otherwise under the same name`(server: MySQLServer) throws {
            let bench = try MySQLBench.people(on: server)
            func key(_ action: ForeignKey.Action) -> ForeignKey {
                ForeignKey("fk_boss", ["boss_id"], references: "people", ["id"], onDelete: action)
            }
            try bench.apply([
                .addColumn(Column("boss_id", .bigInteger, nullable: true), to: "people"),
                .addForeignKey(key(.cascade), to: "people"),
            ])
            try bench.run("UPDATE people SET boss_id = 1 WHERE id = 2")
            try bench.applyAndRevert([.changeForeignKey(in: "people", from: key(.cascade), to: key(.setNull))])
            try bench.applyAndRevert([.changeForeignKey(in: "people", from: key(.cascade), to: key(.noAction))])
            #expect(try bench.rows("SELECT boss_id FROM people ORDER BY id") == ["", "1"])
        }

        /// Taken back, the key sets its column to NULL again before the column takes NULL again, and a fill stops the
        /// one `ALTER TABLE` of both.
        @Test(arguments: MySQLServer.available)
        func `a foreign key and the NULLs of its column change while another column is filled`(
            server: MySQLServer
        ) throws {
            let houses = Table("houses", columns: [Column("id", .bigInteger)], primaryKey: ["id"])
            let bench = try MySQLBench(server, houses, MySQLBench.people)
            func key(_ action: ForeignKey.Action) -> ForeignKey {
                ForeignKey("fk_house", ["house_id"], references: "houses", ["id"], onUpdate: action)
            }
            let (free, bound) = (Column("house_id", .bigInteger, nullable: true), Column("house_id", .bigInteger))
            let (named, unnamed) = (Column("name", .varchar(40)), Column("name", .varchar(40), nullable: true))
            try bench.apply([.addColumn(free, to: "people"), .addForeignKey(key(.setNull), to: "people")])
            try bench.run("INSERT INTO houses VALUES (1)")
            try bench.run("INSERT INTO people (name, house_id) VALUES ('Ann', 1), ('Bob', 1)")
            try bench.applyAndRevert([
                .alterColumn(in: "people", from: named, to: unnamed),
                .alterColumn(in: "people", from: free, to: bound, fill: .value(.integer(1))),
                .changeForeignKey(in: "people", from: key(.setNull), to: key(.restrict)),
            ])
            #expect(try bench.rows("SELECT name, house_id FROM people ORDER BY id") == ["Ann|1", "Bob|1"])
        }

        /// A text is no key there, so the column leaves the key before it becomes one.
        @Test(arguments: MySQLServer.available)
        func `a column that leaves the key becomes what no key can be`(server: MySQLServer) throws {
            let bench = try MySQLBench.people(on: server)
            var after = MySQLBench.people
            after.primaryKey = ["name"]
            after.columns[0] = Column("id", .xml, nullable: true)
            let before = Schema([MySQLBench.people])
            let plan = plan(PlanRequest(before: before, after: Schema([after]), hints: Hints(), batch: "1"))
            try bench.applyAndRevert(plan.migrations.flatMap(\.changes))
            #expect(try bench.rows("SELECT id, name FROM people ORDER BY name") == ["1|Ann", "2|Bob"])
        }

        /// MariaDB takes a document that gets the former name of a foreign key's column for that column.
        @Test(arguments: MySQLServer.available)
        func `names change places between a document and a column that a foreign key sets`(
            server: MySQLServer
        ) throws {
            let houses = Table("houses", columns: [Column("id", .integer)], primaryKey: ["id"])
            let people = Table(
                "people",
                columns: [
                    Column("id", .bigInteger, identity: true), Column("a", .integer, nullable: true),
                    Column("b", .jsonb, nullable: true),
                ], primaryKey: ["id"],
                foreignKeys: [ForeignKey("fk_house", ["a"], references: "houses", ["id"], onDelete: .setNull)])
            let bench = try MySQLBench(server, houses, people)
            try bench.run("INSERT INTO houses VALUES (1)")
            try bench.run("INSERT INTO people (a, b) VALUES (1, '[2]')")
            try bench.applyAndRevert([
                .renameColumn("a", to: "c", in: "people"), .renameColumn("b", to: "a", in: "people"),
                .renameColumn("c", to: "b", in: "people"),
            ])
            #expect(try bench.rows("SELECT a, b FROM people") == ["1|[2]"])
        }

        @Test(arguments: MySQLServer.available)
        func `a zero stays where its column becomes numbered`(server: MySQLServer) throws {
            let old = Column("number", .bigInteger)
            let bench = try MySQLBench(server, Table("t", columns: [old], primaryKey: ["number"]))
            try bench.run("INSERT INTO t VALUES (0), (7)")
            let numbered = Column("number", .bigInteger, identity: true)
            try bench.applyAndRevert([.alterColumn(in: "t", from: old, to: numbered)])
            try bench.apply([.alterColumn(in: "t", from: old, to: numbered)])
            #expect(try bench.rows("SELECT number FROM t ORDER BY number") == ["0", "7"])
            try bench.run("INSERT INTO t VALUES ()")
            #expect(try bench.rows("SELECT max(number) FROM t") == ["8"])
        }
    }
#endif
