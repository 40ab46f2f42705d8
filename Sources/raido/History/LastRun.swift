import Raido
import RaidoConsole
import RaidoMigrate
import RaidoPlanning
import RaidoProject

/// The migrations that the last run wrote.
struct LastRun {
    /// In the order of their identities.
    var entries: [MigrationHistory.Entry]

    var ids: Set<String> { Set(entries.map(\.id)) }

    /// Whether the numbers are 1, 2, 3 and so on, as one run gives them. Two branches may have a run in the same second,
    /// and nothing in the files says which of the two a migration is of.
    var isOneRun: Bool {
        let numbers = entries.compactMap { MigrationIdentity($0.id)?.number }.sorted()
        return numbers == Array(1..<entries.count + 1)
    }

    init(_ entries: [MigrationHistory.Entry]) { self.entries = entries }

    /// Nil where there are no migrations.
    ///
    /// - Throws: ``Failure`` where the name of the last migration does not say which run wrote it.
    init?(of history: ProjectHistory) throws(Failure) {
        let all = history.migrations.entries
        guard let last = all.map(\.id).max() else { return nil }
        guard let identity = MigrationIdentity(last) else {
            throw Failure([
                Diagnostic(
                    .error, "the last migration is \(last), a name that no run writes", at: nil,
                    notes: [.init("remove its file and its line in the list by hand, then 'raido snapshots --rebuild'")]
                )
            ])
        }
        entries = all.filter { MigrationIdentity($0.id)?.batch == identity.batch }
    }
}

/// What prevents undoing a run, and what was checked.
struct UndoChecks {
    private(set) var objections: [Objection] = []
    /// What was checked and what was not, a line each.
    private(set) var lines: [String] = []

    /// - Parameters:
    ///   - keepsCommits: Whether it is no objection that git has the files, since they come back from there.
    ///   - collisions: Migrations of the run that databases have under another identity.
    init(
        _ run: LastRun, _ history: ProjectHistory, database: String?, keepsCommits: Bool = false,
        collisions: NameCollisions = NameCollisions()
    ) {
        if !keepsCommits {
            checkNumbers(run)
            check(GitAnswer.about(run.entries.map(\.file.path)))
        }
        checkEdits(run, history, collisions)
        let ids = Set(run.ids.map(collisions.originalID))
        let answer = DatabaseAnswer.about(ids, option: database, history: history.settings.historyTable)
        lines.append(answer.line)
        if let objection = answer.objection { objections.append(objection) }
    }

    private mutating func checkNumbers(_ run: LastRun) {
        if run.isOneRun { return }
        let ids = run.entries.map(\.id).sorted()
        lines.append("Run: the numbers of its migrations are not those of one run.")
        objections.append(
            Objection(
                id: "mixed",
                message: "possibly of two runs in the same second, since a number is missing or given twice: "
                    + ids.joined(separator: ", "),
                advice: "after a merge, 'raido undo --onto BRANCH' undoes only what BRANCH does not have"))
    }

    private mutating func check(_ answer: GitAnswer) {
        switch answer {
        case .notChecked(let reason): lines.append("Commits: not checked: \(reason).")
        case .failed(let reason):
            lines.append("Commits: not checked: \(reason).")
            objections.append(
                Objection(
                    id: "unchecked", message: "git could not tell whether it has these files: \(reason)",
                    advice: "a commit may have them, and others may have that commit; fix git first"))
        case .tracksNone: lines.append("Commits: git has none of these files, in its last commit or staged.")
        case .tracks(let paths):
            lines.append("Commits: git has \(paths.count == 1 ? "a file" : "\(paths.count) files") of this run.")
            objections.append(
                Objection(
                    id: "committed", message: "committed or staged in git: \(paths.joined(separator: ", "))",
                    advice: "others may have them; write a migration that reverts them, or revert the commit"))
        }
    }

    private mutating func checkEdits(_ run: LastRun, _ history: ProjectHistory, _ collisions: NameCollisions) {
        var replay = history.migrations.without(run.ids).replay()
        var edited: [String] = []
        for entry in run.entries {
            if !entry.isAsWritten(on: replay.schema) { edited.append(collisions.originalPath(of: entry)) }
            if case .success(let migration) = entry.migration { replay.apply(migration) }
        }
        guard !edited.isEmpty else {
            lines.append("Edits: none; the files are as raido wrote them.")
            return
        }
        lines.append(
            "Edits: \(edited.count == 1 ? "a file differs" : "\(edited.count) files differ") from what raido writes.")
        objections.append(
            Objection(
                id: "edited", message: "edited since it was written: \(edited.joined(separator: ", "))",
                advice: "your edits would be lost; copy them first"))
    }
}

extension MigrationHistory.Entry {
    /// Whether the file is what this version writes for the changes in it. Line ends do not count.
    ///
    /// Its comments on what reverting loses are those of the engines that the plan was made for. No file records these,
    /// and the settings may name others since then, so each set of engines is tried.
    ///
    /// SQL that the user wrote is in no plan, so a file with some is edited, unless it is as `raido new` made it.
    ///
    /// - Parameter before: The schema before this migration.
    func isAsWritten(on before: Schema) -> Bool {
        guard case .success(let migration) = migration else { return false }
        let text = String(decoding: file.bytes.filter { $0 != 0x0D }, as: UTF8.self)
        if migration.changes == EmptyMigration.changes {
            return text.isExactly(EmptyMigration(id: id, batch: migration.batch, words: text.documentation).source)
        }
        guard !migration.changes.contains(where: \.isSQL) else { return false }
        let summary = sentence(of: migration.changes, on: before)
        return Engine.allCases.subsets.reversed().contains { engines in
            (try? swiftSource(of: migration, summary: summary, on: before, for: engines))?.isExactly(text) ?? false
        }
    }
}

extension [Engine] {
    /// All sets of some of them, the empty one first and the one of all last.
    fileprivate var subsets: [Set<Engine>] {
        reduce([Set<Engine>()]) { sets, engine in sets + sets.map { $0.union([engine]) } }
    }
}

extension Change {
    fileprivate var isSQL: Bool {
        if case .sql = self { true } else { false }
    }
}

extension String {
    /// The words of the documentation comments in it.
    fileprivate var documentation: String {
        split(separator: "\n").filter { $0.hasPrefix("/// ") }.map { $0.dropFirst(4) }.joined(separator: " ")
    }
}
