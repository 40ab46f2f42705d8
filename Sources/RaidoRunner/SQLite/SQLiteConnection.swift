#if SQLite
    import RaidoCSQLite
    import Raido
    import RaidoPlatform

    /// The driver for SQLite: the only file that knows the system's libsqlite3.
    final class SQLiteConnection: Connection {
        /// The oldest library with `DROP COLUMN`.
        static let oldestVersion: Int32 = 3_035_000

        private let path: String
        private let lockTimeout: Int32
        private let isCreating: Bool
        private var opened: OpaquePointer?
        private var isHeld = false
        /// What the thread has computed by then, in seconds, when statements are stopped that still run, and no other
        /// begins.
        private var deadline: Double?

        /// A connection to a file, which is opened when it is first used, and made when it is first written to.
        ///
        /// - Parameters:
        ///   - lockTimeout: How long a statement waits for another program's lock, in milliseconds.
        ///   - creating: Whether a file that does not exist is created.
        init(path: String, lockTimeout: Int32 = 5000, creating: Bool = true) throws(OpenError) {
            guard sqlite3_libversion_number() >= Self.oldestVersion else {
                throw .tooOld(.sqlite, found: String(cString: sqlite3_libversion()), needed: "3.35")
            }
            self.path = path
            self.lockTimeout = lockTimeout
            isCreating = creating
        }

        deinit { sqlite3_close_v2(opened) }

        var exists: Bool {
            get throws(DatabaseError) {
                if opened != nil { return true }
                if path != ":memory:", try !hasFile { return false }
                _ = try open(SQLITE_OPEN_READWRITE)
                return true
            }
        }

        /// Whether the file exists. Where it could not be made either, that is an error, not an answer.
        private var hasFile: Bool {
            get throws(DatabaseError) {
                let kind = try self.kind(ofFile: path)
                if kind == .file || kind == .other { return true }
                if kind == nil, try self.kind(ofFile: Path.folder(of: path)) == .folder { return false }
                throw DatabaseError(
                    kind: .cannotOpen, code: Int(SQLITE_CANTOPEN), message: "unable to open database file",
                    statement: "-- \(path)")
            }
        }

        private func kind(ofFile path: String) throws(DatabaseError) -> FileStatus.Kind? {
            do {
                return try Platform.status(of: path, followingLinks: true)?.kind
            } catch {
                throw DatabaseError(
                    kind: .cannotOpen, code: Int(error.code), message: "\(error)", statement: "-- \(path)")
            }
        }

        private func open(_ flags: Int32) throws(DatabaseError) -> OpaquePointer {
            var new: OpaquePointer?
            let code = sqlite3_open_v2(path, &new, flags, nil)
            guard code == SQLITE_OK, let new else {
                let message = new.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
                sqlite3_close_v2(new)
                throw DatabaseError(
                    kind: kind(of: code, message), code: Int(code), message: message, statement: "-- \(path)")
            }
            sqlite3_extended_result_codes(new, 1)
            sqlite3_busy_timeout(new, lockTimeout)
            opened = new
            return new
        }

        func holdTransaction() { isHeld = true }
        func releaseTransaction() { isHeld = false }

        /// A full disk or memory, or a device that fails, can take the transaction back at once, even while rows are
        /// read (SQLite manual, "Transaction", 3). What came next would be made for good, statement by statement.
        var hasLostTransaction: Bool { isHeld && sqlite3_get_autocommit(opened) != 0 }

        /// Stops whatever computes longer than that, all in all, in seconds (SQLite manual, "Query Progress
        /// Callbacks"). What other programs take of the machine does not count.
        func limit(to seconds: Double) throws(DatabaseError) {
            deadline = Platform.computingSeconds() + seconds
            sqlite3_progress_handler(
                try handle(), 100_000,
                { context in
                    guard let context else { return 0 }
                    return Unmanaged<SQLiteConnection>.fromOpaque(context).takeUnretainedValue().isLate ? 1 : 0
                }, Unmanaged.passUnretained(self).toOpaque())
        }

        private var isLate: Bool { deadline.map { $0 < Platform.computingSeconds() } ?? false }

        private func handle() throws(DatabaseError) -> OpaquePointer {
            if let opened { return opened }
            return try open(SQLITE_OPEN_READWRITE | (isCreating ? SQLITE_OPEN_CREATE : 0))
        }

        @discardableResult
        func rows(_ sql: String, _ values: [SQLValue]) throws(DatabaseError) -> [[SQLValue]] {
            guard let statement = try prepare(sql).statement else { return [] }
            defer { sqlite3_finalize(statement) }
            for (place, value) in values.enumerated() {
                let code = bind(value, to: statement, at: Int32(place + 1))
                guard code == SQLITE_OK else { throw failure(code, sql) }
            }
            return try step(statement, sql)
        }

        func runScript(_ sql: String) throws(DatabaseError) {
            let handle = try handle()
            let watch = ScriptWatch()
            sqlite3_set_authorizer(
                handle,
                { context, action, first, second, _, _ in
                    guard let context,
                        let command = refusedCommand(
                            action, first.map { String(cString: $0) }, isGivenValue: second != nil)
                    else { return SQLITE_OK }
                    Unmanaged<ScriptWatch>.fromOpaque(context).takeUnretainedValue().refused = command
                    return SQLITE_DENY
                }, Unmanaged.passUnretained(watch).toOpaque())
            defer { withExtendedLifetime(watch) { _ = sqlite3_set_authorizer(handle, nil, nil) } }
            do {
                try runAll(sql)
            } catch {
                guard error.kind == .notAllowed, let command = watch.refused else { throw error }
                throw DatabaseError(
                    kind: .notAllowed, code: error.code, message: "\(command)", statement: error.statement)
            }
        }

        private func runAll(_ sql: String) throws(DatabaseError) {
            var rest = sql
            while !rest.isEmpty {
                let (statement, remainder) = try prepare(rest)
                guard let statement else {
                    // Blanks or a comment before a semicolon compile to nothing.
                    guard remainder != rest else { return }
                    rest = remainder
                    continue
                }
                defer { sqlite3_finalize(statement) }
                _ = try step(statement, sql)
                rest = remainder
            }
        }

        func compile(_ sql: String) throws(DatabaseError) {
            sqlite3_finalize(try prepare(sql).statement)
        }

        /// The first statement of `sql` compiled, and what follows it.
        private func prepare(_ sql: String) throws(DatabaseError) -> (statement: OpaquePointer?, rest: String) {
            let handle = try handle()
            if hasLostTransaction { throw .lostTransaction(before: sql) }
            if isLate {
                throw DatabaseError(
                    kind: .stopped, code: Int(SQLITE_INTERRUPT), message: "interrupted", statement: sql)
            }
            var statement: OpaquePointer?
            var used = 0
            let code = sql.withCString { start in
                var tail: UnsafePointer<CChar>?
                let code = sqlite3_prepare_v2(handle, start, -1, &statement, &tail)
                used = tail.map { $0 - start } ?? 0
                return code
            }
            guard code == SQLITE_OK else { throw failure(code, sql) }
            return (statement, String(decoding: sql.utf8.dropFirst(used), as: UTF8.self))
        }

        private func step(_ statement: OpaquePointer, _ sql: String) throws(DatabaseError) -> [[SQLValue]] {
            var rows: [[SQLValue]] = []
            while true {
                let code = sqlite3_step(statement)
                if code == SQLITE_DONE { return rows }
                guard code == SQLITE_ROW else { throw failure(code, sql) }
                rows.append((0..<sqlite3_column_count(statement)).map { value(of: statement, at: $0) })
            }
        }

        private func bind(_ value: SQLValue, to statement: OpaquePointer, at place: Int32) -> Int32 {
            let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
            return switch value {
            case .null: sqlite3_bind_null(statement, place)
            case .integer(let number): sqlite3_bind_int64(statement, place, number)
            case .real(let number): sqlite3_bind_double(statement, place, number)
            case .text(let text): sqlite3_bind_text(statement, place, text, Int32(text.utf8.count), copied)
            case .blob(let bytes):
                bytes.isEmpty
                    ? sqlite3_bind_zeroblob(statement, place, 0)
                    : sqlite3_bind_blob(statement, place, bytes, Int32(bytes.count), copied)
            }
        }

        private func value(of statement: OpaquePointer, at place: Int32) -> SQLValue {
            switch sqlite3_column_type(statement, place) {
            case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, place))
            case SQLITE_FLOAT: return .real(sqlite3_column_double(statement, place))
            case SQLITE_TEXT:
                let bytes = UnsafeBufferPointer(
                    start: sqlite3_column_text(statement, place), count: Int(sqlite3_column_bytes(statement, place)))
                return .text(String(decoding: bytes, as: UTF8.self))
            case SQLITE_BLOB:
                let bytes = UnsafeRawBufferPointer(
                    start: sqlite3_column_blob(statement, place), count: Int(sqlite3_column_bytes(statement, place)))
                return .blob(Array(bytes))
            default: return .null
            }
        }

        private func failure(_ code: Int32, _ sql: String) -> DatabaseError {
            var message = String(cString: sqlite3_errmsg(opened))
            // Without a name, where a column is added to a table of which rows violate any check.
            if message == "CHECK constraint failed" {
                message =
                    "a row of the table violates a check, of this column or of another one; SQLite does not say which"
            }
            // SQLite has no code of its own for it.
            let exists = code == SQLITE_ERROR && message.hasSuffix("already exists")
            return DatabaseError(
                kind: exists ? .exists : kind(of: code, message), code: Int(code), message: message, statement: sql)
        }

        private func kind(of code: Int32, _ message: String) -> DatabaseError.Kind {
            // The extended codes are macros with arithmetic, which Swift does not import: SQLite manual, "Result
            // Codes".
            switch code {
            case 2067, 1555, 2579: return .unique
            case 1299: return .notNull
            case 275: return .check
            case 787: return .foreignKey
            // A trigger's RAISE, or what a foreign key does with RESTRICT and the like.
            case 1811: return message.hasPrefix("FOREIGN KEY") ? .foreignKey : .other
            // The file that a log is shared by cannot grow: SQLITE_IOERR_SHMSIZE.
            case 4874: return .diskFull
            default: break
            }
            switch code & 0xFF {
            case SQLITE_BUSY, SQLITE_LOCKED: return .busy
            case SQLITE_READONLY: return .readOnly
            case SQLITE_CANTOPEN: return .cannotOpen
            case SQLITE_MISMATCH: return .type
            case SQLITE_CORRUPT: return .damaged
            case SQLITE_NOTADB: return .notADatabase
            case SQLITE_FULL: return .diskFull
            case SQLITE_AUTH: return .notAllowed
            case SQLITE_INTERRUPT: return .stopped
            default: return .other
            }
        }
    }

    /// What of a script was refused while it ran.
    private final class ScriptWatch {
        var refused: RefusedCommand?
    }

    private func refusedCommand(_ action: Int32, _ subject: String?, isGivenValue: Bool) -> RefusedCommand? {
        switch action {
        case SQLITE_TRANSACTION, SQLITE_SAVEPOINT: return .transaction
        case SQLITE_ATTACH, SQLITE_DETACH: return .attachment
        case SQLITE_PRAGMA:
            let name = subject?.lowercased() ?? ""
            return isGivenValue && RefusedCommand.settings.contains(name) ? .setting(name) : nil
        default: return nil
        }
    }
#endif
