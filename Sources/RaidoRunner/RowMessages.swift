import Raido

// The messages about rows that violate a migration.

extension RowFinding: CustomStringConvertible {
    public var description: String {
        let more = count > examples.count ? ", …" : ""
        let choices = invented.map(\.choice).joined(separator: "; ")
        let what =
            isReverting ? fault + (invented.isEmpty ? "" : " (\(choices))") : advice.map { "\(fault); \($0)" } ?? fault
        return "\(migration): \(what): \(examples.joined(separator: "; "))\(more)\n\(query.indented)"
    }
}

extension InventedValue {
    fileprivate var choice: String {
        "--force puts \(value) in '\(column)'; use --fill \(column)=VALUE to choose another value"
    }
}

extension RowFinding {
    private var fault: String {
        let isOne = count == 1
        let rows = isOne ? "1 row" : "\(count) rows"
        return switch kind {
        case .check(let name): "\(rows) of '\(table)' would violate the check '\(name)'"
        case .duplicates(let columns):
            "\(isOne ? "1 value" : "\(count) values") of '\(table)' (\(columns.joined(separator: ", "))), which must "
                + "be unique, \(isOne ? "occurs" : "occur") in several rows"
        case .enumValue(let value, let column):
            "\(rows) of '\(table)' \(isOne ? "has" : "have") '\(value)' in '\(column)', which is removed"
        case .noValue(let column):
            "\(rows) of '\(table)' would have no value in '\(column)', which becomes NOT NULL"
        case .noComputedValue(let column):
            "\(rows) of '\(table)' would have no value in '\(column)', which is NOT NULL: its expression gives NULL"
        case .orphans(let columns, let parent):
            "\(rows) of '\(table)' \(isOne ? "refers" : "refer") through (\(columns.joined(separator: ", "))) to missing rows "
                + "of '\(parent)'"
        case .rowsWithoutValue(let column):
            "\(rows) of '\(table)' would have no value in the new column '\(column)', which is NOT NULL"
        case .unfit(let column, let type):
            "\(rows) of '\(table)' \(isOne ? "has a value" : "have values") in '\(column)' that \(isOne ? "is" : "are") too "
                + "long, out of range or not valid for \(type)"
        case .changed(let column, let type, let change):
            "\(rows) of '\(table)' \(isOne ? "has a value" : "have values") in '\(column)' that \(change.words(isOne: isOne)) "
                + "when converted to \(type)"
        }
    }

    /// What the models can state about it.
    private var advice: String? {
        switch kind {
        case .changed, .check, .duplicates, .orphans: nil
        case .noComputedValue: "make the column nullable, or change its expression"
        case .enumValue: "'to:' names its replacement"
        case .noValue: "add one with 'fill'"
        case .rowsWithoutValue: "add one with 'fill' or a default"
        case .unfit: "define the conversion with 'using'"
        }
    }
}

extension UnaskedCheck: CustomStringConvertible {
    /// `m3: whether values of 'books' (email) occur in several rows`.
    public var description: String {
        let question =
            switch kind {
            case .check(let name): "rows of '\(table)' violate the check '\(name)'"
            case .duplicates(let columns):
                "values of '\(table)' (\(columns.joined(separator: ", "))) occur in several rows"
            case .enumValue(let value, let column): "rows of '\(table)' have '\(value)' in '\(column)'"
            case .noValue(let column), .noComputedValue(let column):
                "rows of '\(table)' would have no value in '\(column)'"
            case .orphans(let columns, let parent):
                "rows of '\(table)' refer through (\(columns.joined(separator: ", "))) to missing rows of "
                    + "'\(parent)'"
            case .rowsWithoutValue(let column): "'\(table)' has rows, which have no value for '\(column)'"
            case .unfit(let column, let type): "values of '\(table).\(column)' are not valid for \(type)"
            case .changed(let column, let type, let change):
                "values of '\(table).\(column)' \(change.words(isOne: false)) when converted to \(type)"
            }
        return "\(migration): whether \(question)"
    }
}
