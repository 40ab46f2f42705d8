import Raido
import RaidoPlanning
import RaidoRunner

/// What is wrong with rows that are in the way.
private enum RowFault: Hashable {
    /// They have no value.
    case absent
    case duplicate
    /// They refer to nothing.
    case orphaned
    /// A check or a type does not take them.
    case unfit
}

extension Hazard.Kind {
    /// Whether such a finding says that this can happen.
    ///
    /// - Parameter columns: All names that the column of the finding has in the plan; none where it is about no column.
    func warns(of failure: StepFailure, in columns: Set<String>, on engine: Engine) -> Bool {
        guard let fault = failure.rowFault else { return false }
        guard faults(on: engine).contains(fault) else { return false }
        guard isAboutOneColumn(fault) || failure.isAboutOneColumn, !columns.isEmpty else { return true }
        return columns.contains { failure.isAbout($0, on: engine) }
    }

    private func faults(on engine: Engine) -> Set<RowFault> {
        switch self {
        case .setNotNull: engine.facts.reportsNullsAsUnfit ? [.absent, .unfit] : [.absent]
        // MySQL and MariaDB are kept from making a value up by a check that no row meets.
        case .addNotNull: [.absent, .unfit]
        case .addUnique: [.duplicate]
        case .addCheck: [.unfit]
        case .addForeignKey: [.orphaned]
        case .changeCollation: [.duplicate, .orphaned]
        case .changeType: [.absent, .duplicate, .orphaned, .unfit]
        case .changePrimaryKey:
            engine.facts.reportsNullsAsUnfit ? [.absent, .duplicate, .unfit] : [.absent, .duplicate]
        case .dropEnumValue, .renameEnumValue, .renumberEnum: [.duplicate, .orphaned, .unfit]
        case .dropTable, .dropColumn, .dropForeignKey, .addCascade, .dropDefault, .dropUnique, .dropCheck: []
        }
    }

    /// Whether the column that such a finding names is the one where this happens. What a column becomes may also be
    /// in the way of others: of a key over several, or of one that is computed from it.
    private func isAboutOneColumn(_ fault: RowFault) -> Bool {
        switch self {
        case .setNotNull, .addNotNull, .addUnique, .addForeignKey: true
        case .dropTable, .dropColumn, .changeType, .addCheck, .dropForeignKey, .addCascade, .dropEnumValue,
            .renameEnumValue, .renumberEnum, .changePrimaryKey, .dropDefault, .changeCollation, .dropUnique, .dropCheck:
            false
        }
    }
}

extension StepFailure {
    /// Whether it tells for sure which column's values are in the way.
    fileprivate var isAboutOneColumn: Bool {
        if case .notConverted = self { true } else { false }
    }

    fileprivate var rowFault: RowFault? {
        switch self {
        case .database(let error, _): error.kind.rowFault
        case .notConverted: .unfit
        case .orphans: .orphaned
        case .userObject, .inUse, .needsSession, .unknownParts, .unknownOptions, .unknownTableOptions, .zeroDates,
            .missingIndex, .missingTable, .missingColumns, .rowCount,
            .foreignKeysEnabled, .historyMoved, .historyElsewhere, .noSchema, .otherHistory, .refused, .shadowed,
            .tooLargeForPacket,
            .unboundedBlock, .untrusted:
            nil
        }
    }

    /// Whether it is about the column, or does not tell which one it is about.
    fileprivate func isAbout(_ column: String, on engine: Engine) -> Bool {
        switch self {
        case .database(let error, _):
            // Other engines name the constraint, or nothing.
            !engine.facts.namesFailedColumns || ![.notNull, .unique].contains(error.kind)
                || error.failedColumns?.contains { $0 == column } ?? true
        case .notConverted(_, let name, _, _): name == column
        case .orphans(let orphans): orphans.contains { $0.columns.contains(column) }
        case .userObject, .inUse, .needsSession, .unknownParts, .unknownOptions, .unknownTableOptions, .zeroDates,
            .missingIndex, .missingTable, .missingColumns, .rowCount,
            .foreignKeysEnabled, .historyMoved, .historyElsewhere, .noSchema, .otherHistory, .refused, .shadowed,
            .tooLargeForPacket,
            .unboundedBlock, .untrusted:
            false
        }
    }
}

extension DatabaseError {
    /// The columns that SQLite names: `UNIQUE constraint failed: t.a, t.b`; nil where the key holds expressions, and it
    /// names the index (`index 'i'`).
    fileprivate var failedColumns: [Substring]? {
        guard let list = message.rest(after: "failed: ") else { return nil }
        let columns = list.split(separator: ",").map { $0.drop { $0 == " " }.split(separator: ".") }
        return columns.allSatisfy { $0.count == 2 } ? columns.map { $0[1] } : nil
    }
}

extension String {
    fileprivate func rest(after mark: String) -> Substring? {
        firstRange(of: mark).map { self[$0.upperBound...] }
    }
}

extension DatabaseError.Kind {
    fileprivate var rowFault: RowFault? {
        switch self {
        case .notNull: .absent
        case .unique: .duplicate
        case .foreignKey: .orphaned
        case .check, .type, .tooLong, .outOfRange, .divisionByZero, .encoding: .unfit
        case .busy, .readOnly, .readOnlyServer, .cannotOpen, .exists, .damaged, .notADatabase, .diskFull, .notAllowed,
            .cannotConnect, .denied, .dependent, .rowSecurity, .writtenValue, .unlikeKeys, .stopped,
            .endedTransaction, .other:
            nil
        }
    }
}

extension Lineage {
    /// The names that a column of the final schema, or one that is dropped, has in the course of the changes.
    func allNames(ofColumn column: String, in table: String) -> Set<String> {
        guard case .start(let element) = origin(of: .column(column, table: table)) else { return [column] }
        return Set(names(of: element).map(\.name)).union([column])
    }
}
