import Raido
import RaidoSQL

extension MySQLDatabase {
    /// A check of a column that the work would drop: MariaDB does so without a word where `MODIFY` does not say it
    /// again (manual, CONSTRAINT). Migrations make checks of tables only.
    func lostColumnCheck(in work: Work) throws(DatabaseError) -> StepFailure? {
        guard engine == .mariadb else { return nil }
        let modified = work.modifiedColumns
        if modified.isEmpty { return nil }
        for row in try connection.rows(Self.columnChecks) {
            guard let table = row[0].text, let column = row[1].text, let text = row[2].text else { continue }
            if modified.contains(where: {
                [$0.former.table, $0.former.table.lowercased()].contains(table) && $0.former.column == column
            }) {
                return .unknownParts(of: .column(column, table: table), ["CHECK (\(text))"])
            }
        }
        return nil
    }

    /// JSON columns have one that is the server's.
    private static let columnChecks = """
        SELECT k.table_name, k.constraint_name, k.check_clause FROM information_schema.check_constraints AS k
        WHERE k.constraint_schema = DATABASE() AND k.level = 'Column'
        AND k.check_clause <> concat('json_valid(`', replace(k.constraint_name, '`', '``'), '`)')
        ORDER BY 1, 2
        """
}

extension Work {
    /// A column that a statement of the work writes again.
    struct ModifiedColumn {
        /// What it is called by the statement.
        var table: String
        var column: String
        /// What it is called before the work.
        var former: (table: String, column: String)
        /// What the statement says of it, from its type on.
        var words: ArraySlice<SQLToken>
    }

    /// The columns that `MODIFY COLUMN` or `CHANGE COLUMN` writes again, and those that are dropped for another one that
    /// takes their place and name.
    var modifiedColumns: [ModifiedColumn] {
        let names = LostNames(changes)
        return steps.flatMap { step -> [ModifiedColumn] in
            guard case .statement(let statement) = step, statement.origin == .rendered else { return [] }
            return statement.text.writtenColumns.filter(\.isWrittenAgain).map { written in
                let former = names.former(written.table, written.formerName)
                return ModifiedColumn(
                    table: written.table, column: written.name, former: former, words: written.words)
            }
        }
    }
}

/// A column that an `ALTER TABLE` adds or writes again.
struct WrittenColumn {
    var table: String
    var name: String
    /// The column that it is, or takes the place of, until then.
    var formerName: String
    var isWrittenAgain: Bool
    /// What the statement says of it, from its type on.
    var words: ArraySlice<SQLToken>
}

extension String {
    /// The columns that the statement writes, if it is a rendered `ALTER TABLE`.
    var writtenColumns: [WrittenColumn] {
        let tokens = SQLPieces(self, for: .mariadb).compactMap(\.token)
        guard tokens.count > 3, tokens[0].isKeyword("alter"), tokens[1].isKeyword("table"),
            let table = tokens[2].identifier
        else { return [] }
        var depth = 0
        let clauses = tokens[3...].split { token in
            if token.isSymbol("(") { depth += 1 }
            if token.isSymbol(")") { depth -= 1 }
            return depth == 0 && token.isSymbol(",")
        }
        let dropped = clauses.compactMap { $0.names(after: "drop")?.first }
        return clauses.compactMap { clause in
            for verb in ["add", "modify", "change"] {
                guard let names = clause.names(after: verb), let first = names.first else { continue }
                let name = verb == "change" ? names.dropFirst().first ?? first : first
                return WrittenColumn(
                    table: table, name: name, formerName: dropped.contains(name) ? name : first,
                    isWrittenAgain: verb != "add", words: clause.dropFirst(verb == "change" ? 4 : 3))
            }
            return nil
        }
    }
}

extension ArraySlice<SQLToken> {
    /// The names after `verb COLUMN`.
    fileprivate func names(after verb: String) -> [String]? {
        guard count > 2, self[startIndex].isKeyword(verb), self[startIndex + 1].isKeyword("column") else { return nil }
        return self[(startIndex + 2)...].prefix(2).compactMap(\.identifier)
    }
}
