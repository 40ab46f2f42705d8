public import Raido
import RaidoSQL

/// Applies migrations to a database, reverts them, and remembers which are applied.
///
///     let migrator = try Migrator(migrations: migrations, database: "sqlite:app.sqlite")
///     try migrator.up()
///
/// Each migration and its row in the history are one transaction; on engines where each statement commits, a journal in
/// the database does what the transaction does elsewhere: the next run continues where the last one was interrupted.
/// The lock is taken before the history is read, so two programs that start at once apply everything once.
public struct Migrator {
    /// How far to go up.
    public enum Upward: Hashable, Sendable {
        case all
        /// So many runs of `raido makemigrations`.
        case batches(Int)
        /// Until this migration is applied.
        case to(String)
    }

    /// How far to go down.
    public enum Downward: Hashable, Sendable {
        case all
        /// So many runs of `raido makemigrations`.
        case batches(Int)
        /// Until this migration is the last one that is applied.
        case to(String)
    }

    public enum Progress: Hashable, Sendable {
        case applying(String)
        case applied(String, seconds: Double)
        case reverting(String)
        case reverted(String, seconds: Double)
        /// A migration that was interrupted is resumed.
        case resuming(UnfinishedMigration)
        /// The database was copied to that path, before a migration that takes something of it.
        case backedUp(String)
        /// A migration changes values of these rows where the engine says nothing of it.
        case changing(RowFinding)
        /// The database refuses to say whether rows are in the way, and the migration is made all the same: it changes
        /// nothing where it fails on them.
        case unasked(UnaskedCheck, DatabaseError)
        /// What was to be ignored, and is nothing that differs.
        case ignoringNothing(IgnorePattern)
    }

    /// The migrations that the program has.
    let catalog: MigrationCatalog
    let database: any Database
    let report: (Progress) -> Void
    /// Whether a database in a file is copied before the first migration of a run that takes something of it.
    private(set) var makesBackups: Bool

    /// Opens the database. SQLite makes the file where there is none.
    ///
    /// - Parameters:
    ///   - history: The table that remembers which migrations are applied. Two programs that share one database, each
    ///     with migrations of its own, need a table each.
    ///   - backups: Whether a SQLite file is copied beside itself before a migration takes something of it.
    ///   - singleRunner: Whether you make sure that no other run is in progress. The servers of some clusters (Galera,
    ///     Group Replication in multi-primary mode) do not share the migration lock, so what writes there throws
    ///     ``MigratorError/lockNotShared(_:)`` without it. It has no effect on other databases.
    /// - Throws: ``MigratorError``.
    public init(
        migrations: [Migration], database url: String, history: HistoryTable = .standard, backups: Bool = true,
        singleRunner: Bool = false, report: @escaping (Progress) -> Void = { _ in }
    ) throws(MigratorError) {
        try self.init(
            catalog: MigrationCatalog(migrations), database: url, history: history, backups: backups,
            singleRunner: singleRunner, report: report)
    }

    /// - Parameter creating: Whether a SQLite file that does not exist is created.
    package init(
        catalog: MigrationCatalog, database url: String, history: HistoryTable = .standard, backups: Bool = true,
        creating: Bool = true, singleRunner: Bool = false, report: @escaping (Progress) -> Void = { _ in }
    ) throws(MigratorError) {
        let database: any Database
        do throws(OpenError) {
            database = try openDatabase(url, history: history, creating: creating, singleRunner: singleRunner)
        } catch { throw .open(error) }
        self.init(catalog: catalog, database: database, backups: backups, report: report)
    }

    package init(
        migrations: [Migration], database: any Database, backups: Bool = true,
        report: @escaping (Progress) -> Void = { _ in }
    ) throws(MigratorError) {
        self.init(catalog: try MigrationCatalog(migrations), database: database, backups: backups, report: report)
    }

    package init(
        catalog: MigrationCatalog, database: any Database, backups: Bool = true,
        report: @escaping (Progress) -> Void = { _ in }
    ) {
        self.catalog = catalog
        self.database = database
        self.report = report
        makesBackups = backups
    }

