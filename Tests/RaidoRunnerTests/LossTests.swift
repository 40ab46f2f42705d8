#if SQLite
    import Raido
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    @Suite struct `Going down without force` {
        let database: SQLiteDatabase

        init() throws { database = SQLiteDatabase(try SQLiteConnection(path: ":memory:")) }

        func migrator(_ changes: [Change]...) throws -> Migrator {
            let migrations = changes.enumerated().map { place, changes in
                Migration(id: "m\(place + 1)", batch: "\(place + 1)", changes: changes)
            }
            return try Migrator(fromTextOf: migrations, database: database)
        }

        func rows(_ sql: String) throws -> [String] {
            try database.connection.rows(sql).map { $0.map(\.shown).joined(separator: "|") }
        }

        @Test func `finds a full table under the name it has now`() throws {
            let a = table("a", Column("x", .text, nullable: true))
            let migrator = try migrator([.createTable(a)], [.renameTable("a", to: "b"), .createTable(a)])
            try migrator.up(.to("m1"))
            try database.connection.run("INSERT INTO a (x) VALUES ('dear')")
            try migrator.up()
            let error = try failure { try migrator.down(.all) }
            #expect("\(error)".contains("m1 drops table 'b' (1 row)"))
            #expect(!"\(error)".contains("'a'"))
            #expect(try rows("SELECT x FROM b") == ["dear"])
            // What is in the new one counts too, and what reverting makes on its way does not.
            try database.connection.run("INSERT INTO a (x) VALUES ('also')")
            try database.connection.run("DELETE FROM b")
            #expect("\(try failure { try migrator.down(.all) })".contains("m2 drops table 'a' (1 row)"))
            try database.connection.run("DELETE FROM a")
            #expect(try migrator.down(.all) == ["m2", "m1"])
        }

        @Test func `stops where another program applied something on top meanwhile`() throws {
            let folder = try BackupFolder()
            let changes = (1...4).map { number in
                Migration(id: "m\(number)", batch: "\(number)", changes: [.createTable(table("t\(number)"))])
            }
            try Migrator(fromTextOf: Array(changes.prefix(3)), database: folder.url).up()
            var others: [String] = []
            let migrator = try Migrator(fromTextOf: changes, database: folder.url) { progress in
                guard case .reverted("m3", _) = progress, others.isEmpty else { return }
                others = (try? Migrator(fromTextOf: changes, database: folder.url).up()) ?? []
            }
            let error = try failure { try migrator.down(.all) }
            #expect("\(error)".contains("Another program migrated this database during this run"), "\(error)")
            #expect(others == ["m3", "m4"])
            #expect(try migrator.down(.all) == ["m4", "m3", "m2", "m1"])
        }

        @Test func `makes nothing twice that another program reverted meanwhile`() throws {
            let folder = try BackupFolder()
            let changes = (1...2).map { number in
                Migration(id: "m\(number)", batch: "\(number)", changes: [.createTable(table("t\(number)"))])
            }
            let migrator = try Migrator(fromTextOf: changes, database: folder.url) { progress in
                guard case .applied("m1", _) = progress else { return }
                _ = try? Migrator(fromTextOf: changes, database: folder.url).markReverted("m1")
            }
            let error = try failure { try migrator.up() }
            #expect("\(error)".contains("Another program migrated this database during this run"), "\(error)")
            #expect(try migrator.status().map(\.state) == [.pending, .pending])
        }

        @Test func `names a column as it is called now`() throws {
            let (x, y) = (Column("x", .text, nullable: true), Column("y", .text, nullable: true))
            let migrator = try migrator(
                [.createTable(table("a"))], [.addColumn(x, to: "a")], [.renameColumn("x", to: "y", in: "a")],
                [.dropColumn(y, from: "a")])
            try migrator.up(.to("m3"))
            try database.connection.run("INSERT INTO a (y) VALUES ('dear')")
            #expect("\(try failure { try migrator.down(.to("m1")) })".contains("m2 drops column 'a.y' (1 row)"))
            try migrator.up()
            // Only reverting makes the column again, so it holds nothing to lose.
            #expect(try migrator.down(.to("m1")) == ["m4", "m3", "m2"])
        }

        @Test func `counts what raw SQL's effect loses`() throws {
            let note = Column("note", .text, nullable: true)
            let migrator = try migrator(
                [.createTable(table("a"))],
                [
                    .sql(
                        RawSQL(
                            up: ["ALTER TABLE a ADD note text"], down: ["ALTER TABLE a DROP note"],
                            effect: [.addColumn(note, to: "a")]))
                ])
            try migrator.up()
            try database.connection.run("INSERT INTO a (note) VALUES ('dear')")
            #expect("\(try failure { try migrator.down() })".contains("m2 drops column 'a.note' (1 row)"))
        }

        @Test(arguments: [
            (ColumnType.integer, ColumnType.text, "'007'", "7"), (.integer, .text, "' 5 '", "5"),
            (.integer, .text, "'1e3'", "1000"), (.bigInteger, .varchar(30), "'+1'", "1"),
            (.decimal(precision: 30, scale: 10), .text, "'12345678901234567890.1234567891'", "1.2345678901234567e+19"),
            (.double, .text, "'0.1000000000000000000001'", "0.1"),
            (.double, .bigInteger, "9007199254740993", "9007199254740992.0"),
        ])
        func `keeps values that the old type cannot tell`(
            old: ColumnType, new: ColumnType, value: String, forced: String
        ) throws {
            let migrator = try migrator(
                [.createTable(table("a", Column("n", old)))],
                [.alterColumn(in: "a", from: Column("n", old), to: Column("n", new))])
            try migrator.up()
            try database.connection.run("INSERT INTO a (n) VALUES (\(value))")
            let error = try failure { try migrator.down() }
            let isAsked = "\(error)".contains(
                "has a value in 'n' that is too long, out of range or not valid for \(old)")
            #expect(isAsked || "\(error)".contains("1 value of 'a.n' cannot be converted to \(old)"))
            #expect(try rows("SELECT n = \(value) FROM a") == ["1"])
            #expect(try migrator.down(force: true) == ["m2"])
            #expect(try rows("SELECT n FROM a") == [forced])
        }

        /// What is forced is a loss, and never a failure in the middle of the run.
        @Test(arguments: [
            (ColumnType.timestamp, ColumnType.time, "'10:00:00'"), (.integer, .text, "'seven'"),
            (.integer, .text, "'1.5'"), (.integer, .text, "'99999999999999999999'"), (.integer, .double, "1.5"),
            (.unsignedInteger, .text, "'-4'"), (.double, .text, "'x'"), (.boolean, .text, "'2'"),
            (.varchar(3), .varchar(9), "'abcd'"), (.date, .text, "'today'"), (.uuid, .text, "'x'"),
        ])
        func `fails on nothing known when it is forced`(old: ColumnType, new: ColumnType, value: String) throws {
            let note = Column("note", .text, nullable: true)
            let migrator = try migrator(
                [.createTable(table("a", Column("n", old))), .createTable(table("b", note))],
                [.alterColumn(in: "a", from: Column("n", old), to: Column("n", new))],
                [.dropColumn(note, from: "b")])
            try migrator.up()
            try database.connection.run("INSERT INTO a (n) VALUES (\(value))")
            let error = try failure { try migrator.down(.to("m1"), force: true) }
            #expect("\(error)".contains("1 row of 'a' has a value in 'n' that is too long, out of range or not valid"))
            #expect(try migrator.status().allSatisfy { $0.state == .applied })
            #expect(try rows("SELECT n = \(value) FROM a") == ["1"])
        }

        @Test func `does not fill what has no value`() throws {
            let (old, new) = (Column("n", .integer, default: .integer(7)), Column("n", .integer, nullable: true))
            let migrator = try migrator(
                [.createTable(table("a", old))], [.alterColumn(in: "a", from: old, to: new)])
            try migrator.up()
            try database.connection.run("INSERT INTO a (n) VALUES (NULL), (3), (NULL)")
            let error = try failure { try migrator.down() }
            #expect("\(error)".contains("m2 fills in missing values of 'a.n' (2 rows)"))
            #expect(try migrator.down(force: true) == ["m2"])
            #expect(try rows("SELECT n FROM a") == ["7", "3", "7"])
            try migrator.up()
            #expect(try migrator.down() == ["m2"])
        }

        @Test func `cuts no moment`() throws {
            let (old, new) = (Column("at", .date, nullable: true), Column("at", .timestamp, nullable: true))
            let migrator = try migrator([.createTable(table("a", old))], [.alterColumn(in: "a", from: old, to: new)])
            try migrator.up()
            try database.connection.run(
                "INSERT INTO a (at) VALUES ('2026-01-31 12:30:00'), ('2026-01-31 00:00:00'), (NULL)")
            let error = try failure { try migrator.down() }
            #expect("\(error)".contains("m2 changes values of 'a.at' (1 row): they lose their time of day"), "\(error)")
            try database.connection.run("DELETE FROM a WHERE at LIKE '%12:30%'")
            #expect(try migrator.down() == ["m2"])
            #expect(try rows("SELECT at FROM a") == ["2026-01-31", ""])
        }

        @Test func `keeps a time of day only where there is a moment`() throws {
            let (old, new) = (Column("at", .time, nullable: true), Column("at", .timestampWithTimeZone, nullable: true))
            let migrator = try migrator([.createTable(table("a", old))], [.alterColumn(in: "a", from: old, to: new)])
            try migrator.up()
            try database.connection.run("INSERT INTO a (at) VALUES (NULL)")
            #expect(try migrator.down() == ["m2"])
        }

        @Test func `drops a column without values`() throws {
            let note = Column("note", .text, nullable: true)
            let migrator = try migrator([.createTable(table("a"))], [.addColumn(note, to: "a")])
            try migrator.up()
            try database.connection.run("INSERT INTO a (note) VALUES (NULL), (NULL)")
            #expect(try migrator.down() == ["m2"])
            try migrator.up()
            try database.connection.run("UPDATE a SET note = 'dear' WHERE id = 1")
            #expect("\(try failure { try migrator.down() })".contains("m2 drops column 'a.note' (1 row)"))
        }

        @Test func `replaces only what a generated column does not give`() throws {
            let (n, plain) = (Column("n", .integer), Column("g", .integer, nullable: true))
            let generated = Column("g", .integer, nullable: true, generated: "n * 2")
            let migrator = try migrator(
                [.createTable(table("a", n, generated))], [.alterColumn(in: "a", from: generated, to: plain)])
            try migrator.up(.to("m1"))
            try database.connection.run("INSERT INTO a (n) VALUES (1), (2)")
            try migrator.up()
            #expect(try migrator.down() == ["m2"])
            try migrator.up()
            try database.connection.run("UPDATE a SET g = 9 WHERE n = 2")
            let error = try failure { try migrator.down() }
            #expect("\(error)".contains("m2 replaces values of 'a.g' (1 row) with generated ones"), "\(error)")
        }

        @Test func `asks for NULL of SQL that fills a column before anything is applied`() throws {
            let v = Column("v", .text, nullable: true)
            let short = Column("k", .varchar(3))
            let migrator = try migrator(
                [.createTable(table("a", v))],
                [.addColumn(short, to: "a", fill: .value(.sql("v")))])
            try migrator.up(.to("m1"))
            try database.connection.run("INSERT INTO a (v) VALUES ('abc'), (NULL)")
            let error = try failure { try migrator.up() }
            #expect(
                "\(error)".contains(
                    "1 row of 'a' would have no value in 'k', which is NOT NULL: its expression gives NULL"), "\(error)"
            )
            try database.connection.run("UPDATE a SET v = 'abcd' WHERE v IS NULL")
            #expect("\(try failure { try migrator.up() })".contains("1 row of 'a' has a value in 'k' that is too long"))
            try database.connection.run("UPDATE a SET v = 'abc'")
            #expect(try migrator.up() == ["m2"])
            #expect(try rows("SELECT k FROM a") == ["abc", "abc"])
        }
    }

    @Suite struct `A value of another type` {
        func convert(_ values: String, from old: ColumnType, to new: ColumnType) throws -> [String] {
            let bench = try Workbench(table("a", Column("n", old, nullable: true)))
            try bench.run("INSERT INTO a (n) VALUES \(values)")
            let before = try bench.rows("SELECT quote(n) FROM a")
            let (from, to) = (Column("n", old, nullable: true), Column("n", new, nullable: true))
            try bench.apply([.alterColumn(in: "a", from: from, to: to)])
            let between = try bench.rows("SELECT n FROM a")
            try bench.apply([.alterColumn(in: "a", from: to, to: from)])
            #expect(try bench.rows("SELECT quote(n) FROM a") == before)
            return between
        }

        @Test func `comes back as it was`() throws {
            #expect(try convert("(5), (-7), (NULL)", from: .bigInteger, to: .text) == ["5", "-7", ""])
            #expect(
                try convert("(0.1), (0.1 + 0.2), (1e300), (2.0)", from: .double, to: .text)
                    == ["0.1", "0.30000000000000004", "1.0e+300", "2.0"])
            #expect(try convert("(1), (2.5)", from: .decimal(precision: 9, scale: 2), to: .varchar(9)) == ["1", "2.5"])
            #expect(try convert("('12'), (NULL)", from: .text, to: .integer) == ["12", ""])
            #expect(try convert("(9007199254740992)", from: .bigInteger, to: .double) == ["9007199254740992.0"])
            #expect(
                try convert("('zoë'), (''), (NULL)", from: .text, to: .blob) == ["x[122, 111, 195, 171]", "x[]", ""])
            #expect(try convert("(x'6162')", from: .varbinary(4), to: .varchar(9)) == ["ab"])
        }

        @Test(arguments: ["x'FF'", "x'C0AF'", "x'6100'", "x'EDA080'"])
        func `that is no text stays bytes`(bytes: String) throws {
            let bench = try Workbench(table("a", Column("n", .blob)))
            try bench.run("INSERT INTO a (n) VALUES (\(bytes)), (x'61')")
            let change = Change.alterColumn(in: "a", from: Column("n", .blob), to: Column("n", .text))
            #expect(
                "\(try failure { try bench.apply([change]) })".contains("1 value of 'a.n' cannot be converted to text"))
        }

        @Test func `may have zeros at its end that say nothing`() throws {
            let bench = try Workbench(table("a", Column("n", .text)))
            try bench.run("INSERT INTO a (n) VALUES ('1.50'), ('3.00'), ('10')")
            let number = Column("n", .decimal(precision: 9, scale: 2))
            try bench.apply([.alterColumn(in: "a", from: Column("n", .text), to: number)])
            #expect(try bench.rows("SELECT n FROM a") == ["1.5", "3", "10"])
        }

        @Test func `that 'using' makes NULL is no reason for the default`() throws {
            let bench = try Workbench(table("a", Column("n", .text)))
            try bench.run("INSERT INTO a (n) VALUES ('x'), ('')")
            let new = Column("n", .text, default: .string("?"))
            func change(_ fill: Fill?) -> Change {
                .alterColumn(in: "a", from: Column("n", .text), to: new, using: "nullif(n, '')", fill: fill)
            }
            #expect("\(try failure { try bench.apply([change(nil)]) })".contains("Rows have no value there"))
            try bench.apply([change(.value(.string("none")))])
            #expect(try bench.rows("SELECT n FROM a") == ["x", "none"])
        }

        @Test func `is no default that the column gets after it was added`() throws {
            let bench = try Workbench(table("a"))
            try bench.run("INSERT INTO a (id) VALUES (1)")
            func changes(isNullable: Bool) -> [Change] {
                let bare = Column("n", .integer, nullable: isNullable)
                let new = Column("n", .integer, nullable: isNullable, default: .integer(5))
                return [.addColumn(bare, to: "a"), .alterColumn(in: "a", from: bare, to: new)]
            }
            #expect("\(try failure { try bench.apply(changes(isNullable: false)) })".contains("NOT NULL"))
            try bench.apply(changes(isNullable: true))
            #expect(try bench.rows("SELECT n FROM a") == [""])
        }

        @Test func `is read by 'using' under any spelling of its column`() throws {
            let (x, y) = (Column("x", .text), Column("y", .text))
            let bench = try Workbench(table("a", x, y))
            try bench.run("INSERT INTO a (x, y) VALUES ('abc', 'd')")
            try bench.apply([
                .alterColumn(in: "a", from: x, to: Column("x", .integer), using: "length(x)"),
                .alterColumn(in: "a", from: y, to: Column("y", .text, nullable: true), using: "typeof(X)"),
            ])
            #expect(try bench.rows("SELECT x, y FROM a") == ["3|integer"])
        }
    }
#endif
