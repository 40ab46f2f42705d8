import RaidoPlatform

/// Runs git, which knows what other branches have.
enum Git {
    /// Runs `git` in the working folder and waits for its end.
    ///
    /// No program that a repository's settings name is run, and paths are taken as they are.
    ///
    /// - Parameter folder: Where git is run instead; nil for the working folder.
    static func run(
        _ arguments: [String], in folder: String? = nil, withErrors: Bool = false
    ) throws(SystemError) -> ProgramOutcome {
        let place = folder.map { ["-C", $0] } ?? []
        let settings = ["--no-optional-locks", "--literal-pathspecs", "-c", "core.fsmonitor=false"]
        return try Platform.run("git", place + settings + arguments, withErrors: withErrors, passing: variables)
    }

    /// A folder without symbolic links, as the working folder sees it; nil where it is not below the working folder.
    ///
    /// Git knows files by such paths only: it looks after no link.
    static func realFolder(_ folder: String) -> String? {
        guard let here = try? Platform.realPath("."), let there = try? Platform.realPath(folder),
            let root = String(validating: here.bytes, as: UTF8.self),
            let path = String(validating: there.bytes, as: UTF8.self)
        else { return nil }
        return here == there ? "." : Path.path(path, below: root)
    }

    /// Why git can say nothing about a folder; nil where it can.
    ///
    /// - Parameter folder: Nil for the working folder.
    static func obstacle(in folder: String? = nil) throws(SystemError) -> String? {
        let inside = try run(["rev-parse", "--is-inside-work-tree"], in: folder, withErrors: true)
        if inside.status == 0, inside.text == "true" { return nil }
        let isElsewhere =
            inside.text == "false"
            || inside.text.contains("not a git repository") && !isRepository(around: folder ?? ".")
        return isElsewhere ? "this folder is in no git work tree" : inside.complaint
    }

    /// What git says about a failure, which it is asked for once more.
    static func complaint(of arguments: [String], in folder: String?) throws(SystemError) -> String {
        try run(arguments, in: folder, withErrors: true).complaint
    }

    /// Whether a folder, or one above it, has a `.git`, or the environment names a repository.
    ///
    /// Git is not asked: it may be missing, or refuse to look at the repository.
    static func isRepository(around folder: String) -> Bool {
        if Platform.environment("GIT_DIR") != nil { return true }
        var place = folder
        while true {
            // What may not be looked at may be a repository.
            do throws(SystemError) {
                if try Platform.status(of: Path.join(place, ".git")) != nil { return true }
            } catch { return true }
            let above = place == "." ? ".." : Path.join(place, "..")
            // Above the root is the root.
            guard let here = try? Platform.status(of: place, followingLinks: true),
                let next = try? Platform.status(of: above, followingLinks: true), !here.isSameFile(as: next)
            else { return false }
            place = above
        }
    }

    /// Why git was not run.
    static func reason(_ error: SystemError) -> String {
        error.isMissing ? "the program 'git' was not found" : error.description
    }

    private static let variables = [
        "PATH", "HOME", "USER", "XDG_CONFIG_HOME", "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE",
        "GIT_CEILING_DIRECTORIES", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM",
    ]
}

extension ProgramOutcome {
    /// The output without space at its end.
    var text: String {
        var bytes = output
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The line of git's output that says why it failed, or else its exit status.
    fileprivate var complaint: String {
        let lines = text.split(separator: "\n")
        let line = lines.first { $0.hasPrefix("fatal: ") } ?? lines.first { $0.hasPrefix("error: ") } ?? lines.first
        if let line { return "git: \(line)" }
        return status.map { "git ended with status \($0)" } ?? "a signal ended git"
    }

    /// Names that end in NUL, as `-z` prints them.
    var names: [String] { output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) } }
}
