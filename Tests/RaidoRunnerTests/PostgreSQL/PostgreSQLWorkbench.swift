#if PostgreSQL
    import Raido
    import RaidoPlatform
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    /// The server that the tests use: `RAIDO_POSTGRESQL_URL`, which `Scripts/databases` prints.
    enum PostgreSQLServer {
        static let url: String? = {
            if let url = Platform.environment("RAIDO_POSTGRESQL_URL"), !url.isEmpty { return url }
            print("PostgreSQL is not tested: RAIDO_POSTGRESQL_URL is not set")
            return nil
        }()

        static var isAvailable: Bool { url != nil }
    }

    /// A fresh schema on the server, dropped in the end, that changes are tried on.
    final class PostgreSQLWorkbench: ChangeBench {
        let connection: PostgreSQLConnection
        let database: PostgreSQLDatabase
        private(set) var schema = Schema()
        let name = "raido_\(UInt64.random(in: 0...(.max)))"
        private var applied = 0

        /// Six migrations, a table each.
        static let history = (1...6).map { number in
            Migration(
                id: "m\(number)", batch: "\(number)",
                changes: [.createTable(table("t\(number)", Column("name", .text)))])
        }

        init(_ tables: Table..., lockTimeouts: PostgreSQLLockTimeouts = PostgreSQLLockTimeouts()) throws {
            connection = try PostgreSQLConnection(url: #require(PostgreSQLServer.url))
            database = PostgreSQLDatabase(connection, lockTimeouts: lockTimeouts)
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

        /// Hands over the name and the URL of a role that may make tables in the schema, and no more.
        func withRole(_ body: (_ name: String, _ url: String) throws -> Void) throws {
            let role = "raido_\(UInt64.random(in: 0...(.max)))"
            try run("CREATE ROLE \(role) LOGIN PASSWORD 'x'")
            defer {
                try? run("DROP OWNED BY \(role)")
                try? run("DROP ROLE \(role)")
            }
            try run("GRANT CREATE, USAGE ON SCHEMA \(name) TO \(role)")
            try body(role, url.replacing(#/\/\/[^@]*@/#, with: "//\(role):x@"))
        }

        /// Makes the changes as one migration, read from its text.
        func apply(_ changes: [Change]) throws {
            let changes = try readBack(changes)
            let steps = try render(changes, on: schema, for: .postgresql)
            let after = try schema.applying(changes)
            applied += 1
            let id = "m\(applied)"
            _ = try database.recording { (_) throws(MigratorError) -> Work? in
                Work(entry: .add(id: id, batch: id, checksum: ""), changes: changes, steps: steps)
            }
            schema = after
        }

        func difference() throws -> String? {
            let found = try database.inspection()
            let wanted = try database.normalised(schema)
            return wanted.firstDifference(from: found.schema).map { "\($0)" } ?? found.drift(in: schema).first
        }
    }
#endif
