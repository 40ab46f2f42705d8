#if MySQL
    import Raido
    import RaidoPlatform
    import RaidoSQL
    import Testing

    @testable import RaidoRunner

    /// A server that the tests may use: `RAIDO_MARIADB_URL`, `RAIDO_MYSQL_URL`.
    struct MySQLServer: Sendable, CustomTestStringConvertible {
        var engine: Engine
        var url: String

        var testDescription: String { engine.displayName }

        static let available: [MySQLServer] = [Engine.mariadb, .mysql].compactMap { engine in
            let variable = "RAIDO_\(engine.rawValue.uppercased())_URL"
            guard let url = Platform.environment(variable), !url.isEmpty else {
                print("\(variable) is not set: nothing is tested on \(engine.displayName)")
                return nil
            }
            return MySQLServer(engine: engine, url: url)
        }

        /// Each server with each of so many seeds.
        static func withSeeds(_ seeds: [UInt64]) -> [(MySQLServer, UInt64)] {
            available.flatMap { server in seeds.map { (server, $0) } }
        }
    }

    /// A database of its own on a server, dropped at the end, that changes are tried on.
    final class MySQLBench {
        let server: MySQLServer
        let name: String
        let connection: MySQLConnection
        let database: MySQLDatabase
        private(set) var schema = Schema()
        private var applied = 0

        init(_ server: MySQLServer, _ tables: Table...) throws {
            self.server = server
            name = "raido_\(UInt64.random(in: 0...UInt64.max))"
            connection = try MySQLConnection(MySQLAddress(server.url))
            database = try MySQLDatabase(connection)
            try clear()
            if !tables.isEmpty { try create(tables) }
        }

        deinit { try? connection.run("DROP DATABASE IF EXISTS \(name)") }

        var engine: Engine { database.engine }

        /// Drops everything.
        func clear() throws {
            try connection.run("DROP DATABASE IF EXISTS \(name)")
            try connection.run("CREATE DATABASE \(name)")
            try connection.run("USE \(name)")
            schema = Schema()
        }

        /// Creates tables that may refer to each other in circles.
        func create(_ tables: [Table]) throws {
            try connection.run("SET foreign_key_checks = 0")
            try apply(tables.map(Change.createTable))
            try connection.run("SET foreign_key_checks = 1")
        }

        /// Makes the changes as one migration.
        func apply(_ changes: [Change]) throws {
            let steps = try render(changes, on: schema, for: engine)
            let after = try schema.applying(changes)
            applied += 1
            let id = "m\(applied)"
            do {
                _ = try database.recording { (_) throws(MigratorError) -> Work? in
                    Work(entry: .add(id: id, batch: id, checksum: ""), changes: changes, steps: steps)
                }
            } catch {
                if Platform.environment("RAIDO_SHOW") != nil {
                    for table in schema.tables {
                        print((try? rows("SHOW CREATE TABLE \(backtickQuote(table.name))")) ?? [])
                    }
                    print(script(steps))
                }
                throw error
            }
            schema = after
        }

        /// What first differs between what is there and what is wanted.
        func difference() throws -> String? {
            let wanted = normalised(schema, for: engine)
            let found = try database.inspection()
            return wanted.firstDifference(from: found.schema).map { "\($0)" } ?? found.drift(in: schema).first
        }

        func run(_ sql: String) throws { try connection.run(sql) }

        /// The rows as text, columns separated by `|`, NULL as nothing.
        func rows(_ sql: String) throws -> [String] {
            try connection.rows(sql).map { $0.map(\.shown).joined(separator: "|") }
        }
    }

    extension Schema {
        /// The schema without what these engines refuse: conditions and expressions of unique indexes, SQLite's
        /// collation, keys that pass NULL on to columns that take none, keys from a row to itself, expressions over numbered columns, and (on MariaDB) generated columns over `char` ones.
        func withoutWhatMySQLRefuses() -> Schema {
            mapTables { table in
                var table = table
                let chars = table.columns.filter { if case .char = $0.type { true } else { false } }.map(\.name)
                let numbered = table.columns.filter(\.isIdentity).map(\.name)
                func mentions(_ text: SQLFragment, _ names: [String]) -> Bool {
                    names.contains { text.renamingColumn($0, to: $0 + "_") != text }
                }
                let name = table.name
                table.foreignKeys.removeAll { $0.referencedTable == name && $0.columns == $0.referencedColumns }
                table.foreignKeys = table.foreignKeys.map { key in
                    var key = key
                    let isStrict = key.columns.contains { table.column($0)?.isNullable == false }
                    let target = self[key.referencedTable]
                    let isLoose = key.referencedColumns.contains { target?.column($0)?.isNullable == true }
                    if isStrict, isLoose { key.onUpdate = .noAction }
                    let expressions = table.checks.map(\.expression) + table.columns.compactMap(\.generated)
                    let isNamed = expressions.contains { text in
                        key.columns.contains { text.renamingColumn($0, to: $0 + "_") != text }
                    }
                    if key.onDelete == .setDefault { key.onDelete = .setNull }
                    if isNamed { key.onDelete = .noAction }
                    if isNamed || key.onUpdate == .setDefault { key.onUpdate = .noAction }
                    return key
                }
                table.checks.removeAll { mentions($0.expression, numbered) }
                table.columns = table.columns.map { column in
                    var column = column
                    if column.collation != nil { column.collation = "utf8mb4_bin" }
                    if column.generated.map({ mentions($0, numbered + chars) }) == true { column.generated = nil }
                    return column
                }
                table.indexes = table.indexes.map { index in
                    var index = index
                    if index.predicate != nil || index.parts.contains(where: { $0.column == nil }) {
                        index.isUnique = false
                    }
                    return index
                }
                return table
            }
        }
    }
#endif
