import RaidoConsole
import RaidoPlatform

extension CommitDisk {
    private static let unfinished = Path.join(Journal.folder, "journal.tmp")

    /// A name that no earlier run used.
    func freshName() -> String {
        "\(Platform.processID)-" + String(UInt64.random(in: .min ... .max), radix: 36)
    }

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

    func enter(_ phase: Journal.Phase, from old: Journal.Phase) throws(CommitFault) {
        try rename(old.path, to: phase.path)
        try sync(Journal.folder)
    }

    /// Puts the new contents beside their targets, and gives the old files second names.
    func stage(_ files: PendingFiles, _ journal: Journal) throws(CommitFault) {
        for folder in journal.folders { try makeFolder(folder) }
        for (file, entry) in zip(files.files, journal.entries) {
            if let new = file.change.new {
                try write(new, to: entry.staged, permissions: try permissions(of: entry))
            }
            if entry.old != nil { try keep(entry.path, as: entry.backup) }
        }
        try sync(journal)
    }

    /// Makes every target what it is to be. What is done already stays done.
    func finish(_ journal: Journal) throws(CommitFault) {
        for entry in journal.entries {
            let found = try fingerprint(entry.path)
            if found == entry.new { continue }
            guard found == entry.old else {
                throw .refused(ProjectError(.changedMeanwhile, path: entry.path))
            }
            if entry.new == nil {
                try removeFile(entry.path)
            } else if entry.old == nil {
                try move(entry.staged, toNew: entry.path)
            } else {
                try rename(entry.staged, to: entry.path)
            }
        }
        try sync(journal)
    }

    /// Makes every target what it was, removes what helped, and the journal last. A target that holds something else
    /// by now is left alone: its second name stays beside it.
    ///
    /// - Parameter isStaging: No target was touched yet.
    /// - Parameter path: A target that somebody else put there meanwhile.
    func undo(_ journal: Journal, isStaging: Bool, leaving path: String? = nil) throws(CommitFault) {
        for entry in journal.entries.reversed() where !isStaging {
            let found = try fingerprint(entry.path)
            if found == entry.old { continue }
            guard found == entry.new else {
                if entry.path == path { continue }
                throw .refused(ProjectError(.changedMeanwhile, path: entry.path))
            }
            if entry.old == nil {
                try removeFile(entry.path)
            } else if entry.new == nil {
                try move(entry.backup, toNew: entry.path)
            } else {
                try rename(entry.backup, to: entry.path)
            }
        }
        try tidy(journal, from: isStaging ? .staging : .undoing, isUndone: true)
    }

    /// Removes what helped, then the journal.
    func tidy(_ journal: Journal, from phase: Journal.Phase, isUndone: Bool = false) throws(CommitFault) {
        for entry in journal.entries {
            try removeFile(entry.staged)
            try removeFile(entry.backup)
        }
        if isUndone {
            for folder in journal.folders.reversed() { try removeFolder(folder) }
        }
        try sync(journal)
        try removeFile(phase.path)
        try sync(Journal.folder)
    }

    /// A replaced file keeps its permissions.
    private func permissions(of entry: Journal.Entry) throws(CommitFault) -> UInt32 {
        do {
            return try disk.linkStatus(of: entry.path)?.permissions ?? 0o666
        } catch {
            throw .refused(error)
        }
    }

    /// Syncs the names in all folders that the commit touches and that are there.
    private func sync(_ journal: Journal) throws(CommitFault) {
        for folder in journal.touchedFolders where try exists(folder) { try sync(folder) }
    }

    private func exists(_ path: String) throws(CommitFault) -> Bool {
        do {
            return try disk.linkStatus(of: path) != nil
        } catch {
            throw .refused(error)
        }
    }
}

// MARK: - Recovery

extension CommitDisk {
    /// How far an interrupted commit came, or nil where there is none.
    func phase() throws(CommitFault) -> Journal.Phase? {
        for phase in Journal.Phase.allCases where try exists(phase.path) { return phase }
        return nil
    }

    /// Finishes or undoes what an interrupted run left.
    ///
    /// - Throws: where somebody changed the files since, so that neither can be done. Nothing is touched then.
    func recover() throws(CommitFault) {
        // Never the journal of anything: it gets its name when it is whole.
        if try exists(Self.unfinished) { try removeFile(Self.unfinished) }
        guard let phase = try phase() else { return }
        let journal = try read(phase)
        try refuseForeignPaths(of: journal, at: phase.path)
        switch phase {
        case .staging: try undo(journal, isStaging: true)
        case .ready:
            if try canFinish(journal) {
                try finish(journal)
                try tidy(journal, from: .ready)
            } else {
                try refuseStrangers(journal)
                try enter(.undoing, from: .ready)
                try undo(journal, isStaging: false)
            }
        case .undoing:
            try refuseStrangers(journal)
            try undo(journal, isStaging: false)
        }
    }

    private func read(_ phase: Journal.Phase) throws(CommitFault) -> Journal {
        do {
            return try Journal(reading: SourceFile(path: phase.path, bytes: try disk.read(phase.path)))
        } catch {
            throw .refused(ProjectError(.journalDamaged(error.description), path: phase.path))
        }
    }

    /// A journal may come with a checkout. It can name only what a commit could have written, and hidden names beside
    /// that.
    private func refuseForeignPaths(of journal: Journal, at path: String) throws(CommitFault) {
        do throws(ProjectError) {
            let project = try disk.realPath(".")
            for entry in journal.entries {
                guard entry.hasHiddenNames else { throw ProjectError(.journalForeign(entry.path), path: path) }
                try disk.refuseLinks(at: entry.path, project: project)
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
