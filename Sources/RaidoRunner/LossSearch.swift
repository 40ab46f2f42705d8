import Raido
import RaidoSQL

/// Finds what reverting migrations takes of a database as it is now.
///
/// A migration names tables and columns as they were at its time. By the time it is reverted the later ones are, so what
/// has a name now may be another thing: each name is followed to what it is today.
struct LossSearch {
    private let engine: Engine
    private var schema: Schema
    private var lineage = Lineage()
    private var values: ChangedValuesSearch

    /// What is lost, and what tells how many rows it is about.
    struct Found: Hashable {
        var kind: DataLoss.Kind
        /// Counts the rows whose values become others; nil where it is not about such values, or nothing tells.
        var query: String?
    }

    /// A column that is added, and what its table is called today.
    struct Addition: Hashable {
        var column: SchemaElement
        var table: String
    }

    private(set) var found: [Found] = []
    private(set) var added: [Addition] = []

    /// Whether something may be lost that no question to the database tells: what user SQL does, what an expression
    /// makes of values, which rows held an enum's value.
    private(set) var mayLoseMore = false

    /// - Parameter schema: The schema as it is now.
    init(_ engine: Engine, on schema: Schema) {
        self.engine = engine
        self.schema = schema
        values = ChangedValuesSearch(engine)
    }

    mutating func follow(_ changes: [Change]) throws(SchemaMismatch) {
        for change in changes {
            guard case .sql(let raw) = change else {
                try note(change)
                values.follow(change, on: schema)
                lineage.follow(change, on: schema)
                try schema.apply(change)
                continue
            }
            mayLoseMore = mayLoseMore || raw.mayLose(on: engine)
            // It may have written any values, and follows its effects itself.
            values.follow(change, on: schema)
            // It gives columns that it adds their values itself.
            let known = added
            for effect in raw.effect {
                try note(effect)
                lineage.follow(effect, on: schema)
                try schema.apply(effect)
            }
            added = known
        }
    }

    private mutating func note(_ change: Change) throws(SchemaMismatch) {
        if case .addColumn(let column, let table, _) = change { noteAddition(.column(column.name, table: table)) }
        for loss in change.losses(in: change.table.flatMap { schema[$0] })
        where loss.silentEngines.contains(engine) {
            try note(loss, of: change)
        }
    }

    /// Notes the loss under the names of today, unless what is lost does not exist today.
    private mutating func note(_ loss: Loss, of change: Change) throws(SchemaMismatch) {
        guard let former = loss.element, case .start(let element) = lineage.origin(of: former) else { return }
        let (name, table) = (element.name, element.table)
        switch loss.kind {
        case .rows: found.append(Found(kind: .table(table)))
        case .values: found.append(Found(kind: .column(name, table: table)))
        case .oldValues:
            let after = try schema.applying([change])
            guard let changed = values.values(changedBy: change, from: schema, to: after) else { return }
            let effect = ValueLoss(changed, by: change, on: engine)
            found.append(Found(kind: .values(column: name, table: table, effect), query: changed.countQuery))
        case .nulls: found.append(Found(kind: .absence(column: name, table: table)))
        case .enumRows, .computedValues, .userSQL: mayLoseMore = true
        case .inventedValues: return
        }
    }

    private mutating func noteAddition(_ column: SchemaElement) {
        guard case .start(let table) = lineage.origin(of: .table(column.table)) else { return }
        added.append(Addition(column: column, table: table.name))
    }
}

extension ValueLoss {
    fileprivate init(_ changed: ChangedValues, by change: Change, on engine: Engine) {
        switch changed.effect {
        case .changed where changed.countQuery == nil, .generated where changed.countQuery == nil:
            self = .unknown(.written)
        case .changed(let change): self = .changed(change)
        case .generated: self = .generated
        case .unknown:
            guard case .alterColumn(_, let old, let new, _, _) = change else {
                self = .unknown(.written)
                return
            }
            let types = [old, new].map { $0.nativeTypes[engine] ?? "\($0.type)" }
            self = .unknown(.conversion(from: types[0], to: types[1], engine))
        }
    }
}
