import Raido

/// The names of one kind in one place (the tables of a schema, the columns of a table), and the hints about them.
struct RenameQuestion {
    var before: Set<String>
    var after: Set<String>

    /// New name to old name.
    var hints: [String: String]

    /// How much would still have to change if these names (new to old) were renamed.
    var distance: (_ renames: [String: String]) -> Int
}

struct RenameAnswer {
    /// New name to old name.
    var applied: [String: String] = [:]
    var stale: [String: StaleHint.Reason] = [:]

    /// The old names that nothing has afterwards.
    var gone: [String] = []
}

/// Says which hints rename something.
///
/// A hint applies when the old name is in `before` and the new one is not. A name that is given up by one rename is
/// free for another: so chains apply too. Names that only change places are all there before and after, and nothing
/// keeps whether they did already. So swaps apply where what the names stand for tells it, and are reported elsewhere.
func resolve(_ question: RenameQuestion) -> RenameAnswer {
    let hints = question.hints.filter { question.after.contains($0.key) && $0.key != $0.value }
    var answer = RenameAnswer()
    for (new, old) in hints where hints.contains(where: { $0.value == old && $0.key < new }) {
        answer.stale[new] = .claimedTwice
    }
    answer.applied = applicable(hints.filter { answer.stale[$0.key] == nil }, question)
    for (new, old) in hints where answer.applied[new] == nil && answer.stale[new] == nil {
        answer.stale[new] = staleness(of: new, from: old, hints, question)
    }
    for cycle in cycles(in: answer.applied) {
        let members = answer.applied.filter { cycle.contains($0.key) }
        let asNamed = question.distance(Dictionary(uniqueKeysWithValues: cycle.map { ($0, $0) }))
        let asRenamed = question.distance(members)
        guard asRenamed >= asNamed else { continue }
        for name in cycle {
            answer.applied[name] = nil
            if asRenamed == asNamed { answer.stale[name] = .ambiguousSwap }
        }
    }
    answer.gone = question.before.subtracting(question.after).subtracting(answer.applied.values).sorted()
    return answer
}

private func applicable(_ hints: [String: String], _ question: RenameQuestion) -> [String: String] {
    var applied = hints.filter { question.before.contains($0.value) }
    while true {
        let given = Set(applied.values)
        let next = applied.filter { new, old in
            (!question.before.contains(new) || given.contains(new))
                && (!question.after.contains(old) || applied[old] != nil)
        }
        if next.count == applied.count { return applied }
        applied = next
    }
}

private func staleness(
    of new: String, from old: String, _ hints: [String: String], _ question: RenameQuestion
) -> StaleHint.Reason? {
    let wasDone = question.before.contains(new)
    if question.after.contains(old) {
        if wasDone, hints[old] != nil { return nil }
        if wasDone { return .alreadyDone }
        return question.before.contains(old) ? .oldNameStillDeclared : .neitherKnown
    }
    guard question.before.contains(old) else { return wasDone ? nil : .neitherKnown }
    return .newNameTaken
}

/// The names that only change places among themselves.
private func cycles(in renames: [String: String]) -> [[String]] {
    var seen: Set<String> = []
    var result: [[String]] = []
    for start in renames.keys.sorted() where !seen.contains(start) {
        var cycle = [start]
        var name = renames[start]
        while let next = name, next != start, !cycle.contains(next), renames[next] != nil {
            cycle.append(next)
            name = renames[next]
        }
        guard name == start else { continue }
        seen.formUnion(cycle)
        result.append(cycle)
    }
    return result
}
