#if MySQL
    import RaidoCMariaDB
    import Raido
    import RaidoSQL

    /// The driver for MySQL and MariaDB: only the files of this type know libmariadb.
    package final class MySQLConnection: Connection {
        private let handle: UnsafeMutablePointer<MYSQL>
        private let address: MySQLAddress

        package init(_ address: MySQLAddress) throws(OpenError) {
            handle = try Self.open(address)
            self.address = address
        }

        deinit { mysql_close(handle) }

        package let exists = true

        /// A text of several statements is refused by the server before any of them is run. Where a procedure answers
        /// several times, its first answer is given.
        package func rows(_ sql: String, _ values: [SQLValue]) throws(DatabaseError) -> [[SQLValue]] {
            try send(insert(values, into: sql), sql)
            let first = try result(sql)
            try passResults(of: sql)
            return first
        }

        package func runScript(_ sql: String) throws(DatabaseError) {
            for statement in splitStatements(sql, for: .mysql) { try run(statement) }
        }

        package func scratch() throws(OpenError) -> ScratchDatabase? {
            ScratchDatabase(try MySQLDriver().makeScratch(at: address))
        }

        package func compile(_ sql: String) throws(DatabaseError) {
            guard let statement = mysql_stmt_init(handle) else { throw failure(sql) }
            defer { mysql_stmt_close(statement) }
            guard mysql_stmt_prepare(statement, sql, UInt(sql.utf8.count)) == 0 else {
                let message = String(cString: mysql_stmt_error(statement))
                throw mysqlError(Int(mysql_stmt_errno(statement)), message, sql)
            }
        }

        private func send(_ text: String, _ sql: String) throws(DatabaseError) {
            guard mysql_real_query(handle, text, UInt(text.utf8.count)) == 0 else { throw failure(sql) }
        }

        private func result(_ sql: String) throws(DatabaseError) -> [[SQLValue]] {
            guard let result = mysql_store_result(handle) else {
                if mysql_errno(handle) != 0 { throw failure(sql) }
                return []
            }
            defer { mysql_free_result(result) }
            let count = Int(mysql_num_fields(result))
            guard let fields = mysql_fetch_fields(result) else { return [] }
            var rows: [[SQLValue]] = []
            while let row = mysql_fetch_row(result), let lengths = mysql_fetch_lengths(result) {
                rows.append(
                    (0..<count).map { place in
                        row[place].map { value(UnsafeRawPointer($0), Int(lengths[place]), fields[place]) } ?? .null
                    })
            }
            if mysql_errno(handle) != 0 { throw failure(sql) }
            return rows
        }

        private func passResults(of sql: String) throws(DatabaseError) {
            while true {
                let code = mysql_next_result(handle)
                if code == -1 { return }
                guard code == 0 else { throw failure(sql) }
                _ = try result(sql)
            }
        }

        private func value(_ start: UnsafeRawPointer, _ length: Int, _ field: MYSQL_FIELD) -> SQLValue {
            let bytes = UnsafeRawBufferPointer(start: start, count: length)
            let text = String(decoding: bytes, as: UTF8.self)
            switch field.type {
            case MYSQL_TYPE_TINY, MYSQL_TYPE_SHORT, MYSQL_TYPE_INT24, MYSQL_TYPE_LONG, MYSQL_TYPE_LONGLONG,
                MYSQL_TYPE_YEAR:
                return Int64(text).map(SQLValue.integer) ?? .text(text)
            case MYSQL_TYPE_FLOAT, MYSQL_TYPE_DOUBLE: return Double(text).map(SQLValue.real) ?? .text(text)
            case MYSQL_TYPE_TINY_BLOB, MYSQL_TYPE_BLOB, MYSQL_TYPE_MEDIUM_BLOB, MYSQL_TYPE_LONG_BLOB, MYSQL_TYPE_STRING,
                MYSQL_TYPE_VAR_STRING, MYSQL_TYPE_VARCHAR, MYSQL_TYPE_BIT:
                // 63 is the character set of bytes.
                return field.charsetnr == 63 ? .blob(Array(bytes)) : .text(text)
            default: return .text(text)
            }
        }

        /// The statement with its values in the places of the question marks.
        private func insert(_ values: [SQLValue], into sql: String) -> String {
            guard !values.isEmpty else { return sql }
            let pieces = sql.split(separator: "?", omittingEmptySubsequences: false)
            return zip(pieces, values.map(\.literal) + [""]).map { $0 + $1 }.joined()
        }

        private func failure(_ sql: String) -> DatabaseError {
            let (code, message) = (Int(mysql_errno(handle)), String(cString: mysql_error(handle)))
            let account = mysqlPrivilegeErrors.contains(code) ? account() : nil
            return mysqlError(code, message, sql, remedy: mysqlRemedy(code, message, account: account))
        }

        private func account() -> MySQLAccount? {
            let row = (try? rows("SELECT CURRENT_USER(), coalesce(DATABASE(), '')", []))?.first
            guard let name = row?.first?.text, let database = row?.last?.text else { return nil }
            return MySQLAccount(name: name, database: database)
        }
    }

    extension SQLValue {
        fileprivate var literal: String {
            switch self {
            case .null: "NULL"
            case .integer(let number): "\(number)"
            case .real(let number): "\(number)"
            case .text(let text): backslashLiteral(text)
            case .blob(let bytes): "x'\(hexadecimal(bytes))'"
            }
        }
    }
#endif
