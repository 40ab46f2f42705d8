import Raido

/// A statement that makes something, so written that it does nothing where that exists already.
func repeatable(_ statement: SQLStatement, on engine: Engine) -> String {
    let kinds = StatementKind.kinds(of: statement.text)
    guard kinds.count == 1, let kind = kinds.first else { return line(statement) }
    let dialect = engine.dialect
    switch kind {
    case .createTable: return line(statement.adding("IF NOT EXISTS", behind: "TABLE"))
    case .createIndex where dialect.kindsWithIfNotExists.contains(kind) && statement.text.hasPrefix("CREATE"):
        return line(statement.adding("IF NOT EXISTS", behind: "INDEX"))
    case .createTrigger where dialect.kindsWithIfNotExists.contains(kind):
        return line(statement.adding("IF NOT EXISTS", behind: "TRIGGER"))
    case .function where statement.text.hasPrefix("CREATE OR"): return line(statement)
    case .comment, .tableComment, .changeDefault, .validateConstraint, .rows, .session:
        return line(statement)
    case .createTrigger, .function, .createIndex, .createFullTextIndex, .createType, .addForeignKey,
        .addUncheckedForeignKey, .addUnique, .addCheck, .addUncheckedCheck, .addPrimaryKey, .addColumn,
        .addComputedColumn, .addCheckedColumn, .sequence:
        return dialect.guarded(statement)
    case .dropTable, .renameTable, .dropColumn, .renameColumn, .changeType, .modifyColumn, .setNotNull, .dropNotNull,
        .changeIdentity, .dropForeignKey, .dropPrimaryKey, .dropCheck, .dropConstraint, .renameConstraint,
        .createIndexConcurrently, .dropIndex, .dropIndexConcurrently, .renameIndex, .dropType, .renameType,
        .addEnumValue, .renameEnumValue, .dropTrigger, .rebuild, .unknown:
        return line(statement)
    }
}

extension SQLStatement {
    /// The statement with words put after the first occurrence of a keyword.
    fileprivate func adding(_ words: String, behind keyword: String) -> SQLStatement {
        var parts = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard let place = parts.firstIndex(where: { $0.uppercased() == keyword }) else { return self }
        if place + 1 < parts.count, parts[place + 1].uppercased() == "IF" { return self }
        parts.insert(words, at: place + 1)
        var copy = self
        copy.text = parts.joined(separator: " ")
        return copy
    }
}
