#if PostgreSQL
    import Raido
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    @Suite(.enabled(if: PostgreSQLServer.isAvailable)) struct `A history table that another user planted on PostgreSQL`
    {
        private static let history = [
            Migration(id: "m1", batch: "1", changes: [.createTable(table("notes"))]),
            Migration(id: "m2", batch: "2", changes: [.createTable(table("tags"))]),
        ]

        /// The words of the refusal, which comes before anything is changed.
        private func refusal(on bench: PostgreSQLWorkbench, as url: String? = nil) throws -> String {
            let migrator = try Migrator(fromTextOf: Self.history, database: url ?? bench.url)
            let words = "\(try failure { try migrator.up() })"
            #expect(words.hasSuffix("Nothing was changed."), "\(words)")
            #expect("\(try failure { _ = try migrator.status() })" == words)
            #expect(
                try bench.rows(
                    "SELECT count(*) FROM pg_tables WHERE tablename = 'tags' AND schemaname = '\(bench.name)'") == ["0"]
            )
            return words
        }

        @Test func `is refused where it has a trigger, a rule or a policy`() throws {
            let cases = [
                (
                    """
                    CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
                    CREATE TRIGGER evil BEFORE INSERT ON _raido_migrations FOR EACH ROW EXECUTE FUNCTION f()
                    """, "has the trigger 'evil'"
                ),
                (
                    "CREATE RULE evil AS ON INSERT TO _raido_migrations DO ALSO SELECT 1",
                    "has the rule or policy 'evil'"
                ),
                ("CREATE POLICY evil ON _raido_migrations USING (true)", "has the rule or policy 'evil'"),
            ]
            for (sql, words) in cases {
                let bench = try PostgreSQLWorkbench()
                try Migrator(fromTextOf: Self.history, database: bench.database).up(.to("m1"))
                try bench.connection.runScript(sql)
                #expect(try refusal(on: bench).contains(words))
            }
        }

        @Test func `is refused where its owner is nobody the role trusts`() throws {
            let bench = try PostgreSQLWorkbench()
            try bench.withRole { mallory, url in
                try Migrator(fromTextOf: Self.history, database: url).up(.to("m1"))
                #expect(try refusal(on: bench).contains("belongs to '\(mallory)', who could make it run code"))
                try bench.withRole { user, own in
                    try bench.run("GRANT ALL ON ALL TABLES IN SCHEMA \(bench.name) TO \(user)")
                    #expect(try refusal(on: bench, as: own).contains("with the rights of '\(user)'"))
                    // A member may do all that the owner may.
                    try bench.run("GRANT \(mallory) TO \(user)")
                    #expect(try Migrator(fromTextOf: Self.history, database: own).status().count == 2)
                    #expect(try Migrator(fromTextOf: Self.history, database: own).up() == ["m2"])
                }
            }
        }

        @Test func `is taken where an administrator made it`() throws {
            let bench = try PostgreSQLWorkbench()
            try Migrator(fromTextOf: Self.history, database: bench.database).up(.to("m1"))
            try bench.withRole { user, url in
                try bench.run("GRANT ALL ON ALL TABLES IN SCHEMA \(bench.name) TO \(user)")
                #expect(try Migrator(fromTextOf: Self.history, database: url).up() == ["m2"])
            }
        }
    }
#endif
