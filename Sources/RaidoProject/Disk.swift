import RaidoPlatform

/// The files of a project, by the paths that its folder sees. What the system refuses is a ``ProjectError``.
struct Disk: Sendable {
    let root: String

    /// The path that the system is asked for.
    func real(_ path: String) -> String { Path.join(root, path) }

    /// What exists, links followed, or nil.
    func status(of path: String) throws(ProjectError) -> FileStatus? {
        try told(path) { path throws(SystemError) in try Platform.status(of: path, followingLinks: true) }
    }

    /// What exists, be it a link, or nil.
    func linkStatus(of path: String) throws(ProjectError) -> FileStatus? {
        try told(path) { path throws(SystemError) in try Platform.status(of: path) }
    }

    func names(in folder: String) throws(ProjectError) -> [String] {
        try told(folder) { path throws(SystemError) in try Platform.names(in: path) }
    }

    /// A whole regular file. A symbolic link is followed to places in the project alone.
    func read(_ path: String) throws(ProjectError) -> [UInt8] {
        let status = try linkStatus(of: path)
        if status?.kind == .link { try refuseWayOut(at: path) }
        if let target = status?.kind == .link ? try self.status(of: path) : status, target.kind != .file {
            throw ProjectError(.notAFile, path: path)
        }
        return try told(path) { path throws(SystemError) in
            try Platform.read(path, followingLinks: status?.kind == .link)
        }
    }

    /// What a file holds that must be there itself, without links.
    func readItself(_ path: String) throws(ProjectError) -> [UInt8] {
        if let status = try linkStatus(of: path), status.kind != .file { throw ProjectError(.notAFile, path: path) }
        return try told(path) { path throws(SystemError) in try Platform.read(path, followingLinks: false) }
    }

    /// The names in a folder of the project's, or nil where there is no such folder.
    func namesOfFolder(_ folder: String) throws(ProjectError) -> [String]? {
        guard let status = try status(of: folder) else { return nil }
        guard status.kind == .folder else { throw ProjectError(.notAFolder, path: folder) }
        try refuseWayOut(at: folder)
        return try names(in: folder)
    }

    /// The names in a folder, and what is wrong with the others.
    func namesAndMistakes(in folder: String) throws(ProjectError) -> (names: [String], mistakes: [ProjectError]) {
        let (names, mistakes) = try told(folder) { path throws(SystemError) in
            try Platform.namesAndMistakes(in: path)
        }
        return (names, mistakes.map { projectError($0, at: folder) })
    }

    func realPath(_ path: String) throws(ProjectError) -> RealPath {
        try told(path) { path throws(SystemError) in try Platform.realPath(path) }
    }

    func told<Result>(
        _ path: String, _ body: (String) throws(SystemError) -> Result
    ) throws(ProjectError) -> Result {
        do {
            return try body(real(path))
        } catch { throw projectError(error, at: path) }
    }

    private func projectError(_ error: SystemError, at path: String) -> ProjectError {
        if error.isNotUTF8, let spelled = error.path {
            return ProjectError(.nameNotUTF8(Path.name(of: spelled)), path: path)
        }
        return ProjectError(.system(error), path: path)
    }
}
