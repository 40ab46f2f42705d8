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
