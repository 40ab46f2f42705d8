import RaidoPlatform

/// What git says of files, for commands that remove them.
enum GitAnswer: Equatable {
    /// These are in the last commit, or staged for the next one.
    case tracks([String])
    case tracksNone
    /// Nobody knows, and why.
    case notChecked(String)

    /// Asks `git` about files, as the working folder sees them. Nothing of the repository is changed.
    static func about(_ paths: [String]) -> GitAnswer {
        do throws(SystemError) {
            let inside = try git(["rev-parse", "--is-inside-work-tree"], withErrors: true)
            guard inside.status == 0, inside.text == "true" else {
                let isElsewhere = inside.text.contains("not a git repository") || inside.text == "false"
                return .notChecked(isElsewhere ? "this folder is in no git work tree" : "git: \(inside.firstLine)")
            }
            let staged = try git(["ls-files", "-z", "--"] + paths)
            let hasCommit = try git(["rev-parse", "--verify", "--quiet", "HEAD"]).status == 0
            let committed = hasCommit ? try git(["ls-tree", "-r", "-z", "--name-only", "HEAD", "--"] + paths) : staged
            guard staged.status == 0, committed.status == 0 else {
                return .notChecked("git ended with status \(staged.status ?? committed.status ?? 1)")
            }
            let tracked = Set(staged.names + committed.names)
            let found = paths.filter { tracked.contains($0) }
            return found.isEmpty ? .tracksNone : .tracks(found)
        } catch {
            return .notChecked(error.isMissing ? "there is no program 'git'" : error.description)
        }
    }

    private static func git(
        _ arguments: [String], withErrors: Bool = false
    ) throws(SystemError) -> ProgramOutcome {
        // No program that a repository's settings name is run, and names are taken as they are.
        let settings = ["--no-optional-locks", "--literal-pathspecs", "-c", "core.fsmonitor=false"]
        return try Platform.run("git", settings + arguments, withErrors: withErrors, passing: variables)
    }

    private static let variables = [
        "PATH", "HOME", "USER", "XDG_CONFIG_HOME", "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE",
        "GIT_CEILING_DIRECTORIES", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM",
    ]
}

extension ProgramOutcome {
    fileprivate var text: String {
        var bytes = output
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    fileprivate var firstLine: String { String(text.prefix { $0 != "\n" }) }

    fileprivate var names: [String] { output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) } }
}
