/// What statements cost on SQLite. Tests ask the engine itself.
let sqliteCosts: [StatementKind: StatementCost] = [
    .createTable: .quick,
    .dropTable: .quick,
    .renameTable: .quick,

    .addColumn: .quick,
    .addComputedColumn: .quick,
    .addCheckedColumn: .writing(.scan),
    .dropColumn: .writing(.always),
    .renameColumn: .quick,

    .createIndex: .writing(.index),
    .dropIndex: .quick,

    .createTrigger: .quick,
    .dropTrigger: .quick,

    .rows: .quick,
    .rebuild: .writing(.always),
]

// Everything is transactional, and one writes at a time.
extension StatementCost {
    fileprivate static let quick = writing(.never)

    fileprivate static func writing(_ rewrite: Rewrite) -> StatementCost {
        StatementCost(isTransactional: true, hold: .database, rewrite: rewrite)
    }
}
