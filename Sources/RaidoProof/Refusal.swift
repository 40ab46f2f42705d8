import Raido
import RaidoRunner

extension Trial.Refusal {
    var fault: ProofFailure.Fault { .refused(migration: migration.id, "\(failure)") }

    /// Whether it is about a statement that holds the user's SQL for values: of `using`, or of `fill`.
    func isAboutWrittenSQL(on engine: Engine) -> Bool {
        guard case .database(let error, _) = failure else { return false }
        let texts = migration.changes.flatMap(\.hints).compactMap { $0.text(for: engine) }
        return texts.contains { error.statement.contains($0) }
    }
}

extension Migration {
    /// Whether rows get values that the user gives them.
    var givesValues: Bool {
        changes.contains { change in
            if case .addColumn(let column, _, let fill) = change { return fill.isGiven || column.defaultValue != nil }
            guard case .alterColumn(_, let old, let new, let using, let fill) = change else { return false }
            return using != nil || fill.isGiven || (old.isNullable && !new.isNullable && new.defaultValue != nil)
        }
    }
}

extension Fill? {
    fileprivate var isGiven: Bool {
        if case .value = self { true } else { false }
    }
}

extension Trial.Refusal {
    /// Whether the user's own conversion may have given no value for a column that takes no NULL.
    func isAboutWrittenNull(on engine: Engine) -> Bool {
        guard case .database(let error, _) = failure,
            error.kind == .notNull || (engine.facts.reportsNullsAsUnfit && error.kind == .type)
        else { return false }
        return migration.changes.contains { change in
            guard case .alterColumn(_, _, let new, .some, nil) = change else { return false }
            return !new.isNullable
        }
    }
}

extension StepFailure {
    /// Whether rows that do not fit are the reason, and not the statement.
    package var isAboutRows: Bool {
        switch self {
        case .database(let error, _): error.kind.isAboutRows
        case .notConverted: true
        case .orphans(let orphans): orphans.allSatisfy { !$0.isBroken }
        case .userObject, .inUse, .needsSession, .unknownParts, .unknownOptions, .unknownTableOptions, .zeroDates,
            .missingIndex, .missingTable, .missingColumns, .rowCount,
            .foreignKeysEnabled, .historyMoved, .historyElsewhere, .noSchema, .otherHistory, .refused, .shadowed,
            .tooLargeForPacket,
            .unboundedBlock, .untrusted:
            false
        }
    }

    var isAboutNull: Bool {
        if case .database(let error, _) = self { error.kind == .notNull } else { false }
    }
}
