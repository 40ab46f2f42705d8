import Raido

// The names of the vocabulary's cases, as they are written in a migration's file. The writer and the reader both switch
// over them: a new case does not compile until both know it.

extension Change {
    enum Name: String, CaseIterable {
        case createTable, dropTable, renameTable, changeTableComment, adoptTable, releaseTable
        case addColumn, dropColumn, renameColumn, alterColumn
        case changePrimaryKey
        case addUnique, dropUnique, changeUnique, renameUnique
        case addIndex, dropIndex, changeIndex, renameIndex
        case addForeignKey, dropForeignKey, changeForeignKey, renameForeignKey
        case addCheck, dropCheck, changeCheck, renameCheck
        case createEnum, dropEnum, renameEnum
        case addEnumValue, dropEnumValue, renameEnumValue, renumberEnumValue, reorderEnum
        case sql
    }
}

extension ColumnType {
    enum Name: String, CaseIterable {
        case varchar, char, text, boolean
        case tinyInteger, smallInteger, integer, bigInteger
        case unsignedTinyInteger, unsignedSmallInteger, unsignedInteger, unsignedBigInteger
        case real, double, decimal
        case date, time, timestamp, timestampWithTimeZone, interval
        case uuid, json, jsonb, blob, binary, varbinary, inet, cidr, macAddress, xml
        case enumeration, custom
    }
}

extension DefaultValue {
    enum Name: String, CaseIterable { case string, integer, unsigned, decimal, boolean, now, today, uuid, sql }
}

extension Fill {
    enum Name: String, CaseIterable { case value, placeholder }
}

extension EnumValue {
    enum Name: String, CaseIterable { case text, number }
}

extension Index.Part {
    enum Name: String, CaseIterable { case ascending, descending, expression }
}
