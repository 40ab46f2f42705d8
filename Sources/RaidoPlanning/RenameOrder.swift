import Raido

/// One step of a set of renames.
struct RenameStep: Hashable {
    var old: String
    var new: String

    /// The name at the end of the way, where this step goes through a temporary one.
    var final: String
    var isTemporary: Bool { new != final }
}

/// Orders renames so that each new name is free when it is given; where names change places, through a temporary one.
///
/// - Parameters:
///   - renames: new name to old name.
///   - taken: all names in use before or after.
///   - ignoresCase: whether engines take names that differ in case alone for one; those of enums are Raido's own.
///   - prefersTemporary: the new names that should take the way through a temporary name, where one has to.
func order(
    _ renames: [String: String], taken: Set<String>, ignoresCase: Bool = true,
    prefersTemporary: (String) -> Bool = { _ in false }
) -> [RenameStep] {
    var pending = renames
    var taken = taken
    var steps: [RenameStep] = []
    for (new, old) in renames.sorted(by: { $0.key < $1.key })
    where ignoresCase && new.lowercased() == old.lowercased() {
        // SQLite does not rename 'a' to 'A' at once.
        let temporary = temporaryName(for: new, taken: &taken)
        steps.append(RenameStep(old: old, new: temporary, final: new))
        pending[new] = temporary
    }
    while !pending.isEmpty {
        let sources = Set(pending.values)
        let free = pending.keys.filter { !sources.contains($0) }.sorted()
        for new in free {
            guard let old = pending.removeValue(forKey: new) else { continue }
            steps.append(RenameStep(old: old, new: new, final: new))
        }
        guard free.isEmpty else { continue }
        let names = pending.keys.sorted()
        guard let new = names.first(where: prefersTemporary) ?? names.first, let old = pending[new] else { break }
        let temporary = temporaryName(for: new, taken: &taken)
        steps.append(RenameStep(old: old, new: temporary, final: new))
        pending[new] = temporary
    }
    return steps
}

/// A name that nothing has: `raido_tmp_title`.
func temporaryName(for name: String, taken: inout Set<String>) -> String {
    var candidate = DerivedName.fit("raido_tmp_\(name)")
    var number = 2
    while taken.contains(candidate) {
        candidate = DerivedName.fit("raido_tmp\(number)_\(name)")
        number += 1
    }
    taken.insert(candidate)
    return candidate
}
