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
            (old.generated == nil && (new.generated != nil || !new.type.holdsAll(of: old.type)) ? [.oldValues] : [])
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

extension ColumnType {
    /// Whether every value of the other type can be had back from this one. Where it is not clear it is not so.
    fileprivate func holdsAll(of other: ColumnType) -> Bool {
        if self == other { return true }
        switch (self, other) {
        case (.text, .binary), (.text, .varbinary), (.text, .blob): return false
        case (.text, _): return true
        case (.varchar(let length), .varchar(let old)), (.varchar(let length), .char(let old)),
            (.varbinary(let length), .varbinary(let old)), (.varbinary(let length), .binary(let old)):
            return length >= old
        case (.blob, .binary), (.blob, .varbinary), (.double, .real), (.timestamp, .date): return true
        case (.varchar(let length), .uuid): return length >= 36
        case (.varchar, .enumeration), (.enumeration, .enumeration): return true
        case (.decimal(let precision, let scale), .decimal(let oldPrecision, let oldScale)):
            return scale >= oldScale && precision - scale >= oldPrecision - oldScale
        default:
            guard let bits = integerBits, let old = other.integerBits else { return false }
            return bits.low <= old.low && bits.high >= old.high
        }
    }

    /// The powers of two between which an integer type's values lie, the lower one negated.
    private var integerBits: (low: Int, high: Int)? {
        switch self {
        case .tinyInteger: (-7, 7)
        case .smallInteger: (-15, 15)
        case .integer: (-31, 31)
        case .bigInteger: (-63, 63)
        case .unsignedTinyInteger: (0, 8)
        case .unsignedSmallInteger: (0, 16)
        case .unsignedInteger: (0, 32)
        case .unsignedBigInteger: (0, 64)
        default: nil
        }
    }
}
