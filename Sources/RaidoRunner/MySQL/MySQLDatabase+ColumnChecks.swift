import Raido
import RaidoSQL

extension MySQLDatabase {
    /// A check of a column that the work would drop: MariaDB does so without a word where `MODIFY` does not say it again
    /// (manual, CONSTRAINT). Migrations make checks of tables only.
    func lostColumnCheck(in work: Work) throws(DatabaseError) -> StepFailure? {
        guard engine == .mariadb else { return nil }
        let modified = work.modifiedColumns
        if modified.isEmpty { return nil }
        for row in try connection.rows(Self.columnChecks) {
            guard let table = row[0].text, let column = row[1].text, let text = row[2].text else { continue }
            if modified.contains(where: { $0.table == table && $0.column == column }) {
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
    /// The columns that `MODIFY COLUMN` or `CHANGE COLUMN` writes anew, under the names from before the work.
    fileprivate var modifiedColumns: [(table: String, column: String)] {
        let names = LostNames(changes)
        return steps.flatMap { step -> [(table: String, column: String)] in
            guard case .statement(let statement) = step else { return [] }
            let tokens = SQLPieces(statement.text, for: .mariadb).compactMap(\.token)
            guard tokens.count > 3, tokens[0].isKeyword("alter"), tokens[1].isKeyword("table"),
                let table = tokens[2].identifier
            else { return [] }
            return tokens.indices.dropFirst(3).compactMap { place in
                guard ["modify", "change"].contains(where: tokens[place].isKeyword) else { return nil }
                let rest = tokens.dropFirst(place + 1).drop { $0.isKeyword("column") }
                return rest.first?.identifier.map { names.former(table, $0) }
            }
        }
    }
}
