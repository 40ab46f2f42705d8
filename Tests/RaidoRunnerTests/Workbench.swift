#if SQLite
    import Raido
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    /// A SQLite database in memory that changes are tried on.
    final class Workbench: ChangeBench {
        let connection: SQLiteConnection
        let database: SQLiteDatabase
        private(set) var schema = Schema()
        private var applied = 0

        /// Tables that were made past the migrations.
        var ownTables: [String] = []

        init(_ tables: Table...) throws {
            connection = try SQLiteConnection(path: ":memory:")
            database = SQLiteDatabase(connection)
            if !tables.isEmpty { try apply(tables.map(Change.createTable)) }
        }

        /// Makes the changes as one migration, read from its text.
        func apply(_ changes: [Change]) throws {
            let changes = try readBack(changes)
            let steps = try render(changes, on: schema, for: .sqlite)
            let after = try schema.applying(changes)
            applied += 1
            let id = "m\(applied)"
            _ = try database.recording { (_) throws(MigratorError) -> Work? in
                Work(entry: .add(id: id, batch: id, checksum: ""), changes: changes, steps: steps)
            }
            schema = after
        }

        func difference() throws -> String? {
            var found = try database.inspection()
            for own in ownTables { found.schema[own] = nil }
            let wanted = normalised(schema, for: .sqlite)
            return wanted.firstDifference(from: found.schema).map { "\($0)" } ?? found.drift(in: schema).first
        }
    }
#endif
