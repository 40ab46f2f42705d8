import Raido
import RaidoConsole
import RaidoPlatform
import RaidoProject

/// Migrations that both branches added under one identity. The other branch's keeps the identity: others may have applied
/// it. This branch's gets a name of its own until it is moved.
struct NameCollisions {
    struct Collision {
        /// The identity that both branches gave.
        var id: String
        /// This branch's migration, under the name that it has until it is moved.
        var own: MigrationHistory.Entry
        /// The other branch's.
        var theirs: MigrationHistory.Entry
        /// The present content of the file: the text of one branch, or both with merge markers.
        var present: [UInt8]
    }

    private(set) var all: [Collision] = []
    /// Migrations that differ from the other branch's, and were added by only one branch.
    private(set) var edited: [String] = []

    init() {}

    /// - Parameter differing: The migrations whose file is not as the other branch has it.
    init(
        _ differing: [String], in history: MigrationHistory, _ other: OtherBranch, folder: String
    ) throws(Failure) {
        for id in differing {
            guard let entry = history.entries.first(where: { $0.id == id }), let theirs = other.files[id],
                let own = try other.ownText(of: entry), let identity = MigrationIdentity(id)
            else {
                edited.append(id)
                continue
            }
            let file = { (bytes: [UInt8]) in SourceFile(path: entry.file.path, bytes: bytes) }
            all.append(
                Collision(
                    id: id, own: Self.renamed(file(own), identity, beside: history, folder),
                    theirs: .init(id: id, file: file(theirs), migration: Self.read(file(theirs))),
                    present: entry.file.bytes))
        }
    }

    /// The history with both migrations of each pair.
    func separated(_ history: MigrationHistory) -> MigrationHistory {
        let byID = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }
        return MigrationHistory(
            entries: history.entries.flatMap { entry in byID[entry.id].map { [$0.theirs, $0.own] } ?? [entry] })
    }

    /// The identity that this branch gave the migration, which may have another name until it is moved.
    func originalID(of id: String) -> String { all.first { $0.own.id == id }?.id ?? id }

    /// The file that has the migration, or had it before the merge.
    func originalPath(of entry: MigrationHistory.Entry) -> String {
        all.first { $0.own.id == entry.id }?.theirs.file.path ?? entry.file.path
    }

    func has(_ id: String) -> Bool { all.contains { $0.own.id == id } }

    /// A name that comes right after the identity, so that the order of this branch's migrations stays.
    private static func renamed(
        _ file: SourceFile, _ identity: MigrationIdentity, beside history: MigrationHistory, _ folder: String
    ) -> MigrationHistory.Entry {
        let taken = Set(history.entries.map(\.id))
        var (number, id) = (2, identity.text + "_2")
        while taken.contains(id) { (number, id) = (number + 1, identity.text + "_\(number + 1)") }
        do throws(ProjectError) {
            guard let new = MigrationIdentity(id) else { throw ProjectError(.invalidIdentity(id), path: file.path) }
            return try moved(file, to: new, folder: folder)
        } catch {
            return .init(id: id, file: file, migration: .failure(error))
        }
    }

    private static func read(_ file: SourceFile) -> Result<Migration, ProjectError> {
        do { return .success(try readMigration(file)) } catch { return .failure(error) }
    }
}

extension OtherBranch {
    /// This branch's text of a migration that both branches added; nil if only one of them did.
    ///
    /// While a merge has a conflict there, git keeps the texts of both sides. Otherwise one side was chosen for the file.
    fileprivate func ownText(of entry: MigrationHistory.Entry) throws(Failure) -> [UInt8]? {
        let path = "./" + entry.file.path
        let stages = [":1:", ":2:", ":3:"].map { Self.content($0 + path) }
        if stages[0] != nil { return nil }
        let sides = stages.compactMap(\.self)
        guard sides.isEmpty else { return sides.first { !isTheirs($0, entry.id) } }
        // An uncommitted change is an edit of the other branch's migration.
        guard let head = Self.content("HEAD:" + path), !isTheirs(head, entry.id),
            let base = Self.mergeBase(of: commit), Self.content(base + ":" + path) == nil
        else { return nil }
        return entry.file.bytes
    }

    private func isTheirs(_ bytes: [UInt8], _ id: String) -> Bool {
        bytes.filter { $0 != 0x0D } == files[id]?.filter { $0 != 0x0D }
    }

    private static func content(_ name: String) -> [UInt8]? {
        guard let outcome = try? Git.run(["show", "--no-textconv", name]), outcome.status == 0 else { return nil }
        return Array(outcome.output)
    }

    private static func mergeBase(of commit: String) -> String? {
        guard let outcome = try? Git.run(["merge-base", commit, "HEAD"]), outcome.status == 0 else { return nil }
        return outcome.text
    }
}
