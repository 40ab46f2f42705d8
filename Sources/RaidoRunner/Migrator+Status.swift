public import Raido
import RaidoSQL

extension Migrator {
    /// Where one migration is.
    public struct Status: Hashable, Sendable {
        public enum State: Hashable, Sendable {
            case pending
            /// Pending, and older than the last one that is applied.
            case outOfOrder
            case applied
            /// Applied, and changed since.
            case edited
            /// Applied, and not in this program.
            case unknown
            /// Begun, to be applied or reverted, and not finished.
            case interrupted
            /// Another program is at it.
            case running
        }

        public var id: String
        /// Empty where only the journal of the database knows the migration.
        public var batch: String
        public var state: State
        /// In UTC: `2026-01-31T12:00:00Z`.
        public var appliedAt: String?
        /// In seconds.
        public var duration: Double?
        /// What was started and not finished.
        public var unfinished: UnfinishedMigration?
        /// Whether it is applied and its file has code, so nobody knows whether it was edited since.
        public var isUnverified = false
    }

    /// Where each migration is, in the order of their identities. Changes nothing.
    ///
    /// - Throws: ``MigratorError``.
    public func status() throws(MigratorError) -> [Status] {
        let applied = try appliedMigrations()
        let refusals = Dictionary(refusals(among: applied).map { ($0.id, $0) }) { first, _ in first }
        let done = applied.map { row in
            let state: Status.State =
                switch refusals[row.id] {
                case .unknown: .unknown
                case .edited: .edited
                case .outOfOrder, nil: .applied
                }
            let entry = catalog.entry(row.id)
            return Status(
                id: row.id, batch: row.batch, state: state, appliedAt: row.appliedAt, duration: row.duration,
                isUnverified: entry != nil && entry?.checksum == nil)
        }
        let waiting = pending(after: applied).map { migration in
            Status(
                id: migration.id, batch: migration.batch,
                state: refusals[migration.id] == nil ? .pending : .outOfOrder)
        }
        guard let unfinished = try unfinishedMigration() else { return (done + waiting).sorted { $0.id < $1.id } }
        let listed = (done + waiting).first { $0.id == unfinished.id }
        var interrupted = listed ?? Status(id: unfinished.id, batch: "", state: .interrupted)
        interrupted.state = unfinished.session == nil ? .interrupted : .running
        interrupted.unfinished = unfinished
        return ((done + waiting).filter { $0.id != unfinished.id } + [interrupted]).sorted { $0.id < $1.id }
    }

    /// What was started and not finished, as someone sees it who does not hold the lock.
    func unfinishedMigration() throws(MigratorError) -> UnfinishedMigration? {
        do {
            guard var unfinished = try database.unfinishedMigration() else { return nil }
            guard let session = try database.migratingSession() else {
                // It may just have been finished.
                return try database.unfinishedMigration()
            }
            unfinished.session = "\(session)"
            return unfinished
        } catch { throw .database(error) }
    }

    func appliedMigrations() throws(MigratorError) -> [AppliedMigration] {
        let applied = try database.failing { () throws(StepFailure) in try database.history() }
        if applied.isEmpty { try expectNoOtherHistory() }
        return applied
    }

    /// Refuses to treat a database as new if a table with another name has the history of these migrations.
    func expectNoOtherHistory() throws(MigratorError) {
        if catalog.entries.isEmpty { return }
        let others: [OtherHistory]
        do throws(StepFailure) { others = try database.otherHistories() } catch {
            // The program that locks the database may be migrating it: the history is read again under the lock.
            if case .database(let cause, _) = error, cause.kind == .busy { return }
            throw .database(error)
        }
        guard let other = others.first(where: { $0.ids.contains(where: catalog.has) }) else { return }
        throw .database(
            .historyElsewhere(
                table: other.table, expected: database.historyTable.name, renaming: other.renaming))
    }

    /// The path of a SQLite database if its file does not exist.
    package var missingFile: String? { database.missingFile }

    /// The engine of the database.
    public var engine: Engine { database.engine }

    /// The version that the server, or the library, says it is.
    public var serverVersion: String? { database.serverVersion }
}

extension Migrator {
    public enum Direction: Hashable, Sendable { case up, down }

    /// The SQL of one migration, as a script.
    public struct Script: Hashable, Sendable {
        public var id: String
        public var text: String
    }

