import RaidoPlatform

/// What git says of files, for commands that remove them.
enum GitAnswer: Equatable {
    /// These are in the last commit, or staged for the next one: as git names them, in order.
    case tracks([String])
    case tracksNone
    /// Nobody knows, and why.
    case notChecked(String)

    /// Asks `git` about files, as the working folder sees them. Nothing of the repository is changed.
    ///
    /// Git answers with other texts than those of the paths, where these have `.` in them or lead over a symbolic link, so
    /// whatever it names counts.
    static func about(_ paths: [String]) -> GitAnswer {
        do throws(SystemError) {
            var tracked: Set<String> = []
            for (folder, files) in Dictionary(grouping: paths, by: { Path.folder(of: $0) }) {
                switch try about(files.map { Path.name(of: $0) }, in: folder) {
                case .tracks(let found): tracked.formUnion(found)
                case .tracksNone: break
                case .notChecked(let reason): return .notChecked(reason)
                }
            }
            return tracked.isEmpty ? .tracksNone : .tracks(tracked.sorted())
        } catch {
            return .notChecked(Git.reason(error))
        }
    }

    /// Asks about files of one folder.
    private static func about(_ names: [String], in folder: String) throws(SystemError) -> GitAnswer {
        guard let real = Git.realFolder(folder) else {
            // Elsewhere, and maybe in another repository.
            return try ask(about: names, in: folder)
        }
        // The folder may have been replaced by a link since the last commit, which then has the files below its name.
        let isPlain = !Path.isAbsolute(folder) && !Path.goesUp(folder)
        let folders = isPlain && real != folder ? [real, folder] : [real]
        return try ask(about: folders.flatMap { folder in names.map { Path.join(folder, $0) } }, in: nil)
    }

    /// - Parameter folder: Where git is run; nil for the working folder.
    private static func ask(about paths: [String], in folder: String?) throws(SystemError) -> GitAnswer {
        if let obstacle = try Git.obstacle(in: folder) { return .notChecked(obstacle) }
        let staged = try Git.run(["ls-files", "-z", "--"] + paths, in: folder)
        let hasCommit = try Git.run(["rev-parse", "--verify", "--quiet", "HEAD"], in: folder).status == 0
        let committed =
            hasCommit
            ? try Git.run(["ls-tree", "-r", "-z", "--name-only", "HEAD", "--"] + paths, in: folder) : staged
        guard staged.status == 0, committed.status == 0 else {
            return .notChecked("git ended with status \(staged.status ?? committed.status ?? 1)")
        }
        let found = Set(staged.names + committed.names).map { name in folder.map { Path.join($0, name) } ?? name }
        return found.isEmpty ? .tracksNone : .tracks(found.sorted())
    }
}
