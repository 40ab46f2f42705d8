import Raido
import RaidoSQL

extension Migrator {
    /// Refuses a migration that the history could not name, before the first of them is made.
    func expectFittingIdentities(of pending: [Migration]) throws(MigratorError) {
        guard let limit = database.longestIdentity else { return }
        for migration in pending {
            let count = max(migration.id.unicodeScalars.count, migration.batch.unicodeScalars.count)
            if count > limit {
                throw .unsupported(migration: migration.id, reason: tooLongIdentity(count, limit: limit))
            }
        }
    }

    /// Refuses raw SQL that the engine would run the beginning of, before the first of these migrations is made: their
    /// files may be edited by hand.
    func expectWholeSQL(in pending: [Migration], isReverting: Bool = false) throws(MigratorError) {
        for migration in pending {
            for case .sql(let raw) in migration.changes {
                let fragments = isReverting ? raw.down ?? [] : raw.up
                for text in fragments.compactMap({ $0.text(for: engine) }) {
                    do { try engine.expectNoNUL(in: text, for: "run the migration's own SQL") } catch {
                        throw .unsupported(migration: migration.id, reason: "\(error)")
                    }
                }
            }
        }
    }
}
