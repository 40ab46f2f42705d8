import Raido

extension GuardContext {
    func checkHazards(_ difference: TableDifference) -> [Hazard] {
        let checks = difference.checks
        let recreated = checks.recreated.filter { $0.old != $0.new }.map(\.new)
        let unchanged = Set(checks.recreated.map(\.new.name))
        let affected = checks.kept.filter { check in
            columns(of: check, difference.new).contains { difference.regenerated($0) != nil }
        }
        let added =
            checks.added.filter { !unchanged.contains($0.name) } + checks.changed.map(\.new) + recreated + affected
        let dropped = checks.dropped.filter { check in
            !checks.recreated.contains { $0.old.expression == check.expression } && concernsKept(check, difference)
        }
        return added.compactMap { add($0, difference) }
            + dropped.compactMap { check in
                hazard(
                    .dropCheck, difference.name, label(of: check, in: difference.name),
                    column: columns(of: check, difference.new).first,
                    PlanningMessages.dropCheck(label(of: check, in: difference.name), of: difference.name))
            }
    }

    private func add(_ check: CheckConstraint, _ difference: TableDifference) -> Hazard? {
        let mentioned = columns(of: check, difference.new)
        guard !cannotBreak(check, mentioned, difference) else { return nil }
        let table = difference.name
        return hazard(
            .addCheck, table, label(of: check, in: table), column: mentioned.first,
            rows: .breaking(.check(check.name), of: table, otherwise: allRows(of: table)),
            PlanningMessages.addCheck(label(of: check, in: table), of: table))
    }

    /// Whether every row there is keeps the check: it looks only at columns that are NULL in all of them, or at one
    /// that comes with a default which passes.
    private func cannotBreak(_ check: CheckConstraint, _ mentioned: [String], _ difference: TableDifference) -> Bool {
        guard !mentioned.isEmpty, let text = check.expression.common, check.expression.overrides.isEmpty else {
            return false
        }
        let looksAtNull = SQLTokens(text).contains { token in
            ["null", "coalesce", "ifnull"].contains { token.isKeyword($0) }
        }
        if Set(mentioned).isSubset(of: difference.emptyColumns) { return !looksAtNull }
        guard mentioned.count == 1, let column = difference.columns.added.first(where: { $0.name == mentioned[0] }),
            let value = filledValue(of: column, difference)
        else { return false }
        return isComparison(text, of: column.name, trueFor: value)
    }

    private func filledValue(of column: Column, _ difference: TableDifference) -> Int64? {
        let fill = request.hints.fills[.init(table: difference.name, column: column.name)]
        guard case .integer(let value) = fill ?? column.defaultValue else { return nil }
        return value
    }

    private func columns(of check: CheckConstraint, _ table: Table) -> [String] {
        table.columns.map(\.name).filter { check.expression.mentions($0, of: table.name) }
    }

    private func concernsKept(_ check: CheckConstraint, _ difference: TableDifference) -> Bool {
        !difference.columns.dropped.contains { check.expression.mentions($0.name, of: difference.name) }
    }

    /// The name without what every check of the table begins with.
    private func label(of check: CheckConstraint, in table: String) -> String {
        for prefix in ["ck_\(table)_", "ck_\(formerName(of: table))_"] where check.name.hasPrefix(prefix) {
            return String(check.name.dropFirst(prefix.count))
        }
        return check.name
    }
}

/// Whether a text is a comparison of a column with a number, such as `views >= 0`, that holds for a value.
private func isComparison(_ text: String, of column: String, trueFor value: Int64) -> Bool {
    let tokens = Array(SQLTokens(text))
    guard tokens.count == 3 || tokens.count == 4 && tokens[2].isSymbol("-"),
        tokens[0].identifier?.lowercased() == column.lowercased(), case .symbol(let comparison) = tokens[1],
        case .number(let digits) = tokens[tokens.count - 1],
        let bound = Int64((tokens.count == 4 ? "-" : "") + digits)
    else { return false }
    return switch comparison {
    case ">=": value >= bound
    case ">": value > bound
    case "<=": value <= bound
    case "<": value < bound
    case "<>", "!=": value != bound
    case "=": value == bound
    default: false
    }
}
