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
        if new.generated != nil || old.type.losesValues(as: new.type, on: engine) {
            return [.values(column: old.name, table: table)]
        }
        let isFilled = fill != nil || (using == nil && new.defaultValue != nil)
        return old.isNullable && !new.isNullable && isFilled ? [.absence(column: old.name, table: table)] : []
    }
}

extension ColumnType {
    /// What kinds of values there are, as far as losing something of them goes.
    private enum Form: Hashable {
        case text, day, timeOfDay, moment, other
        /// Numbers with so many digits behind the point.
        case exact(scale: Int)
        /// Numbers with so many bits.
        case floating(Int)
    }

    private var form: Form {
        switch self {
        case .varchar, .char, .text, .enumeration: .text
        case .tinyInteger, .smallInteger, .integer, .bigInteger, .unsignedTinyInteger, .unsignedSmallInteger,
            .unsignedInteger, .unsignedBigInteger:
            .exact(scale: 0)
        case .decimal(_, let scale): .exact(scale: scale)
        case .real: .floating(24)
        case .double: .floating(53)
        case .date: .day
        case .time: .timeOfDay
        case .timestamp, .timestampWithTimeZone: .moment
        case .boolean, .interval, .uuid, .json, .jsonb, .blob, .binary, .varbinary, .inet, .cidr, .macAddress, .xml,
            .custom:
            .other
        }
    }

    /// Whether a value can become another one without the engine refusing it.
    fileprivate func losesValues(as other: ColumnType, on engine: Engine) -> Bool {
        switch (form, other.form) {
        case (.moment, .day), (.moment, .timeOfDay): true
        // A rebuild of SQLite's compares each value with what it was.
        case _ where engine == .sqlite: false
        case (.text, .exact), (.text, .floating), (.text, .day), (.text, .timeOfDay), (.text, .moment): true
        case (.exact(let old), .exact(let new)): new < old
        case (.floating(let old), .floating(let new)): new < old
        case (.floating, .exact), (.exact, .floating), (.floating, .text): true
        case (.text, _), (.day, _), (.timeOfDay, _), (.moment, _), (.other, _), (.exact, _), (.floating, _): false
        }
    }
}

extension DataLoss.Kind {
    /// The table it is about.
    public var table: String {
        switch self {
        case .table(let table), .column(_, let table), .values(_, let table), .absence(_, let table): table
        }
    }
}
