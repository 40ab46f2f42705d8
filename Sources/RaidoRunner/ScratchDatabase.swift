package import Raido
package import RaidoSQL

/// An empty database that nobody needs, to try things on: one of SQLite's in memory, or a schema (PostgreSQL) or
/// database (MySQL, MariaDB) of its own on a server, which is dropped with the value.
///
/// Its name is ``namePrefix`` and 16 hexadecimal digits, and as long as it is used, a lock of that name is held on the
/// server: what a killed program left behind is told by that, and dropped before the next one is made. Where the servers
/// of a cluster do not share locks (``ServerCluster``), nothing is dropped that way.
package final class ScratchDatabase {
    package static let namePrefix = "raido_proof_"

    /// How many seconds the one in memory may compute: the user's own SQL may never end.
    package let seconds: Int

    package let database: any Database
    package let connection: any Connection

    /// Drops what was made on the server.
    private let remove: () -> Void

    /// - Parameters:
    ///   - url: The server; nil for SQLite in memory.
    ///   - wrapping: Gives the connection that is used in place of the database's own.
    /// - Throws: ``MigratorError/open(_:)``, also where nothing may be made there.
    package convenience init(
        on url: String? = nil, seconds: Int = 60, wrapping: (any Connection) -> any Connection = { $0 }
    ) throws(MigratorError) {
        do throws(OpenError) {
            guard let url else {
                self.init(inMemory: try Self.memory(seconds, wrapping), seconds)
                return
            }
            switch try DatabaseURL(url) {
            case .sqlite: self.init(inMemory: try Self.memory(seconds, wrapping), seconds)
            case .server(.postgresql): try self.init(postgreSQL: url, wrapping)
            case .server(.mysql), .server(.mariadb):
                #if MySQL
                    try self.init(mySQL: try MySQLAddress(url), wrapping)
                #else
                    throw .notBuilt(.mysql)
                #endif
            case .server(.sqlite): throw .notBuilt(.sqlite)
            }
        } catch { throw .open(error) }
    }

    deinit { remove() }

    private init(
        _ database: any Database, _ connection: any Connection, seconds: Int = .max, remove: @escaping () -> Void
    ) {
        self.seconds = seconds
        self.database = database
        self.connection = connection
        self.remove = remove
    }

    private convenience init(inMemory scratch: (any Database, any Connection), _ seconds: Int) {
        self.init(scratch.0, scratch.1, seconds: seconds) {}
    }

    private static func memory(
        _ seconds: Int, _ wrapping: (any Connection) -> any Connection
    ) throws(OpenError) -> (any Database, any Connection) {
        #if SQLite
            let connection = try SQLiteConnection(path: ":memory:")
            do { try connection.limit(to: Double(seconds)) } catch { throw .cannotConnect(error.words) }
            let wrapped = wrapping(connection)
            return (SQLiteDatabase(wrapped), wrapped)
        #else
            throw .notBuilt(.sqlite)
        #endif
    }

    /// Makes changes as the migrator makes a migration.
    ///
    /// - Throws: ``MigratorError/failed(migration:isReverting:_:)`` and the like.
    package func make(
        _ changes: [Change], by steps: [Step], as entry: Work.Entry, acceptingLoss: Bool = false
    ) throws(MigratorError) {
        let work = Work(entry: entry, changes: changes, steps: steps, acceptsLoss: acceptingLoss)
        _ = try database.recording { (_) throws(MigratorError) in work }
    }

    /// Runs the body in a session of an application: the server's zone is not UTC, which the runner's session is in.
    package func asApplication<Result>(_ body: () throws(DatabaseError) -> Result) throws(DatabaseError) -> Result {
        guard let zones = Self.zones(on: database.engine) else { return try body() }
        try connection.run(zones.application)
        do throws(DatabaseError) {
            let result = try body()
            try connection.run(zones.runner)
            return result
        } catch {
            try? connection.run(zones.runner)
            throw error
        }
    }

    private static func zones(on engine: Engine) -> (application: String, runner: String)? {
        switch engine {
        case .sqlite: nil
        case .postgresql: ("SET TIME ZONE INTERVAL '-05:00' HOUR TO MINUTE", "SET TIME ZONE 'UTC'")
        case .mysql, .mariadb: ("SET SESSION time_zone = '-05:00'", "SET SESSION time_zone = '+00:00'")
        }
    }

    private static func newName() -> String {
        let digits = String(UInt64.random(in: 0...UInt64.max), radix: 16)
        return namePrefix + String(repeating: "0", count: 16 - digits.count) + digits
    }

    // The connection is bound to the new place from its beginning, so that nothing can reach another one, also when it
    // is made again after it was cut.

    private convenience init(
        postgreSQL url: String, _ wrapping: (any Connection) -> any Connection
    ) throws(OpenError) {
        #if PostgreSQL
            let name = Self.newName()
            var address = try PostgreSQLConnection.address(url)
            address.set("search_path", to: name)
            let connection = PostgreSQLConnection(address)
            do {
                try Self.removeAbandoned(with: connection)
                try connection.run("SELECT pg_catalog.pg_advisory_lock(\(Self.postgreSQLKey(name)))")
                try connection.run("CREATE SCHEMA \(name)")
            } catch {
                var error = error
                if error.kind == .denied { error.remedy = try? connection.texts(Self.postgreSQLGrant).first }
                throw OpenError(refusing: name, error)
            }
            let wrapped = wrapping(connection)
            self.init(PostgreSQLDatabase(wrapped), wrapped) {
                try? connection.run("ROLLBACK")
                try? connection.run("DROP SCHEMA IF EXISTS \(name) CASCADE")
            }
        #else
            throw .notBuilt(.postgresql)
        #endif
    }

    #if MySQL
        convenience init(
            mySQL location: MySQLAddress, _ wrapping: (any Connection) -> any Connection = { $0 }
        ) throws(OpenError) {
            let name = Self.newName()
            var address = location
            let server = try MySQLConnection(address)
            do {
                // In a cluster, a lock does not tell the other servers what is in use.
                if try server.cluster() == nil {
                    try Self.removeAbandoned(with: server)
                    try server.run("SELECT GET_LOCK('\(name)', 0)")
                }
                try server.run("CREATE DATABASE \(name)")
            } catch { throw OpenError(refusing: name, error) }
            let remove = { _ = try? server.run("DROP DATABASE IF EXISTS \(name)") }
            address.database = name
            do {
                let connection = wrapping(try MySQLConnection(address))
                // As where the server's zone is another one.
                if let zone = Self.zones(on: .mysql)?.application { try? connection.run(zone) }
                self.init(
                    // No other program uses a database of that name.
                    try MySQLDatabase(connection, lockTimeout: address.lockTimeout, singleRunner: true), connection,
                    remove: remove)
            } catch {
                remove()
                throw error
            }
        }
    #endif
}

