import Raido

/// What reverting a change does not bring back.
enum Loss: Hashable {
    case enumRows(value: String)
    case everything
    case nulls
    case oldValues
    case rows
    case values
}

extension Change {
    var losses: [Loss] {
        switch self {
        case .dropTable: [.rows]
        case .dropColumn(let column, _): column.generated == nil ? [.values] : []
        case .alterColumn(_, let old, let new, _, let fill):
            (old.generated == nil
                && (new.generated != nil || TypeChange(from: old.type, to: new.type).losesValues) ? [.oldValues] : [])
                + (old.isNullable && !new.isNullable && fill != nil ? [.nulls] : [])
        case .dropEnumValue(let value, _, _, _, _): [.enumRows(value: value.identity)]
        case .sql: inverse == nil ? [.everything] : []
        case .createTable, .adoptTable, .releaseTable, .renameTable, .changeTableComment, .addColumn, .renameColumn,
            .changePrimaryKey, .addUnique, .dropUnique, .changeUnique, .renameUnique, .addIndex, .dropIndex,
            .changeIndex, .renameIndex, .addForeignKey, .dropForeignKey, .changeForeignKey, .renameForeignKey,
            .addCheck, .dropCheck, .changeCheck, .renameCheck, .createEnum, .dropEnum, .renameEnum, .addEnumValue,
            .renameEnumValue, .renumberEnumValue, .reorderEnum:
            []
        }
    }
}
