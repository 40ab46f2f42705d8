import Raido

/// Where a column of a rebuilt table gets its values from.
indirect enum ColumnSource: Hashable {
    /// A column of the old table.
    case column(String)
    /// An expression over columns of the old table, as a person wrote it.
    case expression(String)
    /// The same value in every row, or a neutral one.
    case fill(Fill)
    /// The column's default, made anew for every row.
    case defaultValue(DefaultValue)
    /// Nothing: it is NULL, numbered or generated.
    case absent
    /// Values of an enum exchanged for others, all at once.
    case replacing([Replacement], in: ColumnSource)
    case converting(SQLiteConversion, ColumnSource)
    case fillingNulls(ColumnSource, Fill)

    /// Both as literals.
    struct Replacement: Hashable {
        var old: String
        var new: String
    }

    init(adding column: Column, fill: Fill?) {
        if let fill, column.generated == nil {
            self = .fill(fill)
        } else if let value = column.defaultValue, column.generated == nil {
            self = .defaultValue(value)
        } else {
            self = .absent
        }
    }

    func replacing(_ old: String, by new: String) -> ColumnSource {
        guard case .replacing(var replacements, let source) = self else {
            return .replacing([Replacement(old: old, new: new)], in: self)
        }
        for place in replacements.indices where replacements[place].new == old { replacements[place].new = new }
        if !replacements.contains(where: { $0.old == old }) {
            replacements.append(Replacement(old: old, new: new))
        }
        return .replacing(replacements, in: source)
    }

    func renamingColumn(_ old: String, to new: String) -> ColumnSource {
        switch self {
        case .column(let name) where name == old: .column(new)
        case .expression(let text): .expression(SQLFragment(text).renamingColumn(old, to: new).common ?? text)
        case .column, .fill, .defaultValue, .absent: self
        case .replacing(let values, let source): .replacing(values, in: source.renamingColumn(old, to: new))
        case .converting(let conversion, let source): .converting(conversion, source.renamingColumn(old, to: new))
        case .fillingNulls(let source, let fill): .fillingNulls(source.renamingColumn(old, to: new), fill)
        }
    }
}

/// How old values become values of another type where copying them is not enough.
enum SQLiteConversion: String, Hashable {
    /// A timestamp's day, a timestamp's time of day, a day's beginning.
    case date, time, datetime
    case bytes

    func applied(to expression: String) -> String {
        switch self {
        case .date, .time, .datetime: "\(rawValue)(\(expression))"
        case .bytes: "CAST(\(expression) AS BLOB)"
        }
    }
}

extension SQLiteDialect {
    func conversion(from old: Column, to new: Column) -> SQLiteConversion? {
        switch (old.type, new.type) {
        case (.timestamp, .date), (.timestampWithTimeZone, .date): .date
        case (.timestamp, .time), (.timestampWithTimeZone, .time): .time
        case (.date, .timestamp), (.date, .timestampWithTimeZone): .datetime
        case (.text, .blob), (.text, .varbinary), (.text, .binary), (.varchar, .blob), (.varchar, .varbinary),
            (.varchar, .binary), (.char, .blob), (.char, .varbinary), (.char, .binary):
            .bytes
        default: nil
        }
    }
}
