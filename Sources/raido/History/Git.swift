import RaidoPlatform

/// Runs git, which knows what other branches have.
enum Git {
    /// Runs `git` in the working folder and waits for its end.
    ///
    /// No program that a repository's settings name is run, and paths are taken as they are.
    static func run(_ arguments: [String], withErrors: Bool = false) throws(SystemError) -> ProgramOutcome {
        let settings = ["--no-optional-locks", "--literal-pathspecs", "-c", "core.fsmonitor=false"]
        return try Platform.run("git", settings + arguments, withErrors: withErrors, passing: variables)
    }

    /// Why git can say nothing about the working folder; nil where it can.
    static func obstacle() throws(SystemError) -> String? {
        let inside = try run(["rev-parse", "--is-inside-work-tree"], withErrors: true)
        if inside.status == 0, inside.text == "true" { return nil }
        let isElsewhere = inside.text.contains("not a git repository") || inside.text == "false"
        return isElsewhere ? "this folder is in no git work tree" : "git: \(inside.firstLine)"
    }

    /// Why git was not run.
    static func reason(_ error: SystemError) -> String {
        error.isMissing ? "there is no program 'git'" : error.description
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

    var firstLine: String { String(text.prefix { $0 != "\n" }) }

    /// Names that end in NUL, as `-z` prints them.
    var names: [String] { output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) } }
}
