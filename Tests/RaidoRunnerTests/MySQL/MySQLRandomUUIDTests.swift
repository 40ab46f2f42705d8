#if MySQL
    import Raido
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    @Suite(.serialized) struct `Default UUIDs on MySQL and MariaDB` {
        private static let key = Column("key", .uuid, default: .uuid)
        private static let tokens = table("tokens", Column("name", .varchar(40)), key)

        /// The ids, each split at its hyphens, of which each is to be random but for the version and the variant.
        private func expectRandom(
            _ ids: [String], sourceLocation: SourceLocation = #_sourceLocation
        ) throws {
            let form = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/
            for id in ids { #expect(id.wholeMatch(of: form) != nil, "\(id)", sourceLocation: sourceLocation) }
            // Version 1 has the same second, third and last parts in rows that are made one after the other.
            for part in [0, 1, 2, 3, 4] {
                let parts = Set(ids.map { $0.split(separator: "-")[part] })
                #expect(parts.count > ids.count / 2, "part \(part)", sourceLocation: sourceLocation)
            }
        }

        private func insert(_ bench: MySQLBench) throws {
            for number in 1...20 { try bench.run("INSERT INTO tokens (name) VALUES ('\(number)'), ('b')") }
        }

        @Test(arguments: MySQLServer.available)
        func `are random`(server: MySQLServer) throws {
            let bench = try MySQLBench(server, Self.tokens)
            try bench.expectAsWanted()
            try insert(bench)
            try expectRandom(try bench.rows("SELECT `key` FROM tokens"))
            #expect(try bench.database.inspect()["tokens"]?.column("key")?.defaultValue == .uuid)
            // Whatever the session's character set is.
            try bench.run("DELETE FROM tokens")
            try bench.run("SET NAMES latin1")
            try insert(bench)
            try expectRandom(try bench.rows("SELECT `key` FROM tokens"))
        }

        @Test(arguments: MySQLServer.available)
        func `are random in rows that get them later, and in columns of a mapped type`(server: MySQLServer) throws {
            let bench = try MySQLBench(server, table("tokens", Column("name", .varchar(40))))
            try insert(bench)
            let mapped = Column(
                "other", .uuid, default: .uuid, nativeTypes: [.mysql: "varchar(36)", .mariadb: "char(36)"])
            try bench.applyAndRevert([.addColumn(Self.key, to: "tokens"), .addColumn(mapped, to: "tokens")])
            try bench.apply([.addColumn(Self.key, to: "tokens"), .addColumn(mapped, to: "tokens")])
            try bench.expectAsWanted()
            for column in ["key", "other"] { try expectRandom(try bench.rows("SELECT `\(column)` FROM tokens")) }
        }

        @Test(arguments: MySQLServer.available)
        func `of version 1, from an older version of Raido, are no drift and can be brought up to date`(
            server: MySQLServer
        ) throws {
            let bench = try MySQLBench(server)
            let refresh = Self.tokens.columnsInNewWords.map { Change.alterColumn(in: "tokens", from: $0, to: $0) }
            let comment = Change.alterColumn(
                in: "tokens", from: Self.key, to: Column("key", .uuid, default: .uuid, comment: "x"))
            let migrator = try Migrator(
                fromTextOf: [
                    Migration(id: "m1", batch: "1", changes: [.createTable(Self.tokens)]),
                    Migration(id: "m2", batch: "2", changes: refresh),
                    Migration(id: "m3", batch: "3", changes: [comment]),
                ], database: bench.database)
            try migrator.up(.to("m1"))
            let type = server.engine == .mariadb ? "uuid" : "char(36)"
            try bench.run("ALTER TABLE tokens MODIFY `key` \(type) NOT NULL DEFAULT (uuid())")
            try insert(bench)
            let former = try migrator.compare()
            #expect(former.matches)
            #expect(former.older == [.column("key", table: "tokens")])
            #expect(try bench.database.inspect()["tokens"]?.column("key")?.defaultValue == .sql("uuid()"))
            let kept = try bench.rows("SELECT `key` FROM tokens ORDER BY id")

            #expect(try migrator.up(.to("m2")) == ["m2"])
            let latter = try migrator.compare()
            #expect(latter.matches && latter.older.isEmpty)
            #expect(try bench.rows("SELECT `key` FROM tokens ORDER BY id") == kept)
            try bench.run("DELETE FROM tokens")
            try insert(bench)
            try expectRandom(try bench.rows("SELECT `key` FROM tokens"))
            #expect(try migrator.up() == ["m3"])
            try migrator.down()
            #expect(try migrator.compare().matches)
        }

        @Test(arguments: MySQLServer.available)
        func `of version 1 that a model asks for are told apart`(server: MySQLServer) throws {
            let own = table("tokens", Column("key", .uuid, default: .sql("uuid()")))
            let bench = try MySQLBench(server, own)
            try bench.expectAsWanted()
            try bench.applyAndRevert([
                .alterColumn(in: "tokens", from: Column("key", .uuid, default: .sql("uuid()")), to: Self.key)
            ])
        }
    }
#endif
