import Raido

/// Tables in an order in which each one's foreign keys find what they refer to, and the keys for which there is none.
struct Creation {
    var tables: [Table] = []

    /// Keys that close a cycle, with the names of their tables.
    var late: [(key: ForeignKey, table: String)] = []

    /// Orders tables by their foreign keys, ties by name. Where tables refer to one another in a cycle, the first of
    /// them by name comes first and its keys to later ones are left over.
    init(of tables: [Table]) {
        let sorted = tables.sorted { $0.name < $1.name }
        let names = Set(sorted.map(\.name))
        var waiting = Dictionary(
            sorted.map { table in
                (
                    table.name,
                    Set(table.foreignKeys.map(\.referencedTable)).intersection(names).subtracting([table.name])
                )
            }, uniquingKeysWith: { first, _ in first })
        var dependents: [String: [String]] = [:]
        for table in sorted {
            for name in waiting[table.name] ?? [] { dependents[name, default: []].append(table.name) }
        }
        let places = Dictionary(sorted.enumerated().map { ($1.name, $0) }) { first, _ in first }
        var free = SmallestFirst()
        for (place, table) in sorted.enumerated() where waiting[table.name]?.isEmpty == true { free.insert(place) }
        var pending = Set(sorted.indices)
        while !pending.isEmpty {
            let place = free.popFirst() ?? Self.first(of: pending.sorted(), in: sorted, waiting)
            guard pending.remove(place) != nil else { continue }
            var table = sorted[place]
            let missing = waiting[table.name] ?? []
            late += table.foreignKeys.filter { missing.contains($0.referencedTable) }.map { ($0, table.name) }
            table.foreignKeys.removeAll { missing.contains($0.referencedTable) }
            self.tables.append(table)
            waiting[table.name] = []
            for other in dependents[table.name] ?? [] {
                waiting[other]?.remove(table.name)
                if let place = places[other], waiting[other]?.isEmpty == true { free.insert(place) }
            }
        }
    }

    /// The first one of a cycle, where none is free.
    private static func first(of pending: [Int], in tables: [Table], _ edges: [String: Set<String>]) -> Int {
        pending.first { reachesItself(tables[$0].name, edges) } ?? pending[0]
    }

    private static func reachesItself(_ name: String, _ edges: [String: Set<String>]) -> Bool {
        var seen: Set<String> = []
        var open = Array(edges[name] ?? [])
        while let next = open.popLast() {
            if next == name { return true }
            if seen.insert(next).inserted { open += edges[next] ?? [] }
        }
        return false
    }
}
