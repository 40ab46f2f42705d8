import Raido

/// The copy that a run makes before it first loses something; one copy has all of it.
struct RunBackup {
    private var isWanted: Bool

    init(isWanted: Bool) { self.isWanted = isWanted }

    /// Called with the lock held, before the first statement of the work.
    mutating func make(before work: Work, by migrator: Migrator) throws(MigratorError) {
        guard isWanted, try migrator.loses(work) else { return }
        isWanted = false
        do {
            if let path = try migrator.database.backUp(before: work.entry.id) { migrator.report(.backedUp(path)) }
        } catch { throw .backup(error) }
    }
}

extension Migrator {
    /// Whether the work takes something of rows that are there, or may do so.
    fileprivate func loses(_ work: Work) throws(MigratorError) -> Bool {
        var search = LossSearch(engine)
        search.follow(work.changes)
        var isUnknown = work.changes.contains { $0.mayLose(on: engine) }
        for loss in search.found {
            guard let rows = try affectedRows(loss) else {
                isUnknown = true
                continue
            }
            if rows > 0 { return true }
        }
        guard isUnknown else { return false }
        do { return try database.hasRows() } catch { throw .database(error) }
    }
}
