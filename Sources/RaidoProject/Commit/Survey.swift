/// How the targets of an interrupted commit are found, all of which was staged.
struct Survey {
    private enum State {
        /// As before the run. `canFinish`: what it is to be is at hand.
        case old(canFinish: Bool)
        case new
        /// Neither, or gone (`exists`).
        case changed(exists: Bool)
    }

    private let entries: [Journal.Entry]
    private var states: [State] = []
    /// How many of the first targets the run had put in place for certain. It does so in their order.
    private var placed = 0

    init(of journal: Journal, on disk: CommitDisk) throws(CommitFault) {
        entries = journal.entries
        for (place, entry) in entries.enumerated() {
            let found = try disk.fingerprint(entry.path)
            if found == entry.new {
                states.append(.new)
                if found != nil { placed = place + 1 }
                continue
            }
            // What was staged is gone once it is in place, or has a second name there and changes with that.
            var wasPlaced = false
            if let new = entry.new { wasPlaced = try disk.fingerprint(entry.staged) != new }
            states.append(found == entry.old ? .old(canFinish: !wasPlaced) : .changed(exists: found != nil))
            if wasPlaced { placed = place + 1 }
        }
    }

    /// The targets that someone changed after they were put in place, where all others can be finished; nil where they
    /// cannot.
    var leftByFinishing: Set<String>? {
        var left: Set<String> = []
        var wasTakenBack = false
        for (place, entry) in entries.enumerated() {
            switch states[place] {
            case .new: continue
            case .old(let canFinish):
                guard canFinish else { return nil }
                if place < placed { wasTakenBack = true }
            case .changed(let exists):
                guard exists, place < placed, entry.new != nil else { return nil }
                left.insert(entry.path)
            }
        }
        // Who changed one of the run's files and took another one back is undoing its work by hand.
        return wasTakenBack && !left.isEmpty ? nil : left
    }

    /// The targets that someone changed, and new ones that those among them may name which the run had put in place: a
    /// file comes before one that names it.
    var leftByUndoing: Set<String> {
        var left: Set<String> = []
        var mayBeNamed = false
        for (place, entry) in entries.enumerated().reversed() {
            switch states[place] {
            case .old: continue
            case .new: if mayBeNamed, entry.old == nil { left.insert(entry.path) }
            case .changed:
                left.insert(entry.path)
                if place < placed, entry.new != nil { mayBeNamed = true }
            }
        }
        return left
    }

    /// Those that hold what the run wrote in the place of something else, or are gone as it wanted.
    var replaced: [Journal.Entry] {
        zip(entries, states).filter { entry, state in
            if case .new = state { entry.old != nil } else { false }
        }.map(\.0)
    }

    /// The paths at which nothing was before the run.
    var created: [String] { entries.filter { $0.old == nil }.map(\.path) }
}
