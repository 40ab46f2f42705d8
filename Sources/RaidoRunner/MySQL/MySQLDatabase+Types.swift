import Raido
import RaidoSQL

extension MySQLDatabase {
    /// Refuses a migration that makes a column of a type, or a default, that the server's version has not, before any
    /// of it is made.
    func expectTypes(of work: Work) throws(MigratorError) {
        guard let text = serverVersion else { return }
        let version = MySQLVersion("\(text)-\(engine.displayName)")
        if version.lacksRandomBytes, work.makesRandomBytes(on: engine) {
            let missing = MissingRandomBytes(version: text, engine: engine, since: "10.10")
            throw .unsupported(migration: work.entry.id, reason: "\(missing)")
        }
        guard version.lacksUUID else { return }
        for change in work.changes {
            guard let column = change.uuidColumn(for: engine) else { continue }
            let missing = MissingType(type: "uuid", column: column, version: text, engine: engine, since: "10.7")
            throw .unsupported(migration: work.entry.id, reason: "\(missing)")
        }
    }
}

extension MySQLDatabase {
    /// Refuses a migration that leaves a table without a primary key, before any of it is made, where the server does
    /// not take such tables.
    func expectKeys(of work: Work) throws(MigratorError) {
        guard engine == .mysql, let table = work.changes.lazy.compactMap(\.tableWithoutKey).first else { return }
        let isWanted = try failing { () throws(StepFailure) in
            try asking("ask which tables the server accepts") { () throws(DatabaseError) in
                try connection.number("SELECT @@sql_require_primary_key") == 1
            }
        }
        guard isWanted else { return }
        throw .unsupported(migration: work.entry.id, reason: "\(MissingKey(table: table))")
    }
}

/// A table without a primary key, on a server that takes none.
struct MissingKey: Hashable {
    var table: String
}

/// A type of a column that an older version of an engine does not have.
struct MissingType: Hashable {
    var type: String
    var column: String
    var version: String
    var engine: Engine
    var since: String
}

/// Random UUIDs on a version of an engine that has no random bytes.
struct MissingRandomBytes: Hashable {
    var version: String
    var engine: Engine
    var since: String
}

extension Work {
    func makesRandomBytes(on engine: Engine) -> Bool {
        steps.contains { step in
            guard case .statement(let statement) = step, statement.origin == .rendered else { return false }
            return SQLPieces(statement.text, for: engine).compactMap(\.token).contains { $0.isKeyword("random_bytes") }
        }
    }
}

extension Change {
    fileprivate var tableWithoutKey: String? {
        if case .createTable(let table) = self, table.primaryKey.isEmpty { return table.name }
        if case .changePrimaryKey(let table, _, let columns) = self, columns.isEmpty { return table }
        return nil
    }

    /// The column of the type `uuid` that the change makes, if any: `users.token`.
    fileprivate func uuidColumn(for engine: Engine) -> String? {
        func named(_ columns: [Column], of table: String) -> String? {
            columns.first { $0.type == .uuid && $0.nativeTypes[engine] == nil }.map { "\(table).\($0.name)" }
        }
        if case .createTable(let table) = self { return named(table.columns, of: table.name) }
        if case .addColumn(let column, let table, _) = self { return named([column], of: table) }
        if case .alterColumn(let table, _, let column, _, _) = self { return named([column], of: table) }
        return nil
    }
}
