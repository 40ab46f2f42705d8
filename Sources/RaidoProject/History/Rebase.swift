import Raido
package import RaidoPlatform

/// The migrations of one branch, moved after those of another.
package struct Rebase: Sendable {
    /// A migration and what it becomes.
    package struct Move: Sendable {
        package var old: MigrationHistory.Entry
        package var new: MigrationHistory.Entry
    }

    /// In the order in which databases will apply them.
    package private(set) var moves: [Move] = []
    /// Migrations that the other branch does not have.
    package let own: Set<String>
    /// All migrations before the move.
    private let history: MigrationHistory

    /// Plans the moves: none where the branch's migrations come after the other's already.
    ///
    /// - Parameters:
    ///   - theirs: The migrations that the other branch has. They stay.
    ///   - additions: Which of the branch's migrations were committed first, where that is known.
    ///   - movesAll: Whether all of the branch's migrations move, wherever they are.
    /// - Throws: the first migration to move that is not data.
    package init(
        _ history: MigrationHistory, after theirs: Set<String>, additions: [String: Int] = [:], movesAll: Bool = false,
        now: Timestamp, folder: String
    ) throws(ProjectError) {
        self.history = history
        own = Set(history.entries.map(\.id)).subtracting(theirs)
        let moving = movesAll ? own : Self.moving(own, after: theirs, additions)
        let entries = history.entries.filter { moving.contains($0.id) }.sorted { $0.id < $1.id }
        var taken = history.entries.map(\.id) + theirs
        var batches: [String: String] = [:]
        for entry in entries {
            guard let old = MigrationIdentity(entry.id) else { continue }
            let batch = batches[old.batch] ?? nextBatch(now: now, existing: taken)
            batches[old.batch] = batch
            guard let identity = old.moved(to: batch) else { continue }
            moves.append(Move(old: entry, new: try moved(entry.file, to: identity, folder: folder)))
            taken.append(identity.text)
        }
    }

    /// The migrations to move: from the first that comes before one of the other branch's on.
    ///
    /// While git replays commits, those replayed before may have been moved already. They stay where the other ones
    /// were committed later: their order is that of the commits then, and no longer that of the identities.
    private static func moving(
        _ own: Set<String>, after theirs: Set<String>, _ additions: [String: Int]
    ) -> Set<String> {
        guard let last = theirs.max() else { return [] }
        let early = own.filter { $0 < last }
        let late = own.subtracting(early)
        guard !early.isEmpty else { return [] }
        let place = { (id: String) in additions[id] ?? Int.max }
        if let lastMoved = late.map(place).max(), let firstToMove = early.map(place).min(), lastMoved < firstToMove {
            return early
        }
        return own
    }

    /// The migrations to move whose identities no run gives. Nobody knows what comes after such a name.
    package static func unmovable(
        _ ids: [String], after theirs: Set<String>
    ) -> [String] {
        guard let last = theirs.max() else { return [] }
        let own = ids.filter { !theirs.contains($0) }
        guard own.contains(where: { $0 < last }) else { return [] }
        return own.filter { MigrationIdentity($0) == nil }.sorted()
    }

    /// The history as it will be.
    package var result: MigrationHistory {
        let old = Set(moves.map(\.old.id))
        return MigrationHistory(entries: history.entries.filter { !old.contains($0.id) } + moves.map(\.new))
    }

    /// The migrations replayed in their new order, under the identities that they have now: for messages.
    package func trial() -> HistoryReplay {
        let names = Dictionary(moves.map { ($0.new.id, $0.old.id) }) { first, _ in first }
        var replay = HistoryReplay()
        for entry in result.entries.sorted(by: { $0.id < $1.id }) {
            switch entry.migration {
            case .success(var migration):
                migration.id = names[entry.id] ?? entry.id
                replay.apply(migration)
            case .failure: replay.skip(entry.id)
            }
        }
        return replay
    }
}

extension MigrationIdentity {
    /// The same migration in another run; nil where that is no identity.
    fileprivate func moved(to batch: String) -> MigrationIdentity? {
        MigrationIdentity("m" + batch + text.dropFirst(1 + batch.count))
    }
}
