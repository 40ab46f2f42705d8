public import Raido
import RaidoSQL

/// Applies migrations to a database, reverts them, and remembers which are applied.
///
///     let migrator = try Migrator(migrations: migrations, database: "sqlite:app.sqlite")
///     try migrator.up()
///
/// Each migration and its row in the history are one transaction; on engines where each statement commits, a journal in
/// the database does what the transaction does elsewhere: the next run goes on where the last one was interrupted. The
/// lock is taken before the history is read, so two programs that start at once apply everything once.
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
        /// A migration that was interrupted is gone on with.
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
    /// - Throws: ``MigratorError``.
    public init(
        migrations: [Migration], database url: String, history: HistoryTable = .standard, backups: Bool = true,
        report: @escaping (Progress) -> Void = { _ in }
    ) throws(MigratorError) {
        try self.init(
            catalog: MigrationCatalog(migrations), database: url, history: history, backups: backups, report: report)
    }

    /// - Parameter creating: Whether a SQLite file that is not there is created.
    package init(
        catalog: MigrationCatalog, database url: String, history: HistoryTable = .standard, backups: Bool = true,
        creating: Bool = true, report: @escaping (Progress) -> Void = { _ in }
    ) throws(MigratorError) {
        let database: any Database
        do { database = try openDatabase(url, history: history, creating: creating) } catch { throw .open(error) }
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
    ///   - force: Whether to go on where data is lost.
    ///   - skippingChecks: Whether that is left out; it reads each table concerned.
    /// - Throws: ``MigratorError``.
    @discardableResult
    public func down(
        _ extent: Downward = .batches(1), force: Bool = false, allowing allowances: Set<Allowance> = [],
        skippingChecks: Bool = false
    ) throws(MigratorError) -> [String] {
        try revert(extent, RowsOnTheWay(isReverting: true, isForced: force), allowing: allowances, skippingChecks)
    }

    private func revert(
        _ extent: Downward, _ way: RowsOnTheWay, allowing allowances: Set<Allowance>, _ skippingChecks: Bool
    ) throws(MigratorError) -> [String] {
        // Where nothing is applied there may be no file either, and none is made.
        let applied = try appliedMigrations()
        if applied.isEmpty, try unfinishedMigration() == nil {
            _ = try applied.extent(extent)
            return []
        }
        var backup = RunBackup(isWanted: makesBackups)
        var targets: Set<String>?
        var known: [AppliedMigration] = []
        var waiting: ArraySlice<AppliedMigration>?
        var seen = 0
        var isSQLChecked = false
        var isLossChecked = way.isForced
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
                    // It passed when it was begun, and what is not made of it may be edited since.
                    if state.unfinished == nil {
                        try refuse(among: state.applied, but: allowances, [.unknown, .edited])
                    }
                    known = state.applied.filter { catalog.has($0.id) }
                    let chosen: Set<String>
                    if let targets { chosen = targets } else { chosen = try Set(known.extent(extent).map(\.id)) }
                    targets = chosen
                    if let unfinished = state.unfinished {
                        return try resuming(
                            unfinished, isReverting: true, after: known, on: replayed.schema(after: known, of: catalog))
                    }
                    waiting = known.reversed().filter { chosen.contains($0.id) }[...]
                }
                let rest = waiting ?? []
                if !isSQLChecked { try expectWholeSQL(in: catalog.migrations(rest.map(\.id)), isReverting: true) }
                isSQLChecked = true
                if !isLossChecked { try expectNoLoss(reverting: Array(rest)) }
                isLossChecked = true
                guard let last = known.last, !rest.isEmpty else { return nil }
                // Another program applied something on top meanwhile.
                guard last.id == rest.first?.id, let migration = try catalog.migration(last.id) else {
                    throw .database(.historyMoved)
                }
                let schema = try replayed.schema(after: known, of: catalog, isContinued: isOwn)
                if !skippingChecks {
                    if lateChecks == nil {
                        lateChecks = try expectFittingRows(for: catalog.migrations(rest.map(\.id)), way, on: schema)
                    }
                    if let lateChecks { try expectFittingRows(for: migration, way, lateChecks) }
                }
                let work = try reverting(migration, on: schema, force: way.isForced)
                try backup.make(before: work, by: self)
                report(.reverting(last.id))
                return work
            }
            guard let completed else { return reverted }
            report(.reverted(completed.id, seconds: completed.duration))
            reverted.append(completed.id)
        }
    }

    /// Reverts the last batch and applies it again.
    ///
    /// Before the first migration, the database is asked for rows that the way back or the way up of any would fail on.
    ///
    /// - Throws: ``MigratorError``.
    @discardableResult
    public func redo(
        force: Bool = false, allowing allowances: Set<Allowance> = [], skippingChecks: Bool = false
    ) throws(MigratorError) -> [String] {
        let way = RowsOnTheWay(isReverting: true, isForced: force, comesBack: true)
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
        var backup = RunBackup(isWanted: makesBackups)
        var targets: Set<String>?
        var waiting: ArraySlice<Migration>?
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
                    // It passed when it was begun.
                    if let unfinished = state.unfinished {
                        let isLater = pending.contains { $0.id == unfinished.id } && !chosen.contains(unfinished.id)
                        if isLater, !unfinished.isReverting { throw standing(unfinished) }
                        return try resuming(
                            unfinished, isReverting: false, after: applied,
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
                    }
                    waiting = next[...]
                }
                if let unfinished = state.unfinished { throw standing(unfinished) }
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
                let work = try applying(next, on: schema)
                try backup.make(before: work, by: self)
                report(.applying(next.id))
                return work
            }
            guard let completed else { return done }
            // What was resumed is chosen anew.
            if waiting?.first?.id == completed.id { waiting?.removeFirst() }
            report(.applied(completed.id, seconds: completed.duration))
            done.append(completed.id)
        }
    }
}

