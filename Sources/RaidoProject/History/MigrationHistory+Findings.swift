import Raido
import RaidoConsole
import RaidoPlatform

extension MigrationHistory {
    /// Applies all migrations to an empty schema, in the order in which databases apply them: by their identities.
    package func replay() -> HistoryReplay {
        var replay = HistoryReplay()
        for entry in entries.sorted(by: { $0.appliedAs < $1.appliedAs }) {
            switch entry.migration {
            case .success(let migration): replay.apply(migration)
            case .failure: replay.skip(entry.id)
            }
        }
        return replay
    }

    /// What is wrong with the migrations themselves.
    package func findings(_ replay: HistoryReplay) -> [HistoryFinding] {
        let files = Dictionary(entries.map { ($0.appliedAs, $0.file) }) { first, _ in first }
        let misfits = replay.misfits.map { misfit in
            let earlier = replay.states(of: misfit.mismatch.element.table).last { $0.migration < misfit.migration }
            return HistoryFinding(
                .misfit(misfit.mismatch, earlier: earlier?.migration),
                path: files[misfit.migration]?.path ?? misfit.migration, migration: misfit.migration)
        }
        return (misfits + entries.compactMap { finding(about: $0, replay) } + danglingKeys(replay, files)).inOrder
    }

    private func finding(about entry: Entry, _ replay: HistoryReplay) -> HistoryFinding? {
        switch entry.migration {
        case .success(let migration):
            guard migration.id != entry.id else { return nil }
            return HistoryFinding(
                .differentIdentity(entry.id, declared: migration.id), path: entry.file.path, migration: entry.id)
        case .failure(let error):
            if entry.file.hasMergeMarkers {
                return HistoryFinding(.migrationMergeMarkers, path: entry.file.path, migration: entry.id)
            }
            return HistoryFinding(
                .unreadable(tables: replay.uncertainTables), path: entry.file.path, migration: entry.id,
                unreadable: error)
        }
    }

    /// Foreign keys to tables that a migration dropped or renamed: two branches did that.
    private func danglingKeys(_ replay: HistoryReplay, _ files: [String: SourceFile]) -> [HistoryFinding] {
        replay.schema.tables.flatMap { table in
            table.foreignKeys.compactMap { key -> HistoryFinding? in
                guard let state = replay.states(of: key.referencedTable).last else { return nil }
                var new: String?
                switch state.content {
                case .table, .uncertain: return nil
                case .dropped: break
                case .renamed(let name): new = name
                }
                let migration = replay.lastChange(of: .foreignKey(key.name, table: table.name))
                return HistoryFinding(
                    .danglingForeignKey(
                        key.name, table: table.name, to: key.referencedTable, renamedTo: new, by: state.migration),
                    path: migration.flatMap { files[$0]?.path } ?? table.name, migration: migration)
            }
        }
    }
}

extension MigrationHistory.Entry {
    /// What databases know the migration by.
    var appliedAs: String {
        switch migration {
        case .success(let migration): migration.id
        case .failure: id
        }
    }
}

extension SourceFile {
    /// Whether a line begins as a merge's marks do.
    fileprivate var hasMergeMarkers: Bool {
        bytes.split(separator: 0x0A).contains { line in
            line.starts(with: "<<<<<<< ".utf8) || line.starts(with: ">>>>>>> ".utf8)
        }
    }
}

extension Registry {
    /// What is wrong with the list of migrations.
    package func findings(in folder: String) -> [HistoryFinding] {
        if isCurrent { return [] }
        let path = Path.join(folder, Self.fileName)
        if hasMergeMarkers { return [HistoryFinding(.listMergeMarkers, path: path)] }
        return [HistoryFinding(unlisted.isEmpty ? .listDisorder : .unlisted(unlisted), path: path)]
    }
}

/// The files of the migrations folder that hold a migration, or look like it, and are not in the list.
package func strayMigrations(
    beside registry: Registry, at folder: String, in root: String = "."
) throws(ProjectError) -> [HistoryFinding] {
    let disk = Disk(root: root)
    var findings: [HistoryFinding] = []
    for name in try disk.namesOfFolder(folder)?.sorted() ?? [] {
        guard name.hasSuffix(".swift"), !name.hasPrefix("."), name != Registry.fileName,
            !registry.ids.contains(String(name.dropLast(".swift".count)))
        else { continue }
        let path = Path.join(folder, name)
        let file = SourceFile(path: path, bytes: try disk.read(path))
        let isReadable = (try? readMigration(file)) != nil
        if isReadable || file.makesMigration {
            findings.append(HistoryFinding(.strayMigration(isReadable: isReadable), path: path))
        }
    }
    return findings
}

extension SourceFile {
    /// Whether a `Migration(` is in it.
    fileprivate var makesMigration: Bool {
        String(decoding: bytes, as: UTF8.self).contains("= Migration(")
    }
}
