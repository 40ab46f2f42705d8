import Raido
import RaidoSQL

// Where to go on after an interruption.
extension MySQLDatabase {
    /// The place of the first statement that is not made yet, and whether that was told by a difference alone.
    ///
    /// The lock is held, so a statement that ran on without its program has ended.
    func placeToGoOn(
        from unfinished: UnfinishedMigration, in statements: [SQLStatement]
    ) throws(MigratorError) -> (place: Int, isInDoubt: Bool) {
        guard statements.count == unfinished.count else { throw .unfinished(unfinished, .otherStatements) }
        if unfinished.step == 0 { return (0, false) }
        guard statements.indices.contains(unfinished.step - 1) else { throw .unfinished(unfinished, .otherStatements) }
        let statement = statements[unfinished.step - 1]
        guard statement.text == unfinished.statement else { throw .unfinished(unfinished, .otherStatements) }
        if unfinished.isMade { return (unfinished.step, false) }
        let subject = StatementSubject(of: statement.text, on: engine)
        let (now, isTraceable) = try failing { () throws(StepFailure) in
            (try state(of: subject), try leavesTrace(statement, subject))
        }
        if now == unfinished.before {
            guard isTraceable else { throw .unfinished(unfinished, .untraceable) }
            return (unfinished.step - 1, false)
        }
        guard try failing({ () throws(StepFailure) in try showsTraces(of: statement) }) else {
            throw .unfinished(unfinished, .neitherBeforeNorAfter(now: now))
        }
        return (unfinished.step, true)
    }

    /// Whether the state of things, or a transaction, tells if the statement was made.
    private func leavesTrace(_ statement: SQLStatement, _ subject: StatementSubject) throws(StepFailure) -> Bool {
        switch subject {
        case .traceless, .transaction: return false
        case .definitions, .session: return true
        case .rows, .anything:
            // A transaction takes back what was done to tables of InnoDB only.
            let others = try asking("look for tables without transactions") { () throws(DatabaseError) in
                try connection.texts(
                    """
                    SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()
                    AND table_type = 'BASE TABLE' AND engine <> 'InnoDB'
                    """)
            }
            let names = Set(SQLPieces(statement.text, for: engine).compactMap { $0.token?.identifier?.lowercased() })
            return !others.contains { names.contains($0.lowercased()) }
        }
    }

    private func showsTraces(of statement: SQLStatement) throws(StepFailure) -> Bool {
        guard statement.origin == .rendered else { return true }
        for trace in traces(of: statement.text, on: engine) where try shows(trace.part) != trace.isThere {
            return false
        }
        return true
    }

    private func shows(_ part: StatementTrace.Part) throws(StepFailure) -> Bool {
        switch part {
        case .thing(let thing): return try definition(of: thing) != nil
        case .column(let name, let table): return try has("column_name", name, of: table, in: "columns")
        case .key(let name, let table): return try has("index_name", name, of: table, in: "statistics")
        case .primaryKey(let table): return try has("index_name", "PRIMARY", of: table, in: "statistics")
        case .constraint(let name, let table):
            return try has("constraint_name", name, of: table, in: "table_constraints")
        }
    }

    private func has(
        _ column: String, _ name: String, of table: String, in view: String
    ) throws(StepFailure) -> Bool {
        try asking("look at '\(table)'") { () throws(DatabaseError) in
            try connection.number(
                """
                SELECT count(*) FROM information_schema.\(view)
                WHERE table_schema = DATABASE() AND table_name = ? AND \(column) = ?
                """, [.text(table), .text(name)]
            ).map { $0 > 0 } ?? false
        }
    }
}
