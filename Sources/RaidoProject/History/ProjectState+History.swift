package import Raido
import RaidoConsole
import RaidoPlatform

extension ProjectState {
    /// The files that make snapshots and list those of the migrations. Uncertain tables keep their snapshots.
    ///
    /// - Parameter damaged: Files that are no valid snapshots; those that the migrations produce are written again.
    package func rebuiltFiles(
        from replay: HistoryReplay, frameworkTables: Set<String>, replacing damaged: [SnapshotSurvey.Damaged] = [],
        settings: Settings
    ) -> PendingFiles {
        var files = PendingFiles()
        putRebuilt(from: replay, frameworkTables: frameworkTables, replacing: damaged, settings, into: &files)
        return files
    }

    private func putRebuilt(
        from replay: HistoryReplay, frameworkTables: Set<String>, replacing damaged: [SnapshotSurvey.Damaged],
        _ settings: Settings, into files: inout PendingFiles
    ) {
        putList(registry, in: settings.migrations, into: &files)
        let made = replay.snapshots(frameworkTables: frameworkTables)
        let paths = Set(made.map(\.path))
        let damagedFiles = Dictionary(damaged.map { ($0.path, $0.bytes) }) { first, _ in first }
        let kept = snapshots.filter { replay.content(of: $0.table.name) == .uncertain }
        putSnapshots(
            made.filter { damagedFiles[$0.path] == nil } + kept, below: settings.snapshots, into: &files)
        for snapshot in made {
            guard let bytes = damagedFiles[snapshot.path] else { continue }
            files.put(Path.join(settings.snapshots, snapshot.path), over: bytes, snapshot.text)
        }
        for file in damaged where !paths.contains(file.path) && replay.isFormerTable(file.tableName) {
            files.remove(Path.join(settings.snapshots, file.path), file.bytes)
        }
    }

    /// The files that replace migrations by others: the files of both, the list and all snapshots.
    ///
    /// - Parameters:
    ///   - old: Nil where the migration has no file in the folder.
    ///   - new: Nil where the migration is undone.
    ///   - replay: The history with the new migrations.
    /// - Throws: where a new one would come before one that stays.
    package func filesReplacing(
        _ changes: [(old: MigrationHistory.Entry?, new: MigrationHistory.Entry?)], replay: HistoryReplay,
        frameworkTables: Set<String>, replacing damaged: [SnapshotSurvey.Damaged], settings: Settings
    ) throws(ProjectError) -> PendingFiles {
        let new = changes.compactMap(\.new)
        try expectLater(new.map(\.id), settings)
        var files = PendingFiles()
        for entry in new { files.create(entry.file.path, String(decoding: entry.file.bytes, as: UTF8.self)) }
        var state = self
        let old = changes.compactMap(\.old)
        state.registry = registry.removing(Set(old.map(\.id))).adding(new.map(\.id))
        state.putRebuilt(from: replay, frameworkTables: frameworkTables, replacing: damaged, settings, into: &files)
        for entry in old { files.remove(entry.file.path, entry.file.bytes) }
        return files
    }

    /// The files that take migrations back: theirs are removed, the list and the snapshots of the tables that they
    /// changed become those of the rest.
    ///
    /// - Parameter history: The migrations with those that are undone.
    /// - Throws: the uncertain tables whose snapshots cannot be restored.
    package func filesWithout(
        _ gone: Set<String>, of history: MigrationHistory, frameworkTables: Set<String>, settings: Settings
    ) throws(UncertainTables) -> PendingFiles {
        let (all, rest) = (history.replay(), history.without(gone).replay())
        let touched = snapshots.filter { gone.contains($0.lastMigration) }.map(\.table.name)
        let names = Set(all.tableNames + rest.tableNames).filter { all.states(of: $0) != rest.states(of: $0) }
            .union(touched)
        let uncertain = names.filter { rest.content(of: $0) == .uncertain }.sorted()
        guard uncertain.isEmpty else {
            throw UncertainTables(names: uncertain, migrations: rest.unreadable + rest.misfits.map(\.migration))
        }

        var files = PendingFiles()
        putList(registry.removing(gone), in: settings.migrations, into: &files)
        putSnapshots(
            rest.snapshots(frameworkTables: frameworkTables).filter { names.contains($0.table.name) }
                + snapshots.filter { !names.contains($0.table.name) },
            below: settings.snapshots, into: &files)
        for entry in history.entries where gone.contains(entry.id) {
            files.remove(entry.file.path, entry.file.bytes)
        }
        return files
    }

    /// The files that add an empty migration for SQL of the user's: its own and the list.
    ///
    /// - Throws: where it would come before one that exists, or its text cannot be written as Swift.
    package func filesAdding(
        _ migration: EmptyMigration, settings: Settings
    ) throws(ProjectError) -> PendingFiles {
        try expectLater([migration.id], settings)
        var files = PendingFiles()
        files.create(Path.join(settings.migrations, migration.id + ".swift"), migration.source)
        putList(registry.adding([migration.id]), in: settings.migrations, into: &files)
        return files
    }
}

/// Tables of which nobody can say what they were.
package struct UncertainTables: Error, Sendable {
    package var names: [String]
    /// The migrations before that cannot be read or do not fit.
    package var migrations: [String]
}

extension MigrationHistory {
    /// The migrations that can be read, in the order of their identities.
    package var readable: [Migration] {
        entries.compactMap { entry in
            if case .success(let migration) = entry.migration { migration } else { nil }
        }
    }

    package func without(_ gone: Set<String>) -> MigrationHistory {
        MigrationHistory(entries: entries.filter { !gone.contains($0.id) })
    }
}

extension HistoryReplay {
    /// Whether the history had such a table and has it no more.
    package func isFormerTable(_ name: String) -> Bool {
        switch content(of: name) {
        case .dropped, .renamed: true
        case .table, .uncertain, nil: false
        }
    }
}
