#if SQLite
    import Raido
    import RaidoPlatform

    extension SQLiteDatabase {
        /// Copies the database beside itself. Another connection reads what is committed; since this one holds the
        /// write lock and has written nothing yet but the empty history, that is what the migration begins with.
        package func backUp(before id: String) throws(BackupError) -> String? {
            if isRehearsing { return nil }
            var path: String?
            do {
                path = try connection.texts("SELECT file FROM pragma_database_list WHERE name = 'main'").first
            } catch { throw .database(source: "the database", error) }
            guard var path, !path.isEmpty else { return nil }
            // SQLite's whole path may go through a folder whose name is no text; then the one that was given will do.
            let exists = try? Platform.status(of: path, followingLinks: true) != nil
            if let file, exists != true { path = file }
            return try SQLiteCopy(of: path).write(asFreeName: "\(path).before-\(id)")
        }

        package func hasRows() throws(StepFailure) -> Bool {
            let tables = try asking("look for tables") { () throws(DatabaseError) in
                try connection.texts(
                    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'")
            }
            for table in tables where !historyTable.hiddenNames.contains(table) {
                // A virtual table whose module is missing cannot be read: then nobody knows.
                guard case .rows(let rows) = try answer(to: "SELECT 1 FROM \(quote(table)) LIMIT 1"), rows.isEmpty
                else { return true }
            }
            return false
        }
    }
#endif
