#if PostgreSQL
    import Raido

    /// Opens PostgreSQL's databases. A place to try things in is a schema.
    struct PostgreSQLDriver: Driver {
        func open(
            _ url: String, history: HistoryTable, creating: Bool, singleRunner: Bool
        ) throws(OpenError) -> any Database {
            PostgreSQLDatabase(try PostgreSQLConnection(url: url), history: history)
        }

        /// The connection is bound to the new schema from its beginning, so that nothing can reach another one, also when
        /// it is made again after it was cut.
        func makeScratch(
            on url: String?, seconds: Int, wrapping: (any Connection) -> any Connection
        ) throws(OpenError) -> ScratchPlace {
            let name = ScratchDatabase.newName()
            var address = try PostgreSQLConnection.address(url ?? "")
            address.set("search_path", to: name)
            let connection = PostgreSQLConnection(address)
            do {
                try removeAbandoned(with: connection)
                try connection.run("SELECT pg_catalog.pg_advisory_lock(\(key(name)))")
                try connection.run("CREATE SCHEMA \(name)")
            } catch {
                var error = error
                if error.kind == .denied { error.remedy = try? connection.texts(grant).first }
                throw OpenError(refusing: name, error)
            }
            let wrapped = wrapping(connection)
            return ScratchPlace(database: PostgreSQLDatabase(wrapped), connection: wrapped) {
                try? connection.run("ROLLBACK")
                try? connection.run("DROP SCHEMA IF EXISTS \(name) CASCADE")
            }
        }

        /// Drops what no living program uses: nobody holds the lock of its name. What may not be dropped stays.
        private func removeAbandoned(with connection: PostgreSQLConnection) throws(DatabaseError) {
            let names = try connection.texts(
                "SELECT nspname::text FROM pg_namespace WHERE nspname ~ '^\(ScratchDatabase.namePrefix)[0-9a-f]{16}$'")
            for name in names {
                let key = key(name)
                guard try connection.number("SELECT pg_catalog.pg_try_advisory_lock(\(key))::integer") == 1 else {
                    continue
                }
                try? connection.run("DROP SCHEMA IF EXISTS \(name) CASCADE")
                try connection.run("SELECT pg_catalog.pg_advisory_unlock(\(key))")
            }
        }

        private func key(_ name: String) -> String { "pg_catalog.hashtextextended('\(name)', 0)" }

        /// Gives the statement that gives the user the right to make schemas.
        private let grant =
            "SELECT pg_catalog.format('GRANT CREATE ON DATABASE %I TO %I', pg_catalog.current_database(), current_user)"
    }
#endif
