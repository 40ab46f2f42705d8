import Raido

/// A statement that makes something, so written that it does nothing where that exists already.
func repeatable(_ statement: SQLStatement, on engine: Engine) -> String {
    let kinds = StatementKind.kinds(of: statement.text)
    guard kinds.count == 1, let kind = kinds.first else { return line(statement) }
    switch kind {
    case .createTable: return line(statement.adding("IF NOT EXISTS", behind: "TABLE"))
    case .createIndex where engine != .mysql && statement.text.hasPrefix("CREATE"):
        return line(statement.adding("IF NOT EXISTS", behind: "INDEX"))
    case .createTrigger where engine != .postgresql:
        return line(statement.adding("IF NOT EXISTS", behind: "TRIGGER"))
    case .function where statement.text.hasPrefix("CREATE OR"): return line(statement)
    case .comment, .tableComment, .changeDefault, .validateConstraint, .rows, .session:
        return line(statement)
    case .createTrigger, .function, .createIndex, .createFullTextIndex, .createType, .addForeignKey,
        .addUncheckedForeignKey, .addUnique, .addCheck, .addUncheckedCheck, .addPrimaryKey, .addColumn,
        .addComputedColumn, .addCheckedColumn, .sequence:
        return guarded(statement, on: engine)
    case .dropTable, .renameTable, .dropColumn, .renameColumn, .changeType, .modifyColumn, .setNotNull, .dropNotNull,
        .changeIdentity, .dropForeignKey, .dropPrimaryKey, .dropCheck, .dropConstraint, .renameConstraint,
        .createIndexConcurrently, .dropIndex, .dropIndexConcurrently, .renameIndex, .dropType, .renameType,
        .addEnumValue, .renameEnumValue, .dropTrigger, .rebuild, .unknown:
        return line(statement)
    }
}

private func guarded(_ statement: SQLStatement, on engine: Engine) -> String {
    // A function's body is between marks of its own.
    let tag = statement.text.contains("$again$") ? "$once_again$" : "$again$"
    return switch engine {
    case .sqlite: line(statement)
    case .postgresql:
        // The names of indexes, which unique constraints have as well, are those of tables.
        """
        DO \(tag) BEGIN
        \(statement.text);
        EXCEPTION WHEN duplicate_object OR duplicate_table OR duplicate_column OR duplicate_function THEN NULL;
        END \(tag);
        """
    case .mysql, .mariadb:
        CreatedObject(of: statement.text).map { thing in
            """
            SET @raido = IF(EXISTS (\(thing.query)), 'DO 0', \(backslashLiteral(statement.text)));
            PREPARE raido FROM @raido;
            EXECUTE raido;
            DEALLOCATE PREPARE raido;
            """
        } ?? line(statement)
    }
}

/// What a statement of MySQL or MariaDB adds to a table, and how to ask whether it exists.
private struct CreatedObject {
    var query: String

    init?(of sql: String) {
        var words = StatementWords(SQLTokens(sql))
        if words.skip("CREATE") {
            _ = words.skip("UNIQUE")
            if words.skip("INDEX"), let index = words.name(), words.skip("ON"), let table = words.name() {
                query = Self.query("statistics", table, "index_name", index)
            } else {
                return nil
            }
            return
        }
        guard words.skip("ALTER"), words.skip("TABLE"), let table = words.name(), words.skip("ADD") else { return nil }
        if words.skip("CONSTRAINT") {
            guard let name = words.name() else { return nil }
            query = Self.query("table_constraints", table, "constraint_name", name)
        } else if words.skipOne(of: "INDEX", "KEY") || words.skip("UNIQUE") {
            _ = words.skipOne(of: "INDEX", "KEY")
            guard let name = words.name() else { return nil }
            query = Self.query("statistics", table, "index_name", name)
        } else {
            _ = words.skip("COLUMN")
            guard let name = words.name() else { return nil }
            query = Self.query("columns", table, "column_name", name)
        }
    }

    private static func query(_ view: String, _ table: String, _ column: String, _ name: String) -> String {
        "SELECT 1 FROM information_schema.\(view) WHERE table_schema = database() "
            + "AND table_name = \(literal(table)) AND \(column) = \(literal(name))"
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