extension OpenError {
    /// Why there is no scratch database of that name. The next one has another name, so a right has to be for all.
    fileprivate init(refusing name: String, _ error: DatabaseError) {
        guard error.kind != .cannotConnect else {
            self = .cannotConnect(error.words)
            return
        }
        var error = error
        let all = ScratchDatabase.namePrefix.replacing("_", with: "\\_") + "%"
        error.remedy = error.remedy?.replacing(name, with: all)
        self = .noScratch(error.words)
    }
}

// What no living program uses: nobody holds the lock of its name. What may not be dropped stays.
extension ScratchDatabase {
    #if PostgreSQL
        fileprivate static func postgreSQLKey(_ name: String) -> String { "pg_catalog.hashtextextended('\(name)', 0)" }

        /// Gives the statement that gives the user the right to make schemas.
        fileprivate static let postgreSQLGrant =
            "SELECT pg_catalog.format('GRANT CREATE ON DATABASE %I TO %I', pg_catalog.current_database(), current_user)"

        fileprivate static func removeAbandoned(with connection: PostgreSQLConnection) throws(DatabaseError) {
            let names = try connection.texts(
                "SELECT nspname::text FROM pg_namespace WHERE nspname ~ '^\(namePrefix)[0-9a-f]{16}$'")
            for name in names {
                let key = postgreSQLKey(name)
                guard try connection.number("SELECT pg_catalog.pg_try_advisory_lock(\(key))::integer") == 1 else {
                    continue
                }
                try? connection.run("DROP SCHEMA IF EXISTS \(name) CASCADE")
                try connection.run("SELECT pg_catalog.pg_advisory_unlock(\(key))")
            }
        }
    #endif

    #if MySQL
        fileprivate static func removeAbandoned(with server: MySQLConnection) throws(DatabaseError) {
            let names = try server.texts(
                """
                SELECT schema_name FROM information_schema.schemata
                WHERE schema_name REGEXP '^\(namePrefix)[0-9a-f]{16}$'
                """)
            for name in names {
                guard try server.number("SELECT GET_LOCK('\(name)', 0)") == 1 else { continue }
                try? server.run("DROP DATABASE IF EXISTS \(name)")
                try server.run("SELECT RELEASE_LOCK('\(name)')")
            }
        }
    #endif
}
