import Raido
import RaidoSQL

// Dates like 0000-00-00, which an older program or a server without strict settings left. The session's settings refuse
// them, as defaults whatever is altered in their table, and in rows whenever these are copied.
extension MySQLDatabase {
    /// Runs a rendered statement that defines something. If the server refuses zero dates that are in the table, it may
    /// have them; values that the statement makes dates of may still be none.
    func define(_ statement: SQLStatement) throws(DatabaseError) {
        do { try connection.run(statement.text) } catch {
            guard statement.origin == .rendered, error.isAboutDates, let table = statement.text.alteredTable,
                try !makesDates(statement.text.writtenColumns), try columnWithZeroDates(of: table) != nil
            else { throw error }
            let mode = MySQLSetting.modeAllowingZeroDates(of: engine)
            try connection.run("SET SESSION \(mode.name) = \(mode.value)")
            do { try connection.run(statement.text) } catch {
                try? connection.run(session.runners)
                throw error
            }
            try connection.run(session.runners)
        }
    }

    /// Zero dates in a table where the work makes dates of other values, which the settings must go on to refuse.
    func zeroDatesInTheWay(of work: Work) throws(DatabaseError) -> StepFailure? {
        for column in work.modifiedColumns {
            let (table, name) = column.former
            let written = WrittenColumn(
                table: table, name: name, formerName: name, isWrittenAgain: true, words: column.words)
            guard try makesDates([written]), let zero = try columnWithZeroDates(of: table) else { continue }
            return .zeroDates(in: .column(zero, table: table), changing: column.column)
        }
        return nil
    }

    /// Whether columns get dates that were not dates before.
    private func makesDates(_ columns: [WrittenColumn]) throws(DatabaseError) -> Bool {
        for column in columns where column.words.first?.isDateType == true {
            if column.isWrittenAgain {
                let type = try connection.texts(
                    """
                    SELECT data_type FROM information_schema.columns
                    WHERE table_schema = DATABASE() AND table_name = ? AND column_name = ?
                    """, [.text(column.table), .text(column.formerName)]
                ).first
                if let type, !SQLToken.word(type).isDateType { return true }
            } else if column.words.contains(where: { $0.isKeyword("generated") }) {
                return true
            }
        }
        return false
    }

    /// A column of a table that has a zero date as its default, or in a row.
    private func columnWithZeroDates(of table: String) throws(DatabaseError) -> String? {
        let columns = try connection.rows(
            """
            SELECT column_name, column_default FROM information_schema.columns
            WHERE table_schema = DATABASE() AND table_name = ? AND data_type IN ('date', 'datetime', 'timestamp')
            ORDER BY ordinal_position
            """, [.text(table)])
        for row in columns where row[1].text?.isZeroDate == true { return row[0].text }
        for name in columns.compactMap({ $0[0].text }) {
            let text = "CAST(\(backtickQuote(name)) AS char)"
            let query = """
                SELECT EXISTS (SELECT 1 FROM \(backtickQuote(table))
                WHERE \(text) LIKE '____-00%' OR \(text) LIKE '____-__-00%')
                """
            if try connection.number(query) == 1 { return name }
        }
        return nil
    }
}

extension DatabaseError {
    /// A default that is none, or a value that is no date.
    fileprivate var isAboutDates: Bool { code == 1067 || code == 1292 }
}

extension SQLToken {
    fileprivate var isDateType: Bool { ["date", "datetime", "timestamp"].contains(where: isKeyword) }
}

extension String {
    fileprivate var alteredTable: String? {
        let tokens = SQLPieces(self, for: .mariadb).lazy.compactMap(\.token).prefix(3)
        let words = Array(tokens)
        guard words.count == 3, words[0].isKeyword("alter"), words[1].isKeyword("table") else { return nil }
        return words[2].identifier
    }

    /// As a default: MariaDB puts it in quotation marks.
    fileprivate var isZeroDate: Bool {
        let parts = drop { $0 == "'" }.prefix(10).split(separator: "-", omittingEmptySubsequences: false)
        return parts.count == 3 && parts[0].count == 4 && parts[1...].contains("00")
    }
}
