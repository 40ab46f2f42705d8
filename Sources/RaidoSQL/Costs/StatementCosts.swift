package import Raido

/// What each engine makes of a kind of statement; nil where the engine has no such thing.
package struct EngineCosts: Hashable, Sendable {
    var sqlite: StatementCost?
    var postgresql: StatementCost?
    var mysql: StatementCost?
    var mariadb: StatementCost?

    package subscript(engine: Engine) -> StatementCost? {
        switch engine {
        case .sqlite: sqlite
        case .postgresql: postgresql
        case .mysql: mysql
        case .mariadb: mariadb
        }
    }
}

/// The costs of all kinds of statements: the one table that scripts take them from. Tests ask the engines themselves.
package let statementCosts: [StatementKind: EngineCosts] = [
    .createTable: .init(
        sqlite: .quick, postgresql: .noLock(note: "SHARE ROW EXCLUSIVE on tables it refers to"),
        mysql: .metadata, mariadb: .metadata),
    .dropTable: .init(
        sqlite: .quick, postgresql: .lock(.accessExclusive, note: "on tables it refers to as well"),
        mysql: .metadata, mariadb: .metadata),
    .renameTable: .init(sqlite: .quick, postgresql: .lock(.accessExclusive), mysql: .instant, mariadb: .instant),
    .tableComment: .init(mysql: .algorithm(.inPlace), mariadb: .instant),

    .addColumn: .init(sqlite: .quick, postgresql: .lock(.accessExclusive), mysql: .instant, mariadb: .instant),
    .addComputedColumn: .init(
        sqlite: .quick, postgresql: .lock(.accessExclusive, .always), mysql: .copy, mariadb: .copy),
    .addCheckedColumn: .init(
        sqlite: .writing(.scan), postgresql: .lock(.accessExclusive, .scan), mysql: .copy,
        // MariaDB does not look at the rows there are.
        mariadb: .instant),
    .dropColumn: .init(
        sqlite: .writing(.always), postgresql: .lock(.accessExclusive),
        mysql: .algorithm(.inPlace, .sometimes, note: "INSTANT where no index has the column"),
        mariadb: .algorithm(.noCopy, .never, note: "INSTANT where no index has the column")),
    .renameColumn: .init(sqlite: .quick, postgresql: .lock(.accessExclusive), mysql: .instant, mariadb: .instant),
    .changeType: .init(
        postgresql: .lock(.accessExclusive, .sometimes, note: "no rewrite where the type only grows")),
    .modifyColumn: .init(
        mysql: .algorithm(.copy, .sometimes, note: "less where the type stays or only grows"),
        mariadb: .algorithm(.copy, .sometimes, note: "less where the type stays or only grows")),
    .setNotNull: .init(
        postgresql: .lock(.accessExclusive, .scan, note: "unless a valid check already ensures it")),
    .dropNotNull: .init(postgresql: .lock(.accessExclusive)),
    .changeDefault: .init(postgresql: .lock(.accessExclusive), mysql: .instant, mariadb: .instant),
    .changeIdentity: .init(postgresql: .lock(.accessExclusive)),

    .addForeignKey: .init(
        postgresql: .lock(.shareRowExclusive, .scan, note: "on both tables"), mysql: .copy, mariadb: .copy),
    .addUncheckedForeignKey: .init(postgresql: .lock(.shareRowExclusive, note: "on both tables")),
    .dropForeignKey: .init(mysql: .algorithm(.inPlace), mariadb: .instant),
    .addUnique: .init(
        postgresql: .lock(.accessExclusive, .index), mysql: .algorithm(.inPlace, .index),
        mariadb: .algorithm(.noCopy, .index)),
    .addPrimaryKey: .init(
        postgresql: .lock(.accessExclusive, .index), mysql: .algorithm(.inPlace, .always),
        mariadb: .algorithm(.inPlace, .always)),
    .dropPrimaryKey: .init(mysql: .copy, mariadb: .copy),
    .addCheck: .init(postgresql: .lock(.accessExclusive, .scan), mysql: .copy, mariadb: .copy),
    .addUncheckedCheck: .init(postgresql: .lock(.accessExclusive)),
    .dropCheck: .init(mysql: .instant),
    .validateConstraint: .init(postgresql: .lock(.shareUpdateExclusive, .scan)),
    .dropConstraint: .init(
        postgresql: .lock(.accessExclusive, note: "a foreign key: on both tables"),
        mysql: .algorithm(.inPlace, .never, note: "INSTANT for a check"),
        mariadb: .algorithm(.noCopy, .never, note: "INSTANT for a check or foreign key")),
    .renameConstraint: .init(postgresql: .lock(.accessExclusive)),

    .createIndex: .init(
        sqlite: .writing(.index), postgresql: .lock(.share, .index), mysql: .algorithm(.inPlace, .index),
        mariadb: .algorithm(.noCopy, .index)),
    .createFullTextIndex: .init(
        mysql: .algorithm(.inPlace, .sometimes, note: "blocks writes; the first one rewrites the table"),
        mariadb: .algorithm(.inPlace, .sometimes, note: "blocks writes; the first one rewrites the table")),
    .createIndexConcurrently: .init(postgresql: .alone(.shareUpdateExclusive, .index)),
    .dropIndex: .init(
        sqlite: .quick, postgresql: .lock(.accessExclusive), mysql: .algorithm(.inPlace),
        mariadb: .algorithm(.noCopy)),
    .dropIndexConcurrently: .init(postgresql: .alone(.shareUpdateExclusive, .never)),
    .renameIndex: .init(
        postgresql: .noLock(note: "SHARE UPDATE EXCLUSIVE on the index"), mysql: .algorithm(.inPlace),
        mariadb: .instant),

    .createType: .init(postgresql: .noLock()),
    .dropType: .init(postgresql: .noLock()),
    .renameType: .init(postgresql: .noLock()),
    .addEnumValue: .init(postgresql: .noLock(note: "the value can be used once this is committed")),
    .renameEnumValue: .init(postgresql: .noLock()),
    .createTrigger: .init(
        sqlite: .quick, postgresql: .lock(.shareRowExclusive), mysql: .metadata, mariadb: .metadata),
    .dropTrigger: .init(sqlite: .quick, postgresql: .lock(.accessExclusive), mysql: .metadata, mariadb: .metadata),
    .function: .init(postgresql: .noLock(), mysql: .metadata, mariadb: .metadata),
    .sequence: .init(postgresql: .noLock(), mariadb: .metadata),
    .comment: .init(postgresql: .lock(.shareUpdateExclusive)),

    .rows: .init(
        sqlite: .quick, postgresql: .lock(.rowExclusive), mysql: .ofRows, mariadb: .ofRows),
    .rebuild: .init(sqlite: .writing(.always)),
]