    /// Applies pending migrations and gives their identities.
    ///
    /// Before the first one, the database is asked for rows that any of them would fail on.
    ///
    /// - Parameter skippingChecks: Whether that is left out; it reads each table concerned.
    /// - Throws: ``MigratorError``. Migrations applied before the one that failed stay applied.
    @discardableResult
    public func up(
        _ extent: Upward = .all, allowing allowances: Set<Allowance> = [], skippingChecks: Bool = false
    ) throws(MigratorError) -> [String] {
        if case .to(let id) = extent, !catalog.has(id) { throw .unknownMigration(id) }
        return try apply(allowing: allowances, skippingChecks: skippingChecks) { pending in pending.extent(extent) }
    }

    /// Reverts applied migrations, the last one first, and gives their identities.
    ///
    /// Before the first one, the database is asked for rows that the way back of any of them would fail on.
    ///
    /// - Parameters:
    ///   - force: Whether to continue where data is lost, or where rows get values that nobody gave.
    ///   - skippingChecks: Whether that is left out; it reads each table concerned.
    ///   - fills: The values that rows get in columns that come back. Required columns that are part of a foreign key,
    ///     and columns that rows of other tables refer to, need one if there are rows, even with `force`.
    /// - Throws: ``MigratorError``.
    @discardableResult
    public func down(
        _ extent: Downward = .batches(1), force: Bool = false, allowing allowances: Set<Allowance> = [],
        skippingChecks: Bool = false, fills: [ColumnFill] = []
    ) throws(MigratorError) -> [String] {
        let way = RowsOnTheWay(isReverting: true, isForced: force, fills: fills)
        return try revert(extent, way, allowing: allowances, skippingChecks)
    }

    private func revert(
        _ extent: Downward, _ way: RowsOnTheWay, allowing allowances: Set<Allowance>, _ skippingChecks: Bool
    ) throws(MigratorError) -> [String] {
        // Where nothing is applied there may be no file either, and none is made.
        let applied = try appliedMigrations()
        if applied.isEmpty, try unfinishedMigration() == nil {
            _ = try applied.extent(extent)
            _ = try reversal(of: [], way, on: Schema())
            return []
        }
        var way = way
        var backup = RunBackup(isWanted: makesBackups)
        var targets: Set<String>?
        var known: [AppliedMigration] = []
        var waiting: ArraySlice<AppliedMigration>?
        var seen = 0
        var isSQLChecked = false
        var isLossChecked = false
        // What the engine cannot do is told before the first migration is reverted.
        var works: ArraySlice<Work> = []
        var lateChecks: LateRowChecks?
        var reverted: [String] = []
        var replayed = ReplayedHistory()
        while true {
            let completed = try database.recording { (state) throws(MigratorError) -> Work? in
                // What this run itself removed since needs no second look: histories may be long.
                let isOwn =
                    waiting != nil && state.unfinished == nil && state.applied.count + 1 == seen
                    && state.unchanged == state.applied.count
                seen = state.applied.count
                if isOwn {
                    known.removeLast()
                    waiting?.removeFirst()
                } else {
                    // It passed when it was started, and what is not made of it may be edited since.
                    if state.unfinished == nil {
                        try refuse(among: state.applied, but: allowances, [.unknown, .edited])
                    }
                    known = state.applied.filter { catalog.has($0.id) }
                    let chosen: Set<String>
                    if let targets { chosen = targets } else { chosen = try Set(known.extent(extent).map(\.id)) }
                    targets = chosen
                    let rest = known.reversed().filter { chosen.contains($0.id) }
                    if way.reversal == nil {
                        let schema = try replayed.schema(after: known, of: catalog)
                        way.reversal = try reversal(of: catalog.migrations(rest.map(\.id)), way, on: schema)
                    }
                    if let unfinished = state.unfinished {
                        try catalog.expectUnchanged()
                        return try resuming(
                            unfinished, way, after: known, on: replayed.schema(after: known, of: catalog))
                    }
                    waiting = rest[...]
                }
                let rest = waiting ?? []
                if !isSQLChecked { try expectWholeSQL(in: catalog.migrations(rest.map(\.id)), isReverting: true) }
                isSQLChecked = true
                guard let last = known.last, !rest.isEmpty else { return nil }
                // Another program applied something on top in the meantime.
                guard last.id == rest.first?.id, let migration = try catalog.migration(last.id) else {
                    throw .database(.historyMoved)
                }
                let schema = try replayed.schema(after: known, of: catalog, isContinued: isOwn)
                try expectNoLoss(
                    reverting: isLossChecked ? [last] : Array(rest), way, on: schema, isLate: isLossChecked)
                isLossChecked = true
                if !isOwn { works = try feasibleWorks(reverting: Array(rest), way, on: schema)[...] }
                if !skippingChecks {
                    if lateChecks == nil {
                        lateChecks = try expectFittingRows(for: catalog.migrations(rest.map(\.id)), way, on: schema)
                    }
                    if let lateChecks { try expectFittingRows(for: migration, way, lateChecks) }
                }
                let work: Work
                if let first = works.first { work = first } else { work = try reverting(migration, way, on: schema) }
                try backup.make(before: work, on: schema, by: self)
                if reverted.isEmpty { try catalog.expectUnchanged() }
                report(.reverting(last.id))
                return work
            }
            guard let completed else { return reverted }
            if works.first?.entry.id == completed.id { works.removeFirst() }
            report(.reverted(completed.id, seconds: completed.duration))
            reverted.append(completed.id)
        }
    }

