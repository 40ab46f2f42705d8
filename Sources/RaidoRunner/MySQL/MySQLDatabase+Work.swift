import Raido
import RaidoPlatform
import RaidoSQL

// How a migration is made where each statement that defines something commits by itself: before each, the journal notes
// which one it is and what the things that it changes look like; a statement that changes rows is one transaction with
// the journal's own row.
extension MySQLDatabase {
    func make(_ work: Work) throws(MigratorError) {
        let entry = work.entry
        let statements = try singleStatements(of: work)
        var next = 0
        var isInDoubt = false
        if let unfinished = work.unfinished {
            (next, isInDoubt) = try resumePoint(from: unfinished, in: statements, of: entry)
            if isInDoubt, !unfinished.isInDoubt { try failing { () throws(StepFailure) in try noteDoubt(entry) } }
            isInDoubt = isInDoubt || unfinished.isInDoubt
        } else if !statements.isEmpty {
            try failing { () throws(StepFailure) in try startJournal(entry, steps: statements.count) }
        }
        var hasChanged = work.unfinished != nil
        var made = MadeStatements()
        for (place, statement) in statements.enumerated() {
            let isOfSession = StatementSubject(of: statement.text, on: engine) == .session
            let noted = JournalPlace(
                step: place + 1, count: statements.count, statement: statement.text, made: made.text)
            made.add(statement.text)
            // What the session knew is gone with it, so that is said again.
            if place < next, !isOfSession { continue }
            do {
                try make(statement, at: noted, of: entry)
            } catch {
                throw failure(error, of: statement, at: place + 1, of: statements.count, work, hasChanged)
            }
            hasChanged = hasChanged || !isOfSession
        }
        if isInDoubt { try work.expectResult?() }
    }

    private func make(_ statement: SQLStatement, at place: JournalPlace, of entry: Work.Entry) throws(StepFailure) {
        if statement.origin == .raw { try expectReadable(statement.text) }
        let subject = try resolvedSubject(of: statement)
        switch subject {
        case .session:
            try run(statement, subject) { () throws(DatabaseError) in try connection.run(statement.text) }
        case .definitions:
            try noteStep(place, before: try state(of: subject), of: entry)
            try run(statement, subject) { () throws(DatabaseError) in try define(statement) }
        case .rows, .traceless, .calling, .anything, .transaction:
            try noteStep(place, before: try state(of: subject), of: entry)
            try run(statement, subject) { () throws(DatabaseError) in
                try connection.run("START TRANSACTION")
                do throws(DatabaseError) {
                    try connection.run(statement.text)
                    try noteMade(entry)
                    // Whatever the session's completion_type says.
                    try connection.run("COMMIT AND NO CHAIN NO RELEASE")
                } catch {
                    try? connection.run("ROLLBACK AND NO CHAIN NO RELEASE")
                    throw error
                }
            }
        }
    }

    /// The statements one by one.
    ///
    /// - Throws: What says which of them is the runner's, or cannot be resumed after an interruption.
    @discardableResult
    func singleStatements(of work: Work) throws(MigratorError) -> [SQLStatement] {
        do { return try work.singleStatements(on: engine, packet: largestPacket) } catch {
            throw .failed(migration: work.entry.id, isReverting: work.entry.isRemoval, error)
        }
    }

    /// Runs a statement, again where it waited in vain and nothing of it was done then.
    private func run(
        _ statement: SQLStatement, _ subject: StatementSubject, _ body: () throws(DatabaseError) -> Void
    ) throws(StepFailure) {
        var pause = 200
        for attempt in 1... {
            do {
                switch statement.origin {
                case .rendered: return try body()
                case .raw: return try withUserSession(body)
                }
            } catch {
                guard error.kind == .busy, attempt < 5, try isWhole(statement, subject) else {
                    throw .database(namingHolder(error), doing: statement.purpose)
                }
            }
            Platform.sleep(milliseconds: pause)
            pause *= 2
        }
    }

    /// What to say of a statement that failed, and what the journal is to say of it. Where nothing was changed before
    /// it, nothing was started.
    private func failure(
        _ error: StepFailure, of statement: SQLStatement, at step: Int, of count: Int, _ work: Work,
        _ hasChanged: Bool
    ) -> MigratorError {
        let entry = work.entry
        let halted = MigratorError.halted(
            migration: entry.id, isReverting: entry.isRemoval, step: step, of: count, error)
        // The next run finds out what became of it.
        if error.isIndeterminate { return halted }
        guard (try? isUndone(statement, at: step, of: entry)) == true else {
            return .inDoubt(migration: entry.id, isReverting: entry.isRemoval, step: step, of: count, error)
        }
        if hasChanged { return halted }
        try? forgetJournal(entry)
        return .failed(migration: entry.id, isReverting: entry.isRemoval, error)
    }

    /// Whether nothing stays of a statement that is refused, where the things that it defines are as before.
    private func isWhole(_ statement: SQLStatement, _ subject: StatementSubject) throws(StepFailure) -> Bool {
        if failsAsWhole(statement.text, on: engine) { return true }
        return try leavesTrace(statement, subject)
    }

    /// Whether nothing is left of a statement that was refused, as far as the database tells; the journal says so then.
    private func isUndone(
        _ statement: SQLStatement, at step: Int, of entry: Work.Entry
    ) throws(StepFailure) -> Bool {
        let subject = try resolvedSubject(of: statement)
        guard subject != .session, let noted = try unfinishedMigration(), noted.step == step else { return true }
        // What failed then came after it.
        if noted.isMade { return false }
        guard try state(of: subject) == noted.before, try isWhole(statement, subject) else { return false }
        try asking("write the journal") { () throws(DatabaseError) in try noteUndone(entry) }
        return true
    }
}

extension StepFailure {
    /// Whether the statement may have been made although it failed.
    var isIndeterminate: Bool {
        if case .database(let error, _) = self { return error.isLostConnection }
        return false
    }
}
