import Raido
import RaidoConsole
import RaidoMigrate
import RaidoProject

/// The migrations to move that are not as raido writes them: hand-written, formatted or edited since.
struct EditedMoves {
    /// In the order in which they are moved.
    let entries: [MigrationHistory.Entry]
    /// What the other branch does that they will come after.
    private let others: [Migration]

    /// - Parameter shared: The identities of the migrations that the other branch has.
    init(of rebase: Rebase, _ history: MigrationHistory, shared: Set<String>) {
        guard let first = rebase.moves.map(\.old.id).min() else {
            entries = []
            others = []
            return
        }
        let isLater = { (id: String) in shared.contains(id) && id > first }
        let written = Self.orders(of: rebase, history)
            .flatMap { order in [order, order.filter { !isLater($0.id) }] }
            .reduce(into: Set<String>()) { $0.formUnion($1.idsAsWritten(notOf: shared)) }
        entries = rebase.moves.map(\.old).filter { !written.contains($0.id) }
        others = history.readable.filter { isLater($0.id) }.sorted { $0.id < $1.id }
    }

    /// The orders in which the files may have been written. The comment in a file depends on what came before it.
    private static func orders(of rebase: Rebase, _ history: MigrationHistory) -> [[MigrationHistory.Entry]] {
        let old = Dictionary(rebase.moves.map { ($0.new.id, $0.old) }) { first, _ in first }
        return [
            history.entries.sorted { $0.id < $1.id },
            rebase.result.entries.sorted { $0.id < $1.id }.map { old[$0.id] ?? $0 },
        ]
    }

    func contains(_ entry: MigrationHistory.Entry) -> Bool { entries.contains { $0.id == entry.id } }

    var headline: String {
        let subject = entries.count == 1 ? "1 migration to move is" : "\(entries.count) migrations to move are"
        return "\(subject) hand-written or edited; no files were changed"
    }

    /// Both sides, and what to do next.
    ///
    /// - Parameter reference: The other branch, as the user named it.
    func explanation(onto reference: String, _ collisions: NameCollisions) -> String {
        let option = "--onto \(shellWord(reference))"
        let pronoun = entries.count == 1 ? ("it", "its") : ("them", "their")
        var lines: [String] = []
        for entry in entries {
            lines.append("  \(collisions.originalPath(of: entry))")
            if case .success(let migration) = entry.migration {
                lines.append("      this branch: \(migration.sideInWords)")
            }
        }
        if !others.isEmpty { lines.append("  These migrations of \(reference) would come first:") }
        lines += others.prefix(Self.shownOthers).map { "      other branch: \($0.sideInWords)" }
        if others.count > Self.shownOthers { lines.append("      and \(others.count - Self.shownOthers) more") }
        lines += [
            "",
            "Check that your SQL is still correct after the migrations of the other branch. Then move \(pronoun.0), with "
                + "\(pronoun.1) text unchanged:",
            "  raido rebase \(option) --force",
            "Or copy your text, undo the migrations of this branch, and plan them again from the merged models:",
            "  raido undo \(option) --force",
            "  raido makemigrations",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    private static let shownOthers = 6
}

extension [MigrationHistory.Entry] {
    /// The migrations whose files are as raido writes them in this order.
    ///
    /// - Parameter others: Migrations that are not asked about.
    fileprivate func idsAsWritten(notOf others: Set<String>) -> Set<String> {
        var replay = HistoryReplay()
        var ids: Set<String> = []
        for entry in self {
            if !others.contains(entry.id), entry.isAsWritten(on: replay.schema) { ids.insert(entry.id) }
            if case .success(let migration) = entry.migration { replay.apply(migration) }
        }
        return ids
    }
}
