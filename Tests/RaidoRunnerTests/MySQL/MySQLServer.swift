#if MySQL
    import Raido
    import RaidoPlatform
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    /// A server that the tests may use: `RAIDO_MARIADB_URL`, `RAIDO_MYSQL_URL`.
    struct MySQLServer: Sendable, CustomTestStringConvertible {
        var engine: Engine
        var url: String

        var testDescription: String { engine.displayName }

        static let available: [MySQLServer] = [Engine.mariadb, .mysql].compactMap { engine in
            let variable = "RAIDO_\(engine.rawValue.uppercased())_URL"
            guard let url = Platform.environment(variable), !url.isEmpty else {
                print("\(variable) is not set: nothing is tested on \(engine.displayName)")
                return nil
            }
            return MySQLServer(engine: engine, url: url)
        }

        /// Each server with each of so many seeds.
        static func withSeeds(_ seeds: [UInt64]) -> [(MySQLServer, UInt64)] {
            available.flatMap { server in seeds.map { (server, $0) } }
        }
    }

    /// A database of its own on a server, dropped at the end, that changes are tried on.
    final class MySQLBench: ChangeBench {
        let server: MySQLServer
        let name: String
        let connection: MySQLConnection
        let database: MySQLDatabase
        private(set) var schema = Schema()
        private var applied = 0

        init(_ server: MySQLServer, _ tables: Table...) throws {
            self.server = server
            name = "raido_\(UInt64.random(in: 0...UInt64.max))"
            connection = try MySQLConnection(MySQLAddress(server.url))
            database = try MySQLDatabase(connection)
            try clear()
            if !tables.isEmpty { try create(tables) }
        }

        deinit { try? connection.run("DROP DATABASE IF EXISTS \(name)") }

        var engine: Engine { database.engine }

        /// Drops everything.
        func clear() throws {
            try connection.run("DROP DATABASE IF EXISTS \(name)")
            try connection.run("CREATE DATABASE \(name)")
            try connection.run("USE \(name)")
            schema = Schema()
        }

        /// Creates tables that may refer to each other in circles.
        func create(_ tables: [Table]) throws {
            try connection.run("SET foreign_key_checks = 0")
            try apply(tables.map(Change.createTable))
            try connection.run("SET foreign_key_checks = 1")
        }

        /// Makes the changes as one migration, read from its text.
        func apply(_ changes: [Change]) throws {
            let changes = try readBack(changes)
            let steps = try render(changes, on: schema, for: engine)
            let after = try schema.applying(changes)
            applied += 1
            let id = "m\(applied)"
            do {
                _ = try database.recording { (_) throws(MigratorError) -> Work? in
                    Work(
                        entry: .add(id: id, batch: id, checksum: ""), changes: changes, steps: steps,
                        schema: schema)
                }
            } catch {
                if Platform.environment("RAIDO_SHOW") != nil {
                    for table in schema.tables {
                        print((try? rows("SHOW CREATE TABLE \(backtickQuote(table.name))")) ?? [])
                    }
                    print(script(steps))
                }
                throw error
            }
            schema = after
        }

        /// What first differs between what is there and what is wanted.
        func difference() throws -> String? {
            let found = try database.inspection()
            let wanted = try database.readback(of: schema, beside: found.schema).schema
            return wanted.firstDifference(from: found.schema).map { "\($0)" } ?? found.drift(in: schema).first
        }
    }

    extension MySQLBench {
        static let people = Table(
            "people",
            columns: [
                Column("id", .bigInteger, identity: true), Column("name", .varchar(40)),
                Column("age", .integer, default: .integer(0)),
            ], primaryKey: ["id"])

        /// A bench with two people.
        static func people(on server: MySQLServer) throws -> MySQLBench {
            let bench = try MySQLBench(server, people)
            try bench.run("INSERT INTO people (name, age) VALUES ('Ann', 30), ('Bob', 40)")
            return bench
        }
    }

    extension MySQLBench {
        /// Runs `body` with a user who has no privileges yet: the name as SQL has it, and the URL of the database.
        func withUser(_ body: (String, String) throws -> Void) throws {
            let name = "u\(UInt64.random(in: 0...UInt64.max))".prefix(20)
            try run("CREATE USER '\(name)'@'%' IDENTIFIED BY 'secret'")
            defer { try? run("DROP USER '\(name)'@'%'") }
            let place = server.url.replacing(#/^.*@/#, with: "").prefix { $0 != "/" }
            try body("'\(name)'@'%'", "mysql://\(name):secret@\(place)/\(self.name)")
        }
    }
#endif
