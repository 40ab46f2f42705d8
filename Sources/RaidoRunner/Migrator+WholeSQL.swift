import Raido
import RaidoSQL

extension Migrator {
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
