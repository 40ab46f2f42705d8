package import Raido
import RaidoPlatform

/// What earlier runs left on disk: the snapshots, and the migrations that led to them.
package struct ProjectState: Sendable {
    package var snapshots: [Snapshot]
    package var registry: Registry

    package init(snapshots: [Snapshot] = [], registry: Registry = Registry(ids: [])) {
        self.snapshots = snapshots
        self.registry = registry
    }

    /// Reads both from the folders that the settings name.
    package static func load(_ settings: Settings, in root: String = ".") throws(ProjectError) -> ProjectState {
        ProjectState(
            snapshots: try loadSnapshots(at: settings.snapshots, in: root),
            registry: try loadRegistry(at: settings.migrations, in: root))
    }

    /// The schema that all migrations so far make.
    package var schema: Schema { Schema(snapshots.map(\.table)) }

    /// The names of the tables that something else owns.
    package var frameworkTables: Set<String> { Set(snapshots.filter(\.isFramework).map(\.table.name)) }
}

/// A migration that is not on disk yet, and what it does, as a sentence: "Adds `phone`."
package struct NewMigration: Hashable, Sendable {
    package var migration: Migration
    package var summary: String

    package init(_ migration: Migration, summary: String) {
        self.migration = migration
        self.summary = summary
    }
}

extension ProjectState {
    /// The files that put new migrations on disk: one for each, the list of all, and the snapshots of the tables that
    /// they change. A list that a merge left in disorder is among them also where there is no new migration.
    ///
    /// - Parameters:
    ///   - engines: Those that the migrations are for. The files say what reverting loses on them.
    ///   - frameworkTables: Those that something else owns.
    /// - Throws: where the migrations do not fit the snapshots, would come before one that exists, or cannot be
    ///   written as Swift.
    package func pendingFiles(
        for new: [NewMigration], on engines: Set<Engine>, frameworkTables: Set<String>, settings: Settings
    ) throws(ProjectError) -> PendingFiles {
        try expectLater(new.map(\.migration.id), settings)
        var files = PendingFiles()
        var schema = Schema(snapshots.map(\.table))
        for new in new {
            let path = Path.join(settings.migrations, new.migration.id + ".swift")
            files.create(path, try swiftSource(of: new.migration, summary: new.summary, on: schema, for: engines))
            // One that does not fit is reported with the snapshots below.
            schema = (try? schema.applying(new.migration.changes)) ?? schema
        }
        let registry = registry.adding(new.map(\.migration.id))
        putList(registry, in: settings.migrations, into: &files)
        let after = try snapshots(after: new.map(\.migration), frameworkTables: frameworkTables)
        putSnapshots(after, below: settings.snapshots, into: &files)
        return files
    }

    /// Refuses identities that come before one that exists: where the last one is of a time that has no next one, the
    /// end of the year 9999, or a 13th month.
    func expectLater(_ ids: [String], _ settings: Settings) throws(ProjectError) {
        guard let last = registry.ids.filter({ MigrationIdentity($0) != nil }).max(),
            let early = ids.first(where: { $0 <= last })
        else { return }
        let path = Path.join(settings.migrations, last + ".swift")
        throw ProjectError(.noLaterIdentity(early, than: last), path: path)
    }

    /// Adds what makes the snapshots on disk those of `after`.
    func putSnapshots(_ after: [Snapshot], below folder: String, into files: inout PendingFiles) {
        let before = Dictionary(snapshots.map { ($0.path, $0) }) { first, _ in first }
        for snapshot in after {
            let old = before[snapshot.path]
            if let old, old.isSame(as: snapshot) { continue }
            files.put(Path.join(folder, snapshot.path), over: old?.bytes, snapshot.text)
        }
        let kept = Set(after.map(\.path))
        for old in snapshots where !kept.contains(old.path) {
            files.remove(Path.join(folder, old.path), old.bytes ?? [])
        }
    }

    /// Whether files change nothing but the order of the list, on which nothing depends.
    package func onlyOrdersList(_ files: PendingFiles, settings: Settings) -> Bool {
        guard case .outOfOrder? = registry.disorder else { return false }
        return files.files.map(\.path) == [Path.join(settings.migrations, Registry.fileName)]
    }

    /// Adds what makes the list of migrations on disk that of `registry`.
    func putList(_ registry: Registry, in folder: String, into files: inout PendingFiles) {
        if registry.isCurrent { return }
        files.put(Path.join(folder, Registry.fileName), over: registry.bytes, registry.text)
    }

    /// The snapshots after new migrations. A table that none of them changed keeps the last one that did.
    private func snapshots(
        after new: [Migration], frameworkTables: Set<String>
    ) throws(ProjectError) -> [Snapshot] {
        var replay = HistoryReplay(from: snapshots)
        for migration in new {
            replay.apply(migration)
            guard let misfit = replay.misfits.first else { continue }
            throw ProjectError(
                .unfitting(migration: misfit.migration, misfit.mismatch), path: misfit.migration + ".swift")
        }
        return replay.snapshots(frameworkTables: frameworkTables)
    }
}

extension HistoryReplay {
    /// The snapshots of the tables that are certain.
    package func snapshots(frameworkTables: Set<String>) -> [Snapshot] {
        schema.tables.map { table in
            Snapshot(
                table: table, lastMigration: lastMigration(of: table.name) ?? "",
                isFramework: frameworkTables.contains(table.name))
        }
    }
}

extension Snapshot {
    /// Whether both say the same, whatever their files look like.
    func isSame(as other: Snapshot) -> Bool {
        table.isIdentical(to: other.table) && lastMigration == other.lastMigration && isFramework == other.isFramework
    }
}

extension Table {
    /// Equal also in the order of columns, which is no part of a table's meaning but of its snapshot.
    func isIdentical(to other: Table) -> Bool { self == other && columns == other.columns }
}
