import Raido

/// What a statement, or one clause of an `ALTER TABLE`, does: as finely as its cost asks for.
package enum StatementKind: String, CaseIterable, Hashable, Sendable {
    case createTable, dropTable, renameTable, tableComment

    /// Adds a column that is NULL, or has the same default in every row.
    case addColumn
    /// Adds a column that every row has another value in: generated, numbered, or with a default that is computed.
    case addComputedColumn
    /// Adds a column with a condition of its own, which most engines ask of every row.
    case addCheckedColumn
    case dropColumn, renameColumn
    /// PostgreSQL's `ALTER COLUMN … TYPE`.
    case changeType
    /// `MODIFY` and `CHANGE` of MySQL and MariaDB, which state the whole column again.
    case modifyColumn
    case setNotNull, dropNotNull, changeDefault, changeIdentity

    case addForeignKey, addUncheckedForeignKey, dropForeignKey
    case addUnique, addPrimaryKey, dropPrimaryKey
    case addCheck, addUncheckedCheck, dropCheck
    case validateConstraint, dropConstraint, renameConstraint

    case createIndex, createIndexConcurrently, createFullTextIndex, dropIndex, dropIndexConcurrently, renameIndex

    case createType, dropType, renameType, addEnumValue, renameEnumValue
    case createTrigger, dropTrigger, function, sequence, comment

    /// Reads or changes rows.
    case rows
    /// A setting, or the beginning or end of a transaction.
    case session
    /// SQLite's way of changing what its `ALTER TABLE` cannot.
    case rebuild
    case unknown
}

extension StatementKind {
    /// Whether rows that exist can be the reason that an engine refuses it, because it reads, checks or changes them.
    package var dependsOnRows: Bool {
        switch self {
        case .addComputedColumn, .addCheckedColumn, .changeType, .modifyColumn, .setNotNull, .addForeignKey, .addUnique,
            .addPrimaryKey, .addCheck, .validateConstraint, .createIndex, .createIndexConcurrently,
            .createFullTextIndex, .rows, .rebuild, .unknown:
            true
        // MySQL and MariaDB say of a row without a value, or a table with rows, that they refuse the column.
        case .addColumn: true
        // What refers to the rows that go.
        case .dropTable, .dropColumn, .dropPrimaryKey, .addUncheckedForeignKey: true
        case .createTable, .renameTable, .tableComment, .renameColumn, .dropNotNull, .changeDefault, .changeIdentity,
            .dropForeignKey, .addUncheckedCheck, .dropCheck, .dropConstraint, .renameConstraint, .dropIndex,
            .dropIndexConcurrently, .renameIndex, .createType, .dropType, .renameType, .addEnumValue, .renameEnumValue,
            .createTrigger, .dropTrigger, .function, .sequence, .comment, .session:
            false
        }
    }

    /// What a statement does, one kind for each clause of an `ALTER TABLE`.
    package static func kinds(of sql: String) -> [StatementKind] {
        var words = StatementWords(Array(SQLTokens(sql)))
        guard words.skip("ALTER"), words.skip("TABLE") else { return [kind(of: StatementWords(Array(SQLTokens(sql))))] }
        words.skipAll("IF", "EXISTS", "ONLY")
        words.skipName()
        let kinds = words.clauses.map { kind(ofClause: $0) }
        return kinds.isEmpty ? [.unknown] : kinds
    }

    private static func kind(of statement: StatementWords) -> StatementKind {
        var words = statement
        if words.skip("CREATE") { return kind(ofCreating: &words) }
        if words.skip("DROP") { return kind(ofDropping: &words) }
        if words.skip("ALTER") { return kind(ofAltering: &words) }
        if words.skip("RENAME") { return words.skip("TABLE") ? .renameTable : .unknown }
        if words.skip("COMMENT") { return .comment }
        if words.skipOne(of: "INSERT", "UPDATE", "DELETE", "SELECT", "WITH", "REPLACE") { return .rows }
        if words.skipOne(of: "SET", "PRAGMA", "BEGIN", "START", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE") {
            return .session
        }
        return .unknown
    }

