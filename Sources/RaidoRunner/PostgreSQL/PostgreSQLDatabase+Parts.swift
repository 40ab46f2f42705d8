import Raido
import RaidoSQL

// A migration with statements that PostgreSQL refuses inside a transaction: each of them is a part of its own, what
// stands between two of them is one transaction with the journal's row.
extension PostgreSQLDatabase {
    func makeInParts(_ work: Work) throws(MigratorError) -> CompletedWork {
        let parts = work.parts
        let entry = work.entry
        if let use = parts.sessionUse {
            throw .failed(migration: entry.id, isReverting: entry.isRemoval, .needsSession(use))
        }
        var next = 0
        if let unfinished = work.unfinished {
            next = try placeToGoOn(from: unfinished, in: parts)
        } else {
            try failing { () throws(StepFailure) in try startJournal(entry, parts: parts.count) }
        }
        let key = try failing { () throws(StepFailure) in try keepLock() }
        defer { try? connection.run("SELECT pg_advisory_unlock(\(key))") }
        // What the session knew is gone with it, so that is said again.
        for setting in parts.prefix(next).flatMap(\.settings) {
            try failing { () throws(StepFailure) in try command(setting, for: "set the session up as it was") }
        }
        let start = ContinuousClock.now
        for (place, part) in parts.enumerated().dropFirst(next) {
            do {
                try make(part, at: place + 1, of: entry)
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
            case .outside(let statement): try dropInvalidIndex(statement.text)
            }
            try forgetJournal(entry)
            return true
        } catch {
            return false
        }
    }

    private func make(_ part: WorkPart, at place: Int, of entry: Work.Entry) throws(StepFailure) {
        try notePart(place, part.text, of: entry)
        switch part {
        case .outside(let statement):
            try dropInvalidIndex(statement.text)
            try run(.statement(statement))
        case .transaction(let steps):
            try command("BEGIN ISOLATION LEVEL READ COMMITTED", for: "begin")
            try command("SET LOCAL lock_timeout = \(patience.statement)", for: "set how long to wait for a lock")
            try command("SET CONSTRAINTS ALL IMMEDIATE", for: "have constraints checked at once")
            try run(steps)
            try noteMade(entry)
            try command("COMMIT", for: "commit")
        }
    }

    /// The place of the first part that is not made yet. The lock is held, so what ran on without its program has ended.
    private func placeToGoOn(
        from unfinished: UnfinishedMigration, in parts: [WorkPart]
    ) throws(MigratorError) -> Int {
        guard parts.count == unfinished.count, unfinished.step <= parts.count else {
            throw .unfinished(unfinished, .otherStatements)
        }
        guard unfinished.step > 0 else { return 0 }
        let part = parts[unfinished.step - 1]
        guard part.text == unfinished.statement else { throw .unfinished(unfinished, .otherStatements) }
        if unfinished.isMade { return unfinished.step }
        let isMade = try failing { () throws(StepFailure) -> Bool in try self.isMade(part) }
        return isMade ? unfinished.step : unfinished.step - 1
    }

    private func isMade(_ part: WorkPart) throws(StepFailure) -> Bool {
        guard case .outside(let statement) = part else { return false }
        if let name = concurrentIndexName(statement.text) { return try hasIndex(name) == true }
        if let name = droppedConcurrentIndexName(statement.text) { return try hasIndex(name) == nil }
        // To reindex, vacuum or set something once more does no harm.
        return false
    }

    /// Whether an index of that name can be used; nil where there is none.
    private func hasIndex(_ name: String) throws(StepFailure) -> Bool? {
        try number(
            """
            SELECT indisvalid FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
            WHERE relname = $1 AND pg_table_is_visible(indexrelid)
            """, [.text(name)], doing: "look for index '\(name)'"
        ).map { $0 == 1 }
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
