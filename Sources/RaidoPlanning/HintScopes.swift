import Raido

/// What the SQL of hints can name, gathered while a plan is replayed. A hint that the plan does not use has no scope:
/// what it names may be long gone.
struct HintScopes {
    let hints: Hints
    let lineage: Lineage
    let after: Schema
    private(set) var all: [HintScope] = []

    /// - Parameter lineage: That of the plan's renames.
    init(_ hints: Hints, _ lineage: Lineage, to after: Schema) {
        self.hints = hints
        self.lineage = lineage
        self.after = after
    }

    /// - Parameter schema: The schema before the change.
    mutating func add(_ change: Change, on schema: Schema) {
        if case .addColumn(let column, let table, let fill) = change {
            add(column, of: table, using: nil, fill, on: schema)
        } else if case .alterColumn(let table, _, let column, let using, let fill) = change {
            add(column, of: table, using: using, fill, on: schema)
        }
    }

    private mutating func add(
        _ column: Column, of table: String, using: SQLFragment?, _ fill: Fill?, on schema: Schema
    ) {
        let key = Hints.ColumnKey(table: table, column: column.name)
        if using != nil, hints.usings[key] == using { add(.expression(table: table, column.name), on: schema[table]) }
        guard case .value(.sql)? = fill, hints.fills[key].map(Fill.value) == fill else { return }
        add(.fill(table: table, column.name), on: schema[table])
    }

    private mutating func add(_ key: HintKey, on table: Table?) {
        guard let table, !all.contains(where: { $0.key == key }) else { return }
        let names = table.columns.map(\.name)
        let later = after[table.name]?.columns.map(\.name).filter { table.column($0) == nil } ?? []
        let renamed = names.compactMap { name in
            formerName(of: .column(name, table: table.name)).map { ($0, name) }
        }
        all.append(
            HintScope(
                key: key, table: table.name, columns: names, laterColumns: later,
                renamedColumns: Dictionary(renamed) { first, _ in first },
                formerTable: formerName(of: .table(table.name))))
    }

    private func formerName(of element: SchemaElement) -> String? {
        guard case .start(let former) = lineage.origin(of: element), former.name != element.name else { return nil }
        return former.name
    }
}
