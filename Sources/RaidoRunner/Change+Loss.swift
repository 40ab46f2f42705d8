import Raido

extension Change {
    /// What making the change takes that taking it back does not bring back.
    func losses(on engine: Engine) -> [DataLoss.Kind] {
        switch self {
        case .dropTable(let table): [.table(table.name)]
        case .dropColumn(let column, let table):
            column.generated == nil ? [.column(column.name, table: table)] : []
        case .alterColumn(let table, let old, let new, let using, let fill):
            Change.losses(table, from: old, to: new, using: using, fill: fill, on: engine)

        case .createTable, .renameTable, .changeTableComment, .adoptTable, .releaseTable, .addColumn, .renameColumn,
            .changePrimaryKey, .addUnique, .dropUnique, .changeUnique, .renameUnique, .addIndex, .dropIndex,
            .changeIndex, .renameIndex, .addForeignKey, .dropForeignKey, .changeForeignKey, .renameForeignKey,
            .addCheck, .dropCheck, .changeCheck, .renameCheck, .createEnum, .dropEnum, .renameEnum, .addEnumValue,
            .dropEnumValue, .renameEnumValue, .renumberEnumValue, .reorderEnum, .sql:
            []
        }
    }

    private static func losses(
        _ table: String, from old: Column, to new: Column, using: SQLFragment?, fill: Fill?,
        on engine: Engine
    ) -> [DataLoss.Kind] {
        guard old.generated == nil else { return [] }
        if new.generated != nil || TypeChange(from: old.type, to: new.type).isUnseen(on: engine) {
            return [.values(column: old.name, table: table)]
        }
        let isFilled = fill != nil || (using == nil && new.defaultValue != nil)
        return old.isNullable && !new.isNullable && isFilled ? [.absence(column: old.name, table: table)] : []
    }
}

extension TypeChange {
    /// Whether a value can become another one and nobody says so when it does.
    ///
    /// SQLite's rebuild compares each value with what it was, but for moments, of which it keeps the day or the time.
    fileprivate func isUnseen(on engine: Engine) -> Bool {
        engine == .sqlite ? effect(on: .sqlite) == .silent && old.isMoment : losesValues(on: engine)
    }
}

extension StoredType {
    fileprivate var isMoment: Bool { self == .type(.timestamp) || self == .type(.timestampWithTimeZone) }
}

extension DataLoss.Kind {
    /// The table it is about.
    var table: String {
        switch self {
        case .table(let table), .column(_, let table), .values(_, let table), .absence(_, let table): table
        }
    }
}
