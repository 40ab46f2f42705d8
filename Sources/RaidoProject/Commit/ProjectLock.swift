import RaidoPlatform

/// A project that one run has to itself, from reading the snapshots to writing them.
///
/// Taking it finishes or undoes what an interrupted run left. It leaves nothing behind.
package struct ProjectLock: ~Copyable {
    let disk: CommitDisk
    private let lock: FileLock

    fileprivate init(disk: CommitDisk, lock: consuming FileLock) {
        self.disk = disk
        self.lock = lock
    }

    deinit {
        // The folder stays where a journal is in it. What cannot be removed is removed by the next run.
        try? Platform.removeFile(lock.path)
        try? Platform.removeFolder(Path.folder(of: lock.path))
    }
}

/// Takes the project for this run, waiting for another one that has it.
///
/// - Parameter patience: Seconds to wait before the other run is an error.
package func lockProject(
    in root: String = ".", patience: Double = 10, rehearsal: @escaping Rehearsal = { _ in nil }
) throws(ProjectError) -> ProjectLock {
    let disk = CommitDisk(disk: Disk(root: root), rehearsal: rehearsal)
    let deadline = Platform.monotonicSeconds() + patience
    repeat {
        if let lock = try takeLock(disk.disk) {
            let lock = ProjectLock(disk: disk, lock: lock)
            do {
                try lock.disk.recover()
            } catch {
                throw error.asProjectError
            }
            return lock
        }
        Platform.sleep(milliseconds: 20)
    } while Platform.monotonicSeconds() < deadline
    throw ProjectError(.locked, path: Journal.folder)
}

/// Puts the files on disk: all of them or, where anything goes wrong, none.
package func commit(
    _ files: PendingFiles, in root: String = ".", rehearsal: @escaping Rehearsal = { _ in nil }
) throws(ProjectError) {
    if files.isEmpty { return }
    let lock = try lockProject(in: root, rehearsal: rehearsal)
    try lock.commit(files)
}

/// Refuses to go on where an interrupted run left something, for runs that only read.
package func refuseInterruptedRun(in root: String = ".") throws(ProjectError) {
    let disk = Disk(root: root)
    for phase in Journal.Phase.allCases where try disk.linkStatus(of: phase.path) != nil {
        throw ProjectError(.interruptedRun, path: phase.path)
    }
}

/// The lock, or nil where another run has it or has just given it up.
private func takeLock(_ disk: Disk) throws(ProjectError) -> FileLock? {
    if let status = try disk.linkStatus(of: Journal.folder) {
        guard status.kind == .folder else { throw ProjectError(.notAFolder, path: Journal.folder) }
    } else {
        do {
            try Platform.makeFolder(disk.real(Journal.folder))
        } catch {
            guard error.isTaken else { throw ProjectError(.system(error), path: Journal.folder) }
        }
    }
    let path = Path.join(Journal.folder, "lock")
    do {
        guard let lock = try FileLock.take(disk.real(path)), try lock.isInPlace() else { return nil }
        return lock
    } catch {
        // The other run removed the folder between our two steps.
        if error.isMissing { return nil }
        throw ProjectError(.system(error), path: path)
    }
}

extension CommitFault {
    var asProjectError: ProjectError {
        switch self {
        case .refused(let error): error
        case .crash: ProjectError(.interruptedRun, path: Journal.folder)
        }
    }
}
