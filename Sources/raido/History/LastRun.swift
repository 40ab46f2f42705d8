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

    init(_ entries: [MigrationHistory.Entry]) { self.entries = entries }

    /// Nil where there are no migrations.
    ///
    /// - Throws: ``Failure`` where a run cannot be told from the name of the last migration.
    init?(of history: ProjectHistory) throws(Failure) {
        let all = history.migrations.entries
        guard let last = all.map(\.id).max() else { return nil }
        guard let identity = MigrationIdentity(last) else {
            throw Failure([
                Diagnostic(
                    .error, "the last migration is \(last), which no run wrote under that name", at: nil,
                    notes: [.init("remove its file and its line in the list by hand, then 'raido snapshots --rebuild'")]
                )
            ])
        }
        entries = all.filter { MigrationIdentity($0.id)?.batch == identity.batch }
    }
}

/// What keeps a run from being taken back, and what was looked at.
struct UndoChecks {
    struct Objection {
        /// `committed`, `unchecked`, `edited` or `applied`. It is part of the tool's interface.
        var id: String
        var message: String
        var advice: String
    }

    private(set) var objections: [Objection] = []
    /// What was checked and what was not, a line each.
    private(set) var lines: [String] = []

    /// - Parameter keepsCommits: Whether it is no objection that git has the files, since they come back from there.
    init(_ run: LastRun, _ history: ProjectHistory, database: String?, keepsCommits: Bool = false) {
        if !keepsCommits { check(GitAnswer.about(run.entries.map(\.file.path))) }
        checkEdits(run, history)
        check(DatabaseAnswer.about(run.ids, option: database, history: history.settings.historyTable))
    }

    private mutating func check(_ answer: GitAnswer) {
        switch answer {
        case .notChecked(let reason): lines.append("Commits: not checked: \(reason).")
        case .failed(let reason):
            lines.append("Commits: not checked: \(reason).")
            objections.append(
                Objection(
                    id: "unchecked", message: "git cannot say whether it has these files: \(reason)",
                    advice: "a commit may have them, and others may have that commit; let git work here again first"))
        case .tracksNone: lines.append("Commits: git has none of these files, in its last commit or staged.")
        case .tracks(let paths):
            lines.append("Commits: git has \(paths.count == 1 ? "a file" : "\(paths.count) files") of this run.")
            objections.append(
                Objection(
                    id: "committed", message: "committed or staged in git: \(paths.joined(separator: ", "))",
                    advice: "others may have them; write a migration that takes them back, or revert the commit"))
        }
    }

    private mutating func checkEdits(_ run: LastRun, _ history: ProjectHistory) {
        var replay = history.migrations.without(run.ids).replay()
        var edited: [String] = []
        for entry in run.entries {
            if !entry.isAsWritten(on: replay.schema) { edited.append(entry.file.path) }
            if case .success(let migration) = entry.migration { replay.apply(migration) }
        }
        guard !edited.isEmpty else {
            lines.append("Edits: the files are as raido writes them.")
            return
        }
        lines.append(
            "Edits: \(edited.count == 1 ? "a file differs" : "\(edited.count) files differ") from what raido writes.")
        objections.append(
            Objection(
                id: "edited", message: "edited since it was written: \(edited.joined(separator: ", "))",
                advice: "what you wrote there would be lost; copy it first"))
    }

    private mutating func check(_ answer: DatabaseAnswer) {
        switch answer {
        case .notChecked(let reason): lines.append("Database: not checked: \(reason).")
        case .none(let database): lines.append("Database: \(database) has none of them.")
        case .has(let ids, let database):
            lines.append("Database: \(database) has \(ids.count == 1 ? "one" : "\(ids.count)") of them.")
            objections.append(
                Objection(
                    id: "applied", message: "applied, or interrupted, in \(database): \(ids.joined(separator: ", "))",
                    advice: "revert them there first, with 'down'"))
        }
    }
}

extension MigrationHistory.Entry {
    /// Whether the file is what this version writes for the changes in it. Line ends do not count.
    ///
    /// SQL that the user wrote is in no plan, so a file with some is edited, unless it is as `raido new` made it.
    ///
    /// - Parameter before: The schema before this migration.
    func isAsWritten(on before: Schema) -> Bool {
        guard case .success(let migration) = migration else { return false }
        let text = String(decoding: file.bytes.filter { $0 != 0x0D }, as: UTF8.self)
        if migration.changes == EmptyMigration.changes {
            return text == EmptyMigration(id: id, batch: migration.batch, words: text.documentation).source
        }
        guard !migration.changes.contains(where: \.isSQL) else { return false }
        let summary = sentence(of: migration.changes, on: before)
        return text == (try? swiftSource(of: migration, summary: summary))
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
