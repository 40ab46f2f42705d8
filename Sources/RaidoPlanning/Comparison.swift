import Raido

/// Two schemas, table by table.
struct Comparison {
    var created: [Table] = []
    var dropped: [Table] = []

    /// The tables that stay, in the order of their names, changed or not.
    var kept: [TableDifference] = []

    /// Framework tables that this plan creates: they are kept, and empty.
    var createdFrameworks: Set<String>

    func difference(of table: String) -> TableDifference? { byName[table] }

    private var byName: [String: TableDifference] = [:]

    init(kept: [TableDifference], created: [Table], dropped: [Table], createdFrameworks: Set<String>) {
        self.kept = kept
        self.created = created
        self.dropped = dropped
        self.createdFrameworks = createdFrameworks
        byName = Dictionary(kept.map { ($0.name, $0) }) { first, _ in first }
    }
}

func compare(_ old: Schema, _ new: Schema, created frameworks: Set<String>) -> Comparison {
    var comparison = Comparison(
        kept: new.tables.compactMap { table in old[table.name].map { TableDifference($0, table) } },
        created: new.tables.filter { old[$0.name] == nil },
        dropped: old.tables.filter { new[$0.name] == nil },
        createdFrameworks: frameworks)
    comparison.letGoOfKeys()
    return comparison
}

extension Comparison {
    /// Foreign keys that cannot stay while a column or key they need changes are dropped first and added again last.
    fileprivate mutating func letGoOfKeys() {
        let droppedTables = Set(dropped.map(\.name))
        let retyped = Dictionary(kept.map { ($0.name, $0.columns.retyped) }) { first, _ in first }
        let droppedColumns = Dictionary(kept.map { ($0.name, Set($0.columns.dropped.map(\.name))) }) { first, _ in first
        }
        let keysGivenUp = Dictionary(kept.map { ($0.name, $0.keysGivenUp) }) { first, _ in first }

        func loses(_ key: ForeignKey, of table: String) -> Bool {
            droppedTables.contains(key.referencedTable)
                || (droppedColumns[table].map { !$0.isDisjoint(with: key.columns) } ?? false)
                || (keysGivenUp[key.referencedTable]?.contains(key.referencedColumns) ?? false)
        }
        func isRetyped(_ key: ForeignKey, of table: String) -> Bool {
            (retyped[table].map { !$0.isDisjoint(with: key.columns) } ?? false)
                || (retyped[key.referencedTable].map { !$0.isDisjoint(with: key.referencedColumns) } ?? false)
        }
        let altered = Dictionary(kept.map { ($0.name, Set($0.columns.altered.map(\.new.name))) }) { first, _ in first }
        let growing = Set(kept.filter { !$0.columns.added.isEmpty || !$0.columns.altered.isEmpty }.map(\.name))
        /// What takes no NULL, and what expressions name, may be in one of the two keys only.
        func isUnsettled(_ pair: Pair<ForeignKey>, of table: String) -> Bool {
            pair.old != pair.new
                && (growing.contains(table)
                    || altered[pair.new.referencedTable]?.isDisjoint(with: pair.new.referencedColumns) == false)
        }
        for place in kept.indices {
            let name = kept[place].name
            kept[place].foreignKeys.remake { pair in
                loses(pair.old, of: name) || isRetyped(pair.old, of: name) || isRetyped(pair.new, of: name)
                    || isUnsettled(pair, of: name)
            }
        }
        byName = Dictionary(kept.map { ($0.name, $0) }) { first, _ in first }
    }
}
