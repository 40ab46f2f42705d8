package import Raido
import RaidoConsole
import RaidoPlatform
package import RaidoProject
import RaidoRunner

/// Where a run has its migrations from, and which table remembers them.
package enum MigrationSource {
    /// The program was compiled with them.
    case compiled([Migration], history: HistoryTable)
    /// The files of the project in the working folder.
    case text(Settings)
}

/// Why the migrations of a run are not at hand.
enum SourceFailure: Error {
    case project(ProjectError)
    case migrator(MigratorError)
}

/// The migrations of a run.
struct SourcedMigrations {
    var catalog: MigrationCatalog
    var history: HistoryTable
    /// What an interrupted run of `raido makemigrations` left, and what became of it.
    var recovery: Recovery?
}

extension MigrationSource {
    /// The table that remembers which migrations are applied.
    var history: HistoryTable {
        switch self {
        case .compiled(_, let history): history
        case .text(let settings): settings.historyTable
        }
    }

    /// For a command that does nothing with migrations.
    func withoutMigrations() throws(SourceFailure) -> SourcedMigrations {
        do { return SourcedMigrations(catalog: try MigrationCatalog([]), history: history) } catch {
            throw .migrator(error)
        }
    }

    func load(_ failures: ReadFailures) throws(SourceFailure) -> SourcedMigrations {
        switch self {
        case .compiled(let migrations, let history):
            do {
                return SourcedMigrations(catalog: try MigrationCatalog(migrations), history: history)
            } catch { throw .migrator(error) }
        case .text(let settings):
            do throws(ProjectError) {
                return try sourced(settings, failures)
            } catch {
                throw .project(error)
            }
        }
    }

    /// A missing folder is an error and not an empty one: otherwise a mistyped path would apply nothing, without a message.
    private func expectFolder(_ path: String) throws(ProjectError) {
        let status: FileStatus?
        do { status = try Platform.status(of: path, followingLinks: true) } catch {
            throw ProjectError(.system(error), path: path)
        }
        if status == nil { throw ProjectError(.missingMigrations, path: path) }
    }

    private func lock(_ settings: Settings) throws(ProjectError) -> ReadingLock {
        try lockForReading(
            ProjectAccess(
                folders: [settings.migrations, settings.snapshots], files: ProjectSetup.paths(settings)))
    }

    /// 'raido rebase', 'raido undo' or a checkout may have changed the migrations since they were read.
    private func expectUnchanged(_ index: MigrationIndex, _ settings: Settings) throws(ProjectError) {
        let lock = try lock(settings)
        let entries = try MigrationIndex.load(at: settings.migrations, checksum: \.checksum).entries
        lock.release()
        if entries != index.entries { throw ProjectError(.migrationsChanged, path: settings.migrations) }
    }

    private func sourced(
        _ settings: Settings, _ failures: ReadFailures
    ) throws(ProjectError) -> SourcedMigrations {
        let lock = try lock(settings)
        let recovery = lock.recovery
        try expectFolder(settings.migrations)
        let index = try MigrationIndex.load(at: settings.migrations, checksum: \.checksum)
        lock.release()
        let entries = index.entries.map {
            MigrationCatalog.Entry(id: $0.id, batch: $0.batch, checksum: $0.checksum)
        }
        let known = index.history
        let sums = Dictionary(uniqueKeysWithValues: index.entries.map { ($0.id, $0.checksum) })
        let catalog: MigrationCatalog
        do throws(MigratorError) {
            catalog = try MigrationCatalog(
                entries,
                load: { (id) throws(MigratorError) in
                    try failures.reading(id) { () throws(ProjectError) in
                        if let entry = known[id] { return try entry.migration.get() }
                        let migration = try readMigration(id, at: settings.migrations)
                        // What is applied or reverted is what was compared with the history of the database.
                        if let sum = sums[id] ?? nil, sum != migration.checksum {
                            throw ProjectError(.changedMeanwhile, path: Path.join(settings.migrations, id + ".swift"))
                        }
                        return migration
                    }
                },
                verify: { () throws(MigratorError) in
                    try failures.reading(settings.migrations) { () throws(ProjectError) in
                        try expectUnchanged(index, settings)
                    }
                })
        } catch {
            // Files of one folder have names of their own.
            preconditionFailure("\(error)")
        }
        return SourcedMigrations(catalog: catalog, history: settings.historyTable, recovery: recovery)
    }
}

/// What is wrong with the files of migrations that a run needed: with its place, which the runner does not know.
final class ReadFailures {
    private(set) var errors: [ProjectError] = []

    func reading<Value>(_ id: String, _ read: () throws(ProjectError) -> Value) throws(MigratorError) -> Value {
        do { return try read() } catch {
            errors.append(error)
            throw .unreadable(migration: id, reason: error.message)
        }
    }
}
