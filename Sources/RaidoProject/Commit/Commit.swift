import RaidoPlatform

extension ProjectLock {
    /// Puts the files on disk: all of them or, where anything goes wrong, none.
    ///
    /// Runs that read the project wait until it is done.
    ///
    /// 1. What is at each path is checked: a new file overwrites nothing, an old one is as it was read.
    /// 2. The journal is written: `staging`.
    /// 3. New contents are written beside their targets, and old files get second names. All of it is synced.
    /// 4. The journal becomes `ready`. From here on a crash does not stop the commit: the next run finishes it.
    /// 5. Each target is replaced by one rename, in the order given: a file comes before one that names it.
    /// 6. What helped is removed, the journal last.
    package borrowing func commit(_ files: PendingFiles) throws(ProjectError) {
        if files.isEmpty { return }
        let alone = try access.lockFolder(.exclusive)
        try commitAlone(files)
        alone.release()
    }

    private borrowing func commitAlone(_ files: PendingFiles) throws(ProjectError) {
        try check(files)
        let journal = Journal(files, folders: try missingFolders(for: files), run: disk.freshName())
        do {
            try disk.begin(journal)
            try disk.stage(files, journal)
            try disk.enter(.ready, from: .staging)
            try disk.finish(journal)
        } catch {
            guard case .refused(let cause) = error else { throw error.asProjectError }
            throw takeBack(journal, after: cause)
        }
        // The files exist. What cannot be tidied up now is tidied up by the next run.
        do { try disk.tidy(journal, from: .ready) } catch {}
    }

    /// Undoes what was done, and says what is in the way of that.
    private borrowing func takeBack(_ journal: Journal, after cause: ProjectError) -> ProjectError {
        var failures: [String] = []
        do {
            let phase = try disk.phase()
            if phase == .ready { try disk.enter(.undoing, from: .ready) }
            if phase != nil {
                let foreignFiles = try foreignFiles(in: journal, after: cause)
                try disk.undo(journal, isStaging: phase == .staging, leaving: foreignFiles)
            }
        } catch {
            failures.append(error.asProjectError.description)
        }
        if failures.isEmpty { return cause }
        var error = cause
        error.problem = .unrestored(cause: cause.message, failures: failures)
        return error
    }

    /// The target at which something is that no run of ours put there.
    private borrowing func foreignFiles(
        in journal: Journal, after cause: ProjectError
    ) throws(CommitFault) -> Set<String> {
        guard cause.isAboutStranger, let entry = journal.entries.first(where: { $0.path == cause.path }) else {
            return []
        }
        return try disk.fingerprint(entry.path) == entry.new ? [] : [entry.path]
    }

    private borrowing func check(_ files: PendingFiles) throws(ProjectError) {
        var paths: Set<String> = []
        for file in files.files {
            guard paths.insert(file.path).inserted else { throw ProjectError(.pathTwice, path: file.path) }
            try disk.disk.refuseLinks(at: file.path)
            let status = try disk.disk.linkStatus(of: file.path)
            if file.change.old == nil {
                guard status == nil else { throw ProjectError(.existsAlready, path: file.path) }
            } else {
                guard status != nil, try disk.disk.readItself(file.path) == file.change.old else {
                    throw ProjectError(.changedMeanwhile, path: file.path)
                }
            }
        }
    }

    /// The folders that do not exist yet, those above others first.
    private borrowing func missingFolders(for files: PendingFiles) throws(ProjectError) -> [String] {
        var missing: Set<String> = []
        for file in files.files {
            var folder = Path.folder(of: file.path)
            while folder != ".", folder != "/", !missing.contains(folder) {
                if let status = try disk.disk.status(of: folder) {
                    guard status.kind == .folder else { throw ProjectError(.notAFolder, path: folder) }
                    break
                }
                missing.insert(folder)
                folder = Path.folder(of: folder)
            }
        }
        return missing.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}

extension ProjectError {
    /// Whether something may be at the path that no run of ours put there.
    fileprivate var isAboutStranger: Bool {
        if case .system(let error) = problem { return error.isTaken }
        return problem == .changedMeanwhile
    }
}
