import RaidoPlatform

/// The lock on a project's folder that keeps those who read its files from those who replace them.
struct FolderLock: ~Copyable {
    /// Nil where the file system does not lock folders: readers look for the journal there.
    private let lock: FileLock?

    /// Nil where another run holds a lock that does not go with it.
    init?(_ access: ProjectAccess, _ sharing: FileLock.Sharing) throws(ProjectError) {
        do throws(SystemError) {
            guard let taken = try FileLock.takeFolder(access.root, sharing) else { return nil }
            lock = consume taken
        } catch {
            guard error.isAboutLocks else { throw ProjectError(.system(error), path: ".") }
            lock = nil
        }
    }

    consuming func release() {}
}

extension ProjectAccess {
    func lockFolder(_ sharing: FileLock.Sharing) throws(ProjectError) -> FolderLock {
        let taken = try waiting { () throws(ProjectError) in try FolderLock(self, sharing) }
        guard let lock = taken else { throw ProjectError(.locked(by: nil), path: ".") }
        return lock
    }
}

extension Disk {
    /// Makes the folder for locks and journals where it is missing.
    func makeOwnFolder() throws(ProjectError) {
        if let status = try linkStatus(of: Journal.folder) {
            guard status.kind == .folder else { throw ProjectError(.notAFolder, path: Journal.folder) }
            return
        }
        do {
            try Platform.makeFolder(real(Journal.folder))
        } catch {
            guard error.isTaken else { throw ProjectError(.system(error), path: Journal.folder) }
        }
    }
}
