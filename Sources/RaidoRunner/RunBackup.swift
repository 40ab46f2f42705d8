import Raido

/// The copies that a run makes before it loses something: one has all of it, until another program writes between two
/// of its migrations.
struct RunBackup {
    private let isWanted: Bool
    /// What the database said of changes by others when it was copied.
    private var version: Int64?

    init(isWanted: Bool) { self.isWanted = isWanted }

    /// Called with the lock held, before the first statement of the work.
    mutating func make(before work: Work, on schema: Schema, by migrator: Migrator) throws(MigratorError) {
        guard isWanted, try migrator.loses(work, on: schema) else { return }
        let database = migrator.database
        let now = try database.failing { () throws(StepFailure) in try database.versionOfOthers() }
        if let version, version == now { return }
        version = now
        do {
            if let path = try database.backUp(before: work.entry.id) { migrator.report(.backedUp(path)) }
        } catch { throw .backup(error) }
    }
}

extension Migrator {
    /// Whether the work takes something of rows that are there, or may do so.
    fileprivate func loses(_ work: Work, on schema: Schema) throws(MigratorError) -> Bool {
        var search = LossSearch(engine, on: schema)
        do { try search.follow(work.changes) } catch { throw .mismatch(migration: work.entry.id, error) }
        // Who accepts losses lets values become others without a word.
        var isUnknown = search.mayLoseMore || (work.acceptsLoss && work.changes.contains(where: \.retypesValues))
        for loss in search.found {
            guard let rows = try affectedRows(loss).1 else {
                isUnknown = true
                continue
            }
            if rows > 0 { return true }
        }
        guard isUnknown else { return false }
        do { return try database.hasRows() } catch { throw .database(error) }
    }
}

extension Change {
    /// Whether values of a column are stored as ones of another type.
    fileprivate var retypesValues: Bool {
        if case .alterColumn(_, let old, let new, _, _) = self {
            return old.generated == nil && (old.type != new.type || old.nativeTypes != new.nativeTypes)
        }
        return false
    }
}
