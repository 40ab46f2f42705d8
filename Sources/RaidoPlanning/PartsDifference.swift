import Raido

/// What happens to the constraints, or indexes, of one kind of a table.
struct PartsDifference<Part: Comparing> {
    var kept: [Part] = []
    var dropped: [Part] = []
    var added: [Part] = []

    /// Both under the new name.
    var changed: [Pair<Part>] = []
    var renamed: [Pair<String>] = []

    /// Those that stay, perhaps changed, and are dropped and added again on the way; also in `dropped` and `added`.
    var recreated: [Pair<Part>] = []

    /// Finds what belongs together: first what is equal, then equal content under another name, then the same subject
    /// under another name, then the same name. The rest came or went.
    init(_ old: [Part], _ new: [Part]) {
        var (old, new) = (old, new)
        kept = take(from: &old, &new) { $0 == $1 }.map(\.new)
        for pair in take(from: &old, &new, matching: { $0.named("") == $1.named("") }) {
            kept.append(pair.new)
            renamed.append(Pair(old: pair.old.name, new: pair.new.name))
        }
        for pair in take(from: &old, &new, matching: { $0.name != $1.name && $0.isAbout($1) }) {
            changed.append(Pair(old: pair.old.named(pair.new.name), new: pair.new))
            renamed.append(Pair(old: pair.old.name, new: pair.new.name))
        }
        changed += take(from: &old, &new) { $0.name == $1.name }
        dropped = old
        added = new
    }

    /// Drops and adds again what cannot stay, nor change at once, while other things of the table change.
    mutating func remake(where mustLetGo: (Pair<Part>) -> Bool) {
        let formerNames = Dictionary(renamed.map { ($0.new, $0.old) }) { first, _ in first }
        for pair in kept.map({ Pair(old: $0, new: $0) }) + changed where mustLetGo(pair) {
            let name = pair.new.name
            kept.removeAll { $0.name == name }
            changed.removeAll { $0.new.name == name }
            renamed.removeAll { $0.new == name }
            dropped.append(pair.old.named(formerNames[name] ?? name))
            added.append(pair.new)
            recreated.append(pair)
        }
    }
}

/// A part of a table that can be matched with what became of it.
protocol Comparing: TablePart {
    /// Whether the other one is for the same thing, whatever else differs.
    func isAbout(_ other: Self) -> Bool
}

extension Comparing {
    func isAbout(_ other: Self) -> Bool { false }

    func named(_ name: String) -> Self {
        var part = self
        part.name = name
        return part
    }
}

extension UniqueConstraint: Comparing {}
extension Index: Comparing {}
extension CheckConstraint: Comparing {}
extension ForeignKey: Comparing {
    func isAbout(_ other: Self) -> Bool {
        columns == other.columns && referencedTable == other.referencedTable
            && referencedColumns == other.referencedColumns
    }
}

/// Takes the pairs that match out of both lists, in order.
private func take<Part>(
    from old: inout [Part], _ new: inout [Part], matching: (Part, Part) -> Bool
) -> [Pair<Part>] {
    var pairs: [Pair<Part>] = []
    var rest: [Part] = []
    for part in old {
        if let place = new.firstIndex(where: { matching(part, $0) }) {
            pairs.append(Pair(old: part, new: new.remove(at: place)))
        } else {
            rest.append(part)
        }
    }
    old = rest
    return pairs
}
