#if SQLite
    import Raido
    import RaidoPlatform

    /// Opens SQLite's files, and databases in memory.
    struct SQLiteDriver: Driver {
        func open(
            _ url: String, history: HistoryTable, creating: Bool, singleRunner: Bool
        ) throws(OpenError) -> any Database {
            guard case .file(_, let path) = try DatabaseURL(url) else { throw .emptyPath }
            if !creating { try expectFile(path) }
            let connection = try SQLiteConnection(path: path, creating: creating)
            return SQLiteDatabase(connection, file: path, history: history, attempts: 12)
        }

        /// Whatever the URL, it is in memory.
        func makeScratch(
            on url: String?, seconds: Int, wrapping: (any Connection) -> any Connection
        ) throws(OpenError) -> ScratchPlace {
            let connection = try SQLiteConnection(path: DatabaseURL.memory)
            do { try connection.limit(to: Double(seconds)) } catch { throw .cannotConnect(error.words) }
            let wrapped = wrapping(connection)
            return ScratchPlace(database: SQLiteDatabase(wrapped), connection: wrapped, seconds: seconds)
        }

        /// What keeps a file from being found otherwise is said when it is opened.
        private func expectFile(_ path: String) throws(OpenError) {
            if path == DatabaseURL.memory { return }
            do throws(SystemError) {
                if try Platform.status(of: path, followingLinks: true) != nil { return }
            } catch { return }
            throw .noDatabase(path: Platform.absolutePath(path))
        }
    }
#endif
