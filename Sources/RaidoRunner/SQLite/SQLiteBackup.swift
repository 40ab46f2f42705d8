#if SQLite
    extension SQLiteDatabase {
        /// Copies the database beside itself. Another connection reads what is committed; since this one holds the
        /// write lock and has written nothing yet but the empty history, that is what the migration begins with.
        package func backUp(before id: String) throws(BackupError) -> String? {
            var path: String?
            do {
                path = try connection.texts("SELECT file FROM pragma_database_list WHERE name = 'main'").first
            } catch { throw .database(source: "the database", error) }
            guard let path, !path.isEmpty else { return nil }
            return try SQLiteCopy(of: path).write(asFreeName: "\(path).before-\(id)")
        }
    }
#endif
