#if PostgreSQL
    import Raido
    import RaidoPlanning
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    @Suite(.enabled(if: PostgreSQLServer.isAvailable)) struct `Somebody's own objects on PostgreSQL` {
        private func bench(_ objects: String...) throws -> PostgreSQLWorkbench {
            let bench = try PostgreSQLWorkbench()
            try UserObjectCase.migrator(bench.database, []).up(.to("m1"))
            for object in objects { try bench.run(object) }
            return bench
        }

        @Test func `stop a change that breaks them`() throws {
            let trigger = "CREATE TRIGGER noted BEFORE INSERT ON books FOR EACH ROW EXECUTE FUNCTION shout()"
            let cases: [([String], Change, String)] = [
                (
                    ["CREATE VIEW years AS SELECT year FROM books"], UserObjectCase.dropping,
                    "view years depends on column"
                ),
                (
                    ["CREATE VIEW lines_there AS SELECT line FROM log"], .dropTable(UserObjectCase.log),
                    "view lines_there depends on table log"
                ),
                (
                    ["CREATE VIEW years AS SELECT year FROM books"],
                    .alterColumn(
                        in: "books", from: Column("year", .integer, nullable: true),
                        to: Column("year", .bigInteger, nullable: true)), "view years depends on column"
                ),
                (
                    [
                        """
                        CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql
                        AS $$ BEGIN NEW.title := upper(NEW.title); RETURN NEW; END $$
                        """, trigger,
                    ], UserObjectCase.renaming, "function 'shout' uses 'books.title', which is renamed to 'name'"
                ),
                (
                    [
                        """
                        CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql
                        AS $$ BEGIN INSERT INTO log (line) VALUES (NEW.title); RETURN NEW; END $$
                        """, trigger,
                    ], .dropTable(UserObjectCase.log), "function 'shout' uses 'log', which is dropped"
                ),
                (
                    ["CREATE FUNCTION last_line() RETURNS text LANGUAGE sql AS 'SELECT max(line) FROM log'"],
                    .renameColumn("line", to: "words", in: "log"), "function 'last_line' uses 'log.line'"
                ),
            ]
            for (objects, change, words) in cases {
                let bench = try bench()
                for object in objects { try bench.run(object) }
                try UserObjectCase.expectRefusal(bench.database, UserObjectCase.others + [change], words)
            }
        }

        @Test func `stop a change that takes a column from an index or a check`() throws {
            let cases = [
                ("CREATE UNIQUE INDEX own ON books (title, year)", "index 'own'", "DROP INDEX own"),
                ("CREATE INDEX own ON books (title) WHERE year > 0", "index 'own'", "DROP INDEX IF EXISTS own"),
                (
                    "ALTER TABLE books ADD CONSTRAINT own UNIQUE (title, year)", "index 'own'",
                    "ALTER TABLE books DROP CONSTRAINT own"
                ),
                (
                    "ALTER TABLE books ADD CONSTRAINT own CHECK (title <> '' OR year > 0)", "check 'own'",
                    "ALTER TABLE books DROP CONSTRAINT IF EXISTS own"
                ),
            ]
            for (making, name, removing) in cases {
                let bench = try bench(making)
                let migrator = try UserObjectCase.migrator(bench.database, [UserObjectCase.dropping])
                for attempt in [{ _ = try migrator.up() }, { _ = try migrator.rehearse() }] {
                    let words = "\(try failure(attempt))"
                    #expect(words.contains("\(name) uses 'books.year', which is dropped"), "\(words)")
                }
                let seenTo = Change.sql(RawSQL(up: [.init(removing)], down: []))
                #expect(try UserObjectCase.migrator(bench.database, [seenTo, UserObjectCase.dropping]).up() == ["m2"])
            }
            let alone = try bench("CREATE INDEX own ON books (year)")
            #expect(try UserObjectCase.migrator(alone.database, [UserObjectCase.dropping]).up() == ["m2"])
        }

        @Test func `stop a key or an index from losing what models have no words for`() throws {
            let (key, index) = (
                ForeignKey("fk", ["up"], references: "t", ["id"]), Index("ix", [.ascending("n")])
            )
            func nodes(_ id: ColumnType, _ parts: [Index.Part] = [.ascending("n")]) -> Table {
                Table(
                    "t",
                    columns: [Column("id", id), Column("up", id, nullable: true), Column("n", .integer)],
                    primaryKey: ["id"], indexes: [Index("ix", parts)], foreignKeys: [key])
            }
            let (before, after) = (nodes(.integer), nodes(.bigInteger))
            let wider = plan(
                PlanRequest(before: Schema([before]), after: Schema([after]), batch: "1", targets: [.postgresql]))
            let changed = Change.changeIndex(in: "t", from: index, to: Index("ix", [.descending("n")]))
            for (own, changes, words) in [
                ("ALTER TABLE t ALTER CONSTRAINT fk DEFERRABLE", wider.migrations[0].changes, "foreign key 'fk'"),
                ("DROP INDEX ix; CREATE INDEX ix ON t (n) INCLUDE (up)", [changed], "index 'ix'"),
            ] {
                let bench = try PostgreSQLWorkbench(before)
                try bench.connection.runScript(own)
                let message = "\(try failure { try bench.apply(changes) })"
                #expect(message.contains("\(words) of 't' must be rebuilt, which would lose"), "\(message)")
                try bench.apply([.addColumn(Column("c", .integer, nullable: true), to: "t")])
            }
        }

        @Test func `follow a new name where the server sees to it`() throws {
            let bench = try bench("CREATE VIEW titles AS SELECT title FROM books")
            #expect(try UserObjectCase.migrator(bench.database, [UserObjectCase.renaming]).up() == ["m2"])
            #expect(try bench.rows("SELECT title FROM titles") == [])
        }
    }
#endif
