import Raido

/// Values of an enum that rows hold, and those that they will hold instead, as literals.
struct ValueExchanges: Hashable {
    private struct Pair: Hashable {
        var old: String
        var new: String
    }

    private var pairs: [Pair] = []
    /// Values that no row had at first: their names came with renames.
    private var fresh: Set<String> = []
    private(set) var areTexts = false

    var isEmpty: Bool { pairs.isEmpty }

    /// Exchanges what a step exchanges.
    ///
    /// - Parameter spelled: A text as a literal.
    /// - Returns: Whether it is known what rows hold.
    mutating func add(_ step: ValueStep, spelled: (String) -> String) -> Bool {
        switch step {
        case .exchanged(let old, let new, let type) where type.storesText:
            exchange(spelled(old.identity), for: spelled(new))
            areTexts = true
        case .exchanged(let old, let new, let type):
            guard let old = type.number(of: old.identity), let new = type.number(of: new) else { return false }
            if old != new { exchange("\(old)", for: "\(new)") }
        case .renamed(let old, let new, let type):
            guard type.storesText else { return true }
            exchange(spelled(old), for: spelled(new))
            fresh.insert(spelled(new))
            areTexts = true
        case .altered, .renumbered: break
        }
        return true
    }

    /// What became the old value before becomes the new one now.
    private mutating func exchange(_ old: String, for new: String) {
        for place in pairs.indices where pairs[place].new == old { pairs[place].new = new }
        if !fresh.contains(old), !pairs.contains(where: { $0.old == old }) { pairs.append(Pair(old: old, new: new)) }
    }

    func applied(to value: String) -> String {
        if isEmpty { return value }
        let cases = pairs.map { "WHEN \($0.old) THEN \($0.new)" }
        return "CASE \(value) \(cases.joined(separator: " ")) ELSE \(value) END"
    }
}
