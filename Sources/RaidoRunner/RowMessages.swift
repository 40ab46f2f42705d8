import Raido

// What is said of rows that are in the way of migrations.

extension RowFinding: CustomStringConvertible {
    public var description: String {
        let more = count > examples.count ? ", …" : ""
        let what = isReverting ? fault : advice.map { "\(fault); \($0)" } ?? fault
        return "\(migration): \(what): \(examples.joined(separator: "; "))\(more)\n\(query.indented)"
    }
}

extension RowFinding {
    private var fault: String {
        let isOne = count == 1
        let rows = isOne ? "1 row" : "\(count) rows"
        return switch kind {
        case .check(let name): "\(rows) of '\(table)' would break the check '\(name)'"
        case .duplicates(let columns):
            "\(isOne ? "1 value" : "\(count) values") of '\(table)' (\(columns.joined(separator: ", "))), which have to "
                + "be unique, \(isOne ? "is" : "are") in several rows"
        case .enumValue(let value, let column):
            "\(rows) of '\(table)' \(isOne ? "has" : "have") '\(value)' in '\(column)', which is removed"
        case .noValue(let column):
            "\(rows) of '\(table)' would have no value in '\(column)', which becomes NOT NULL"
        case .orphans(let columns, let parent):
            "\(rows) of '\(table)' \(isOne ? "refers" : "refer") through (\(columns.joined(separator: ", "))) to rows of "
                + "'\(parent)' that are not there"
        case .rowsWithoutValue(let column):
            "\(rows) of '\(table)' would have no value in the new column '\(column)', which is NOT NULL"
        case .unfit(let column, let type):
            "\(rows) of '\(table)' \(isOne ? "has a value" : "have values") in '\(column)' that \(isOne ? "is" : "are") too "
                + "long, out of range or no \(type)"
        case .rounded(let column, let type):
            "\(rows) of '\(table)' \(isOne ? "has a value" : "have values") in '\(column)' that \(isOne ? "is" : "are") "
                + "rounded or shortened to become \(type)"
        }
    }

    /// What the models can say about it.
    private var advice: String? {
        switch kind {
        case .check, .duplicates, .orphans, .rounded: nil
        case .enumValue: "'to:' gives it a successor"
        case .noValue: "'fill' gives one"
        case .rowsWithoutValue: "'fill' or a default gives one"
        case .unfit: "'using' says how they are converted"
        }
    }
}

extension UnaskedCheck: CustomStringConvertible {
    /// `m3: whether values of 'books' (email) are in several rows`.
    public var description: String {
        let question =
            switch kind {
            case .check(let name): "rows of '\(table)' break the check '\(name)'"
            case .duplicates(let columns):
                "values of '\(table)' (\(columns.joined(separator: ", "))) are in several rows"
            case .enumValue(let value, let column): "rows of '\(table)' have '\(value)' in '\(column)'"
            case .noValue(let column): "rows of '\(table)' would have no value in '\(column)'"
            case .orphans(let columns, let parent):
                "rows of '\(table)' refer through (\(columns.joined(separator: ", "))) to rows of '\(parent)' that are not "
                    + "there"
            case .rowsWithoutValue(let column): "'\(table)' has rows, which have no value for '\(column)'"
            case .unfit(let column, let type): "values of '\(table).\(column)' are no \(type)"
            case .rounded(let column, let type): "values of '\(table).\(column)' are rounded to become \(type)"
            }
        return "\(migration): whether \(question)"
    }
}
