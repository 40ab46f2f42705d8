/// What statements cost on MySQL. Tests ask the engine itself.
let mysqlCosts = commonCosts.merging([
    .tableComment: .algorithm(.inPlace),
    .addCheckedColumn: .copy,
    .dropColumn: .algorithm(.inPlace, .sometimes, note: "INSTANT where no index has the column"),
    .dropForeignKey: .algorithm(.inPlace),
    .addUnique: .algorithm(.inPlace, .index),
    .dropCheck: .instant,
    .dropConstraint: .algorithm(.inPlace, .never, note: "INSTANT for a check"),
    .createIndex: .algorithm(.inPlace, .index),
    .dropIndex: .algorithm(.inPlace),
    .renameIndex: .algorithm(.inPlace),
]) { $1 }

/// What statements cost on MariaDB. Tests ask the engine itself.
let mariadbCosts = commonCosts.merging([
    .tableComment: .instant,
    // MariaDB does not look at the rows there are.
    .addCheckedColumn: .instant,
    .dropColumn: .algorithm(.noCopy, .never, note: "INSTANT where no index has the column"),
    .dropForeignKey: .instant,
    .addUnique: .algorithm(.noCopy, .index),
    .dropConstraint: .algorithm(.noCopy, .never, note: "INSTANT for a check or foreign key"),
    .createIndex: .algorithm(.noCopy, .index),
    .dropIndex: .algorithm(.noCopy),
    .renameIndex: .instant,
    .sequence: .metadata,
]) { $1 }

private let commonCosts: [StatementKind: StatementCost] = [
    .createTable: .metadata,
    .dropTable: .metadata,
    .renameTable: .instant,

    .addColumn: .instant,
    .addComputedColumn: .copy,
    .renameColumn: .instant,
    .modifyColumn: .algorithm(.copy, .sometimes, note: "less where the type stays or only grows"),
    .changeDefault: .instant,

    .addForeignKey: .copy,
    .addPrimaryKey: .algorithm(.inPlace, .always),
    .dropPrimaryKey: .copy,
    .addCheck: .copy,

    .createFullTextIndex: .algorithm(
        .inPlace, .sometimes, note: "blocks writes; the first one rewrites the table"),

    .createTrigger: .metadata,
    .dropTrigger: .metadata,
    .function: .metadata,

    .rows: StatementCost(isTransactional: true, hold: .rows, rewrite: .never),
]

// A change of a table commits what was before it, and itself.
extension StatementCost {
    fileprivate static let metadata = StatementCost(isTransactional: false, hold: .metadata, rewrite: .never)
    fileprivate static let instant = algorithm(.instant)
    fileprivate static let copy = algorithm(.copy, .always)

    fileprivate static func algorithm(
        _ algorithm: Algorithm, _ rewrite: Rewrite = .never, note: String? = nil
    ) -> StatementCost {
        StatementCost(isTransactional: false, hold: .algorithm(algorithm), rewrite: rewrite, note: note)
    }
}
