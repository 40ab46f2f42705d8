import Raido

/// Where a column of a rebuilt table gets its values from.
indirect enum ColumnSource: Hashable {
    /// A column of the old table.
    case column(String)
    /// An expression over columns of the old table, as the user wrote it.
    case expression(String)
    /// The same value in every row, or a neutral one.
    case fill(Fill)
    /// The column's default, rebuilt for every row.
    case defaultValue(DefaultValue)
    /// Nothing: it is NULL, numbered or generated.
    case absent
    /// Values of an enum exchanged for others, all at once.
    case replacing(ValueExchanges, in: ColumnSource)
    case converting(SQLiteConversion, ColumnSource)
    case fillingNulls(ColumnSource, Fill)

    init(adding column: Column, fill: Fill?) {
        if let fill, column.generated == nil {
            self = .fill(fill)
        } else if let value = column.defaultValue, column.generated == nil {
            self = .defaultValue(value)
        } else {
            self = .absent
        }
    }

    /// The values after a step that exchanges some.
    func exchanging(_ step: ValueStep) -> ColumnSource {
        var (exchanges, source) = (ValueExchanges(), self)
        if case .replacing(let former, let inner) = self { (exchanges, source) = (former, inner) }
        _ = exchanges.add(step, spelled: literal)
        return exchanges.isEmpty ? source : .replacing(exchanges, in: source)
    }
}

extension ColumnSource {
    /// The values before they are converted and filled.
    var unconverted: ColumnSource {
        switch self {
        case .converting(_, let source), .fillingNulls(let source, _): source.unconverted
        case .replacing(let values, let source): .replacing(values, in: source.unconverted)
        case .column, .expression, .fill, .defaultValue, .absent: self
        }
    }

    /// Whether the values are those that old rows have, and no others.
    var isOfOldRow: Bool {
        switch self {
        case .column, .expression: true
        case .converting(_, let source), .fillingNulls(let source, _), .replacing(_, let source): source.isOfOldRow
        case .fill, .defaultValue, .absent: false
        }
    }

    var usesPlaceholder: Bool {
        switch self {
        case .fill(.placeholder), .fillingNulls(_, .placeholder): true
        case .converting(_, let source), .fillingNulls(let source, _), .replacing(_, let source):
            source.usesPlaceholder
        case .column, .expression, .fill, .defaultValue, .absent: false
        }
    }
}

/// How old values become values of another type where copying them is not enough.
enum SQLiteConversion: String, Hashable {
    /// A timestamp's day, a timestamp's time of day, a day's beginning.
    case date, time, datetime
    case bytes, text
    /// Nothing, as no value is one of the new type.
    case nothing
    /// A number as text. By itself SQLite writes 15 digits of a floating-point number, which are too few for some.
    case number

    func applied(to expression: String) -> String {
        switch self {
        case .date, .time, .datetime: "\(rawValue)(\(expression))"
        case .nothing: "NULL"
        case .bytes: "CAST(\(expression) AS BLOB)"
        case .text: "CAST(\(expression) AS TEXT)"
        case .number:
            "CASE WHEN typeof(\(expression)) <> 'real' OR CAST(CAST(\(expression) AS TEXT) AS REAL) = \(expression) "
                + "THEN CAST(\(expression) AS TEXT) ELSE printf('%!.17g', \(expression)) END"
        }
    }
}

extension SQLiteDialect {
    /// How values of the old column become values of the new one, where copying them is not enough.
    func conversion(
        from old: Column, _ wasStored: SQLiteStorage, to new: Column, _ isStored: SQLiteStorage
    ) -> SQLiteConversion? {
        if TypeChange(from: old, to: new, on: engine).sharesNoValue { return .nothing }
        if old.type.isTimestamp, new.type == .date { return .date }
        if old.type.isTimestamp, new.type == .time { return .time }
        if old.type == .date, new.type.isTimestamp { return .datetime }
        switch (SQLiteValueKind(wasStored), SQLiteValueKind(isStored)) {
        case (.text, .blob): return .bytes
        case (.blob, .text): return .text
        case (.number, .text): return .number
        case (.text, .text), (.text, .integer), (.text, .number), (.integer, _), (.number, .integer),
            (.number, .number), (.number, .blob), (.blob, .integer), (.blob, .number), (.blob, .blob):
            return nil
        }
    }
}
