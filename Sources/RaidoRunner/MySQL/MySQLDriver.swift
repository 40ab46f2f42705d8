#if MySQL
    import Raido
    import RaidoSQL

    /// Opens databases of MySQL and MariaDB. A place to try things in is a database.
    struct MySQLDriver: Driver {
        func open(
            _ url: String, history: HistoryTable, creating: Bool, singleRunner: Bool
        ) throws(OpenError) -> any Database {
            let address = try MySQLAddress(url)
            return try MySQLDatabase(
                MySQLConnection(address), history: history, lockTimeout: address.lockTimeout,
                singleRunner: singleRunner)
        }

        func makeScratch(
            on url: String?, seconds: Int, wrapping: (any Connection) -> any Connection
        ) throws(OpenError) -> ScratchPlace {
            try makeScratch(at: MySQLAddress(url ?? ""), wrapping: wrapping)
        }

        /// The connection is bound to the new database from its beginning, so that nothing can reach another one, also
        /// when it is made again after it was cut.
        func makeScratch(
            at location: MySQLAddress, wrapping: (any Connection) -> any Connection = { $0 }
        ) throws(OpenError) -> ScratchPlace {
            let name = ScratchDatabase.newName()
            var address = location
            let server = try MySQLConnection(address)
            do {
                // In a cluster, a lock does not tell the other servers what is in use.
                if try server.cluster() == nil {
                    try removeAbandoned(with: server)
                    try server.run("SELECT GET_LOCK('\(name)', 0)")
                }
                try server.run("CREATE DATABASE \(name)")
            } catch { throw OpenError(refusing: name, error) }
            let remove = { _ = try? server.run("DROP DATABASE IF EXISTS \(name)") }
            address.database = name
            do {
                let connection = wrapping(try MySQLConnection(address))
                // As where the server's zone is another one.
                if let zone = Engine.mysql.dialect.timeZones?.application { try? connection.run(zone) }
                // No other program uses a database of that name.
                let database = try MySQLDatabase(connection, lockTimeout: address.lockTimeout, singleRunner: true)
                return ScratchPlace(database: database, connection: connection, remove: remove)
            } catch {
                remove()
                throw error
            }
        }

        /// Drops what no living program uses: nobody holds the lock of its name. What may not be dropped stays.
        private func removeAbandoned(with server: MySQLConnection) throws(DatabaseError) {
            let names = try server.texts(
                """
                SELECT schema_name FROM information_schema.schemata
                WHERE schema_name REGEXP '^\(ScratchDatabase.namePrefix)[0-9a-f]{16}$'
                """)
            for name in names {
                guard try server.number("SELECT GET_LOCK('\(name)', 0)") == 1 else { continue }
                try? server.run("DROP DATABASE IF EXISTS \(name)")
                try server.run("SELECT RELEASE_LOCK('\(name)')")
            }
        }
    }
#endif
