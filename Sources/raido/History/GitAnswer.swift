import RaidoPlatform

/// What git says of files, for commands that remove them.
enum GitAnswer: Equatable {
    /// These are in the last commit, or staged for the next one: as git names them, in order.
    case tracks([String])
    case tracksNone
    /// No repository is here that could have them, and how that is known.
    case notChecked(String)
    /// A repository is here, and git cannot say what it has, and why.
    case failed(String)

    /// Asks `git` about files, as the working folder sees them. Nothing of the repository is changed.
    ///
    /// Git answers with other texts than those of the paths, where these have `.` in them or lead over a symbolic link,
    /// so whatever it names counts.
    static func about(_ paths: [String]) -> GitAnswer {
        do throws(SystemError) {
            var tracked: Set<String> = []
            for (folder, files) in Dictionary(grouping: paths, by: { Path.folder(of: $0) }) {
                switch try about(files.map { Path.name(of: $0) }, in: folder) {
                case .tracks(let found): tracked.formUnion(found)
                case .tracksNone: break
                case .failed(let reason): return .failed(reason)
                case .notChecked(let reason):
                    return Git.isRepository(around: folder) ? .failed(reason) : .notChecked(reason)
                }
            }
            return tracked.isEmpty ? .tracksNone : .tracks(tracked.sorted())
        } catch {
            let isRepository = paths.contains { Git.isRepository(around: Path.folder(of: $0)) }
            return isRepository ? .failed(Git.reason(error)) : .notChecked(Git.reason(error))
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
        let ofIndex = ["ls-files", "-z", "--"] + paths
        let staged = try Git.run(ofIndex, in: folder)
        guard staged.status == 0 else { return .failed(try Git.complaint(of: ofIndex, in: folder)) }
        let hasCommit = try Git.run(["rev-parse", "--verify", "--quiet", "HEAD"], in: folder).status == 0
        let ofCommit = ["ls-tree", "-r", "-z", "--name-only", "HEAD", "--"] + paths
        let committed = hasCommit ? try Git.run(ofCommit, in: folder) : staged
        guard committed.status == 0 else { return .failed(try Git.complaint(of: ofCommit, in: folder)) }
        let found = Set(staged.names + committed.names).map { name in folder.map { Path.join($0, name) } ?? name }
        return found.isEmpty ? .tracksNone : .tracks(found.sorted())
    }
}
