#if SQLite
    import RaidoPlatform

    /// The files beside a SQLite database that SQLite takes for parts of it by their names alone, whoever left them
    /// there: the rollback journal, the write-ahead log and its index.
    enum SQLiteSidecars {
        static let suffixes = ["-journal", "-wal", "-shm"]

        /// The endings of those that exist beside this path.
        static func present(beside path: String) throws(SystemError) -> [String] {
            var present: [String] = []
            for suffix in suffixes where try Platform.status(of: path + suffix) != nil { present.append(suffix) }
            return present
        }

        /// Whether the path, or that of one of its sidecars, is taken.
        static func isTaken(_ path: String) throws(SystemError) -> Bool {
            if try Platform.status(of: path) != nil { return true }
            return try !present(beside: path).isEmpty
        }

        /// A journal or log with something in it, which SQLite would write into the file when it is opened.
        static func pending(beside path: String) throws(SystemError) -> String? {
            for suffix in suffixes where suffix != "-shm" {
                let size = try Platform.status(of: path + suffix, followingLinks: true)?.size ?? 0
                if size > 0 { return path + suffix }
            }
            return nil
        }
    }
#endif
