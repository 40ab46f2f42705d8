import RaidoConsole
import RaidoPlatform
import RaidoProject

/// The migrations that a commit has.
struct OtherBranch {
    /// As the user named it.
    var reference: String
    /// The commit's hash.
    var commit: String
    /// The contents of the files, by their names without `.swift`.
    private(set) var files: [String: [UInt8]]
    /// For files that commits since then added: which came first.
    private(set) var additions: [String: Int]

    var ids: Set<String> { Set(files.keys) }

    /// Reads the folder of migrations as a commit has it.
    init(_ reference: String, folder: String) throws(Failure) {
        let obstacle: String?
        do { obstacle = try Git.obstacle() } catch { throw Failure(BranchProblem.git(Git.reason(error))) }
        if let obstacle { throw Failure(BranchProblem.git(obstacle)) }
        let name = reference + "^{commit}"
        guard let found = try Self.ask(["rev-parse", "--verify", "--quiet", "--end-of-options", name]) else {
            throw Failure(BranchProblem.unknownReference(reference))
        }
        self.reference = reference
        commit = found.text
        let listing = try Self.answer(["ls-tree", "-l", "-z", commit, "--"] + Self.pathspecs(folder))
        // A list without migrations is a history without any; no folder is no history.
        guard !listing.names.isEmpty else { throw Failure(BranchProblem.noMigrations(reference, folder: folder)) }
        files = try Self.files(of: commit, in: listing)
        additions = try Self.additions(since: commit, to: folder)
    }

    /// The migrations among these that the commit has with another content. Line ends do not count.
    func differing(from entries: [MigrationHistory.Entry]) -> [String] {
        entries.filter { entry in
            guard let bytes = files[entry.id] else { return false }
            return bytes.filter { $0 != 0x0D } != entry.file.bytes.filter { $0 != 0x0D }
        }.map(\.id)
    }

    /// What git answers; nil where it ends with another status than 0.
    private static func ask(_ arguments: [String]) throws(Failure) -> ProgramOutcome? {
        do {
            let outcome = try Git.run(arguments)
            return outcome.status == 0 ? outcome : nil
        } catch { throw Failure(BranchProblem.git(Git.reason(error))) }
    }

    private static func answer(_ arguments: [String]) throws(Failure) -> ProgramOutcome {
        if let outcome = try ask(arguments) { return outcome }
        throw Failure(BranchProblem.git("'git \(arguments[0])' failed"))
    }

    /// The folder as git has it. Where a symbolic link leads to it, the commit may have it in either place.
    private static func pathspecs(_ folder: String) -> [String] {
        guard let real = Git.realFolder(folder), real != folder else { return [folder + "/"] }
        let isPlain = !Path.isAbsolute(folder) && !Path.goesUp(folder)
        return (isPlain ? [real, folder] : [real]).map { $0 + "/" }
    }

    private static func files(of commit: String, in listing: ProgramOutcome) throws(Failure) -> [String: [UInt8]] {
        let blobs = listing.names.compactMap(CommittedBlob.init).filter { $0.migration != nil }
        var files: [String: [UInt8]] = [:]
        // Not more names at once than a command line takes.
        for start in stride(from: 0, to: blobs.count, by: 200) {
            let some = blobs[start..<min(start + 200, blobs.count)]
            var bytes = try answer(["show", "--no-textconv"] + some.map { "\(commit):./\($0.path)" }).output[...]
            for blob in some {
                guard let id = blob.migration else { continue }
                files[id] = Array(bytes.prefix(blob.size))
                bytes = bytes.dropFirst(blob.size)
            }
        }
        return files
    }

    private static func additions(since commit: String, to folder: String) throws(Failure) -> [String: Int] {
        let log = try ask(
            [
                "log", "--reverse", "--topo-order", "-m", "--no-renames", "--no-show-signature", "--diff-filter=A",
                "--format=", "--name-only", "--relative", "-z", commit + "..HEAD", "--",
            ] + pathspecs(folder))
        var places: [String: Int] = [:]
        for (place, path) in (log?.names ?? []).enumerated() {
            guard let id = CommittedBlob.migration(at: path), places[id] == nil else { continue }
            places[id] = place
        }
        return places
    }
}

/// A line of `git ls-tree -l`: `100644 blob 2e65efe2… 512\tmigration/m2026….swift`.
private struct CommittedBlob {
    var path: String
    var size: Int

    init?(_ line: String) {
        guard let tab = line.firstIndex(of: "\t") else { return nil }
        let words = line[..<tab].split(separator: " ")
        guard words.count == 4, words[1] == "blob", words[0].hasPrefix("100"), let size = Int(words[3]) else {
            return nil
        }
        path = String(line[line.index(after: tab)...])
        self.size = size
    }

    /// The migration that the file holds; nil for the list and for files that Swift does not take.
    var migration: String? { Self.migration(at: path) }

    static func migration(at path: String) -> String? {
        let name = Path.name(of: path)
        guard name.hasSuffix(".swift"), !name.hasPrefix("."), name != Registry.fileName else { return nil }
        return String(name.dropLast(".swift".count))
    }
}
