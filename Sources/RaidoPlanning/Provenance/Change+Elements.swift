import Raido

extension Change {
    /// The columns that the change is about, by their names before and after it; those of keys and indexes, too.
    var columns: [String] {
        switch self {
        case .addColumn(let column, _, _), .dropColumn(let column, _): [column.name]
        case .renameColumn(let old, let new, _): [old, new]
        case .alterColumn(_, _, let column, _, _): [column.name]
        case .changePrimaryKey(_, let old, let new): old + new
        case .addUnique(let unique, _), .dropUnique(let unique, _): unique.columns
        case .changeUnique(_, let old, let new): old.columns + new.columns
        case .addIndex(let index, _), .dropIndex(let index, _): index.parts.compactMap(\.column)
        case .changeIndex(_, let old, let new): (old.parts + new.parts).compactMap(\.column)
        case .addForeignKey(let key, _), .dropForeignKey(let key, _): key.columns
        case .changeForeignKey(_, let old, let new): old.columns + new.columns
        case .createTable, .dropTable, .renameTable, .changeTableComment, .adoptTable, .releaseTable, .renameUnique,
            .renameIndex, .renameForeignKey, .addCheck, .dropCheck, .changeCheck, .renameCheck, .createEnum, .dropEnum,
            .renameEnum, .addEnumValue, .dropEnumValue, .renameEnumValue, .renumberEnumValue, .reorderEnum, .sql:
            []
        }
    }

    /// The constraints and indexes that the change is about, by their names before and after it.
    var parts: [SchemaElement] {
        guard let table else { return [] }
        return switch self {
        case .addUnique(let unique, _), .dropUnique(let unique, _), .changeUnique(_, _, let unique):
            [.unique(unique.name, table: table)]
        case .renameUnique(let old, let new, _): [.unique(old, table: table), .unique(new, table: table)]
        case .addIndex(let index, _), .dropIndex(let index, _), .changeIndex(_, _, let index):
            [.index(index.name, table: table)]
        case .renameIndex(let old, let new, _): [.index(old, table: table), .index(new, table: table)]
        case .addForeignKey(let key, _), .dropForeignKey(let key, _), .changeForeignKey(_, _, let key):
            [.foreignKey(key.name, table: table)]
        case .renameForeignKey(let old, let new, _): [.foreignKey(old, table: table), .foreignKey(new, table: table)]
        case .addCheck(let check, _), .dropCheck(let check, _), .changeCheck(_, _, let check):
            [.check(check.name, table: table)]
        case .renameCheck(let old, let new, _): [.check(old, table: table), .check(new, table: table)]
        case .createTable, .dropTable, .renameTable, .changeTableComment, .adoptTable, .releaseTable, .addColumn,
            .dropColumn, .renameColumn, .alterColumn, .changePrimaryKey, .createEnum, .dropEnum, .renameEnum,
            .addEnumValue, .dropEnumValue, .renameEnumValue, .renumberEnumValue, .reorderEnum, .sql:
            []
        }
    }

    /// The enums that the change is about, by their names before and after it.
    var enumNames: [String] {
        switch self {
        case .createEnum(let type, _), .dropEnum(let type, _): [type.name]
        case .renameEnum(let old, let new, _): [old, new]
        case .addEnumValue(_, let type, _, _), .dropEnumValue(_, let type, _, _, _),
            .renameEnumValue(_, _, let type, _), .renumberEnumValue(_, _, _, let type, _),
            .reorderEnum(let type, _, _, _):
            [type]
        case .createTable, .dropTable, .renameTable, .changeTableComment, .adoptTable, .releaseTable, .addColumn,
            .dropColumn, .renameColumn, .alterColumn, .changePrimaryKey, .addUnique, .dropUnique, .changeUnique,
            .renameUnique, .addIndex, .dropIndex, .changeIndex, .renameIndex, .addForeignKey, .dropForeignKey,
            .changeForeignKey, .renameForeignKey, .addCheck, .dropCheck, .changeCheck, .renameCheck, .sql:
            []
        }
    }
}
