import Raido
import RaidoSQL

extension Migrator {
    /// Refuses a migration that the history could not name, before the first of them is made.
    func expectFittingIdentities(of pending: [MigrationCatalog.Entry]) throws(MigratorError) {
        guard let limit = database.longestIdentity else { return }
        for migration in pending {
            let count = max(migration.id.unicodeScalars.count, migration.batch.unicodeScalars.count)
            if count > limit {
                throw .unsupported(migration: migration.id, reason: tooLongIdentity(count, limit: limit))
            }
        }
    }

    /// Refuses, before the first of these migrations is made, raw SQL that the engine would run the beginning of, or
    /// that changes what the runner itself keeps in the database: files of migrations may be edited by hand.
    func expectWholeSQL(in pending: [Migration], isReverting: Bool = false) throws(MigratorError) {
        for migration in pending {
            for case .sql(let raw) in migration.changes {
                let fragments = isReverting ? raw.down ?? [] : raw.up
                for text in fragments.compactMap({ $0.text(for: engine) }) {
                    do { try engine.expectNoNUL(in: text, for: "run the migration's own SQL") } catch {
                        throw .unsupported(migration: migration.id, reason: "\(error)")
                    }
                    for statement in splitStatements(text, for: engine) {
                        guard let table = ownTable(changedBy: statement) else { continue }
                        throw .unsupported(migration: migration.id, reason: "\(HistoryTableUse(table: table))")
                    }
                }
            }
        }
    }

    /// The history's table or the journal's, where the statement takes it away or changes it.
    private func ownTable(changedBy statement: String) -> String? {
        let tokens = SQLPieces(statement, for: engine).compactMap(\.token)
        guard tokens.first.map({ token in Self.changing.contains { token.isKeyword($0) } }) == true else { return nil }
        return database.historyTable.names.first { name in
            tokens.contains { $0.identifier?.isSameName(as: name) == true }
        }
    }

    private static let changing = [
        "ALTER", "DELETE", "DROP", "INSERT", "LOAD", "MERGE", "RENAME", "REPLACE", "TRUNCATE", "UPDATE", "WITH",
    ]
}

/// A table of the runner's own that the user's SQL would change.
struct HistoryTableUse {
    var table: String
}
