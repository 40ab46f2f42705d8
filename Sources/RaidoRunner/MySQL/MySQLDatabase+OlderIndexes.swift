import Raido
import RaidoSQL

extension MySQLDatabase {
    /// An index that the work drops, and that an older version of Raido left out when it made the table.
    func missingIndex(in work: Work) throws(DatabaseError) -> StepFailure? {
        guard engine == .mysql else { return nil }
        let newer = work.schema.tables.flatMap { table in mysqlIndexesInNewWords(of: table).map { (table.name, $0) } }
        for (table, index) in newer where work.drops(index: index.name, of: table) {
            let parts = try connection.number(
                """
                SELECT count(*) FROM information_schema.statistics
                WHERE table_schema = DATABASE() AND table_name = ? AND index_name = ?
                """, [.text(table), .text(index.name)])
            guard parts == 0, let words = index.creation else { continue }
            return .missingIndex(
                .index(index.name, table: table), creating: "ALTER TABLE \(backtickQuote(table)) ADD \(words)")
        }
        return nil
    }
}

extension Work {
    /// Whether a statement of the work takes an index away, or gives it another name.
    fileprivate func drops(index: String, of table: String) -> Bool {
        let (index, table) = (backtickQuote(index), backtickQuote(table))
        return steps.contains { step in
            guard case .statement(let statement) = step, statement.origin == .rendered,
                statement.text.hasPrefix("ALTER TABLE \(table)")
            else { return false }
            return ["DROP KEY \(index)", "RENAME KEY \(index) "].contains(where: statement.text.contains)
        }
    }
}
