import RaidoPlatform

/// A project that one run has to itself, from reading the snapshots to writing them. It leaves nothing after.
package struct ProjectLock: ~Copyable {
    static let path = Path.join(Journal.folder, "lock")

    let access: ProjectAccess
    let disk: CommitDisk
    private let lock: FileLock
    /// What became of a commit that was interrupted before.
    package private(set) var recovery: Recovery?

    /// Nil where another run has the project, or has just given it up.
    fileprivate init?(
        _ access: ProjectAccess, rehearsal: @escaping Rehearsal = { _ in nil }
    ) throws(ProjectError) {
        disk = CommitDisk(disk: Disk(root: access.root), rehearsal: rehearsal)
        guard let lock = try takeLock(disk.disk, .current(access)) else { return nil }
        self.access = access
        self.lock = lock
    }

    /// Makes sure that no earlier run's work is left half done.
    fileprivate mutating func recover() throws(ProjectError) {
        // The lock and the cache are no work of a run.
        let own = [Path.name(of: Self.path), Path.name(of: MigrationCache.folder)]
        guard try disk.disk.names(in: Journal.folder).contains(where: { !own.contains($0) }) else { return }
        let alone = try access.lockFolder(.exclusive)
        do {
            recovery = try disk.recover(access)
        } catch {
            throw error.asProjectError
        }
        alone.release()
    }

    package consuming func release() {}

    deinit {
        // The folder stays where a journal is in it. What cannot be removed is removed by the next run.
        try? Platform.removeFile(lock.path)
        try? Platform.removeFolder(Path.folder(of: lock.path))
    }
}

/// Takes the project for a run that writes, waiting for another one that has it. Finishes or undoes what an interrupted
/// run left.
///
/// - Throws: also where something of that run's work had to stay when the rest was undone: the user looks at it before
///   the same change is written once more.
package func lockProject(
    _ access: ProjectAccess, rehearsal: @escaping Rehearsal = { _ in nil }
) throws(ProjectError) -> ProjectLock {
    let taken = try access.waiting { () throws(ProjectError) in try ProjectLock(access, rehearsal: rehearsal) }
    guard var lock = taken else {
        throw ProjectError(.locked(by: LockingProcess.read(Disk(root: access.root))), path: Journal.folder)
    }
    try lock.recover()
    if case .undone(let paths, let left) = lock.recovery, let first = left.first {
        throw ProjectError(.undoneInPart(paths, left: left), path: first)
    }
    return lock
}

/// A project that no run writes to while it is read. Any number of runs may read it.
package struct ReadingLock: ~Copyable {
    private let lock: FolderLock
    package let recovery: Recovery?

    fileprivate init(_ lock: consuming FolderLock, _ recovery: Recovery?) {
        self.lock = lock
        self.recovery = recovery
    }

    package consuming func release() {}
}

/// Opens the project to a run that only reads, waiting for one that is writing. Finishes or undoes what an interrupted
/// run left.
package func lockForReading(_ access: ProjectAccess) throws(ProjectError) -> ReadingLock {
    let disk = Disk(root: access.root)
    var recovery: Recovery?
    let taken = try access.waiting { () throws(ProjectError) -> FolderLock? in
        if try disk.hasMoreThanCache(), let found = try recover(access, disk) { recovery = found }
        guard let lock = try FolderLock(access, .shared) else { return nil }
        // Where folders cannot be locked, the journal shows that a run is writing.
        if try disk.hasJournal() { return nil }
        return lock
    }
    guard let lock = taken else {
        throw ProjectError(.locked(by: LockingProcess.read(disk)), path: Journal.folder)
    }
    return ReadingLock(lock, recovery)
}

/// Removes what a run left that is no more. One that still runs is left alone.
private func recover(_ access: ProjectAccess, _ disk: Disk) throws(ProjectError) -> Recovery? {
    do throws(ProjectError) {
        guard var lock = try ProjectLock(access) else { return nil }
        try lock.recover()
        return lock.recovery
    } catch {
        // Someone who may not write here can still read, unless a half-done commit makes that a lie.
        guard case .system(let cause) = error.problem, cause.isDenied else { throw error }
        if try disk.hasJournal() { throw ProjectError(.interruptedRun(cause), path: Journal.folder) }
        return nil
    }
}

extension Disk {
    /// Whether a run works on the project, or left something after.
    fileprivate func hasMoreThanCache() throws(ProjectError) -> Bool {
        guard try linkStatus(of: Journal.folder) != nil else { return false }
        let cache = Path.name(of: MigrationCache.folder)
        return try names(in: Journal.folder) != [cache]
    }

    func hasJournal() throws(ProjectError) -> Bool {
        for phase in Journal.Phase.allCases where try linkStatus(of: phase.path) != nil { return true }
        return false
    }
}

private func takeLock(_ disk: Disk, _ holder: LockingProcess) throws(ProjectError) -> FileLock? {
    try disk.makeOwnFolder()
    do {
        guard let lock = try FileLock.take(disk.real(ProjectLock.path)), try lock.isInPlace() else { return nil }
        // Only those who wait miss it, on a disk that is full.
        try? lock.write(holder.text)
        return lock
    } catch {
        // The other run removed the folder between our two steps.
        if error.isMissing { return nil }
        try disk.refuseLinks(at: ProjectLock.path)
        throw ProjectError(.system(error), path: ProjectLock.path)
    }
}

extension CommitFault {
    var asProjectError: ProjectError {
        switch self {
        case .refused(let error): error
        case .crash: ProjectError(.interruptedRun(nil), path: Journal.folder)
        }
    }
}
