extension Change {
    /// The change with the user's SQL that gives rows their values as another one.
    func mapHints(_ transform: (SQLFragment) -> SQLFragment) -> Change {
        func map(_ fill: Fill?) -> Fill? {
            if case .value(.sql(let text))? = fill { .value(.sql(transform(text))) } else { fill }
        }
        return switch self {
        case .addColumn(let column, let table, let fill): .addColumn(column, to: table, fill: map(fill))
        case .alterColumn(let table, let old, let new, let using, let fill):
            .alterColumn(in: table, from: old, to: new, using: using.map(transform), fill: map(fill))
        case .createTable, .dropTable, .renameTable, .changeTableComment, .adoptTable, .releaseTable, .dropColumn,
            .renameColumn, .changePrimaryKey, .addUnique, .dropUnique, .changeUnique, .renameUnique, .addIndex,
            .dropIndex, .changeIndex, .renameIndex, .addForeignKey, .dropForeignKey, .changeForeignKey,
            .renameForeignKey, .addCheck, .dropCheck, .changeCheck, .renameCheck, .createEnum, .dropEnum, .renameEnum,
            .addEnumValue, .dropEnumValue, .renameEnumValue, .renumberEnumValue, .reorderEnum, .sql:
            self
        }
    }

    /// The user's SQL that gives rows their values: of `using` and of `fill`.
    package var hints: [SQLFragment] {
        var found: [SQLFragment] = []
        _ = mapHints { text in
            found.append(text)
            return text
        }
        return found
    }
}
