#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

// Owners and permissions
extension Platform {
    /// Gives an open file the permissions of another one, and the owner and group as far as this process may. It goes by
    /// the descriptor, as another file may stand at the path by now.
    static func liken(_ descriptor: Int32, to model: FileStatus, path: String) throws(SystemError) {
        var status = stat()
        try retrying("fstat", path) { fstat(descriptor, &status) }
        let own = FileStatus(status)
        var isGiven = own.owner == model.owner && own.group == model.group
        if !isGiven { isGiven = try isAllowed("fchown", path) { fchown(descriptor, model.owner, model.group) } }
        if !isGiven, own.group != model.group {
            // A group that one is in oneself may be given alone.
            _ = try isAllowed("fchown", path) { fchown(descriptor, own.owner, model.group) }
        }
        // To run a file as its owner means something else where that is another one.
        let permissions = model.permissions & (isGiven ? 0o7777 : 0o777)
        _ = try isAllowed("fchmod", path) { fchmod(descriptor, mode_t(truncatingIfNeeded: permissions)) }
    }

    /// Makes a call about owners or permissions, which not everybody may change and not every file system has.
    private static func isAllowed(
        _ call: String, _ path: String, _ body: () -> Int32
    ) throws(SystemError) -> Bool {
        do {
            try retrying(call, path, body)
            return true
        } catch {
            guard error.isUnsupported else { throw error }
            return false
        }
    }
}

extension FileLock {
    /// Gives the locked file the owner, the group and the permissions of another one.
    ///
    /// Where this process may not give files away, nobody but itself gets at it.
    ///
    /// - Returns: Whether owner and group are those of the other one.
    package func giveAccess(of other: FileStatus) throws(SystemError) -> Bool {
        var status = stat()
        try retrying("fstat", path) { fstat(descriptor, &status) }
        let own = FileStatus(status)
        var isGiven = own.owner == other.owner && own.group == other.group
        if !isGiven {
            do {
                try retrying("fchown", path) { fchown(descriptor, other.owner, other.group) }
                isGiven = true
            } catch {
                guard error.code == EPERM else { throw error }
            }
        }
        let permissions = isGiven ? other.permissions : other.permissions & 0o700
        try retrying("fchmod", path) { fchmod(descriptor, mode_t(truncatingIfNeeded: permissions)) }
        return isGiven
    }
}