    /// The SQL that `up`, or `down` of the last batch, would run; or that of the migrations named, applied or not.
    ///
    /// - Throws: ``MigratorError``.
    public func plannedSQL(_ direction: Direction = .up, of ids: [String] = []) throws(MigratorError) -> [Script] {
        for id in ids where !catalog.has(id) { throw .unknownMigration(id) }
        let scripts = try ids.isEmpty ? nextScripts(direction) : scripts(of: ids, direction)
        guard let unfinished = try unfinishedMigration() else { return scripts }
        return scripts.map { script in
            guard script.id == unfinished.id else { return script }
            return Script(id: script.id, text: unfinished.comment + script.text)
        }
    }

    private func scripts(of ids: [String], _ direction: Direction) throws(MigratorError) -> [Script] {
        let chosen = Set(ids)
        var scripts: [Script] = []
        let end = catalog.entries.last { chosen.contains($0.id) }?.id ?? ""
        let migrations = try catalog.migrations(catalog.entries.map(\.id).prefix { $0 <= end })
        for replayed in try replay(migrations) where chosen.contains(replayed.migration.id) {
            let columns =
                direction == .down ? try search(reverting: [replayed.migration], on: replayed.after).columns : []
            scripts.append(try script(of: replayed, direction, columns))
        }
        return direction == .up ? scripts : scripts.reversed()
    }

    /// The SQL of these migrations, which are pending.
    func plannedSQL(upTo chosen: [Migration]) throws(MigratorError) -> [Script] {
        try scripts(of: chosen, after: try catalog.migrations(appliedMigrations().map(\.id)))
    }

    private func scripts(
        of pending: [Migration], after applied: [Migration]
    ) throws(MigratorError) -> [Script] {
        var schema = try schema(of: applied)
        var scripts: [Script] = []
        for migration in pending {
            let steps = try steps(migration.changes, of: migration, on: schema)
            scripts.append(Script(id: migration.id, text: transactionScript(steps, for: engine)))
            do { schema = try schema.applying(migration.changes) } catch {
                throw .mismatch(migration: migration.id, error)
            }
        }
        return scripts
    }

    private func nextScripts(_ direction: Direction) throws(MigratorError) -> [Script] {
        let applied = try appliedMigrations()
        let known = try catalog.migrations(applied.map(\.id))
        switch direction {
        case .up:
            return try self.scripts(of: catalog.migrations(pending(after: applied).map(\.id)), after: known)
        case .down:
            let chosen = try applied.filter { catalog.has($0.id) }.extent(.batches(1))
            var scripts: [Script] = []
            let reverted = Array(try replay(known).suffix(chosen.count).reversed())
            guard let last = reverted.first else { return [] }
            let columns = try search(reverting: reverted.map(\.migration), on: last.after).columns
            for replayed in reverted { scripts.append(try script(of: replayed, .down, columns)) }
            return scripts
        }
    }

    /// The scripts as one for the engine's own client, whose session then is as the runner's.
    package func clientScript(_ scripts: [Script]) -> String {
        sessionScript(scripts.map { "-- \($0.id)\n\($0.text)" }.joined(separator: "\n"), for: engine)
    }

    /// A migration with the schemas before and after it.
    private struct Replayed {
        var migration: Migration
        var before: Schema
        var after: Schema
    }

    private func replay(_ migrations: [Migration]) throws(MigratorError) -> [Replayed] {
        var replayed: [Replayed] = []
        var schema = Schema()
        for migration in migrations {
            let before = schema
            do { schema = try schema.applying(migration.changes) } catch {
                throw .mismatch(migration: migration.id, error)
            }
            replayed.append(Replayed(migration: migration, before: before, after: schema))
        }
        return replayed
    }

    /// - Parameter columns: Those that reverting brings back.
    private func script(
        of replayed: Replayed, _ direction: Direction, _ columns: [ReturningColumn]
    ) throws(MigratorError) -> Script {
        let migration = replayed.migration
        switch direction {
        case .up:
            let steps = try steps(migration.changes, of: migration, on: replayed.before)
            return Script(id: migration.id, text: transactionScript(steps, for: engine))
        case .down:
            let inverse = columns.filling(try inverse(of: migration), of: migration.id)
            let steps = try steps(inverse, of: migration, on: replayed.after)
            let comments = columns.comments(on: migration.id, for: engine)
            return Script(id: migration.id, text: comments + transactionScript(steps, for: engine))
        }
    }
}
