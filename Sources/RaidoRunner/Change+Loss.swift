import Raido

extension Change {
    /// What making the change takes that taking it back does not bring back.
    var loss: DataLoss.Kind? {
        switch self {
        case .dropTable(let table): .table(table.name)
        case .dropColumn(let column, let table):
            column.generated == nil ? .column(column.name, table: table) : nil
        case .alterColumn(let table, let old, let new, _, _):
            old.type.losesValues(as: new.type) || (old.generated == nil && new.generated != nil)
                ? .values(column: old.name, table: table) : nil

        case .createTable, .renameTable, .changeTableComment, .adoptTable, .releaseTable, .addColumn, .renameColumn,
            .changePrimaryKey, .addUnique, .dropUnique, .changeUnique, .renameUnique, .addIndex, .dropIndex,
            .changeIndex, .renameIndex, .addForeignKey, .dropForeignKey, .changeForeignKey, .renameForeignKey,
            .addCheck, .dropCheck, .changeCheck, .renameCheck, .createEnum, .dropEnum, .renameEnum, .addEnumValue,
            .dropEnumValue, .renameEnumValue, .renumberEnumValue, .reorderEnum, .sql:
            nil
        }
    }
}

extension ColumnType {
    /// Whether a value can become another one without the engine refusing it.
    fileprivate func losesValues(as other: ColumnType) -> Bool {
        switch (self, other) {
        case (.timestamp, .date), (.timestampWithTimeZone, .date), (.timestamp, .time), (.timestampWithTimeZone, .time):
            true
        case (.decimal(_, let old), .decimal(_, let new)): new < old
        default: false
        }
    }
}

extension DataLoss.Kind {
    /// The table it is about.
    public var table: String {
        switch self {
        case .table(let table), .column(_, let table), .values(_, let table): table
        }
    }
}