extension StatementCost {
    // SQLite: everything is transactional, and one writes at a time.
    fileprivate static let quick = writing(.never)

    fileprivate static func writing(_ rewrite: Rewrite) -> StatementCost {
        StatementCost(isTransactional: true, hold: .database, rewrite: rewrite)
    }

    // PostgreSQL: everything is transactional but what it does concurrently.
    fileprivate static func lock(_ lock: TableLock, _ rewrite: Rewrite = .never, note: String? = nil) -> StatementCost {
        StatementCost(isTransactional: true, hold: .table(lock), rewrite: rewrite, note: note)
    }

    fileprivate static func noLock(note: String? = nil) -> StatementCost {
        StatementCost(isTransactional: true, hold: .nothing, rewrite: .never, note: note)
    }

    fileprivate static func alone(_ lock: TableLock, _ rewrite: Rewrite) -> StatementCost {
        StatementCost(isTransactional: false, hold: .table(lock), rewrite: rewrite, note: "not inside a transaction")
    }

    // MySQL and MariaDB: a change of a table commits what was before it, and itself.
    fileprivate static let metadata = StatementCost(isTransactional: false, hold: .metadata, rewrite: .never)
    fileprivate static let instant = algorithm(.instant)
    fileprivate static let copy = algorithm(.copy, .always)
    fileprivate static let ofRows = StatementCost(isTransactional: true, hold: .rows, rewrite: .never)

    fileprivate static func algorithm(
        _ algorithm: Algorithm, _ rewrite: Rewrite = .never, note: String? = nil
    ) -> StatementCost {
        StatementCost(isTransactional: false, hold: .algorithm(algorithm), rewrite: rewrite, note: note)
    }
}
