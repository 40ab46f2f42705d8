#if SQLite
    import Raido
    import RaidoSQL
    import Testing

    @testable import RaidoRunner

    @Suite struct `Values of a table made anew` {
        let name = Column("name", .varchar(20), default: .string("?"))

        func parents() throws -> Workbench {
            let bench = try Workbench(table("parents", name))
            try bench.run("INSERT INTO parents (name) VALUES ('a'), ('b')")
            return bench
        }

        @Test func `a default on a full table stays out of old rows`() throws {
            let bench = try parents()
            var other = name
            other.defaultValue = .string("new")
            try bench.applyAndRevert([.alterColumn(in: "parents", from: name, to: other)])
            try bench.apply([.alterColumn(in: "parents", from: name, to: other)])
            try bench.run("INSERT INTO parents DEFAULT VALUES")
            #expect(try bench.rows("SELECT name FROM parents") == ["a", "b", "new"])
        }

        @Test func `refuses texts that are no numbers`() throws {
            let bench = try parents()
            try bench.run("INSERT INTO parents (name) VALUES ('12')")
            let number = Column("name", .integer)
            let change = Change.alterColumn(in: "parents", from: name, to: number)
            let error = try failure { try bench.apply([change]) }
            #expect("\(error)".contains("2 values of 'parents.name' cannot be converted to integer"))
            try bench.expectAsWanted()
            try bench.run("UPDATE parents SET name = id")
            try bench.apply([change])
            #expect(
                try bench.rows("SELECT name, typeof(name) FROM parents") == ["1|integer", "2|integer", "3|integer"])
        }

        @Test func `converts as 'using' says`() throws {
            let bench = try parents()
            let length = Column("name", .integer)
            try bench.apply([.alterColumn(in: "parents", from: name, to: length, using: "length(name) + 1")])
            #expect(try bench.rows("SELECT name FROM parents") == ["2", "2"])
            // Twice in one migration: the second sees what the first made.
            try bench.apply([
                .alterColumn(in: "parents", from: length, to: Column("name", .text), using: "'n' || name"),
                .alterColumn(in: "parents", from: Column("name", .text), to: name, using: "name || '!'"),
            ])
            #expect(try bench.rows("SELECT name FROM parents") == ["n2!", "n2!"])
        }

        @Test func `converts moments and days`() throws {
            let at = Column("at", .timestamp, nullable: true)
            let bench = try Workbench(table("events", at))
            try bench.run("INSERT INTO events (at) VALUES ('2026-01-31 12:30:00'), (NULL)")
            try bench.apply([.alterColumn(in: "events", from: at, to: Column("at", .date, nullable: true))])
            #expect(try bench.rows("SELECT at FROM events") == ["2026-01-31", ""])
            try bench.apply([.alterColumn(in: "events", from: Column("at", .date, nullable: true), to: at)])
            #expect(try bench.rows("SELECT at FROM events") == ["2026-01-31 00:00:00", ""])
            try bench.run("INSERT INTO events (at) VALUES ('yesterday')")
            let error = try failure {
                try bench.apply([.alterColumn(in: "events", from: at, to: Column("at", .date, nullable: true))])
            }
            #expect("\(error)".contains("1 value of 'events.at' cannot be converted to date"))
        }

        @Test func `fills what becomes needed`() throws {
            let nick = Column("nick", .text, nullable: true)
            let bench = try Workbench(table("people", nick))
            try bench.run("INSERT INTO people (nick) VALUES ('x'), (NULL)")
            let needed = Column("nick", .text)
            let error = try failure { try bench.apply([.alterColumn(in: "people", from: nick, to: needed)]) }
            #expect("\(error)".contains("Rows have no value there; add one with 'fill' or a default"))
            try bench.apply([.alterColumn(in: "people", from: nick, to: needed, fill: .value(.string("?")))])
            #expect(try bench.rows("SELECT nick FROM people") == ["x", "?"])
        }

        /// The new row is found by its number, so a row without one says nothing about its other values.
        @Test func `a missing number is the column's own fault that numbers the rows`() throws {
            let (id, code) = (Column("id", .bigInteger), Column("code", .varchar(60), nullable: true))
            let bench = try Workbench(
                Table("items", columns: [id, code], primaryKey: ["id"]))
            try bench.run("INSERT INTO items (id, code) VALUES (1, '7'), (2, NULL)")
            let number = Column("code", .bigInteger)
            var numbered = number
            numbered.isIdentity = true
            let error = try failure {
                try bench.apply([
                    .alterColumn(in: "items", from: code, to: number),
                    .changePrimaryKey(of: "items", from: ["id"], to: ["code"]),
                    .alterColumn(in: "items", from: number, to: numbered),
                    .alterColumn(in: "items", from: id, to: Column("id", .varchar(60), nullable: true)),
                ])
            }
            #expect("\(error)".contains("items.code") && !"\(error)".contains("items.id"), "\(error)")
            try bench.expectAsWanted()
        }

        @Test func `is refused where the type that is there holds values otherwise`() throws {
            let bench = try Workbench()
            try bench.run("CREATE TABLE tools (id integer PRIMARY KEY, code blob NOT NULL)")
            try bench.run("INSERT INTO tools (code) VALUES ('007')")
            try bench.apply([.adoptTable(table("tools", Column("code", .integer)))])
            let change = Change.addCheck(CheckConstraint("ck", "id > 0"), to: "tools")
            #expect(
                "\(try failure { try bench.apply([change]) })".contains(
                    "1 value of 'tools.code' cannot be converted to integer")
            )
            try bench.run("UPDATE tools SET code = 7")
            try bench.apply([change])
        }
    }
#endif
