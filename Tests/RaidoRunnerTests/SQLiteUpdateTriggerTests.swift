#if SQLite
    import Raido
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    @Suite struct `Triggers that set a column when its row changes, on SQLite` {
        private static let at = Column("at", .timestamp, nullable: true, setOnUpdate: true)

        private static func tools(_ columns: Column...) -> Table {
            Table(
                "tools", columns: [Column("name", .text), Column("n", .integer)] + columns, primaryKey: ["name", "n"])
        }

        /// A table that something else made.
        private func bench(_ options: String) throws -> Workbench {
            let bench = try Workbench()
            try bench.run(
                "CREATE TABLE tools (name text NOT NULL, n integer NOT NULL, PRIMARY KEY (name, n))\(options)")
            try bench.run("INSERT INTO tools VALUES ('saw', 7), ('axe', 8), ('axe', 9)")
            try bench.apply([.adoptTable(Self.tools())])
            return bench
        }

        private func expectSet(_ bench: Workbench, sourceLocation: SourceLocation = #_sourceLocation) throws {
            try bench.run("UPDATE tools SET at = NULL")
            try bench.run("UPDATE tools SET n = 10 WHERE n = 8")
            try bench.run("UPDATE tools SET name = 'file' WHERE name = 'saw'")
            #expect(
                try bench.rows("SELECT name, n, at IS NULL FROM tools ORDER BY n")
                    == ["file|7|0", "axe|9|1", "axe|10|0"], sourceLocation: sourceLocation)
            try bench.run("UPDATE tools SET n = 8 WHERE n = 10")
            try bench.run("UPDATE tools SET name = 'saw' WHERE name = 'file'")
        }

        @Test(arguments: ["", " WITHOUT ROWID"])
        func `find the row by its key, with row numbers and without`(options: String) throws {
            let bench = try bench(options)
            try bench.applyAndRevert([.addColumn(Self.at, to: "tools")])
            try bench.apply([.addColumn(Self.at, to: "tools")])
            try expectSet(bench)
            // Also after the table is rebuilt, or its key gets other names.
            try bench.apply([.addCheck(CheckConstraint("ck_tools_name", "name <> ''"), to: "tools")])
            try bench.expectAsWanted()
            try expectSet(bench)
            try bench.apply([.renameColumn("name", to: "label", in: "tools")])
            try bench.apply([.renameColumn("label", to: "name", in: "tools")])
            try bench.expectAsWanted()
            try expectSet(bench)
            let sql = try bench.rows("SELECT sql FROM sqlite_master WHERE name = 'tools'")
            #expect(sql[0].hasSuffix("WITHOUT ROWID") == !options.isEmpty)
        }

        @Test func `find the row by its number in a table without a key, or whose key takes NULL`() throws {
            let bench = try Workbench()
            try bench.run("CREATE TABLE pairs (name text PRIMARY KEY, n integer)")
            try bench.run("INSERT INTO pairs VALUES (NULL, 1), (NULL, 2)")
            let pairs = Table(
                "pairs", columns: [Column("name", .text, nullable: true), Column("n", .integer, nullable: true)],
                primaryKey: ["name"])
            try bench.apply([.adoptTable(pairs)])
            try bench.apply([.addColumn(Self.at, to: "pairs")])
            try bench.apply([
                .createTable(Table("log", columns: [Column("line", .text), Self.at]))
            ])
            try bench.run("UPDATE pairs SET n = 3 WHERE n = 2")
            #expect(try bench.rows("SELECT n, at IS NULL FROM pairs ORDER BY n") == ["1|1", "3|0"])
            try bench.run("INSERT INTO log (line) VALUES ('a'), ('a')")
            try bench.run("UPDATE log SET line = 'b' WHERE rowid = 1")
            #expect(try bench.rows("SELECT line, at IS NULL FROM log ORDER BY rowid") == ["b|0", "a|1"])
        }

        /// Puts the triggers of an older version in the place of this one's.
        private func makeOlder(_ bench: Workbench) throws {
            let table = try #require(bench.schema["tools"])
            for trigger in updateTriggers(of: table, as: .first) {
                try bench.run("DROP TRIGGER \(quote(trigger.name))")
                #expect(trigger.creation.text.contains("WHERE rowid = NEW.rowid;"))
                try bench.run(trigger.creation.text)
            }
        }

        @Test(arguments: ["", " WITHOUT ROWID"])
        func `of an older version are no drift, and are replaced where they fail`(options: String) throws {
            let bench = try bench(options)
            try bench.apply([.addColumn(Self.at, to: "tools")])
            try makeOlder(bench)
            try bench.expectAsWanted()
            let older = try bench.database.inspection().older
            if options.isEmpty {
                #expect(older.isEmpty)
                try expectSet(bench)
            } else {
                #expect(older == [.column("at", table: "tools")])
                let error = try failure { try bench.run("UPDATE tools SET n = 10 WHERE n = 8") }
                #expect("\(error)".contains("rowid"), "\(error)")
            }
            let columns = try #require(bench.schema["tools"]).columnsInNewWords
            #expect(columns.map(\.name) == ["at"])
            try bench.apply(columns.map { .alterColumn(in: "tools", from: $0, to: $0) })
            try bench.expectAsWanted()
            #expect(try bench.database.inspection().older.isEmpty)
            try expectSet(bench)
        }
    }
#endif
