import Raido

/// The tables and columns, by their names before a plan, whose rows may be others after it was made and taken back:
/// the generated files say so.
struct AnnouncedLosses {
    private(set) var tables: Set<String> = []
    private(set) var columns: Set<ColumnPlace> = []
    private var lineage = Lineage()

    init(of changes: [Change], on schema: Schema, _ engine: Engine) throws(SchemaMismatch) {
        var schema = schema
        for change in changes {
            let table = change.table.flatMap { schema[$0] }
            for loss in change.losses(in: table) where loss.engines.contains(engine) {
                note(loss, of: change, in: table)
            }
            // What user SQL does to rows, nobody knows.
            if case .sql = change { tables.formUnion(schema.tables.compactMap { startName(ofTable: $0.name) }) }
            lineage.follow(change, on: schema)
            try schema.apply(change)
        }
    }

    private mutating func note(_ loss: Loss, of change: Change, in table: Table?) {
        if case .dropEnumValue(_, let type, let name, _, _) = change {
            for column in table?.columns ?? [] where column.type == .enumeration(type) {
                note(.column(column.name, table: name))
            }
        } else if let element = loss.element {
            note(element)
        }
    }

    private mutating func note(_ element: SchemaElement) {
        guard case .start(let former) = lineage.origin(of: element) else { return }
        if case .table = former {
            tables.insert(former.table)
        } else {
            columns.insert(ColumnPlace(table: former.table, column: former.name))
        }
    }

    private func startName(ofTable name: String) -> String? {
        guard case .start(let element) = lineage.origin(of: .table(name)) else { return nil }
        return element.table
    }
}
