import Raido
import RaidoSQL

// Where to go on after an interruption.
extension MySQLDatabase {
    /// The place of the first statement that is not made yet, and whether that was told by a difference alone.
    ///
    /// The lock is held, so a statement that ran on without its program has ended.
    func placeToGoOn(
        from unfinished: UnfinishedMigration, in statements: [SQLStatement], of entry: Work.Entry
    ) throws(MigratorError) -> (place: Int, isInDoubt: Bool) {
        try unfinished.expectMade(statements.map(\.text), of: entry)
        if unfinished.isMade {
            try unfinished.expectBegun(statements.map(\.text), of: entry)
            return (unfinished.step, false)
        }
        // If it was not made, it may have been edited since.
        let statement =
            statements.dropFirst(unfinished.step - 1).first { $0.text == unfinished.statement }
            ?? SQLStatement(unfinished.statement, for: "go on", origin: .raw)
        let isEdited = entry.checksum != unfinished.checksum
        if unfinished.isUndone { return (unfinished.step - 1, isEdited) }
        let subject = try failing { () throws(StepFailure) in try resolvedSubject(of: statement) }
        let (now, isTraceable) = try failing { () throws(StepFailure) in
            (try state(of: subject), try leavesTrace(statement, subject))
        }
        if now == unfinished.before {
            guard isTraceable else { throw .unfinished(unfinished, .untraceable) }
            return (unfinished.step - 1, isEdited)
        }
        let standing = try failing { () throws(StepFailure) -> Standing in
            try self.standing(of: statement, subject, before: unfinished.before)
        }
        switch standing {
        case .made:
            try unfinished.expectBegun(statements.map(\.text), of: entry)
            return (unfinished.step, true)
        case .notMade: return (unfinished.step - 1, true)
        case .unclear: throw .unfinished(unfinished, .neitherBeforeNorAfter(now: now))
        }
    }

    /// What the things that a statement defines tell of it, where they are others than before it was begun.
    private enum Standing {
        case made, notMade, unclear
    }

    /// Whether the state of things, or a transaction, tells if the statement was made.
    func leavesTrace(_ statement: SQLStatement, _ subject: StatementSubject) throws(StepFailure) -> Bool {
        switch subject {
        case .traceless, .calling, .transaction: return false
        case .definitions:
            // Where the names of tables go round, all may look as before afterwards.
            guard isRenaming(statement.text) else { return true }
            return try !showsTraces(of: statement)
        case .session: return true
        case .rows, .anything: return try !mayChangeOtherStorage(statement.text)
        }
    }

    private func isRenaming(_ sql: String) -> Bool {
        SQLPieces(sql, for: engine).first { $0.token != nil }?.token?.isKeyword("RENAME") == true
    }

    private func showsTraces(of statement: SQLStatement) throws(StepFailure) -> Bool {
        for trace in traces(of: statement.text, on: engine) {
            let found = part(trace.part, in: try definition(of: trace.part.owner))
            if (found != nil) != trace.isThere { return false }
        }
        return true
    }

    /// Whether a statement was made, where somebody may have changed other parts of the same things since: it was where what
    /// it names is as it should be after it, and some of that was not so before. Where nothing of it was changed, a
    /// rendered statement was not made; of a person's not all is known that it changes.
    private func standing(
        of statement: SQLStatement, _ subject: StatementSubject, before: String
    ) throws(StepFailure) -> Standing {
        guard case .definitions(let things) = subject else { return .unclear }
        let otherwise = statement.origin == .rendered ? Standing.notMade : .unclear
        let before = RecordedState(before, of: things)
        let traces = traces(of: statement.text, on: engine)
        var (hasChanged, isKnown) = (false, !traces.isEmpty)
        for trace in traces {
            let now = part(trace.part, in: try definition(of: trace.part.owner))
            if (now != nil) != trace.isThere { return otherwise }
            guard before.knows(trace.part) else {
                isKnown = false
                continue
            }
            let then = part(trace.part, in: before.definition(of: trace.part.owner))
            // Where names go round, a table stood under this one before, too.
            if case .thing = trace.part, trace.isThere, then != nil, isRenaming(statement.text) { return .unclear }
            hasChanged = hasChanged || then != now
        }
        return hasChanged ? .made : isKnown ? otherwise : .unclear
    }

    /// What the definition of the thing that a part belongs to says of it; nil where it is not there.
    private func part(_ part: StatementTrace.Part, in definition: String?) -> String? {
        if case .thing = part { return definition }
        return definition.flatMap { MySQLDefinition($0).text(of: part) }
    }
}
