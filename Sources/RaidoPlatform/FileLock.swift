#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A lock on a file or folder. It ends with the value, and with the process in any case.
package struct FileLock: ~Copyable {
    package enum Sharing: Sendable {
        /// One process has it, and no other any.
        case exclusive
        /// Any number of processes have it, and none an exclusive one.
        case shared
    }

    let descriptor: Int32
    package let path: String

    /// Takes an exclusive lock on a file, making the file where it is missing, or returns nil where another process
    /// holds one. A symbolic link is `ELOOP`.
    package static func take(_ path: String, permissions: UInt32 = 0o666) throws(SystemError) -> FileLock? {
        let flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK
        let lock = FileLock(descriptor: try Platform.open(path, flags, permissions), path: path)
        guard try lock.hold(.exclusive) else { return nil }
        return lock
    }

    /// Takes a lock on a folder, or returns nil where another process holds one that does not go with it.
    package static func takeFolder(_ path: String, _ sharing: Sharing) throws(SystemError) -> FileLock? {
        let lock = FileLock(descriptor: try Platform.open(path, O_RDONLY | O_DIRECTORY), path: path)
        guard try lock.hold(sharing) else { return nil }
        return lock
    }

    private func hold(_ sharing: Sharing) throws(SystemError) -> Bool {
        do {
            try retrying("flock", path) { flock(descriptor, (sharing == .shared ? LOCK_SH : LOCK_EX) | LOCK_NB) }
            return true
        } catch {
            if error.code == EWOULDBLOCK { return false }
            throw error
        }
    }

    /// Whether the file that is locked still is at its path: another holder may have removed it.
    package func isInPlace() throws(SystemError) -> Bool {
        var status = stat()
        try retrying("fstat", path) { fstat(descriptor, &status) }
        return try Platform.status(of: path)?.isSameFile(as: FileStatus(status)) ?? false
    }

    /// Whether the file has further names (hard links).
    package func hasOtherNames() throws(SystemError) -> Bool {
        var status = stat()
        try retrying("fstat", path) { fstat(descriptor, &status) }
        return status.st_nlink > 1
    }

    /// Makes a text all that the locked file holds.
    package func write(_ text: String) throws(SystemError) {
        try retrying("ftruncate", path) { ftruncate(descriptor, 0) }
        try Platform.writeAll(Array(text.utf8), to: descriptor, path: path)
    }

    /// Ends the lock here, and not before.
    package consuming func release() {}

    deinit {
        // A process that another thread starts at this moment has a copy of the descriptor until its program runs, and
        // would hold the lock on.
        _ = flock(descriptor, LOCK_UN)
        _ = close(descriptor)
    }
}

extension SystemError {
    /// The file system knows no such lock: network file systems want a file that is open for writing.
    package var isAboutLocks: Bool { code == ENOLCK || code == EBADF || isUnsupported }
}
