import RaidoConsole
import RaidoPlatform

/// What became of a commit that was interrupted.
package enum Recovery: Hashable, Sendable {
    /// The files are as that run wanted them, but for those that someone changed after it had put them in place.
    case finished([String], left: [String] = [])
    /// The files are as they were before that run, but for those that someone changed since, and new ones that what was
    /// changed may name.
    case undone([String], left: [String] = [])
}

extension CommitDisk {
    private static let unfinished = Path.join(Journal.folder, "journal.tmp")

    /// Writes the journal down. It is there whole or not at all.
    func begin(_ journal: Journal) throws(CommitFault) {
        do {
            try write(Array(journal.text.utf8), to: Self.unfinished)
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
    /// Where someone changed a file since, it stays as it is. Where the run had put that one in place and all others
    /// can be finished, they are; else what the run did to them is undone.
    ///
    /// - Throws: where what a file was before the run is gone. Nothing is touched then.
    func recover(_ access: ProjectAccess) throws(CommitFault) -> Recovery? {
        // Never the journal of anything: it gets its name when it is whole.
        if try exists(Self.unfinished) { try removeFile(Self.unfinished) }
        guard let phase = try phase() else { return nil }
        let journal = try read(phase)
        try refuseForeignPaths(of: journal, at: phase.path, access)
        let paths = journal.entries.map(\.path)
        if phase == .staging {
            try undo(journal, isStaging: true)
            return .undone(paths)
        }
        let survey = try Survey(of: journal, on: self)
        if phase == .ready, let left = survey.leftByFinishing {
            try finish(journal, leaving: left)
            try tidy(journal, from: .ready)
            return .finished(paths.filter { !left.contains($0) }, left: paths.filter(left.contains))
        }
        try refuseLosses(in: survey)
        let left = survey.leftByUndoing
        if phase == .ready { try enter(.undoing, from: .ready) }
        try undo(journal, isStaging: false, leaving: left)
        return .undone(paths.filter { !left.contains($0) }, left: paths.filter(left.contains))
    }

    /// What a file was before the run must still be there under its second name.
    private func refuseLosses(in survey: Survey) throws(CommitFault) {
        var lost: [String] = []
        for entry in survey.replaced where try fingerprint(entry.backup) != entry.old { lost.append(entry.path) }
        guard !lost.isEmpty else { return }
        throw .refused(ProjectError(.unfinished(lost: lost, new: survey.created), path: Journal.folder))
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
}
