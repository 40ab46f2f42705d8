import Raido

/// The answers about rows that only PostgreSQL, MySQL and MariaDB have to give.
protocol ServerRowDialect: RowDialect {
    // MARK: - Patterns

    /// The condition that a part of the text matches the pattern.
    func matches(_ text: String, _ pattern: String) -> String

    /// The condition that no part does.
    func lacks(_ text: String, _ pattern: String) -> String

    /// The set of characters that are skipped around a number, as a pattern. Other blanks of Unicode are not.
    var blank: String { get }

    /// The same before a whole number.
    var blankBeforeWholeNumber: String { get }

    /// The exponent of a number that no type has room for, nor the engine's longest numbers, as a pattern.
    var longExponent: String { get }

    /// The same of a number that has more digits after the point than are read of a decimal.
    var vanishingExponent: String? { get }

    // MARK: - Numbers

    /// A text that looks like a number, as a number of any size.
    func wide(_ text: String, isWhole: Bool) -> String

    /// A text that looks like a number, to be compared with the bounds of floating point.
    func floating(_ text: String) -> String

    /// The condition that a floating type is too short for a number.
    func beyond(_ bounds: FloatingBounds, _ number: String) -> String

    /// The condition that 32 bits are too few for a floating number of 64.
    func beyondReal(_ double: String) -> String

    /// Where floating numbers become whole ones only within a narrower range than that of the type: the conditions that
    /// one is out of it, and the number that becomes another one although the two compare as equal.
    func endOfFloating(_ number: ExactNumber) -> (below: String?, above: String, changed: String?)?

    /// Whether a negative number is refused although it would be rounded to 0.
    var checksSignBeforeRounding: Bool { get }

    // MARK: - Values that are rounded or shortened

    /// Whether a text is taken for the value of an enum that it would be without the blanks at its end.
    var ignoresBlanksAfterEnumValues: Bool { get }

    /// Whether there is a type of intervals. Elsewhere they are texts.
    var hasIntervals: Bool { get }

    /// Floating point of 32 bits.
    var realType: String { get }

    /// A time or a moment with so many digits of a second.
    func coarse(_ type: ColumnType, digits: Int) -> String

    /// A type that has a number of digits of its own, as a cast takes it; nil for others.
    func nativeCast(_ type: String) -> String?

    /// The condition that a text of a number has more digits after the point than the scale.
    func losesFraction(_ text: String, scale: Int) -> String

    /// The condition that a number is rounded to a type of exact ones.
    func changedAsExact(_ column: String, _ number: ExactNumber, from old: StoredType) -> String

    /// The condition that a decimal has more digits than floating point of 32 bits has room for, so that it does not
    /// come back. As doubles, the two differ also where they are one number.
    func changedAsReal(_ column: String, _ number: ExactNumber) -> String

    /// The condition that a number has more digits than floating point of 64 bits has room for. The comparison would
    /// convert both sides to floating point if they were compared as they are.
    func changedAsDouble(_ column: String, _ number: ExactNumber) -> String

    /// The condition that a value becomes a shorter text or document; nil where none does.
    func shortened(_ column: String, from old: StoredType, to type: ColumnType) -> String?

    /// The condition that a text becomes a shorter document; nil where none does.
    func shortenedDocument(_ column: String, _ type: ColumnType) -> String?

    func endsInBlank(_ text: String) -> String
}

extension ServerRowDialect {
    var blankBeforeWholeNumber: String { blank }
    var vanishingExponent: String? { nil }
    var checksSignBeforeRounding: Bool { false }

    func wholeNumber(_ text: String) -> String { wide(text, isWhole: true) }

    func beyondReal(_ double: String) -> String { beyond(.real, double) }

    /// A decimal of the number's digits, as a cast takes it.
    func decimal(_ number: ExactNumber) -> String {
        "decimal(\(min(number.digits + number.scale, 65)), \(number.scale))"
    }

    func rounded(_ column: String, by change: TypeChange) -> String? {
        RoundedValues(column: column, change: change, dialect: self).condition
    }

    func notNumeric(_ text: String, isWhole: Bool) -> String {
        let before = isWhole ? blankBeforeWholeNumber : blank
        let digits = isWhole ? "[0-9]+" : "([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?"
        return lacks(text, "^\(before)*[-+]?\(digits)\(blank)*$")
    }

    func notNumeric(_ text: String, _ number: ExactNumber) -> String {
        let isWhole = number.scale == 0
        let exponents = isWhole ? [] : [longExponent, vanishingExponent].compactMap(\.self)
        let bounds = RoundedBounds(number: number, origin: isWhole ? .exact : .longerFraction, dialect: self)
        return unreadable(
            text, isWhole: isWhole, exponents, otherwise: bounds.exceeded(by: wide(text, isWhole: isWhole)))
    }

    func notFloating(_ text: String, _ bounds: FloatingBounds) -> String {
        unreadable(text, isWhole: false, [longExponent], otherwise: beyond(bounds, floating(text)))
    }

    /// Only what looks like a number is read as one.
    private func unreadable(_ text: String, isWhole: Bool, _ exponents: [String], otherwise: String) -> String {
        let conditions = [notNumeric(text, isWhole: isWhole)] + exponents.map { matches(text, $0) }
        return "CASE WHEN \(conditions.joined(separator: " OR ")) THEN 1 = 1 ELSE \(otherwise) END"
    }

    func outOfRange(_ column: String, _ number: ExactNumber, from old: StoredType) -> String? {
        guard old.isFloating || old.exactNumber != nil else { return nil }
        let isLonger = (old.exactNumber?.scale ?? 0) > number.scale
        let origin: RoundedBounds.Origin = old.isFloating ? .floating : isLonger ? .longerFraction : .exact
        return RoundedBounds(number: number, origin: origin, dialect: self).exceeded(by: column)
    }

    func outOfRange(_ expression: String, _ number: ExactNumber) -> String? {
        RoundedBounds(number: number, origin: .unknown, dialect: self).exceeded(by: expression)
    }

    func outOfRange(_ column: String, _ bounds: FloatingBounds, from old: StoredType) -> String? {
        guard bounds == .real else { return nil }
        if old == .type(.double) { return beyondReal(column) }
        // Few decimals are long enough for that.
        guard let number = old.exactNumber, number.digits > 38 || number.scale > 45 else { return nil }
        return beyond(.real, column)
    }

    /// Numbers so near to 0 that digits of them are lost, or all, as a pattern.
    func smallExponent(_ digits: String) -> String { "[1-9.][0-9.]*[eE]-0*(\(digits))" }
}
