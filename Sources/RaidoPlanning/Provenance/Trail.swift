import Raido

/// The changes of a history that concern one table under all of its names, each with what was there before it.
struct Trail {
    struct Step {
        var migration: String
        var change: Change
        /// The tables of the trail before the change.
        var before: Schema
        /// Renames from temporary names, so that descriptions show the final ones.
        var temporaries: [Change]
    }

    private(set) var changes: [Step] = []
    /// The tables of the trail after all migrations.
    private(set) var present = Schema()

    init(of table: String, in migrations: [Migration]) {
        let names = Self.names(connectedTo: table, in: migrations)
        for migration in migrations {
            let all = migration.changes.replayed
            for change in all {
                let isOwn = change.tables.contains(where: names.contains)
                guard isOwn || present.refers(toTableOf: change) else { continue }
                changes.append(
                    Step(migration: migration.id, change: change, before: present, temporaries: all))
                present.follow(change, isOwn: isOwn)
            }
        }
    }

    /// All names that renames lead to, from a name and to it.
    private static func names(connectedTo table: String, in migrations: [Migration]) -> Set<String> {
        var pairs: [(String, String)] = []
        for case .renameTable(let old, let new) in migrations.flatMap(\.changes).replayed {
            pairs.append((old, new))
        }
        var names: Set<String> = [table]
        var count = 0
        while names.count != count {
            count = names.count
            for (old, new) in pairs where names.contains(old) || names.contains(new) { names.formUnion([old, new]) }
        }
        return names
    }

    /// What made an element what it is before the change at `end`, oldest first.
    func steps(of element: SchemaElement, before end: Int) -> [Provenance.Step] {
        var element = element
        var steps: [Provenance.Step] = []
        for step in changes[..<end].reversed() {
            let lines = step.lines(about: element)
            if !lines.isEmpty {
                if steps.last?.migration == step.migration {
                    steps[steps.count - 1].lines = lines + steps[steps.count - 1].lines
                } else {
                    steps.append(Provenance.Step(migration: step.migration, lines: lines))
                }
            }
            guard let former = step.former(element) else { break }
            element = former
        }
        return steps.reversed()
    }
}

extension Schema {
    /// Whether one of these tables has a foreign key to what another table's rename changes.
    fileprivate func refers(toTableOf change: Change) -> Bool {
        guard let target = change.renamedTable else { return false }
        return tables.contains { table in table.foreignKeys.contains { $0.referencedTable == target } }
    }

    /// Makes a change as far as these tables are concerned. One that does not fit is passed over.
    fileprivate mutating func follow(_ change: Change, isOwn: Bool) {
        guard !isOwn else {
            try? apply(change)
            return
        }
        var other = self
        if case .renameTable(let old, let new) = change {
            other[old] = Table(old, columns: [])
            try? other.apply(change)
            other[new] = nil
        } else if case .renameColumn(let old, _, let table) = change {
            other[table] = Table(table, columns: [Column(old, .text)])
            try? other.apply(change)
            other[table] = nil
        }
        self = other
    }
}

extension Change {
    /// The table that is renamed, or a column of which is.
    fileprivate var renamedTable: String? {
        if case .renameTable(let old, _) = self { return old }
        if case .renameColumn(_, _, let table) = self { return table }
        return nil
    }
}
