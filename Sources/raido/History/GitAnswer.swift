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
            if let obstacle = try Git.obstacle() { return .notChecked(obstacle) }
            let staged = try Git.run(["ls-files", "-z", "--"] + paths)
            let hasCommit = try Git.run(["rev-parse", "--verify", "--quiet", "HEAD"]).status == 0
            let committed =
                hasCommit ? try Git.run(["ls-tree", "-r", "-z", "--name-only", "HEAD", "--"] + paths) : staged
            guard staged.status == 0, committed.status == 0 else {
                return .notChecked("git ended with status \(staged.status ?? committed.status ?? 1)")
            }
            let tracked = Set(staged.names + committed.names)
            let found = paths.filter { tracked.contains($0) }
            return found.isEmpty ? .tracksNone : .tracks(found)
        } catch {
            return .notChecked(Git.reason(error))
        }
    }
}
