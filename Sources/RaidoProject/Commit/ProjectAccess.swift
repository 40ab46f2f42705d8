import RaidoPlatform

/// What a run says of itself before a project is opened to it.
package struct ProjectAccess: Sendable {
    /// The project's folder. All other paths are as it sees them.
    package var root: String
    /// The folders that the run may write to. What an interrupted run left elsewhere is not touched.
    package var folders: [String]
    /// Single files that a run may write beside those: the ones that set a project up.
    package var files: [String]
    /// Seconds to wait for another run before it is an error.
    package var lockTimeout: Double
    /// The command line, for those who wait for this run.
    package var command: String

    package init(
        root: String = ".", folders: [String], files: [String] = [], lockTimeout: Double = 10, command: String = ""
    ) {
        self.root = root
        self.folders = folders
        self.files = files
        self.lockTimeout = lockTimeout
        self.command = command
    }

    /// Whether a path is that of a file which this run could write. Only the folder itself may be named by `..` or a
    /// hidden name.
    package func covers(_ path: String) -> Bool {
        files.contains(path)
            || folders.contains { folder in
                guard let rest = folder == "." ? path : Path.path(path, below: folder) else { return false }
                return Path.parts(of: rest).allSatisfy { part in
                    !part.isEmpty && part.first != UInt8(ascii: ".") && !part.contains(0)
                }
            }
    }

    /// Makes an attempt again and again until it succeeds or the lock timeout ends.
    func waiting<Result: ~Copyable>(
        for attempt: () throws(ProjectError) -> Result?
    ) throws(ProjectError) -> Result? {
        let deadline = Platform.monotonicSeconds() + lockTimeout
        while true {
            if let result = try attempt() { return result }
            guard Platform.monotonicSeconds() < deadline else { return nil }
            Platform.sleep(milliseconds: 20)
        }
    }
}
