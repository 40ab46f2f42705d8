/// What statements cost on PostgreSQL. Tests ask the engine itself.
let postgreSQLCosts: [StatementKind: StatementCost] = [
    .createTable: .noLock(note: "SHARE ROW EXCLUSIVE on tables it refers to"),
    .dropTable: .lock(.accessExclusive, note: "on tables it refers to as well"),
    .renameTable: .lock(.accessExclusive),

    .addColumn: .lock(.accessExclusive),
    .addComputedColumn: .lock(.accessExclusive, .always),
    .addCheckedColumn: .lock(.accessExclusive, .scan),
    .dropColumn: .lock(.accessExclusive),
    .renameColumn: .lock(.accessExclusive),
    .changeType: .lock(.accessExclusive, .sometimes, note: "no rewrite where the type only grows"),
    .setNotNull: .lock(.accessExclusive, .scan, note: "unless a valid check already ensures it"),
    .dropNotNull: .lock(.accessExclusive),
    .changeDefault: .lock(.accessExclusive),
    .changeIdentity: .lock(.accessExclusive),

    .addForeignKey: .lock(.shareRowExclusive, .scan, note: "on both tables"),
    .addUncheckedForeignKey: .lock(.shareRowExclusive, note: "on both tables"),
    .addUnique: .lock(.accessExclusive, .index),
    .addPrimaryKey: .lock(.accessExclusive, .index),
    .addCheck: .lock(.accessExclusive, .scan),
    .addUncheckedCheck: .lock(.accessExclusive),
    .validateConstraint: .lock(.shareUpdateExclusive, .scan),
    .dropConstraint: .lock(.accessExclusive, note: "a foreign key: on both tables"),
    .renameConstraint: .lock(.accessExclusive),

    .createIndex: .lock(.share, .index),
    .createIndexConcurrently: .alone(.shareUpdateExclusive, .index),
    .dropIndex: .lock(.accessExclusive),
    .dropIndexConcurrently: .alone(.shareUpdateExclusive, .never),
    .renameIndex: .noLock(note: "SHARE UPDATE EXCLUSIVE on the index"),

    .createType: .noLock(),
    .dropType: .noLock(),
    .renameType: .noLock(),
    .addEnumValue: .noLock(note: "the value can be used once this is committed"),
    .renameEnumValue: .noLock(),
    .createTrigger: .lock(.shareRowExclusive),
    .dropTrigger: .lock(.accessExclusive),
    .function: .noLock(),
    .sequence: .noLock(),
    .comment: .lock(.shareUpdateExclusive),

    .rows: .lock(.rowExclusive),
]

// Everything is transactional but what is done concurrently.
extension StatementCost {
    fileprivate static func lock(_ lock: TableLock, _ rewrite: Rewrite = .never, note: String? = nil) -> StatementCost {
        StatementCost(isTransactional: true, hold: .table(lock), rewrite: rewrite, note: note)
    }

    fileprivate static func noLock(note: String? = nil) -> StatementCost {
        StatementCost(isTransactional: true, hold: .nothing, rewrite: .never, note: note)
    }

    fileprivate static func alone(_ lock: TableLock, _ rewrite: Rewrite) -> StatementCost {
        StatementCost(isTransactional: false, hold: .table(lock), rewrite: rewrite, note: "not inside a transaction")
    }
}
