import Raido
import RaidoSQL

// Where to continue after an interruption.
extension MySQLDatabase {
    /// The place of the first statement that is not made yet, and whether that was told by a difference alone.
    ///
    /// The lock is held, so a statement that ran on without its program has ended.
    func resumePoint(
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
        let replay = { () throws(MigratorError) -> Replay in
            try self.replay(statement, subject, from: unfinished.before, after: statements.prefix(unfinished.step - 1))
        }
        if now == unfinished.before {
            if isTraceable { return (unfinished.step - 1, isEdited) }
            let told = try replay()
            guard case .told(let state) = told, state != unfinished.before else {
                throw .unfinished(unfinished, .untraceable(unasked: told.refusal))
            }
            return (unfinished.step - 1, isEdited)
        }
        let completion = try failing { () throws(StepFailure) -> Completion in
            try self.completion(of: statement, subject, before: unfinished.before)
        }
        if completion == .notMade { return (unfinished.step - 1, true) }
        // What is rendered is compared with the schema in the end.
        if completion == .unclear || statement.origin == .raw {
            let told = try replay()
            if let refusal = refusal(of: statement, completion, told, now: now) {
                throw .unfinished(unfinished, refusal)
            }
        }
        try unfinished.expectBegun(statements.map(\.text), of: entry)
        return (unfinished.step, true)
    }

    /// Why a statement is not taken for made; nil where it is.
    ///
    /// - Parameter now: The state of all that it changes.
    private func refusal(
        of statement: SQLStatement, _ completion: Completion, _ replay: Replay, now: String
    ) -> ResumeRefusal? {
        switch replay {
        case .told(let state):
            if state == now || (completion == .made && isAlike(state, now, in: traces(of: statement.text, on: engine)))
            {
                return nil
            }
            return .neitherBeforeNorAfter(now: now, unasked: nil)
        case .impossible(let words):
            if completion == .made, hasNamedParts(statement, now: now) { return nil }
            return keepsColumnNames(statement.text, on: engine)
                ? .untraceable(unasked: words) : .neitherBeforeNorAfter(now: now, unasked: words)
        }
    }

    /// Whether two states have the same words for what a statement names.
    private func isAlike(_ state: String, _ other: String, in traces: [StatementTrace]) -> Bool {
        traces.allSatisfy { trace in
            let owner = trace.part.owner
            let texts = [state, other].map {
                part(trace.part, in: RecordedState($0, of: [owner]).definition(of: owner))
            }
            return texts[0] == texts[1]
        }
    }

    /// Whether an index that a statement makes has the columns that it names, where it makes one.
    private func hasNamedParts(_ statement: SQLStatement, now: String) -> Bool {
        traces(of: statement.text, on: engine).allSatisfy { trace in
            let owner = trace.part.owner
            guard trace.exists, case .key = trace.part,
                let line = part(trace.part, in: RecordedState(now, of: [owner]).definition(of: owner))
            else { return true }
            return namesParts(statement.text, of: line, on: engine) ?? true
        }
    }

    /// What the things that a statement defines tell of it, where they are others than before it was started.
    private enum Completion {
        case made, notMade, unclear
    }

    /// Whether the state of things, or a transaction, tells if the statement was made.
    func leavesTrace(_ statement: SQLStatement, _ subject: StatementSubject) throws(StepFailure) -> Bool {
        switch subject {
        case .traceless, .calling, .transaction: return false
        case .definitions:
            if keepsColumnNames(statement.text, on: engine) { return false }
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
            if (found != nil) != trace.exists { return false }
        }
        return true
    }

    /// Whether a statement was made, where someone may have changed other parts of the same things since: it was where
    /// what it names is as it should be after it, and some of that was not so before. Where all of that is as it was
    /// before, a rendered statement was not made; of the user's not all is known that it changes.
    private func completion(
        of statement: SQLStatement, _ subject: StatementSubject, before: String
    ) throws(StepFailure) -> Completion {
        guard case .definitions(let things) = subject, !keepsColumnNames(statement.text, on: engine) else {
            return .unclear
        }
        let before = RecordedState(before, of: things)
        let traces = traces(of: statement.text, on: engine)
        var (hasChanged, isKnown, exists) = (false, !traces.isEmpty, true)
        for trace in traces {
            let now = part(trace.part, in: try definition(of: trace.part.owner))
            exists = exists && (now != nil) == trace.exists
            guard before.knows(trace.part) else {
                isKnown = false
                continue
            }
            let then = part(trace.part, in: before.definition(of: trace.part.owner))
            // Where names go round, a table was under this one before, too.
            if case .thing = trace.part, trace.exists, then != nil, isRenaming(statement.text) { return .unclear }
            hasChanged = hasChanged || then != now
        }
        if hasChanged { return exists ? .made : .unclear }
        return isKnown && statement.origin == .rendered ? .notMade : .unclear
    }

    /// What the definition of the thing that a part belongs to says of it; nil where it does not exist.
    private func part(_ part: StatementTrace.Part, in definition: String?) -> String? {
        if case .thing = part { return definition }
        return definition.flatMap { MySQLDefinition($0).text(of: part) }
    }
}
