#if SQLite
    import Raido
    import RaidoSQL
    import Testing

    @testable import RaidoRunner

    /// A SQLite database in memory that changes are tried on.
    final class Workbench {
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

        /// Makes the changes as one migration.
        func apply(_ changes: [Change], acceptingLoss: Bool = false) throws {
            let steps = try render(changes, on: schema, for: .sqlite)
            let after = try schema.applying(changes)
            applied += 1
            let id = "m\(applied)"
            _ = try database.recording { (_) throws(MigratorError) -> Work? in
                Work(
                    entry: .add(id: id, batch: id, checksum: ""), changes: changes, steps: steps,
                    acceptsLoss: acceptingLoss)
            }
            schema = after
        }

        /// Makes the changes, compares what is there then, takes them back, and compares again.
        func applyAndRevert(_ changes: [Change], sourceLocation: SourceLocation = #_sourceLocation) throws {
            let before = schema
            let inverse = try Migration(id: "", batch: "", changes: changes).inverse()
            try apply(changes)
            try expectAsWanted(sourceLocation: sourceLocation)
            try apply(inverse)
            #expect(schema == before, sourceLocation: sourceLocation)
            try expectAsWanted(sourceLocation: sourceLocation)
        }

        func expectAsWanted(sourceLocation: SourceLocation = #_sourceLocation) throws {
            var found = try database.inspection()
            for own in ownTables { found.schema[own] = nil }
            let wanted = normalised(schema, for: .sqlite)
            let difference = wanted.firstDifference(from: found.schema).map { "\($0)" }
            #expect(difference == nil, sourceLocation: sourceLocation)
            #expect(found.drift(in: schema) == [], sourceLocation: sourceLocation)
        }

        func run(_ sql: String) throws { try connection.run(sql) }

        /// The rows as text, columns separated by `|`, NULL as nothing.
        func rows(_ sql: String) throws -> [String] {
            try connection.rows(sql).map { $0.map(\.shown).joined(separator: "|") }
        }
    }
#endif
