#if MySQL
    import Raido
    import RaidoPlanning
    import RaidoSQL
    import Testing

    @testable import RaidoRunner

    /// Changes that the servers refuse, or make otherwise than they are told, unless they are told in the right way.
    @Suite(.serialized) struct `Changes on MySQL and MariaDB` {
        @Test(arguments: MySQLServer.available)
        func `a column that the engine fills with UUIDs is added to rows`(server: MySQLServer) throws {
            let bench = try MySQLBench.people(on: server)
            let token = Column("token", .uuid, default: .uuid)
            try bench.applyAndRevert([.addColumn(token, to: "people")])
            try bench.apply([.addColumn(token, to: "people")])
            #expect(try bench.rows("SELECT count(DISTINCT token) FROM people") == ["2"])
            let words = Column("words", .varchar(40), nullable: true, default: .sql("lower('AB')"))
            try bench.applyAndRevert([.addColumn(words, to: "people")])
        }

        @Test(arguments: MySQLServer.available)
        func `a column gets the engine's UUIDs as default while another is added`(server: MySQLServer) throws {
            let bench = try MySQLBench.people(on: server)
            let token = Column("token", .varchar(40), nullable: true)
            try bench.apply([.addColumn(token, to: "people")])
            try bench.applyAndRevert([
                .alterColumn(
                    in: "people", from: token, to: Column("token", .uuid, nullable: true, default: .uuid)),
                .addColumn(Column("size", .integer, nullable: true), to: "people"),
            ])
        }

        @Test(arguments: MySQLServer.available)
        func `texts with quotes, backslashes, line breaks and emoji are kept`(server: MySQLServer) throws {
            let text = "it's \"two\" \\ lines\n\tand 🙂"
            let columns = [
                Column("short", .varchar(60), default: .string(text), comment: text),
                Column("long", .text, default: .string(text)),
                Column("loud", .varchar(80), nullable: true, generated: "concat(name, 'it''s \\ \"x\"')"),
            ]
            let check = CheckConstraint("ck_people_name", "name <> 'it''s \\ \"x\"' AND name NOT LIKE '\\%'")
            let bench = try MySQLBench.people(on: server)
            try bench.applyAndRevert(columns.map { .addColumn($0, to: "people") } + [.addCheck(check, to: "people")])
            try bench.apply(columns.map { .addColumn($0, to: "people") } + [.addCheck(check, to: "people")])
            let found = try bench.connection.rows("SELECT short, `long`, loud FROM people WHERE name = 'Ann'")
            #expect(found == [[.text(text), .text(text), .text("Annit's \\ \"x\"")]])
        }

        @Test(arguments: MySQLServer.available)
        func `a column of checks and generated columns is renamed, and two swap their names`(
            server: MySQLServer
        ) throws {
            let bench = try MySQLBench.people(on: server)
            let years = Column("next_age", .integer, nullable: true, generated: "age + 1")
            let check = CheckConstraint("ck_people_age", "age >= 0 AND next_age > 0")
            try bench.apply([
                .addColumn(years, to: "people"), .addColumn(Column("size", .integer, nullable: true), to: "people"),
                .addCheck(check, to: "people"),
                .addIndex(Index("idx_people_next_age", [.ascending("next_age")]), to: "people"),
            ])
            try bench.applyAndRevert([.renameColumn("age", to: "years", in: "people")])
            try bench.applyAndRevert([.renameColumn("next_age", to: "older", in: "people")])
            try bench.applyAndRevert([
                .renameColumn("age", to: "swap", in: "people"), .renameColumn("size", to: "age", in: "people"),
                .renameColumn("swap", to: "size", in: "people"),
            ])
            #expect(try bench.rows("SELECT age, next_age FROM people ORDER BY id") == ["30|31", "40|41"])
        }

        @Test(arguments: MySQLServer.available)
        func `a column of a generated one is renamed and changed at once`(server: MySQLServer) throws {
            let bench = try MySQLBench.people(on: server)
            let loud = Column("loud", .varchar(80), nullable: true, generated: "upper(name)")
            try bench.apply([.addColumn(loud, to: "people")])
            try bench.applyAndRevert([
                .renameColumn("name", to: "title", in: "people"),
                .alterColumn(
                    in: "people", from: Column("title", .varchar(40)),
                    to: Column("title", .varchar(60), default: .string("x"))),
            ])
            try bench.applyAndRevert([
                .renameColumn("name", to: "title", in: "people"), .renameColumn("loud", to: "noise", in: "people"),
            ])
            #expect(try bench.rows("SELECT name, loud FROM people ORDER BY id") == ["Ann|ANN", "Bob|BOB"])
        }

        @Test(arguments: MySQLServer.available)
        func `a generated column stands behind what it is made of, as far as that is computed too`(
            server: MySQLServer
        ) throws {
            func loud(_ source: String) -> Column {
                Column("loud", .varchar(80), nullable: true, generated: SQLFragment("upper(\(source))"))
            }
            let lowered = Column("word", .varchar(40), nullable: true, default: .sql("lower('AB')"))
            let plain = Column("word", .varchar(40), nullable: true)
            let emoji = Column("sign", .varchar(40), nullable: true, default: .string("\u{1F642}"))
            let louder = Column("louder", .varchar(90), nullable: true, generated: "concat(loud, '!')")
            let bench = try MySQLBench(
                server,
                Table(
                    "words",
                    columns: [
                        louder, loud("word"), Column("n", .integer), lowered,
                    ], primaryKey: ["n"]))
            #expect(try bench.difference() == nil)
            try bench.run("INSERT INTO words (n) VALUES (1)")
            try bench.applyAndRevert([.alterColumn(in: "words", from: lowered, to: plain)])
            try bench.applyAndRevert([
                .addColumn(emoji, to: "words"), .alterColumn(in: "words", from: loud("word"), to: loud("sign")),
            ])
            try bench.applyAndRevert([
                .addColumn(emoji, to: "words"), .alterColumn(in: "words", from: loud("word"), to: loud("sign")),
                .dropColumn(lowered, from: "words"),
            ])
            try bench.applyAndRevert([
                .renameColumn("word", to: "term", in: "words"), .renameColumn("loud", to: "noise", in: "words"),
            ])
            #expect(try bench.rows("SELECT loud, louder FROM words") == ["AB|AB!"])
        }

        @Test(arguments: MySQLServer.available)
        func `a check stays while the generated column it names is made of another column`(
            server: MySQLServer
        ) throws {
            let bench = try MySQLBench.people(on: server)
            let nick = Column("nick", .varchar(40), nullable: true)
            func loud(_ source: String) -> Column {
                Column("loud", .varchar(80), nullable: true, generated: SQLFragment("upper(\(source))"))
            }
            try bench.apply([
                .addColumn(nick, to: "people"), .addColumn(loud("nick"), to: "people"),
                .addColumn(
                    Column("louder", .varchar(90), nullable: true, generated: "concat(loud, '!')"), to: "people"),
                .addCheck(CheckConstraint("ck_people_loud", "loud <> 'X'"), to: "people"),
                .addCheck(CheckConstraint("ck_people_louder", "louder <> 'X!'"), to: "people"),
            ])
            try bench.applyAndRevert([
                .alterColumn(in: "people", from: loud("nick"), to: loud("name")), .dropColumn(nick, from: "people"),
            ])
            try bench.apply([
                .alterColumn(in: "people", from: loud("nick"), to: loud("name")), .dropColumn(nick, from: "people"),
            ])
            #expect(throws: (any Error).self) { try bench.run("UPDATE people SET name = 'x'") }
        }

        @Test(arguments: MySQLServer.available)
        func `a generated column becomes one that is filled where it was NULL`(server: MySQLServer) throws {
            let bench = try MySQLBench.people(on: server)
            let next = Column("next_age", .integer, nullable: true, generated: "age + 1")
            let age = Column("age", .integer, default: .integer(0))
            let optionalAge = Column("age", .integer, nullable: true, default: .integer(0))
            try bench.apply([.alterColumn(in: "people", from: age, to: optionalAge), .addColumn(next, to: "people")])
            try bench.run("UPDATE people SET age = NULL WHERE name = 'Bob'")
            let filled = Column("next_age", .integer, default: .integer(7))
            try bench.apply([.alterColumn(in: "people", from: next, to: filled)])
            #expect(try bench.rows("SELECT next_age FROM people ORDER BY id") == ["31", "7"])
            try bench.applyAndRevert([.alterColumn(in: "people", from: filled, to: next)])
        }

        @Test(arguments: MySQLServer.available)
        func `expressions hold letters of all alphabets and emoji`(server: MySQLServer) throws {
            let text = "\u{85}é€Ω\u{1F642}'\\"
            let bench = try MySQLBench.people(on: server)
            let quoted = "'\u{85}é€Ω\u{1F642}''\\'"
            try bench.applyAndRevert([
                .addCheck(CheckConstraint("ck_people_name", SQLFragment("name <> \(quoted)")), to: "people"),
                .addColumn(
                    Column("loud", .varchar(80), nullable: true, generated: SQLFragment("concat(name, \(quoted))")),
                    to: "people"),
            ])
            let check = CheckConstraint("ck_people_name", SQLFragment("name <> \(quoted)"))
            try bench.apply([.addCheck(check, to: "people")])
            #expect(throws: (any Error).self) {
                try bench.run("UPDATE people SET name = \(backslashLiteral(text))")
            }
        }

        @Test(arguments: MySQLServer.available)
        func `a generated column is converted while what it was made of gets a fixed length`(
            server: MySQLServer
        ) throws {
            let bench = try MySQLBench.people(on: server)
            let loud = Column("loud", .varchar(40), nullable: true, generated: "upper(name)")
            try bench.apply([.addColumn(loud, to: "people")])
            try bench.apply([
                .alterColumn(in: "people", from: Column("name", .varchar(40)), to: Column("name", .char(9))),
                .alterColumn(
                    in: "people", from: loud, to: Column("loud", .integer, nullable: true), using: "length(loud)"),
            ])
            #expect(try bench.difference() == nil)
            #expect(try bench.rows("SELECT loud FROM people") == ["3", "3"])
        }

        @Test(arguments: MySQLServer.available)
        func `a type changes and all else stays`(server: MySQLServer) throws {
            let bench = try MySQLBench.people(on: server)
            func moment(_ type: ColumnType) -> Column {
                Column("seen_at", type, default: .now, setOnUpdate: true, comment: "Who's there?")
            }
            func score(_ type: ColumnType) -> Column { Column("score", type, default: .integer(7), comment: "of 10") }
            try bench.apply([
                .addColumn(moment(.timestamp), to: "people"), .addColumn(score(.smallInteger), to: "people"),
                .addCheck(CheckConstraint("ck_people_score", "score BETWEEN 0 AND 10"), to: "people"),
                .addColumn(
                    Column("code", .varchar(9), collation: "utf8mb4_bin"), to: "people", fill: .value(.string("c"))),
            ])
            try bench.applyAndRevert([
                .alterColumn(in: "people", from: moment(.timestamp), to: moment(.timestampWithTimeZone)),
                .alterColumn(in: "people", from: score(.smallInteger), to: score(.bigInteger)),
                .alterColumn(
                    in: "people", from: Column("id", .bigInteger, identity: true),
                    to: Column("id", .integer, identity: true)),
                .alterColumn(
                    in: "people", from: Column("code", .varchar(9), collation: "utf8mb4_bin"),
                    to: Column("code", .varchar(300), collation: "utf8mb4_bin")),
            ])
            #expect(throws: (any Error).self) { try bench.run("UPDATE people SET score = 11") }
        }

        @Test(arguments: MySQLServer.available)
        func `an enum is put in another order while a value is renamed`(server: MySQLServer) throws {
            let states = EnumType("State", [.text("open"), .text("late"), .text("done")])
            let bench = try MySQLBench(
                server,
                Table(
                    "tasks", columns: [Column("n", .integer), Column("state", .enumeration("State"))],
                    primaryKey: ["n"], enums: [states]))
            try bench.run("INSERT INTO tasks VALUES (1, 'open'), (2, 'late'), (3, 'done')")
            let changes: [Change] = [
                .renameEnumValue("open", to: "fresh", of: "State", in: "tasks"),
                .reorderEnum(
                    "State", from: ["fresh", "late", "done"], to: ["done", "fresh", "late"], in: "tasks"),
            ]
            try bench.applyAndRevert(changes)
            #expect(try bench.rows("SELECT state FROM tasks ORDER BY n") == ["open", "late", "done"])
            try bench.apply(changes)
            #expect(try bench.rows("SELECT state FROM tasks ORDER BY n") == ["fresh", "late", "done"])
        }

        @Test(arguments: MySQLServer.available)
        func `a char is filled while what is made of it goes`(server: MySQLServer) throws {
            let title = Column("title", .varchar(100), nullable: true)
            let loud = Column("loud", .varchar(100), nullable: true, generated: "upper(title)")
            let bench = try MySQLBench(
                server, Table("t", columns: [Column("n", .integer), title, loud], primaryKey: ["n"]))
            try bench.run("INSERT INTO t (n, title) VALUES (1, 'a'), (2, NULL)")
            let changes: [Change] = [
                .alterColumn(
                    in: "t", from: title, to: Column("title", .char(3), default: .string("xxx")),
                    fill: .value(.string("xxx"))),
                .dropColumn(loud, from: "t"),
            ]
            try bench.apply(changes)
            #expect(try bench.rows("SELECT n, title FROM t ORDER BY n") == ["1|a", "2|xxx"])
            try bench.apply(try Migration(id: "", batch: "", changes: changes).inverse())
            #expect(try bench.rows("SELECT n, title, loud FROM t ORDER BY n") == ["1|a|A", "2|xxx|XXX"])
            #expect(try bench.difference() == nil)
        }

        @Test(arguments: MySQLServer.available)
        func `a number of an enum that goes is replaced in rows`(server: MySQLServer) throws {
            let kinds = EnumType(
                "Kind", storage: .smallInteger,
                [.number(1, name: "low"), .number(5, name: "high"), .number(9, name: "gone")])
            let bench = try MySQLBench(
                server,
                Table(
                    "t", columns: [Column("n", .integer), Column("kind", .enumeration("Kind"), nullable: true)],
                    primaryKey: ["n"], enums: [kinds]))
            try bench.run("INSERT INTO t VALUES (1, 1), (2, 9), (3, NULL)")
            try bench.apply([
                .dropEnumValue(.number(9, name: "gone"), from: "Kind", in: "t", before: nil, replacement: "high")
            ])
            #expect(try bench.rows("SELECT n, kind FROM t ORDER BY n") == ["1|1", "2|5", "3|"])
        }

        @Test(arguments: MySQLServer.available)
        func `a moment with a zone is one in UTC`(server: MySQLServer) throws {
            let moments = [
                ("2020-01-01T00:00:00Z", "2020-01-01 00:00:00.000000"),
                ("2020-01-01T00:30:00+02:00", "2019-12-31 22:30:00.000000"),
                ("2020-02-28 23:45:10.25-00:30", "2020-02-29 00:15:10.250000"),
                ("2019-02-28T23:45-01", "2019-03-01 00:45:00.000000"),
                ("2020-01-01 10:00", "2020-01-01 10:00:00.000000"),
            ]
            let columns = moments.enumerated().map {
                Column("c\($0)", .timestampWithTimeZone, default: .string($1.0))
            }
            let bench = try MySQLBench(
                server, Table("t", columns: [Column("n", .integer)] + columns, primaryKey: ["n"]))
            try bench.run("INSERT INTO t (n) VALUES (1)")
            let fill = Column("filled", .timestampWithTimeZone)
            try bench.apply([.addColumn(fill, to: "t", fill: .value(.string("2020-01-01T00:00:00+01:00")))])
            #expect(
                try bench.rows("SELECT c0, c1, c2, c3, c4, filled FROM t")
                    == [(moments.map(\.1) + ["2019-12-31 23:00:00.000000"]).joined(separator: "|")])
            #expect(try bench.difference() == nil)
        }
    }
#endif
