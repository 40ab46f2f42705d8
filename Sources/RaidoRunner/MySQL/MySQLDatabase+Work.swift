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
            (next, isInDoubt) = try placeToGoOn(from: unfinished, in: statements, of: entry)
        } else if !statements.isEmpty {
            try failing { () throws(StepFailure) in try startJournal(entry, steps: statements.count) }
        }
        var hasChanged = work.unfinished != nil
        var made = MadeStatements()
        for (place, statement) in statements.enumerated() {
            let subject = StatementSubject(of: statement.text, on: engine)
            let noted = JournalPlace(
                step: place + 1, count: statements.count, statement: statement.text, made: made.text)
            made.add(statement.text)
            // What the session knew is gone with it, so that is said again.
            if place < next, subject != .session { continue }
            do {
                try make(statement, subject, at: noted, of: entry)
            } catch {
                throw failure(error, of: statement, subject, at: place + 1, of: statements.count, work, hasChanged)
            }
            hasChanged = hasChanged || subject != .session
        }
        if isInDoubt { try work.expectResult?() }
    }

    private func make(
        _ statement: SQLStatement, _ subject: StatementSubject, at place: JournalPlace, of entry: Work.Entry
    ) throws(StepFailure) {
        switch subject {
        case .session:
            hasForeignSettings = hasForeignSettings || statement.origin == .raw
            try run(statement) { () throws(DatabaseError) in try connection.run(statement.text) }
        case .definitions:
            try noteStep(place, before: try state(of: subject), of: entry)
            try run(statement) { () throws(DatabaseError) in try connection.run(statement.text) }
        case .rows, .traceless, .anything, .transaction:
            try noteStep(place, before: try state(of: subject), of: entry)
            try run(statement) { () throws(DatabaseError) in
                try connection.run("START TRANSACTION")
                do throws(DatabaseError) {
                    // A procedure may answer several times.
                    try connection.runScript(statement.text)
                    try noteMade(entry)
                    try connection.run("COMMIT")
                } catch {
                    try? connection.run("ROLLBACK")
                    throw error
                }
            }
        }
    }

    /// The statements one by one.
    ///
    /// - Throws: What says which of them is the runner's, or cannot be gone on with after an interruption.
    @discardableResult
    func singleStatements(of work: Work) throws(MigratorError) -> [SQLStatement] {
        do { return try work.singleStatements(on: engine) } catch {
            throw .failed(migration: work.entry.id, isReverting: work.entry.isRemoval, error)
        }
    }

    /// Runs a statement, again where it waited in vain: nothing of it was done then.
    private func run(
        _ statement: SQLStatement, _ body: () throws(DatabaseError) -> Void
    ) throws(StepFailure) {
        var pause = 200
        for attempt in 1... {
            do {
                return try body()
            } catch {
                guard error.kind == .busy, attempt < 5 else { throw .database(error, doing: statement.purpose) }
            }
            Platform.sleep(milliseconds: pause)
            pause *= 2
        }
    }

    /// What to say of a statement that failed. Where nothing was changed before it, nothing was begun.
    private func failure(
        _ error: StepFailure, of statement: SQLStatement, _ subject: StatementSubject, at step: Int, of count: Int,
        _ work: Work, _ hasChanged: Bool
    ) -> MigratorError {
        let entry = work.entry
        let isWhole = subject != .anything && subject != .traceless && !error.leavesDoubt
        if !hasChanged, isWhole {
            try? forgetJournal(entry)
            return .failed(migration: entry.id, isReverting: entry.isRemoval, error)
        }
        return .halted(migration: entry.id, isReverting: entry.isRemoval, step: step, of: count, error)
    }
}

extension Work {
    /// The statements one by one; those that a person wrote in one text are split.
    fileprivate func singleStatements(on engine: Engine) throws(StepFailure) -> [SQLStatement] {
        var statements: [SQLStatement] = []
        var search = MySQLSessionSearch(engine)
        for case .statement(let statement) in steps {
            switch statement.origin {
            case .rendered: statements.append(statement)
            case .raw:
                for text in splitStatements(statement.text, for: engine) {
                    if case .transaction(let word) = StatementSubject(of: text, on: engine) {
                        throw .database(
                            DatabaseError(
                                kind: .notAllowed, code: 0,
                                message: "\(word) is the runner's, who keeps a journal of each statement",
                                statement: text), doing: statement.purpose)
                    }
                    if let kind = search.use(in: text) {
                        throw .needsSession(SessionUse(kind: kind, statement: text))
                    }
                    statements.append(SQLStatement(text, for: statement.purpose, origin: .raw))
                }
            }
        }
        return statements
    }
}

extension StepFailure {
    /// Whether the statement may have been made although it failed.
    var leavesDoubt: Bool {
        if case .database(let error, _) = self { return error.isLostConnection }
        return false
    }
}
