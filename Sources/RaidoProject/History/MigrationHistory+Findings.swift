import Raido
import RaidoConsole
import RaidoPlatform

extension MigrationHistory {
    /// Applies all migrations to an empty schema, in the order in which databases apply them: by their identities.
    package func replay() -> HistoryReplay {
        var replay = HistoryReplay()
        for entry in entries.sorted(by: { $0.id < $1.id }) {
            switch entry.migration {
            case .success(let migration): replay.apply(migration)
            case .failure: replay.skip(entry.id)
            }
        }
        return replay
    }

    /// What is wrong with the migrations themselves.
    package func findings(_ replay: HistoryReplay) -> [HistoryFinding] {
        let files = Dictionary(entries.map { ($0.id, $0.file.path) }) { first, _ in first }
        let own = replay.findings(of: readable) { files[$0] ?? $0 }
        return (own + entries.compactMap { finding(about: $0, replay) }).inOrder
    }

    private func finding(about entry: Entry, _ replay: HistoryReplay) -> HistoryFinding? {
        switch entry.migration {
        case .success: return nil
        case .failure(let error):
            if entry.file.hasMergeMarkers {
                return HistoryFinding(.migrationMergeMarkers, path: entry.file.path, migration: entry.id)
            }
            var isCode = false
            if case .hasCode = error.problem { isCode = true }
            return HistoryFinding(
                .unreadable(isCode: isCode, tables: replay.uncertainTables), path: entry.file.path,
                migration: entry.id, unreadable: error)
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
        if file.holdsMigration {
            findings.append(HistoryFinding(.strayMigration(isReadable: true), path: path))
        } else if file.makesMigration {
            findings.append(HistoryFinding(.strayMigration(isReadable: false), path: path))
        }
    }
    return findings
}

extension SourceFile {
    /// Whether it declares one migration and nothing else, under whatever name.
    fileprivate var holdsMigration: Bool {
        do throws(ProjectError) {
            _ = try readMigration(self)
            return true
        } catch {
            if case .swift(.idDiffers) = error.problem { return true }
            if case .swift(.nameDiffers) = error.problem { return true }
            return false
        }
    }

    /// Whether a `Migration(` is in it.
    fileprivate var makesMigration: Bool {
        String(decoding: bytes, as: UTF8.self).contains("= Migration(")
    }
}
