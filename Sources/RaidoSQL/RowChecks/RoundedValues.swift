import Raido

/// Which values of a column a server rounds or shortens to its new type without an error.
struct RoundedValues {
    /// The column, quoted.
    var column: String
    var change: TypeChange
    var dialect: any ServerRowDialect

    /// Nil where nothing shows them, or there are none.
    var condition: String? {
        switch change.new {
        // Where the types share no value, all are refused.
        case _ where change.old == change.new || change.sharesNoValue: nil
        case .unknown(let native): rounded(toNative: native)
        case .coarse(let type, let digits): rounded(to: type, digits: digits)
        case .number(let number): rounded(to: number)
        case .type(let type): rounded(to: type)
        case .values:
            isText && change.effect == .converted && dialect.ignoresBlanksAfterEnumValues ? losesBlanks : nil
        case .unknownValues, .textOfBytes: nil
        }
    }

    /// Whether texts are read as values of the new type.
    private var isText: Bool {
        change.old.isText
            || (change.effect == .converted && !change.new.isText && dialect.writesTexts(in: change))
    }

    private func rounded(to type: ColumnType, digits: Int) -> String? {
        if isText { return shortenedText(type, digits: digits) }
        return change.effect == .silent ? rounded(toNative: dialect.coarse(type, digits: digits)) : nil
    }

    private func rounded(to number: ExactNumber) -> String? {
        if isText { return shortenedNumber(number) }
        guard change.effect == .silent else { return nil }
        let rounded = dialect.changedAsExact(column, number, from: change.old)
        // The comparison itself takes this number for equal.
        guard change.old.isFloating, let changed = dialect.endOfFloating(number)?.changed else { return rounded }
        return "\(rounded) OR \(column) = \(changed)"
    }

    private func rounded(to type: ColumnType) -> String? {
        if isText { return type.exactNumber.map { shortenedNumber($0) } ?? shortenedText(type, digits: 6) }
        guard change.effect == .silent else { return nil }
        switch type.family {
        case .time: return "\(column) IS NOT NULL"
        case .date: return differs(from: "date")
        case .floatingPoint where type == .double: return changedAsDouble
        case .floatingPoint:
            // What 32 bits hold, 64 do too.
            return [changedAsReal, changedAsDouble].compactMap(\.self).joined(separator: " OR ")
        case .text, .document: return dialect.shortened(column, from: change.old, to: type)
        case .integer, .decimal: return type.exactNumber.flatMap { rounded(to: $0) }
        case .boolean, .timestamp, .interval, .uuid, .bytes, .networkAddress, .xml, .enumeration, .custom: return nil
        }
    }

    /// Texts of numbers with digits that a number has no room for, and of codes.
    private func shortenedNumber(_ number: ExactNumber) -> String {
        let code = matches(zeros)
        return number.scale > 0 ? "\(code) OR \(dialect.losesFraction(read, scale: number.scale))" : code
    }

    /// Texts of more than the type keeps: of moments so many digits of a second, a day or a time.
    private func shortenedText(_ type: ColumnType, digits: Int) -> String? {
        let fraction = "[.][0-9]{\(digits)}[0-9]*[1-9]"
        let pattern: String
        switch type.family {
        case .text:
            if case .char = type { return losesBlanks }
            return nil
        case .date: pattern = "[1-9]0?:|:[0-5]?[1-9]|:[1-5]0|[.]0*[1-9]"
        case .time: pattern = "\(fraction)|\(days)"
        case .timestamp: pattern = fraction
        case .interval:
            guard dialect.hasIntervals else { return nil }
            pattern = fraction
        case .floatingPoint where type == .real:
            pattern = "\(zeros)|([0-9][.]?){8}|\(dialect.smallExponent("3[7-9]|[4-9][0-9]|[0-9]{3}"))"
        case .floatingPoint:
            pattern = "\(zeros)|([0-9][.]?){18}|\(dialect.smallExponent("[3-9][0-9]{2}|[0-9]{4}"))"
        case .document: return dialect.shortenedDocument(read, type)
        case .boolean, .integer, .decimal, .uuid, .bytes, .networkAddress, .xml, .enumeration, .custom: return nil
        }
        return matches(pattern)
    }

    private func matches(_ pattern: String) -> String { dialect.matches(read, pattern) }

    private var read: String { dialect.reading(of: column, in: change) }

    /// A day before or after a time: its numbers, or the name of its month.
    private var days: String {
        "[0-9]{4}[^0-9:.][0-9]|[0-9]{4}[.][0-9]+[.]|[0-9]{6}[tT[:space:]]+[0-9]|[0-9][-/][0-9]|[a-zA-Z]{3}[^a-zA-Z]*[0-9]"
    }

    /// Those before a number, which are a code's.
    private var zeros: String { "^[[:space:]]*[-+]?0[0-9]" }

    /// Values of `char` have no blanks at their end.
    private var losesBlanks: String? {
        if case .type(.char) = change.old { nil } else { dialect.endsInBlank(column) }
    }

    /// Of floating numbers, those that are whole are what they are written as.
    private var changedAsReal: String {
        guard let number = change.old.exactNumber, number.bits == nil else { return differs(from: dialect.realType) }
        return dialect.changedAsReal(column, number)
    }

    private var changedAsDouble: String? { change.old.exactNumber.map { dialect.changedAsDouble(column, $0) } }

    /// Types with a number of digits of their own: `timestamp(0)`, `numeric(10, 2)`.
    private func rounded(toNative type: String) -> String? { dialect.nativeCast(type).map(differs) }

    private func differs(from type: String) -> String {
        "\(column) \(dialect.comparison("<>")) CAST(\(column) AS \(type))"
    }
}
