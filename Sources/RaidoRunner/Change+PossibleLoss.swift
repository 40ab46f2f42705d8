import Raido

extension Change {
    /// Whether the change may take something of rows, where only running it tells: what a person wrote in SQL, and
    /// values that become others.
    func mayLose(on engine: Engine) -> Bool {
        switch self {
        case .sql(let raw): raw.up.compactMap { $0.text(for: engine) }.contains { holdsLosingWord($0, on: engine) }
        case .alterColumn(_, let old, _, let using, _): old.generated == nil && using?.text(for: engine) != nil
        case .dropEnumValue(_, _, _, _, let replacement): replacement != nil

        case .createTable, .dropTable, .renameTable, .changeTableComment, .adoptTable, .releaseTable, .addColumn,
            .dropColumn, .renameColumn, .changePrimaryKey, .addUnique, .dropUnique, .changeUnique, .renameUnique,
            .addIndex, .dropIndex, .changeIndex, .renameIndex, .addForeignKey, .dropForeignKey, .changeForeignKey,
            .renameForeignKey, .addCheck, .dropCheck, .changeCheck, .renameCheck, .createEnum, .dropEnum, .renameEnum,
            .addEnumValue, .renameEnumValue, .renumberEnumValue, .reorderEnum:
            false
        }
    }
}

/// Whether SQL holds a word that takes or changes rows, wherever in it; names and texts in quotation marks are no words.
private func holdsLosingWord(_ sql: String, on engine: Engine) -> Bool {
    let tokens = SQLPieces(sql, for: engine).compactMap(\.token)
    return tokens.enumerated().contains { place, token in
        // `replace(a, 'x', 'y')` is a function.
        if token.isKeyword("replace") { return place + 1 == tokens.count || !tokens[place + 1].isSymbol("(") }
        return ["delete", "update", "drop", "alter"].contains { token.isKeyword($0) }
    }
}