extension Migrator {
    /// The same one, that copies no database: what it does is taken back.
    var withoutBackups: Migrator {
        var other = self
        other.makesBackups = false
        return other
    }

    func pending(after applied: [AppliedMigration]) -> [MigrationCatalog.Entry] {
        let done = Set(applied.map(\.id))
        return catalog.entries.filter { !done.contains($0.id) }
    }

    /// Throws what does not fit and is not allowed.
    func refuse(
        among applied: [AppliedMigration], but allowances: Set<Allowance>, _ concerns: [Allowance]
    ) throws(MigratorError) {
        let refusals = self.refusals(among: applied).filter {
            concerns.contains($0.allowance) && !allowances.contains($0.allowance)
        }
        if !refusals.isEmpty { throw .refused(refusals) }
    }

    /// The applied migrations whose files have code: nobody knows whether they were edited since.
    package func unverified() throws(MigratorError) -> [String] {
        if !catalog.entries.contains(where: { $0.checksum == nil }) { return [] }
        return try appliedMigrations().map(\.id).filter { id in
            if let entry = catalog.entry(id) { entry.checksum == nil } else { false }
        }
    }

    func refusals(among applied: [AppliedMigration]) -> [Refusal] {
        var refusals: [Refusal] = []
        for row in applied {
            guard let entry = catalog.entry(row.id) else {
                refusals.append(.unknown(id: row.id, appliedAt: row.appliedAt))
                continue
            }
            if let checksum = entry.checksum, checksum != row.checksum {
                refusals.append(.edited(id: row.id, appliedAt: row.appliedAt))
            }
        }
        guard let last = applied.map(\.id).max() else { return refusals }
        return refusals
            + pending(after: applied).filter { $0.id < last }.map { .outOfOrder(id: $0.id, lastApplied: last) }
    }

    func applying(_ migration: Migration, on schema: Schema) throws(MigratorError) -> Work {
        Work(
            entry: .add(id: migration.id, batch: migration.batch, checksum: migration.checksum),
            changes: migration.changes,
            steps: try steps(migration.changes, of: migration, on: schema))
    }

    func reverting(
        _ migration: Migration, on schema: Schema, force: Bool
    ) throws(MigratorError) -> Work {
        let inverse = try inverse(of: migration)
        return Work(
            entry: .remove(id: migration.id, checksum: migration.checksum), changes: inverse,
            steps: try steps(inverse, of: migration, on: schema),
            acceptsLoss: force)
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

    private func expectNoLoss(reverting applied: [AppliedMigration]) throws(MigratorError) {
        var search = LossSearch(engine)
        var losses: [DataLoss] = []
        for row in applied {
            guard let migration = try catalog.migration(row.id) else { continue }
            let known = search.found.count
            search.follow(try inverse(of: migration))
            for kind in search.found.dropFirst(known) {
                let rows = try affectedRows(kind)
                // What is empty cannot be lost.
                if rows == 0 { continue }
                losses.append(DataLoss(migration: row.id, kind: kind, rows: rows))
            }
        }
        if !losses.isEmpty { throw .wouldLose(losses) }
    }

    func affectedRows(_ loss: DataLoss.Kind) throws(MigratorError) -> Int? {
        do {
            switch loss {
            case .table(let table), .column(_, let table), .values(_, let table):
                return try database.rowCount(of: table)
            case .absence(let column, let table): return try database.rowCount(of: table, withoutValueIn: column)
            }
        } catch { throw .database(error) }
    }
}

/// The schema that a history leaves, kept from one migration to the next.
private struct ReplayedHistory {
    private var ids: [String] = []
    private var schema = Schema()

    /// The schema after the applied migrations, as far as the program knows them.
    ///
    /// - Parameter isContinued: Whether they are those of the last time with one more, or one fewer, at the end.
    mutating func schema(
        after applied: [AppliedMigration], of catalog: MigrationCatalog, isContinued: Bool = false
    ) throws(MigratorError) -> Schema {
        if isContinued, let last = applied.last, applied.count == ids.count + 1 {
            try apply(catalog.migration(last.id)?.changes ?? [], of: last.id)
            ids.append(last.id)
            return schema
        }
        if isContinued, let last = ids.last, applied.count == ids.count - 1,
            let inverse = try? catalog.migration(last)?.inverse()
        {
            try apply(inverse, of: last)
            ids.removeLast()
            return schema
        }
        let wanted = applied.map(\.id)
        if wanted == ids.dropLast(), let last = ids.last, let inverse = try? catalog.migration(last)?.inverse() {
            try apply(inverse, of: last)
            ids = wanted
        }
        if !wanted.starts(with: ids) { self = ReplayedHistory() }
        for id in wanted.dropFirst(ids.count) {
            try apply(catalog.migration(id)?.changes ?? [], of: id)
            ids.append(id)
        }
        return schema
    }

    private mutating func apply(_ changes: [Change], of id: String) throws(MigratorError) {
        for change in changes {
            do { try schema.apply(change) } catch { throw .mismatch(migration: id, error) }
        }
    }
}

/// The schema that migrations leave when they are applied to an empty database in this order.
///
/// - Throws: ``MigratorError/mismatch(migration:_:)`` for the first one that does not fit.
package func schema(of migrations: [Migration]) throws(MigratorError) -> Schema {
    var schema = Schema()
    for migration in migrations {
        for change in migration.changes {
            do { try schema.apply(change) } catch { throw .mismatch(migration: migration.id, error) }
        }
    }
    return schema
}
