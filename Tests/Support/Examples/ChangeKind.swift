package import Raido

/// The cases of ``Change``. One that is added does not compile here until it is named, and has no example then.
package enum ChangeKind: String, CaseIterable {
    case createTable, dropTable, renameTable, changeTableComment, adoptTable, releaseTable
    case addColumn, dropColumn, renameColumn, alterColumn, changePrimaryKey
    case addUnique, dropUnique, changeUnique, renameUnique
    case addIndex, dropIndex, changeIndex, renameIndex
    case addForeignKey, dropForeignKey, changeForeignKey, renameForeignKey
    case addCheck, dropCheck, changeCheck, renameCheck
    case createEnum, dropEnum, renameEnum, addEnumValue, dropEnumValue, renameEnumValue, renumberEnumValue, reorderEnum
    case sql

    package init(_ change: Change) {
        self =
            switch change {
            case .createTable: .createTable
            case .dropTable: .dropTable
            case .renameTable: .renameTable
            case .changeTableComment: .changeTableComment
            case .adoptTable: .adoptTable
            case .releaseTable: .releaseTable
            case .addColumn: .addColumn
            case .dropColumn: .dropColumn
            case .renameColumn: .renameColumn
            case .alterColumn: .alterColumn
            case .changePrimaryKey: .changePrimaryKey
            case .addUnique: .addUnique
            case .dropUnique: .dropUnique
            case .changeUnique: .changeUnique
            case .renameUnique: .renameUnique
            case .addIndex: .addIndex
            case .dropIndex: .dropIndex
            case .changeIndex: .changeIndex
            case .renameIndex: .renameIndex
            case .addForeignKey: .addForeignKey
            case .dropForeignKey: .dropForeignKey
            case .changeForeignKey: .changeForeignKey
            case .renameForeignKey: .renameForeignKey
            case .addCheck: .addCheck
            case .dropCheck: .dropCheck
            case .changeCheck: .changeCheck
            case .renameCheck: .renameCheck
            case .createEnum: .createEnum
            case .dropEnum: .dropEnum
            case .renameEnum: .renameEnum
            case .addEnumValue: .addEnumValue
            case .dropEnumValue: .dropEnumValue
            case .renameEnumValue: .renameEnumValue
            case .renumberEnumValue: .renumberEnumValue
            case .reorderEnum: .reorderEnum
            case .sql: .sql
            }
    }
}
