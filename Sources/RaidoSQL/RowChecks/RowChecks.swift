package import Raido

/// The checks of the rows of one migration.
package struct MigrationRowChecks: Hashable, Sendable {
    /// Those that a database can be asked before the first of all migrations, under the names that it has then.
    package var atStart: [RowCheck] = []

    /// Those that have to wait until the migrations before this one are made, since these write what is asked about.
    package var late: [RowCheck] = []

    /// Those that no database can be asked, since the migration itself makes or writes what they are about: by table.
    package var unasked: [UnaskedRowCheck] = []

    fileprivate func has(_ rule: RowCheck.Rule, of table: String) -> Bool {
        (atStart + late).contains { $0.rule == rule && $0.table == table }
            || unasked.contains(UnaskedRowCheck(rule: rule, table: table))
    }
}

/// Something that is wanted of rows, and that the engine alone tells when the statement is made.
package struct UnaskedRowCheck: Hashable, Sendable {
    package var rule: RowCheck.Rule
    package var table: String
}

/// Finds what rows have to be like for migrations to be made, one after the other.
package struct RowCheckSearch {
    private let engine: Engine
    private var schema: Schema
    private var pending: PendingRows

    package init(_ engine: Engine, on schema: Schema) {
        self.engine = engine
        self.schema = schema
        pending = PendingRows(engine)
    }

    /// The checks of the migration that comes next.
    package mutating func next(_ changes: [Change]) throws(SchemaMismatch) -> MigrationRowChecks {
        var checks = MigrationRowChecks()
        var own = PendingRows(engine)
        let final = try schema.applying(changes)
        for change in changes {
            let after = try schema.applying([change])
            // Nobody knows the rows once such a change is made.
            if case .sql = change { askWhatStays(final, own: own, in: &checks) }
            ask(WantedRows(engine, change, before: schema, after: after), own: own, in: &checks)
            pending.follow(change, in: schema, final: final)
            own.follow(change, in: schema, final: final)
            schema = after
        }
        askWhatStays(final, own: own, in: &checks)
        return checks
    }

    /// What the schema as it is then wants of a table, as far as the database tells at the start.
    func lastChecks(of table: String) -> [RowCheck] {
        guard let columns = schema[table]?.columns.map(\.name) else { return [] }
        let wanted = WantedRows(engine, over: [table: Set(columns)], in: schema, staying: schema)
        return wanted.found.filter { $0.table.name == table }.compactMap { $0.check(pending) }
    }

    private func askWhatStays(_ final: Schema, own: PendingRows, in checks: inout MigrationRowChecks) {
        ask(WantedRows(engine, over: own.written(in: schema), in: schema, staying: final), own: own, in: &checks)
    }

    /// - Parameter own: The rows as this migration alone changes them: for what can be asked after those before it.
    private func ask(_ wanted: WantedRows, own: PendingRows, in checks: inout MigrationRowChecks) {
        for want in wanted.found where !checks.has(want.rule, of: want.table.name) {
            if let check = want.check(pending) {
                checks.atStart.append(check)
            } else if let check = want.check(own) {
                checks.late.append(check)
            } else if !pending.isCreated(want.table.name) {
                checks.unasked.append(UnaskedRowCheck(rule: want.rule, table: want.table.name))
            }
        }
    }
}
