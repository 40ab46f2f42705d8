import Raido
import RaidoSQL

/// What is still to be asked of rows before each migration; the rest was asked before the first one.
struct LateRowChecks {
    fileprivate var checks: [String: [RowCheck]] = [:]

    /// What was not asked before the first migration, in the order of migrations.
    fileprivate(set) var unasked: [UnaskedCheck] = []
}

/// Which way migrations are made, when rows may be in it.
struct RowsOnTheWay {
    static let up = RowsOnTheWay(isReverting: false, isForced: false)

    var isReverting: Bool
    /// Whether the user let values be lost on the way back.
    var isForced: Bool
    /// Whether the same migrations are applied again afterwards.
    var comesBack = false
    /// The values that the user gives for columns that come back.
    var fills: [ColumnFill] = []
    /// What that means for the migrations of the run; nil before it is known which they are.
    var reversal: Reversal?

    func changes(reverting migration: String, by inverse: [Change]) -> [Change] {
        reversal?.changes(reverting: migration, by: inverse) ?? inverse
    }

}

extension Migrator {
    /// Asks the database whether its rows are such that these migrations can be made.
    ///
    /// - Throws: ``MigratorError/rowViolations(_:)`` before anything is changed.
    func expectFittingRows(
        for pending: [Migration], _ way: RowsOnTheWay, on schema: Schema
    ) throws(MigratorError) -> LateRowChecks {
        var search = RowCheckSearch(engine, on: schema)
        var late = LateRowChecks()
        var findings: [RowFinding] = []
        var isWhole = true
        for migration in pending {
            // What does not fit the schema is said when it is this migration's turn.
            let inverse = way.isReverting ? try? migration.inverse() : migration.changes
            guard let changes = inverse.map({ way.isReverting ? way.changes(reverting: migration.id, by: $0) : $0 }),
                let checks = try? search.next(changes)
            else {
                isWhole = false
                break
            }
            let names = TypeNames(changes, on: engine)
            findings += try self.findings(checks.atStart, of: migration.id, way, names)
            if !checks.late.isEmpty { late.checks[migration.id] = checks.late }
            late.unasked += checks.late.map { UnaskedCheck(migration.id, $0.table, $0.rule, names) }
            late.unasked += checks.unasked.map { UnaskedCheck(migration.id, $0.table, $0.rule, names) }
        }
        // What the way up asks for later it asks for itself.
        for migration in way.comesBack && isWhole ? pending.reversed() : [] {
            guard let checks = try? search.next(migration.changes) else { break }
            findings += try self.findings(
                checks.atStart, of: migration.id, .up, TypeNames(migration.changes, on: engine))
        }
        if !findings.isEmpty { throw .rowViolations(findings) }
        return late
    }

    func expectFittingRows(
        for migration: Migration, _ way: RowsOnTheWay, _ late: LateRowChecks
    ) throws(MigratorError) {
        let inverse = way.isReverting ? (try? migration.inverse()) ?? [] : migration.changes
        let changes = way.isReverting ? way.changes(reverting: migration.id, by: inverse) : inverse
        var findings = try findings(
            late.checks[migration.id] ?? [], of: migration.id, way, TypeNames(changes, on: engine))
        for place in findings.indices { findings[place].isLate = true }
        if !findings.isEmpty { throw .rowViolations(findings) }
    }

    private func findings(
        _ checks: [RowCheck], of migration: String, _ way: RowsOnTheWay, _ names: TypeNames
    ) throws(MigratorError) -> [RowFinding] {
        var findings: [RowFinding] = []
        for check in checks {
            do throws(StepFailure) {
                // Who forces the way back lets values become others, and no migration fail.
                let failing = way.isForced ? check.acceptingLoss : nil
                if let failing, let finding = try finding(failing, of: migration, way, names) {
                    findings.append(finding)
                    continue
                }
                guard let finding = try finding(check, of: migration, way, names) else { continue }
                // Who planned the migration, or forces the way back, was warned and agreed.
                if failing == nil, check.rule.isBinding {
                    findings.append(finding)
                } else {
                    report(.changing(finding))
                }
            } catch { throw .database(error) }
        }
        return findings
    }

    private func finding(
        _ check: RowCheck, of migration: String, _ way: RowsOnTheWay, _ names: TypeNames
    ) throws(StepFailure) -> RowFinding? {
        let counted: [[SQLValue]]
        switch try database.answer(to: check.countQuery) {
        case .rows(let rows): counted = rows
        case .refused(let error):
            report(.unasked(UnaskedCheck(migration, check.table, check.rule, names), error))
            return nil
        }
        guard let count = counted.first?.first?.integer, count > 0 else { return nil }
        var rows: [[SQLValue]] = []
        if case .rows(let found) = try database.answer(to: check.exampleQuery) { rows = found }
        return RowFinding(
            migration: migration, table: check.table, kind: check.rule.kind(in: check.table, names),
            count: Int(count),
            examples: rows.map { check.example($0) }, query: check.listQuery,
            invented: check.invented.compactMap { way.reversal?.inventedValue(in: $0, on: engine) },
            isReverting: way.isReverting)
    }
}

extension UnaskedCheck {
    fileprivate init(_ migration: String, _ table: String, _ rule: RowCheck.Rule, _ names: TypeNames) {
        self.init(migration: migration, table: table, kind: rule.kind(in: table, names))
    }
}

extension RowCheck {
    /// `id 5`, or for a key `email 'ann@example.org' (2 rows)`.
    fileprivate func example(_ row: [SQLValue]) -> String {
        let named = zip(keys, row).map { "\($0) \($1.example)" }.joined(separator: ", ")
        guard case .unique = rule, let count = row.last?.integer else { return named }
        return "\(named) (\(count) rows)"
    }
}

extension RowCheck.Rule {
    fileprivate func kind(in table: String, _ names: TypeNames) -> RowFinding.Kind {
        switch self {
        case .value(let column): .noValue(column: column)
        case .computedValue(let column): .noComputedValue(column: column)
        case .noRows(let column): .rowsWithoutValue(column: column)
        case .unique(let columns, _): .duplicates(columns: columns)
        case .foreignKey(_, let columns, let parent): .orphans(columns: columns, parent: parent)
        case .check(let name): .check(name)
        case .type(let column, let type): .unfit(column: column, type: names.name(of: type, column, in: table))
        case .enumValue(let value, let column): .enumValue(value, column: column)
        case .exactly(let column, let type, let change):
            .changed(column: column, type: names.name(of: type, column, in: table), change)
        }
    }
}

extension SQLValue {
    /// The value for a message: on one line, not too long, and nothing that a terminal obeys.
    fileprivate var example: String {
        switch self {
        case .null: return "NULL"
        case .integer(let number): return "\(number)"
        case .real(let number): return "\(number)"
        case .blob(let bytes): return "\(bytes.count) bytes"
        case .text(let text):
            let limit = 40
            var shown = ""
            for scalar in text.unicodeScalars.prefix(limit) {
                let isPlain =
                    scalar.properties.generalCategory != .control && scalar.properties.generalCategory != .format
                shown += isPlain ? String(scalar) : "\\u{\(String(scalar.value, radix: 16))}"
            }
            return "'\(shown)\(text.unicodeScalars.count > limit ? "…" : "")'"
        }
    }
}
