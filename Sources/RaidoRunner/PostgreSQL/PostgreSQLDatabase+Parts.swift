import Raido
import RaidoSQL

// A migration with statements that PostgreSQL refuses inside a transaction: each of them is a part of its own, what
// stands between two of them is one transaction with the journal's row.
extension PostgreSQLDatabase {
    func makeInParts(_ work: Work) throws(MigratorError) -> CompletedWork {
        let parts = work.parts
        let entry = work.entry
        if let refusal = parts.refusal {
            throw .failed(migration: entry.id, isReverting: entry.isRemoval, refusal)
        }
        var next = 0
        if let unfinished = work.unfinished {
            next = try placeToGoOn(from: unfinished, in: parts, of: entry)
        } else {
            try failing { () throws(StepFailure) in try startJournal(entry, parts: parts.count) }
        }
        let key = try failing { () throws(StepFailure) in try keepLock() }
        defer {
            // A transaction that failed takes no other command.
            try? connection.run("ROLLBACK")
            try? connection.run("SELECT pg_advisory_unlock(\(key))")
        }
        // What the session knew is gone with it, so that is said again.
        for setting in parts.prefix(next).settings {
            try failing { () throws(StepFailure) in try command(setting, for: "set the session up as it was") }
        }
        let start = ContinuousClock.now
        for (place, part) in parts.enumerated().dropFirst(next) {
            do {
                let made = MadeStatements(parts.prefix(place).map(\.text)).text
                let noted = JournalPlace(step: place + 1, count: parts.count, statement: part.text, made: made)
                try make(part, at: noted, of: entry, isRepeated: place + 1 == work.unfinished?.step)
            } catch {
                let isReverting = entry.isRemoval
                if place == 0, takesBack(part, of: entry, after: error) {
                    throw .failed(migration: entry.id, isReverting: isReverting, error)
                }
                throw .halted(migration: entry.id, isReverting: isReverting, step: place + 1, of: parts.count, error)
            }
        }
        let duration = (ContinuousClock.now - start).seconds
        try failing { () throws(StepFailure) in
            try command("BEGIN", for: "begin the history's transaction")
            try restoreSession(after: work)
            try write(entry, duration: duration)
            try command("COMMIT", for: "write the history")
        }
        return CompletedWork(id: entry.id, duration: duration)
    }

    /// The lock of the transaction ends with it; the session holds the same one on.
    private func keepLock() throws(StepFailure) -> Int64 {
        let key = try lockKey()
        try command("SELECT pg_advisory_lock(\(key))", for: "keep the lock")
        try command("COMMIT", for: "commit the history table")
        return key
    }

    /// Whether nothing is left of a part that failed, nor of what the journal says of it.
    private func takesBack(_ part: WorkPart, of entry: Work.Entry, after failure: StepFailure) -> Bool {
        // What was lost with the connection may still be running.
        if case .database(let error, _) = failure, error.kind == .cannotConnect { return false }
        do throws(StepFailure) {
            switch part {
            case .transaction: try command("ROLLBACK", for: "roll back")
            case .outside(let statement): try dropInvalidIndexes(of: OutsideStatement(statement.text))
            }
            try forgetJournal(entry)
            return true
        } catch {
            return false
        }
    }

    private func make(
        _ part: WorkPart, at place: JournalPlace, of entry: Work.Entry, isRepeated: Bool
    ) throws(StepFailure) {
        try notePart(place, of: entry)
        switch part {
        case .outside(let statement):
            if isRepeated, try goesOn(OutsideStatement(statement.text)) { return }
            try run(.statement(statement))
        case .transaction(let steps):
            try command("BEGIN ISOLATION LEVEL READ COMMITTED", for: "begin")
            try command("SET LOCAL lock_timeout = \(patience.statement)", for: "set how long to wait for a lock")
            try command("SET CONSTRAINTS ALL IMMEDIATE", for: "have constraints checked at once")
            try run(steps, afterOwnSQL: true)
            try noteMade(entry)
            try command("COMMIT", for: "commit")
        }
    }

    /// The place of the first part that is not made yet. The lock is held, so what ran on without its program has ended.
    private func placeToGoOn(
        from unfinished: UnfinishedMigration, in parts: [WorkPart], of entry: Work.Entry
    ) throws(MigratorError) -> Int {
        try unfinished.expectMade(parts.map(\.text), of: entry)
        let isMade = try failing { () throws(StepFailure) -> Bool in
            // A transaction notes itself.
            if unfinished.isMade { return true }
            return try self.isMade(OutsideStatement(unfinished.statement))
        }
        guard isMade else { return unfinished.step - 1 }
        try unfinished.expectBegun(parts.map(\.text), of: entry)
        return unfinished.step
    }
}

/// What is made as one.
enum WorkPart {
    case outside(SQLStatement)
    case transaction([Step])

    /// What the journal knows the part by.
    var text: String {
        switch self {
        case .outside(let statement): statement.text
        case .transaction(let steps): script(steps)
        }
    }
}

extension Work {
    fileprivate var parts: [WorkPart] {
        var parts: [WorkPart] = []
        for step in steps.separated {
            if case .statement(let statement) = step, step.isOutsideTransaction {
                parts.append(.outside(statement))
            } else if case .transaction(let steps)? = parts.last {
                parts[parts.count - 1] = .transaction(steps + [step])
            } else {
                parts.append(.transaction([step]))
            }
        }
        return parts
    }

    var isOutsideTransaction: Bool { steps.separated.contains(where: \.isOutsideTransaction) }
}
