import RaidoConsole
import RaidoPlatform

/// What became of a commit that was interrupted.
package enum Recovery: Hashable, Sendable {
    /// The files are as that run wanted them.
    case finished([String])
    /// The files are as they were before that run.
    case undone([String])
}

extension CommitDisk {
    private static let unfinished = Path.join(Journal.folder, "journal.tmp")

    /// Writes the journal down. It is there whole or not at all.
    func begin(_ journal: Journal) throws(CommitFault) {
        do {
            try write(Array(journal.text.utf8), to: Self.unfinished, permissions: 0o666)
            try rename(Self.unfinished, to: Journal.Phase.staging.path)
        } catch {
            if case .refused = error { do { try removeFile(Self.unfinished) } catch {} }
            throw error
        }
        try sync(Journal.folder)
        try sync(".")
    }

    /// How far an interrupted commit came, or nil where there is none.
    func phase() throws(CommitFault) -> Journal.Phase? {
        var phases: [Journal.Phase] = []
        for phase in Journal.Phase.allCases where try exists(phase.path) { phases.append(phase) }
        guard phases.count < 2 else {
            throw .refused(ProjectError(.journalTwice, path: Journal.folder))
        }
        return phases.first
    }

    /// Finishes or undoes what an interrupted run left.
    ///
    /// - Throws: where somebody changed the files since, so that neither can be done. Nothing is touched then.
    func recover(_ access: ProjectAccess) throws(CommitFault) -> Recovery? {
        // Never the journal of anything: it gets its name when it is whole.
        if try exists(Self.unfinished) { try removeFile(Self.unfinished) }
        guard let phase = try phase() else { return nil }
        let journal = try read(phase)
        try refuseForeignPaths(of: journal, at: phase.path, access)
        let paths = journal.entries.map(\.path)
        switch phase {
        case .staging: try undo(journal, isStaging: true)
        case .ready:
            if try canFinish(journal) {
                try finish(journal)
                try tidy(journal, from: .ready)
                return .finished(paths)
            }
            try refuseStrangers(journal)
            try enter(.undoing, from: .ready)
            try undo(journal, isStaging: false)
        case .undoing:
            try refuseStrangers(journal)
            try undo(journal, isStaging: false)
        }
        return .undone(paths)
    }

    private func read(_ phase: Journal.Phase) throws(CommitFault) -> Journal {
        do {
            return try Journal(reading: SourceFile(path: phase.path, bytes: try disk.readItself(phase.path)))
        } catch {
            throw .refused(ProjectError(.journalDamaged(error.description), path: phase.path))
        }
    }

    /// A journal may come with a checkout. It can name only what this run could write, and hidden names beside that.
    private func refuseForeignPaths(
        of journal: Journal, at path: String, _ access: ProjectAccess
    ) throws(CommitFault) {
        do throws(ProjectError) {
            for entry in journal.entries {
                guard access.covers(entry.path) else {
                    throw ProjectError(.journalElsewhere(entry.path, folders: access.folders), path: path)
                }
                guard entry.hasHiddenNames else { throw ProjectError(.journalForeign(entry.path), path: path) }
                for name in [entry.path, entry.staged, entry.backup] { try disk.refuseLinks(at: name) }
            }
            for folder in journal.folders {
                guard journal.entries.contains(where: { Path.isInside($0.path, folder: folder) }) else {
                    throw ProjectError(.journalForeign(folder), path: path)
                }
            }
        } catch {
            throw .refused(error)
        }
    }

    private func canFinish(_ journal: Journal) throws(CommitFault) -> Bool {
        for entry in journal.entries where try !canFinish(entry) { return false }
        return true
    }

    private func canFinish(_ entry: Journal.Entry) throws(CommitFault) -> Bool {
        let found = try fingerprint(entry.path)
        if found == entry.new { return true }
        guard found == entry.old else { return false }
        if entry.new == nil { return true }
        return try fingerprint(entry.staged) == entry.new
    }

    private func canUndo(_ entry: Journal.Entry) throws(CommitFault) -> Bool {
        let found = try fingerprint(entry.path)
        if found == entry.old { return true }
        guard found == entry.new else { return false }
        if entry.old == nil { return true }
        return try fingerprint(entry.backup) == entry.old
    }

    private func refuseStrangers(_ journal: Journal) throws(CommitFault) {
        var changed: [String] = []
        for entry in journal.entries where try !canUndo(entry) { changed.append(entry.path) }
        guard changed.isEmpty else {
            throw .refused(ProjectError(.unfinished(changed: changed), path: Journal.folder))
        }
    }
}