    /// Reverts the last batch and applies it again.
    ///
    /// Before the first migration, the database is asked for rows that the way back or the way up of any would fail on.
    ///
    /// - Parameters:
    ///   - force: Whether to continue where data is lost.
    ///   - skippingChecks: Whether rows are not checked.
    ///   - fills: The values that rows get in columns that come back, until they are dropped again: user SQL may read
    ///     them, and a foreign key needs some that exist.
    /// - Throws: ``MigratorError``.
    @discardableResult
    public func redo(
        force: Bool = false, allowing allowances: Set<Allowance> = [], skippingChecks: Bool = false,
        fills: [ColumnFill] = []
    ) throws(MigratorError) -> [String] {
        let way = RowsOnTheWay(isReverting: true, isForced: force, comesBack: true, fills: fills)
        let reverted = Set(try revert(.batches(1), way, allowing: allowances, skippingChecks))
        // What was reverted is newer than what is applied, so nothing of it is out of order.
        return try apply(
            allowing: allowances.union([.outOfOrder]), skippingChecks: skippingChecks
        ) { pending in
            pending.filter { reverted.contains($0.id) }
        }
    }

    private func apply(
        allowing allowances: Set<Allowance>, skippingChecks: Bool = false,
        choose: ([MigrationCatalog.Entry]) -> [MigrationCatalog.Entry]
    ) throws(MigratorError) -> [String] {
        try expectNoOtherHistory()
        var backup = RunBackup(isWanted: makesBackups)
        var targets: Set<String>?
        var waiting: ArraySlice<Migration>?
        // What the engine cannot do is told before the first migration is applied.
        var works: ArraySlice<Work> = []
        var lateChecks: LateRowChecks?
        var done: [String] = []
        var replayed = ReplayedHistory()
        var seen = 0
        while true {
            let completed = try database.recording { (state) throws(MigratorError) -> Work? in
                let applied = state.applied
                // What this run itself added since needs no second look: histories may be long.
                let isOwn =
                    waiting != nil && applied.last?.id == done.last && applied.count == seen + 1
                    && state.unchanged == seen
                seen = applied.count
                if !isOwn {
                    let pending = self.pending(after: applied)
                    let chosen = targets ?? Set(choose(pending).map(\.id))
                    targets = chosen
                    // It passed when it was started.
                    if let unfinished = state.unfinished {
                        let isLater = pending.contains { $0.id == unfinished.id } && !chosen.contains(unfinished.id)
                        if isLater, !unfinished.isReverting { throw unfinishedError(unfinished) }
                        try catalog.expectUnchanged()
                        return try resuming(
                            unfinished, .up, after: applied,
                            on: replayed.schema(after: applied, of: catalog))
                    }
                    try refuse(among: applied, but: allowances, Allowance.allCases)
                    let chosenEntries = pending.filter { chosen.contains($0.id) }
                    try expectFittingIdentities(of: chosenEntries)
                    let next = try catalog.migrations(chosenEntries.map(\.id))
                    try expectWholeSQL(in: next)
                    if !next.isEmpty {
                        let schema = try replayed.schema(after: applied, of: catalog, isContinued: isOwn)
                        try expectReferences(of: next, on: schema, after: applied)
                        works = try self.works(for: next, on: schema)[...]
                        try database.expectFeasible(Array(works))
                    }
                    waiting = next[...]
                }
                if let unfinished = state.unfinished { throw unfinishedError(unfinished) }
                guard let next = waiting?.first else { return nil }
                // What this run made is gone from the history: it is not made again.
                if !isOwn, done.contains(next.id) { throw .database(.historyMoved) }
                let schema = try replayed.schema(after: applied, of: catalog, isContinued: isOwn)
                if !skippingChecks {
                    if lateChecks == nil {
                        lateChecks = try expectFittingRows(for: Array(waiting ?? []), .up, on: schema)
                    }
                    if let lateChecks { try expectFittingRows(for: next, .up, lateChecks) }
                }
                let work: Work
                if let first = works.first { work = first } else { work = try applying(next, on: schema) }
                try backup.make(before: work, on: schema, by: self)
                if done.isEmpty { try catalog.expectUnchanged() }
                report(.applying(next.id))
                return work
            }
            guard let completed else { return done }
            // What was resumed is chosen again.
            if waiting?.first?.id == completed.id { waiting?.removeFirst() }
            if works.first?.entry.id == completed.id { works.removeFirst() }
            report(.applied(completed.id, seconds: completed.duration))
            done.append(completed.id)
        }
    }
}

