import RaidoPlatform

extension CommitDisk {
    /// A name that no earlier run used.
    func freshName() -> String {
        "\(Platform.processID)-" + String(UInt64.random(in: .min ... .max), radix: 36)
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
                try write(new, to: entry.staged, like: try status(of: entry.path))
            }
            if entry.old != nil { try keep(entry.path, as: entry.backup) }
        }
        try sync(journal)
    }

    /// Makes every target what it is to be, in the order of the journal. What is done already stays done.
    ///
    /// - Parameter others: Targets that someone changed after they were put in place.
    func finish(_ journal: Journal, leaving others: Set<String> = []) throws(CommitFault) {
        for entry in journal.entries where !others.contains(entry.path) {
            let found = try fingerprint(entry.path)
            if found == entry.new { continue }
            guard found == entry.old else {
                throw .refused(ProjectError(.changedMeanwhile, path: entry.path))
            }
            if entry.new == nil {
                try removeFile(entry.path)
            } else if entry.old == nil {
                try name(entry.staged, as: entry.path)
            } else {
                try rename(entry.staged, to: entry.path)
            }
        }
        try sync(journal)
    }

    /// Makes every target what it was, removes what helped, and the journal last.
    ///
    /// - Parameter isStaging: No target was touched yet.
    /// - Parameter others: Targets that stay as they are: another program changed them in the meantime.
    func undo(_ journal: Journal, isStaging: Bool, leaving others: Set<String> = []) throws(CommitFault) {
        for entry in journal.entries.reversed() where !isStaging && !others.contains(entry.path) {
            let found = try fingerprint(entry.path)
            if found == entry.old { continue }
            guard found == entry.new else {
                throw .refused(ProjectError(.changedMeanwhile, path: entry.path))
            }
            if entry.old == nil {
                try removeFile(entry.path)
            } else if entry.new == nil {
                try name(entry.backup, as: entry.path)
            } else {
                try rename(entry.backup, to: entry.path)
            }
        }
        // Second names go when the first ones are sure to stay.
        if !isStaging { try sync(journal) }
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

    /// Syncs the names in all folders that the commit touches and that exist.
    private func sync(_ journal: Journal) throws(CommitFault) {
        for folder in journal.touchedFolders where try exists(folder) { try sync(folder) }
    }

    func exists(_ path: String) throws(CommitFault) -> Bool { try status(of: path) != nil }

    private func status(of path: String) throws(CommitFault) -> FileStatus? {
        do {
            return try disk.linkStatus(of: path)
        } catch {
            throw .refused(error)
        }
    }
}
