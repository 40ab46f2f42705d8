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
    /// Git knows files by such paths only: it looks behind no link.
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