extension Migrator {
    /// The same one, that copies no database: what it does is undone.
    var withoutBackups: Migrator {
        var other = self
        other.makesBackups = false
        return other
    }

    func pending(after applied: [AppliedMigration]) -> [MigrationCatalog.Entry] {
        let done = Set(applied.map(\.id))
        return catalog.entries.filter { !done.contains($0.id) }
    }

    func applying(_ migration: Migration, on schema: Schema) throws(MigratorError) -> Work {
        Work(
            entry: .add(id: migration.id, batch: migration.batch, checksum: migration.checksum),
            changes: migration.changes,
            steps: try steps(migration.changes, of: migration, on: schema), schema: schema)
    }

    func reverting(
        _ migration: Migration, _ way: RowsOnTheWay, on schema: Schema
    ) throws(MigratorError) -> Work {
        let inverse = way.changes(reverting: migration.id, by: try inverse(of: migration))
        return Work(
            entry: .remove(id: migration.id, checksum: migration.checksum), changes: inverse,
            steps: try steps(inverse, of: migration, on: schema), schema: schema,
            acceptsLoss: way.isForced)
    }

    func steps(
        _ changes: [Change], of migration: Migration, on schema: Schema
    ) throws(MigratorError) -> [Step] {
        do {
            return try render(changes, on: schema, for: database.engine)
        } catch {
            if case .mismatch(let mismatch) = error.reason { throw .mismatch(migration: migration.id, mismatch) }
            throw .unsupported(migration: migration.id, reason: "\(error)")
        }
    }

    func inverse(of migration: Migration) throws(MigratorError) -> [Change] {
        do { return try migration.inverse() } catch { throw .irreversible(error) }
    }
}
