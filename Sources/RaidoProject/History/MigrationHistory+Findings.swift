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

    /// The files that can be read as data but do not compile.
    package func compilerFindings() -> [HistoryFinding] {
        entries.compactMap { entry in
            guard case .success = entry.migration, let objection = compilerObjection(to: entry.file) else { return nil }
            return HistoryFinding(
                .notCompilable, path: entry.file.path, migration: entry.id, unreadable: objection)
        }
    }

    private func finding(about entry: Entry, _ replay: HistoryReplay) -> HistoryFinding? {
        switch entry.migration {
        case .success: return nil
        case .failure(let error):
            let problem: HistoryProblem =
                if case .mergeMarkers = error.problem {
                    .migrationMergeMarkers
                } else {
                    .unreadable(isCode: error.isAboutCode, tables: replay.uncertainTables)
                }
            return HistoryFinding(problem, path: entry.file.path, migration: entry.id, unreadable: error)
        }
    }
}

extension Registry {
    /// What is wrong with the list of migrations.
    package func findings(in folder: String) -> [HistoryFinding] {
        if isCurrent { return [] }
        let path = Path.join(folder, Self.fileName)
        if let error = mergeMarkers(at: path) {
            return [HistoryFinding(.listMergeMarkers, path: path, unreadable: error)]
        }
        return [HistoryFinding(disorder.map(HistoryProblem.listDisorder) ?? .unlisted(unlisted), path: path)]
    }
}
