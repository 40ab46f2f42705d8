#if PostgreSQL
    import Raido
    import RaidoPlatform
    import RaidoSQL
    import Testing

    @testable import RaidoRunner

    /// The server that the tests use: `RAIDO_POSTGRESQL_URL`, which `Scripts/databases` prints.
    enum PostgreSQLServer {
        static let url: String? = {
            if let url = Platform.environment("RAIDO_POSTGRESQL_URL"), !url.isEmpty { return url }
            print("PostgreSQL is not tested: RAIDO_POSTGRESQL_URL is not set")
            return nil
        }()

        static var isThere: Bool { url != nil }
    }

    /// A fresh schema on the server, dropped in the end, that changes are tried on.
    final class PostgreSQLWorkbench {
        let connection: PostgreSQLConnection
        let database: PostgreSQLDatabase
        private(set) var schema = Schema()
        let name = "raido_\(UInt64.random(in: 0...(.max)))"
        private var applied = 0

        init(_ tables: Table..., patience: PostgreSQLPatience = PostgreSQLPatience()) throws {
            connection = try PostgreSQLConnection(url: #require(PostgreSQLServer.url))
            database = PostgreSQLDatabase(connection, patience: patience)
            try run("CREATE SCHEMA \(name)")
            try run("SET search_path TO \(name)")
            // What the random schemas use is SQLite's; any collation of that name will do.
            try run("CREATE COLLATION \"NOCASE\" FROM \"C\"")
            if !tables.isEmpty { try apply(tables.map(Change.createTable)) }
        }

        deinit {
            try? connection.run("ROLLBACK")
            try? connection.run("DROP SCHEMA \(name) CASCADE")
        }

        /// A second connection to the same schema.
        func another() throws -> PostgreSQLConnection {
            let other = try PostgreSQLConnection(url: #require(PostgreSQLServer.url))
            try other.run("SET search_path TO \(name)")
            return other
        }

        /// The URL of the schema.
        var url: String {
            let base = PostgreSQLServer.url ?? ""
            return "\(base)\(base.contains("?") ? "&" : "?")options=-csearch_path%3D\(name)"
        }

        /// Makes the changes as one migration.
        func apply(_ changes: [Change]) throws {
            let steps = try render(changes, on: schema, for: .postgresql)
            let after = try schema.applying(changes)
            applied += 1
            let id = "m\(applied)"
            _ = try database.recording { (_) throws(MigratorError) -> Work? in
                Work(entry: .add(id: id, batch: id, checksum: ""), changes: changes, steps: steps)
            }
            schema = after
        }

        /// Makes the changes, compares what is there then, takes them back, and compares again.
        func applyAndRevert(_ changes: [Change], sourceLocation: SourceLocation = #_sourceLocation) throws {
            let before = schema
            let inverse = try Migration(id: "", batch: "", changes: changes).inverse()
            try apply(changes)
            try expectAsWanted(sourceLocation: sourceLocation)
            try apply(inverse)
            #expect(schema == before, sourceLocation: sourceLocation)
            try expectAsWanted(sourceLocation: sourceLocation)
        }

        func expectAsWanted(sourceLocation: SourceLocation = #_sourceLocation) throws {
            let found = try database.inspection()
            let difference = try database.normalised(schema).firstDifference(from: found.schema)
            #expect(difference.map { "\($0)" } == nil, sourceLocation: sourceLocation)
            #expect(found.drift(in: schema) == [], sourceLocation: sourceLocation)
        }

        func run(_ sql: String) throws { try connection.run(sql) }

        /// The rows as text, columns separated by `|`, NULL as nothing.
        func rows(_ sql: String) throws -> [String] {
            try connection.rows(sql).map { $0.map(\.shown).joined(separator: "|") }
        }
    }
#endif
