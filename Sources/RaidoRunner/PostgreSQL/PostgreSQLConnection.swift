#if PostgreSQL
    import RaidoCPostgreSQL
    import Raido
    import RaidoSQL

    /// The driver for PostgreSQL: the only file that knows the system's libpq.
    final class PostgreSQLConnection: Connection {
        /// The oldest server with generated columns.
        static let oldestVersion: Int32 = 120_000

        private let address: PostgreSQLAddress
        private var opened: OpaquePointer?
        private var cancellation: PostgreSQLCancellation?

        /// A connection to the server of that URL, made when it is first used.
        convenience init(url: String) throws(OpenError) { self.init(try Self.address(url)) }

        init(_ address: PostgreSQLAddress) { self.address = address }

        /// What keeps libpq from being loaded.
        private static let loadingProblem = raido_load_postgresql().map { String(cString: $0) }

        static func address(_ url: String) throws(OpenError) -> PostgreSQLAddress {
            if let problem = loadingProblem { throw .noLibrary(.postgresql, problem) }
            let defaults = Self.defaults
            var address = try PostgreSQLAddress(url, known: Set(defaults.keys))
            address.protectPassword(defaults)
            return address
        }

        /// What libpq knows how to be told, with the values that it takes otherwise.
        private static var defaults: [String: String?] {
            var values: [String: String?] = [:]
            let options = PQconndefaults()
            defer { PQconninfoFree(options) }
            var next = options
            while let option = next, let keyword = option.pointee.keyword {
                values[String(cString: keyword)] = .some(option.pointee.val.map { String(cString: $0) })
                next = option.successor()
            }
            return values
        }

        deinit { PQfinish(opened) }

        /// Connecting fails where there is none, and says why when something is asked of it.
        var exists: Bool { true }

        private func handle() throws(DatabaseError) -> OpaquePointer {
            if let opened, PQstatus(opened) == CONNECTION_OK { return opened }
            PQfinish(opened)
            opened = nil
            return try connect()
        }

        private func connect() throws(DatabaseError) -> OpaquePointer {
            guard let new = makeConnection() else {
                throw DatabaseError(kind: .cannotConnect, code: 0, message: "out of memory", statement: place)
            }
            guard PQstatus(new) == CONNECTION_OK else {
                let words = address.hidingSecrets(in: text(PQerrorMessage(new)))
                PQfinish(new)
                throw .cannotConnect(words, address, at: place)
            }
            let version = PQserverVersion(new)
            guard version >= Self.oldestVersion else {
                let found = text(PQparameterStatus(new, "server_version"))
                PQfinish(new)
                throw DatabaseError(
                    kind: .other, code: 0, message: "this is PostgreSQL \(found), and 12 or later is needed",
                    statement: place)
            }
            PQsetNoticeProcessor(new, { _, _ in }, nil)
            opened = new
            cancellation = PostgreSQLCancellation(new)
            do throws(DatabaseError) {
                try run(PostgreSQLSession.rules)
                try expectOwnSession(new)
            } catch {
                PQfinish(new)
                opened = nil
                throw error
            }
            return new
        }

        /// Throws behind a pooler that gives each transaction another session: settings would not hold, nor locks.
        ///
        /// There the server's process is another one than the pooler said, and two connections share it.
        private func expectOwnSession(_ handle: OpaquePointer) throws(DatabaseError) {
            let query = "SELECT pg_catalog.pg_backend_pid()"
            guard let own = try number(query), own != Int64(PQbackendPID(handle)) else { return }
            guard let second = makeConnection() else { return }
            defer { PQfinish(second) }
            let result = PQexec(second, query)
            defer { PQclear(result) }
            let other = PQgetvalue(result, 0, 0).flatMap { Int64(String(cString: $0)) }
            let now = try number(query)
            guard other == own || now != own else { return }
            throw DatabaseError(
                kind: .other, code: 0,
                message:
                    "a pooler, such as PgBouncer in transaction mode, gives each transaction another session of the "
                    + "server, so neither settings nor locks would hold; connect to the server itself, or to a pool in "
                    + "session mode", statement: place)
        }

        /// Each part of the address by itself, so that the library has nothing to take apart.
        private func makeConnection() -> OpaquePointer? {
            let parameters = address.parameters.sorted { $0.key < $1.key }
            return Self.withPointers(parameters.map(\.key) + [nil]) { keywords in
                Self.withPointers(parameters.map(\.value) + [nil]) { values in
                    PQconnectdbParams(keywords, values, 0)
                }
            }
        }

        /// Where the server is, for messages.
        private var place: String { "-- \(address.url.shown)" }

        @discardableResult
        func rows(_ sql: String, _ values: [SQLValue]) throws(DatabaseError) -> [[SQLValue]] {
            let result = send(sql, values, over: try handle())
            defer { PQclear(result) }
            try check(result, sql)
            return (0..<PQntuples(result)).map { row in
                (0..<PQnfields(result)).map { column in value(of: result, row, column) }
            }
        }

        /// Sends one statement. Of a text that holds several the server takes none (manual, 55.2.3), so that nothing is
        /// ever run that was not looked at by itself.
        private func send(_ sql: String, _ values: [SQLValue] = [], over handle: OpaquePointer) -> OpaquePointer? {
            Self.withPointers(values.map(\.parameter)) { pointers in
                PQexecParams(handle, sql, Int32(pointers.count), nil, pointers, nil, nil, 0)
            }
        }

        func runScript(_ sql: String) throws(DatabaseError) {
            if let word = transactionCommand(in: sql) { throw .transactionCommand(word, in: sql) }
            for statement in splitStatements(sql, for: .postgresql) {
                let handle = try handle()
                let before = PQtransactionStatus(handle)
                let result = send(statement, over: handle)
                defer { PQclear(result) }
                try check(result, statement)
                if PQtransactionStatus(handle) != before { throw .endedTransaction(statement) }
            }
        }

        func compile(_ sql: String) throws(DatabaseError) {
            let result = PQprepare(try handle(), "raido_compiled", sql, 0, nil)
            defer { PQclear(result) }
            try check(result, sql)
            try run("DEALLOCATE raido_compiled")
        }

        private static func withPointers<Value>(
            _ texts: [String?], _ body: ([UnsafePointer<CChar>?]) -> Value
        ) -> Value {
            var pointers: [UnsafePointer<CChar>?] = []
            func next(_ rest: ArraySlice<String?>) -> Value {
                guard let first = rest.first else { return body(pointers) }
                guard let text = first else {
                    pointers.append(nil)
                    return next(rest.dropFirst())
                }
                return text.withCString { pointer in
                    pointers.append(pointer)
                    return next(rest.dropFirst())
                }
            }
            return next(texts[...])
        }

        private func value(of result: OpaquePointer?, _ row: Int32, _ column: Int32) -> SQLValue {
            guard PQgetisnull(result, row, column) == 0 else { return .null }
            let bytes = UnsafeRawBufferPointer(
                start: PQgetvalue(result, row, column), count: Int(PQgetlength(result, row, column)))
            let text = String(decoding: bytes, as: UTF8.self)
            // Numbers of built-in types never change: PostgreSQL's pg_type.dat.
            switch PQftype(result, column) {
            case 16: return .integer(text == "t" ? 1 : 0)
            case 17: return .blob(Self.bytes(ofHexadecimal: text))
            case 20, 21, 23, 26: return Int64(text).map(SQLValue.integer) ?? .text(text)
            case 700, 701: return Double(text).map(SQLValue.real) ?? .text(text)
            default: return .text(text)
            }
        }

        private static func bytes(ofHexadecimal text: String) -> [UInt8] {
            let digits = text.utf8.dropFirst(2).compactMap { Character(UnicodeScalar($0)).hexDigitValue }
            return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
        }

        private func check(_ result: OpaquePointer?, _ sql: String) throws(DatabaseError) {
            switch PQresultStatus(result) {
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY, PGRES_SINGLE_TUPLE: return
            case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
                // The connection would wait for data for ever.
                PQfinish(opened)
                opened = nil
                throw DatabaseError(
                    kind: .other, code: 0, message: "COPY from or to the program is not possible here", statement: sql)
            default: throw failure(of: result, sql)
            }
        }

        private func failure(of result: OpaquePointer?, _ sql: String) -> DatabaseError {
            func field(_ code: UnicodeScalar) -> String? {
                PQresultErrorField(result, Int32(code.value)).map { String(cString: $0) }
            }
            guard let state = field("C"), let primary = field("M") else {
                let words = address.hidingSecrets(in: text(PQerrorMessage(opened)))
                return DatabaseError(kind: .cannotConnect, code: 0, message: words, statement: sql)
            }
            return DatabaseError(
                PostgreSQLReport(
                    state: state, primary: primary, detail: field("D"), hint: field("H"), function: field("R"),
                    isAboutText: field("P") != nil), statement: sql)
        }

        private func text(_ pointer: UnsafePointer<CChar>?) -> String { pointer.map { String(cString: $0) } ?? "" }
        private func text(_ pointer: UnsafeMutablePointer<CChar>?) -> String {
            pointer.map { String(cString: $0) } ?? ""
        }
    }

    extension SQLValue {
        /// The value as libpq takes it.
        fileprivate var parameter: String? {
            switch self {
            case .null: nil
            case .integer(let number): "\(number)"
            case .real(let number): "\(number)"
            case .text(let text): text
            case .blob(let bytes): "\\x\(hexadecimal(bytes))"
            }
        }
    }
#endif
