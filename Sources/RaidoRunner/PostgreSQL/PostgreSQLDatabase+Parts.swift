import Raido
import RaidoSQL

// A migration with statements that PostgreSQL refuses inside a transaction: each of them is a part of its own, what
// is between two of them is one transaction with the journal's row.
extension PostgreSQLDatabase {
    func makeInParts(_ work: Work) throws(MigratorError) -> CompletedWork {
        let parts = work.unfinished.map { work.parts.cut(as: $0) } ?? work.parts
        let entry = work.entry
        if let refusal = parts.refusal {
            throw .failed(migration: entry.id, isReverting: entry.isRemoval, refusal)
        }
        var next = 0
        if let unfinished = work.unfinished {
            next = try resumePoint(from: unfinished, in: parts, of: entry)
        } else {
            try failing { () throws(StepFailure) in try startJournal(entry, parts: parts.count) }
        }
        let key = try failing { () throws(StepFailure) in try keepLock() }
        defer {
            // A transaction that failed takes no other command.
            try? connection.run("ROLLBACK")
            try? connection.run("SELECT pg_catalog.pg_advisory_unlock(\(key))")
        }
        if let unfinished = work.unfinished, next < unfinished.step {
            // What comes next may be another statement by now.
            try failing { () throws(StepFailure) in
                try dropInvalidIndexes(of: OutsideStatement(unfinished.statement))
            }
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
        try command("SELECT pg_catalog.pg_advisory_lock(\(key))", for: "keep the lock")
        try command("COMMIT", for: "commit the history table")
        return key
    }

    /// Whether nothing is left of a part that failed, nor of what the journal says of it.
    private func takesBack(_ part: WorkPart, of entry: Work.Entry, after failure: StepFailure) -> Bool {
        // What was lost with the connection may still be running, and what was committed stays.
        if case .database(let error, _) = failure, [.cannotConnect, .endedTransaction].contains(error.kind) {
            return false
        }
        // An index that is in the way is another program's.
        let isInTheWay = if case .database(let error, _) = failure { error.kind == .exists } else { false }
        do throws(StepFailure) {
            switch part {
            case .transaction: try command("ROLLBACK", for: "roll back")
            case .outside(let statement):
                if !isInTheWay { try dropInvalidIndexes(of: OutsideStatement(statement.text)) }
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
        switch part {
        case .outside(let statement):
            let outside = OutsideStatement(statement.text)
            try expectNoInvalidIndex(before: outside, statement.text)
            try notePart(place, before: try state(of: outside), of: entry)
            if isRepeated, try goesOn(outside) { return }
            try run(.statement(statement))
        case .transaction(let steps):
            try notePart(place, before: "", of: entry)
            try patiently({ () throws(StepFailure) in
                try command("BEGIN ISOLATION LEVEL READ COMMITTED", for: "begin")
                try command(
                    "SET LOCAL lock_timeout = \(lockTimeouts.statement)", for: "set how long to wait for a lock")
                try command("SET CONSTRAINTS ALL IMMEDIATE", for: "have constraints checked at once")
                try run(steps, afterOwnSQL: true)
                try noteMade(entry)
                try command("COMMIT", for: "commit")
            })
        }
    }

    /// The place of the first part that is not made yet. The lock is held, so what ran on without its program has
    /// ended.
    private func resumePoint(
        from unfinished: UnfinishedMigration, in parts: [WorkPart], of entry: Work.Entry
    ) throws(MigratorError) -> Int {
        try unfinished.expectMade(parts.map(\.text), of: entry)
        let isMade = try failing { () throws(StepFailure) -> Bool in
            // A transaction notes itself.
            if unfinished.isMade { return true }
            return try self.isMade(OutsideStatement(unfinished.statement), since: unfinished.before)
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

extension [WorkPart] {
    /// The same statements, cut where those end that were made: the one that had to be outside of a transaction may be
    /// edited since, so that those around it are one part now.
    fileprivate func cut(as unfinished: UnfinishedMigration) -> [WorkPart] {
        let made = unfinished.isMade ? unfinished.step : unfinished.step - 1
        if isMade(by: unfinished) { return self }
        guard made > 0, made <= count, case .transaction(let steps) = self[made - 1] else { return self }
        for (head, tail) in steps.cuts {
            let start = prefix(made - 1) + [.transaction(head)]
            guard Array(start).isMade(by: unfinished) else { continue }
            return start + (tail.isEmpty ? [] : [.transaction(tail)]) + dropFirst(made)
        }
        return self
    }

    /// Whether they begin with what the journal says was made.
    private func isMade(by unfinished: UnfinishedMigration) -> Bool {
        let texts = map(\.text)
        guard texts.count >= unfinished.step - 1 else { return false }
        if unfinished.isMade, texts.dropFirst(unfinished.step - 1).first != unfinished.statement { return false }
        return MadeStatements(texts.prefix(unfinished.step - 1)).text == unfinished.made
    }
}

extension [Step] {
    /// All ways to cut them in two, also between two statements of one text.
    fileprivate var cuts: [(head: [Step], tail: [Step])] {
        indices.flatMap { place in
            let (before, after) = (self[..<place], self[(place + 1)...])
            let single = self[place].single
            let within = single.indices.map { cut in
                (head: Array(before + single[...cut]), tail: Array(single[(cut + 1)...] + after))
            }
            return [(head: Array(before + [self[place]]), tail: Array(after))] + within
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
