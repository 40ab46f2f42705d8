extension Change {
    /// The change that takes this one back, or nil for raw SQL without a `down`.
    ///
    /// It restores the structure. Values that a drop, a narrower type or a replaced enum value took are gone.
    public var inverse: Change? {
        switch self {
        case .createTable(let table): .dropTable(table)
        case .dropTable(let table): .createTable(table)
        case .renameTable(let old, let new): .renameTable(new, to: old)
        case .changeTableComment(let table, let old, let new): .changeTableComment(of: table, from: new, to: old)
        case .adoptTable(let table): .releaseTable(table)
        case .releaseTable(let table): .adoptTable(table)

        case .addColumn(let column, let table, _): .dropColumn(column, from: table)
        case .dropColumn(let column, let table):
            .addColumn(column, to: table, fill: column.needsFill ? .placeholder : nil)
        case .renameColumn(let old, let new, let table): .renameColumn(new, to: old, in: table)
        case .alterColumn(let table, let old, let new, _, _): .alterColumn(in: table, from: new, to: old)

        case .changePrimaryKey(let table, let old, let new): .changePrimaryKey(of: table, from: new, to: old)
        case .addUnique(let unique, let table): .dropUnique(unique, from: table)
        case .dropUnique(let unique, let table): .addUnique(unique, to: table)
        case .changeUnique(let table, let old, let new): .changeUnique(in: table, from: new, to: old)
        case .renameUnique(let old, let new, let table): .renameUnique(new, to: old, in: table)

        case .addIndex(let index, let table): .dropIndex(index, from: table)
        case .dropIndex(let index, let table): .addIndex(index, to: table)
        case .changeIndex(let table, let old, let new): .changeIndex(in: table, from: new, to: old)
        case .renameIndex(let old, let new, let table): .renameIndex(new, to: old, in: table)

        case .addForeignKey(let key, let table): .dropForeignKey(key, from: table)
        case .dropForeignKey(let key, let table): .addForeignKey(key, to: table)
        case .changeForeignKey(let table, let old, let new): .changeForeignKey(in: table, from: new, to: old)
        case .renameForeignKey(let old, let new, let table): .renameForeignKey(new, to: old, in: table)

        case .addCheck(let check, let table): .dropCheck(check, from: table)
        case .dropCheck(let check, let table): .addCheck(check, to: table)
        case .changeCheck(let table, let old, let new): .changeCheck(in: table, from: new, to: old)
        case .renameCheck(let old, let new, let table): .renameCheck(new, to: old, in: table)

        case .createEnum(let type, let table): .dropEnum(type, from: table)
        case .dropEnum(let type, let table): .createEnum(type, in: table)
        case .renameEnum(let old, let new, let table): .renameEnum(new, to: old, in: table)
        case .addEnumValue(let value, let type, let table, let next):
            .dropEnumValue(value, from: type, in: table, before: next)
        case .dropEnumValue(let value, let type, let table, let next, _):
            .addEnumValue(value, to: type, in: table, before: next)
        case .renameEnumValue(let old, let new, let type, let table):
            .renameEnumValue(new, to: old, of: type, in: table)
        case .renumberEnumValue(let value, let old, let new, let type, let table):
            .renumberEnumValue(value, from: new, to: old, of: type, in: table)
        case .reorderEnum(let type, let old, let new, let table): .reorderEnum(type, from: new, to: old, in: table)

        case .sql(let raw): raw.inverse.map(Change.sql)
        }
    }
}

extension RawSQL {
    /// The raw statements with both directions exchanged, or nil where there is no way back.
    var inverse: RawSQL? {
        guard let down else { return nil }
        var effects: [Change] = []
        for change in effect.reversed() {
            guard let inverse = change.inverse else { return nil }
            effects.append(inverse)
        }
        return RawSQL(up: down, down: up, effect: effects)
    }
}

extension Column {
    /// Whether rows already there need a value when this column is added to them.
    package var needsFill: Bool {
        !isNullable && defaultValue == nil && !isIdentity && generated == nil
    }
}
