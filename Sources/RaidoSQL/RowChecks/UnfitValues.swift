import Raido

/// Which values of a column cannot be of its new type. Where an engine takes more spellings of a value than can be told
/// here, only those are found that it surely refuses.
struct UnfitValues {
    /// The column, quoted.
    var column: String
    var change: TypeChange
    var dialect: any RowDialect

    /// Nil where nothing shows them, or there are none.
    var condition: String? {
        guard change.effect != nil else { return daysBeyondMoments }
        // Only what is a text is read as one, and only what looks like a number as a number.
        let conditions = [dialect.notText(column, in: change), conditionOfType, change.numbers.flatMap(other)]
        let known = conditions.compactMap(\.self)
        guard let last = known.last else { return nil }
        return known.dropLast().reversed().reduce(last) { "CASE WHEN \($1) THEN 1 = 1 ELSE \($0) END" }
    }

    /// The condition that a value is none of the numbers; nil where nothing shows it.
    private func other(than numbers: [Int64]) -> String? {
        guard !change.sharesNoValue, !numbers.isEmpty else { return nil }
        let list = numbers.map { "\($0)" }.joined(separator: ", ")
        if isText { return "\(dialect.wholeNumber(value)) NOT IN (\(list))" }
        if change.old == .type(.boolean) { return "CASE WHEN \(column) THEN 1 ELSE 0 END NOT IN (\(list))" }
        return isNumber ? "\(column) NOT IN (\(list))" : nil
    }

    private var conditionOfType: String? {
        if change.sharesNoValue { return "1 = 1" }
        switch change.new {
        case .values(let values):
            let list = values.map(dialect.text).joined(separator: ", ")
            return "\(dialect.exactText(value)) NOT IN (\(list))"
        case .type(let type): return condition(type)
        case .number(let number): return condition(number)
        case .coarse(let type, _): return condition(type)
        case .textOfBytes(let count): return "\(octets) > \(count)"
        case .unknownValues, .unknown: return nil
        }
    }

    private func condition(_ type: ColumnType) -> String? {
        if let capacity = type.textCapacity {
            return capacity == .max ? nil : "\(dialect.length(value)) > \(capacity)"
        }
        if let number = type.exactNumber { return condition(number) }
        switch type.family {
        case .bytes: return isNoByte ? "1 = 1" : type.byteLengths.flatMap(condition)
        case .floatingPoint: return beyond(type == .real ? .real : .double)
        case .date, .time, .timestamp:
            return isText && !change.old.isOfCalendar ? dialect.notMoment(value, type) : daysBeyondMoments
        case .uuid: return isText ? dialect.notUUID(value) : nil
        case .document:
            if type == .jsonb, change.old == .type(.json) { return dialect.notBinaryDocument(column) }
            return isText && !isDocument ? dialect.notDocument(value, type) : nil
        case .boolean:
            if isText { return dialect.notBoolean(value) }
            return isNumber ? dialect.notTruth(column) : nil
        case .interval, .networkAddress, .xml: return isText ? dialect.notReadable(value, type) : nil
        case .text, .integer, .decimal, .enumeration, .custom: return nil
        }
    }

    /// Days have a wider range than moments, to which they otherwise become without a loss.
    private var daysBeyondMoments: String? {
        change.old == .type(.date) && change.new.isMoment ? dialect.beyondMoments(column) : nil
    }

    private func condition(_ lengths: ClosedRange<Int>) -> String? {
        if lengths.upperBound == .max { return nil }
        return "\(octets) \(lengths.lowerBound == lengths.upperBound ? "<>" : ">") \(lengths.upperBound)"
    }

    private func condition(_ number: ExactNumber) -> String? {
        isText ? dialect.notNumeric(value, number) : dialect.outOfRange(column, number, from: change.old)
    }

    private func beyond(_ bounds: FloatingBounds) -> String? {
        isText ? dialect.notFloating(value, bounds) : dialect.outOfRange(column, bounds, from: change.old)
    }

    private var isNoByte: Bool {
        dialect.keepsNumbersAmongBytes && !isText && !change.old.isOfBytes && !change.old.isUnknown
    }

    /// Whether the engine reads texts as values of the new type: those that the column has, or that it writes for them.
    private var isText: Bool { change.old.isText || dialect.writesTexts(in: change) }

    private var isNumber: Bool {
        let isAmongBytes = dialect.keepsNumbersAmongBytes && change.old.isOfBytes
        return change.old.exactNumber != nil || change.old.isFloating || isAmongBytes
    }

    /// Whether what is written for a value is a document.
    private var isDocument: Bool { change.old.exactNumber != nil || change.old == .type(.boolean) }

    private var value: String { dialect.reading(of: column, in: change) }

    private var octets: String { dialect.octets(column, of: change.old) }
}

extension StoredType {
    /// Whether a value is a day, a time or both, of which an engine takes what another such type has room for.
    var isOfCalendar: Bool { isMoment || type == .date || type == .time }
}

extension ColumnType {
    /// Whether values are written as texts where they become ones of a type that is not alike.
    var isWrittenAsText: Bool {
        [.interval, .uuid, .document, .networkAddress, .xml].contains(family)
    }

    var hasZone: Bool { self == .timestampWithTimeZone }
}

/// The types of floating point, which end at a number each.
enum FloatingBounds {
    case real, double
}

/// How texts look that tell a moment's distance from UTC after its time.
let offsetPattern = "([0-9]:[0-9.:]+|[tT][0-9.]+)[[:space:]]*([+-][0-9]|[zZ]|[uU][tT][cC]|[gG][mM][tT])"
