import Raido
import RaidoSQL

extension MySQLDatabase {
    /// What a statement changes, where the procedures that it calls are known as well.
    func resolvedSubject(of statement: SQLStatement) throws(StepFailure) -> StatementSubject {
        let subject = StatementSubject(of: statement.text, on: engine)
        guard case .calling(let procedures) = subject else { return subject }
        let mayCommit = try asking("look at procedures") { () throws(DatabaseError) in
            try anyMayCommit(procedures)
        }
        return mayCommit ? .traceless : .rows
    }

    /// Whether one of these procedures, or one that it calls, may end the transaction; so it counts where it cannot be
    /// read. One that does not exist does nothing.
    private func anyMayCommit(_ procedures: [String]) throws(DatabaseError) -> Bool {
        var waiting = procedures
        var seen: Set<String> = []
        while let name = waiting.popLast() {
            guard seen.insert(name.lowercased()).inserted,
                let row = try connection.rows(Self.procedureText, [.text(name)]).first
            else { continue }
            guard let text = row[0].text else { return true }
            let block = BlockWords(text, on: engine)
            if block.mayCommit { return true }
            waiting += block.procedures
        }
        return false
    }

    /// Without the right to see it, and in other languages than SQL, there is none.
    private static let procedureText = """
        SELECT CASE routine_body WHEN 'SQL' THEN routine_definition END FROM information_schema.routines
        WHERE routine_schema = DATABASE() AND routine_type = 'PROCEDURE' AND routine_name = ?
        """
}