    private static func kind(ofCreating words: inout StatementWords) -> StatementKind {
        words.skipAll("OR", "REPLACE", "TEMPORARY", "TEMP", "UNIQUE")
        if words.skip("TABLE") { return .createTable }
        if words.skip("FULLTEXT") { return .createFullTextIndex }
        if words.skip("INDEX") { return words.skip("CONCURRENTLY") ? .createIndexConcurrently : .createIndex }
        if words.skip("TYPE") { return .createType }
        if words.skip("TRIGGER") { return .createTrigger }
        if words.skip("FUNCTION") { return .function }
        if words.skip("SEQUENCE") { return .sequence }
        return .unknown
    }

    private static func kind(ofDropping words: inout StatementWords) -> StatementKind {
        if words.skip("TABLE") { return .dropTable }
        if words.skip("INDEX") { return words.skip("CONCURRENTLY") ? .dropIndexConcurrently : .dropIndex }
        if words.skip("TYPE") { return .dropType }
        if words.skip("TRIGGER") { return .dropTrigger }
        if words.skip("FUNCTION") { return .function }
        if words.skip("SEQUENCE") { return .sequence }
        return .unknown
    }

    private static func kind(ofAltering words: inout StatementWords) -> StatementKind {
        if words.skip("INDEX") { return words.contains("RENAME") ? .renameIndex : .unknown }
        if words.skip("SEQUENCE") { return .sequence }
        if words.skip("FUNCTION") { return .function }
        guard words.skip("TYPE") else { return .unknown }
        words.skipName()
        if words.skip("ADD") { return .addEnumValue }
        guard words.skip("RENAME") else { return .unknown }
        return words.skip("VALUE") ? .renameEnumValue : .renameType
    }

    private static func kind(ofClause clause: StatementWords) -> StatementKind {
        var words = clause
        if words.skip("ADD") { return kind(ofAdding: &words) }
        if words.skip("DROP") { return kind(ofDroppingPart: &words) }
        if words.skip("RENAME") {
            if words.skipOne(of: "TO", "AS") { return .renameTable }
            if words.skip("CONSTRAINT") { return .renameConstraint }
            return words.skipOne(of: "INDEX", "KEY") ? .renameIndex : .renameColumn
        }
        if words.skip("ALTER") {
            _ = words.skip("COLUMN")
            words.skipName()
            return kind(ofAlteringColumn: words)
        }
        if words.skipOne(of: "MODIFY", "CHANGE") { return .modifyColumn }
        if words.skip("VALIDATE") { return .validateConstraint }
        return words.skip("COMMENT") ? .tableComment : .unknown
    }

    private static func kind(ofAdding words: inout StatementWords) -> StatementKind {
        if words.skip("CONSTRAINT") {
            words.skipAll("IF", "NOT", "EXISTS")
            words.skipConstraintName()
        }
        if words.skip("FOREIGN") { return words.endsInNotValid ? .addUncheckedForeignKey : .addForeignKey }
        if words.skip("CHECK") { return words.endsInNotValid ? .addUncheckedCheck : .addCheck }
        if words.skip("UNIQUE") { return .addUnique }
        if words.skip("PRIMARY") { return .addPrimaryKey }
        if words.skip("FULLTEXT") { return .createFullTextIndex }
        if words.skipOne(of: "INDEX", "KEY") { return .createIndex }
        if words.computesValues { return .addComputedColumn }
        return words.contains("CHECK") ? .addCheckedColumn : .addColumn
    }

    private static func kind(ofDroppingPart words: inout StatementWords) -> StatementKind {
        if words.skip("CONSTRAINT") { return .dropConstraint }
        if words.skip("FOREIGN") { return .dropForeignKey }
        if words.skip("PRIMARY") { return .dropPrimaryKey }
        if words.skip("CHECK") { return .dropCheck }
        return words.skipOne(of: "INDEX", "KEY") ? .dropIndex : .dropColumn
    }

    private static func kind(ofAlteringColumn column: StatementWords) -> StatementKind {
        var words = column
        if words.skip("TYPE") { return .changeType }
        let isSetting = words.skip("SET")
        guard isSetting || words.skip("DROP") || words.skip("ADD") || words.skip("RESTART") else { return .unknown }
        if words.skip("DATA") { return .changeType }
        if words.skip("NOT") { return isSetting ? .setNotNull : .dropNotNull }
        return words.skip("DEFAULT") ? .changeDefault : .changeIdentity
    }
}
