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
    /// - Parameter frameworkTables: Those that something else owns.
    /// - Throws: where the migrations do not fit the snapshots, would come before one that is there, or cannot be
    ///   written as Swift.
    package func pendingFiles(
        for new: [NewMigration], frameworkTables: Set<String>, settings: Settings
    ) throws(ProjectError) -> PendingFiles {
        // Where the last one is of a time that has no next one: the end of the year 9999, or a 13th month.
        if let last = registry.ids.filter({ MigrationIdentity($0) != nil }).max(),
            let early = new.first(where: { $0.migration.id <= last })
        {
            let path = Path.join(settings.migrations, last + ".swift")
            throw ProjectError(.noLaterIdentity(early.migration.id, than: last), path: path)
        }
        var files = PendingFiles()
        for new in new {
            let path = Path.join(settings.migrations, new.migration.id + ".swift")
            files.create(path, try swiftSource(of: new.migration, summary: new.summary))
        }
        let registry = registry.adding(new.map(\.migration.id))
        if !registry.isCurrent {
            files.put(Path.join(settings.migrations, Registry.fileName), over: registry.bytes, registry.text)
        }
        let after = try snapshots(after: new.map(\.migration), frameworkTables: frameworkTables)
        putSnapshots(after, below: settings.snapshots, into: &files)
        return files
    }

    private func putSnapshots(_ after: [Snapshot], below folder: String, into files: inout PendingFiles) {
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

    /// The snapshots after new migrations. A table that none of them changed keeps the last one that did.
    private func snapshots(
        after new: [Migration], frameworkTables: Set<String>
    ) throws(ProjectError) -> [Snapshot] {
        var last = Dictionary(snapshots.map { ($0.table.name, $0.lastMigration) }) { first, _ in first }
        var schema = schema
        for migration in new {
            let before = schema
            do {
                schema = try schema.applying(migration.changes)
            } catch {
                throw ProjectError(.unfitting(migration: migration.id, error), path: migration.id + ".swift")
            }
            for name in migration.tables(of: schema) {
                guard let table = schema[name] else { continue }
                if let old = before[name], old.isIdentical(to: table) { continue }
                last[name] = migration.id
            }
        }
        return schema.tables.map { table in
            Snapshot(
                table: table, lastMigration: last[table.name, default: ""],
                isFramework: frameworkTables.contains(table.name))
        }
    }
}

extension Migration {
    /// The tables that the migration may change. A rename is felt by every table that refers to what is renamed.
    fileprivate func tables(of schema: Schema) -> [String] {
        let isFeltElsewhere = changes.contains { change in
            switch change {
            case .renameTable, .renameColumn, .sql: true
            case .createTable, .dropTable, .adoptTable, .releaseTable, .changeTableComment, .addColumn, .dropColumn,
                .alterColumn, .changePrimaryKey, .addUnique, .dropUnique, .changeUnique, .renameUnique, .addIndex,
                .dropIndex, .changeIndex, .renameIndex, .addForeignKey, .dropForeignKey, .changeForeignKey,
                .renameForeignKey, .addCheck, .dropCheck, .changeCheck, .renameCheck, .createEnum, .dropEnum,
                .renameEnum, .addEnumValue, .dropEnumValue, .renameEnumValue, .renumberEnumValue, .reorderEnum:
                false
            }
        }
        return isFeltElsewhere ? schema.tables.map(\.name) : changes.compactMap(\.table)
    }
}

extension Snapshot {
    /// Whether both say the same, whatever their files look like.
    fileprivate func isSame(as other: Snapshot) -> Bool {
        table.isIdentical(to: other.table) && lastMigration == other.lastMigration && isFramework == other.isFramework
    }
}

extension Table {
    /// Equal also in the order of columns, which is no part of a table's meaning but of its snapshot.
    func isIdentical(to other: Table) -> Bool { self == other && columns == other.columns }
}
