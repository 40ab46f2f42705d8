#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

// Owners and permissions
extension Platform {
    /// Gives an open file the permissions of another one, and its owner and group as far as this process may. Uses the
    /// descriptor, since another file may be at the path by now.
    static func copyMetadata(to descriptor: Int32, from model: FileStatus, path: String) throws(SystemError) {
        var status = stat()
        try retrying("fstat", path) { fstat(descriptor, &status) }
        let own = FileStatus(status)
        var isGiven = own.owner == model.owner && own.group == model.group
        if !isGiven { isGiven = try isAllowed("fchown", path) { fchown(descriptor, model.owner, model.group) } }
        if !isGiven, own.group != model.group {
            // A process may set a group that it belongs to.
            _ = try isAllowed("fchown", path) { fchown(descriptor, own.owner, model.group) }
        }
        // A set-user-ID bit would mean something else with another owner.
        let permissions = model.permissions & (isGiven ? 0o7777 : 0o777)
        _ = try isAllowed("fchmod", path) { fchmod(descriptor, mode_t(truncatingIfNeeded: permissions)) }
    }

    /// Makes a call about owners or permissions, which not every user may change and not every file system supports.
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
