import RaidoPlatform

/// The files of a project, by the paths that its folder sees. What the system refuses is a ``ProjectError``.
struct Disk: Sendable {
    let root: String

    /// The path that the system is asked for.
    func real(_ path: String) -> String { Path.join(root, path) }

    /// What stands there, links followed, or nil.
    func status(of path: String) throws(ProjectError) -> FileStatus? {
        try told(path) { path throws(SystemError) in try Platform.status(of: path, followingLinks: true) }
    }

    /// What stands there, be it a link, or nil.
    func linkStatus(of path: String) throws(ProjectError) -> FileStatus? {
        try told(path) { path throws(SystemError) in try Platform.status(of: path) }
    }

    func names(in folder: String) throws(ProjectError) -> [String] {
        try told(folder) { path throws(SystemError) in try Platform.names(in: path) }
    }

    /// A whole regular file; anything else could keep the reader waiting for ever.
    func read(_ path: String) throws(ProjectError) -> [UInt8] {
        if let status = try status(of: path), status.kind != .file { throw ProjectError(.notAFile, path: path) }
        return try told(path) { path throws(SystemError) in try Platform.read(path) }
    }

    func realPath(_ path: String) throws(ProjectError) -> String {
        try told(path) { path throws(SystemError) in try Platform.realPath(path) }
    }

    func told<Result>(
        _ path: String, _ body: (String) throws(SystemError) -> Result
    ) throws(ProjectError) -> Result {
        do {
            return try body(real(path))
        } catch {
            throw ProjectError(.system(error), path: path)
        }
    }
}
