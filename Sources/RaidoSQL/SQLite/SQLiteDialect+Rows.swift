import Raido

extension SQLiteDialect: RowDialect {
    func name(_ name: String) -> String { sqliteColumn(name) }
    func expression(_ text: String, over table: Table) -> String { sqliteExpression(text, over: table) }
    func differs(_ left: String, from right: String) -> String { "\(left) IS NOT \(right)" }
    func exactText(_ value: String) -> String { "\(value) COLLATE BINARY" }
    func length(_ text: String) -> String { "length(\(text))" }
    func octets(_ value: String, of type: StoredType) -> String { "length(CAST(\(value) AS blob))" }

    func wholeNumber(_ text: String) -> String { "CAST(\(text) AS integer)" }

    // MARK: - Values after pending changes

    func stored(_ expression: String, as type: StoredType, of column: Column, in table: Table) -> String? {
        type.isText ? "CAST(\(expression) AS text)" : "(\(expression))"
    }

    func converted(_ value: String, by conversion: ConvertedValues) -> String? {
        let (old, new, table) = (conversion.old, conversion.new, conversion.table)
        guard let was = try? storage(of: old, in: table), let stored = try? storage(of: new, in: table) else {
            return nil
        }
        if let conversion = self.conversion(from: old, was, to: new, stored) { return conversion.applied(to: value) }
        switch SQLiteValueKind(stored) {
        case .integer: return "CAST(\(value) AS integer)"
        case .number: return "CAST(\(value) AS \(stored.storageClasses == ["real"] ? "real" : "numeric"))"
        case .text: return SQLiteValueKind(was) == .text ? value : "CAST(\(value) AS text)"
        case .blob: return value
        }
    }

    func collated(_ value: String, by conversion: ConvertedValues) -> String {
        conversion.collated(value, otherwise: "BINARY")
    }

    func collation(of column: Column) -> String? {
        column.collation ?? (comparesWithoutCase(column) ? "NOCASE" : nil)
    }

    var addsTimeToDates: Bool { true }

    // MARK: - Values of another type

    func writesTexts(in change: TypeChange) -> Bool {
        change.old.type?.isWrittenAsText == true || change.old.isOfCalendar || readsBytes(in: change)
    }

    /// Bytes are read as texts, but not as numbers: they stay bytes in a column of such.
    private func readsBytes(in change: TypeChange) -> Bool {
        change.old.isOfBytes && !change.new.isOfBytes && !change.new.isUnknown && !change.putsBytesInPlaceOfNumbers
    }

    func reading(of column: String, in change: TypeChange) -> String {
        readsBytes(in: change) ? "CAST(\(column) AS text)" : column
    }

    var keepsNumbersAmongBytes: Bool { true }

    var acceptingLoss: (any RowDialect)? { SQLiteDialect(acceptsLoss: true) }

    /// A rebuild compares all other values with what they were.
    func rounded(_ column: String, by change: TypeChange) -> String? {
        guard change.effect == .silent, !change.old.isText else { return nil }
        if change.new == .type(.time) { return "\(column) IS NOT NULL" }
        return change.new == .type(.date) ? "strftime('%H:%M:%f', \(column)) <> '00:00:00.000'" : nil
    }

    // MARK: - Values that cannot be of a type

    func notText(_ bytes: String, in change: TypeChange) -> String? {
        readsBytes(in: change) ? SQLiteValueKind.bytesAreNoText("CAST(\(bytes) AS blob)") : nil
    }

    /// A rebuild compares each value with what it was.
    func notNumeric(_ text: String, isWhole: Bool) -> String {
        if acceptsLoss { return isWhole ? "\(isNoNumber(text)) OR \(isNoInteger(text))" : isNoNumber(text) }
        return isWhole
            ? SQLiteValueKind.text(text, isNotWholeNumber: "CAST(\(text) AS integer)")
            : SQLiteValueKind.text(text, isNotNumber: "CAST(\(text) AS numeric)")
    }

    /// A text that the column would keep as a text. In a comparison, SQLite makes of texts what a column of numbers makes
    /// of them ("Datatypes In SQLite", 4.2).
    private func isNoNumber(_ text: String) -> String { "\(text) <> CAST(\(text) AS numeric)" }

    private func isNoInteger(_ text: String) -> String { "typeof(CAST(\(text) AS numeric)) <> 'integer'" }

    /// Decimal numbers are kept as they come, and those without a fraction as whole ones.
    func notNumeric(_ text: String, _ number: ExactNumber) -> String {
        let shape = notNumeric(text, isWhole: number.bits != nil)
        return number.isSigned ? shape : "\(shape) OR CAST(\(text) AS numeric) < 0"
    }

    /// Numbers of many digits become others in a column of floating ones, and not in one of decimals.
    func notFloating(_ text: String, _ bounds: FloatingBounds) -> String {
        acceptsLoss ? isNoNumber(text) : SQLiteValueKind.text(text, isNotNumber: "CAST(\(text) AS real)")
    }

    /// Of whole numbers, any is kept.
    func outOfRange(_ column: String, _ number: ExactNumber, from old: StoredType) -> String? {
        if old.isOfBytes { return isNotStoredAsNumber(column) }
        // Fractions become no whole number, and neither does the least of all, which is left floating.
        let lost =
            number.bits == nil
            ? [] : ["\(column) <> CAST(\(column) AS integer)", "\(column) = \(leastInteger)"]
        let negative = number.isSigned ? [] : ["\(column) < 0"]
        var conditions: [String] = []
        if let former = old.exactNumber {
            conditions = (former.isSigned ? negative : []) + (former.bits == nil ? lost : [])
        } else if old.isFloating {
            conditions = lost + negative
        }
        return conditions.isEmpty ? nil : conditions.joined(separator: " OR ")
    }

    func outOfRange(_ expression: String, _ number: ExactNumber) -> String? {
        number.isSigned ? nil : "\(expression) < 0"
    }

    /// Bytes stay bytes in any column.
    private func isNotStoredAsNumber(_ column: String) -> String { "typeof(\(column)) NOT IN ('integer', 'real')" }

    /// A rebuild compares each number with what it was. Floating numbers have 64 bits, whatever their type is called.
    func outOfRange(_ column: String, _ bounds: FloatingBounds, from old: StoredType) -> String? {
        if old.isOfBytes { return isNotStoredAsNumber(column) }
        guard old.exactNumber != nil, !acceptsLoss else { return nil }
        let isLeast = "typeof(\(column)) = 'integer' AND \(column) = \(leastInteger)"
        return "\(column) <> CAST(\(column) AS real) OR (\(isLeast))"
    }

    /// Any text is kept. Only what is calculated with is compared with the calendar.
    func notMoment(_ text: String, _ type: ColumnType) -> String {
        let (two, day) = ("[0-9][0-9]", "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]")
        let condition =
            if type == .date {
                "\(text) NOT GLOB '\(day)' OR date(\(text), '+0 days') IS NOT \(text)"
            } else if type == .time {
                "\(text) NOT GLOB '\(two):\(two)*' OR \(text) GLOB '*[^0-9:.]*' OR time(\(text)) IS NULL"
            } else {
                "\(text) NOT GLOB '\(day)*' OR datetime(\(text)) IS NULL "
                    + "OR date(substr(\(text), 1, 10), '+0 days') IS NOT substr(\(text), 1, 10)"
                    + (type.hasZone ? "" : " OR substr(\(text), 11) GLOB '*[zZ+-]*'")
            }
        return "typeof(\(text)) <> 'text' OR \(condition)"
    }

    func notUUID(_ text: String) -> String { "length(CAST(\(text) AS text)) <> 36" }

    func notBoolean(_ text: String) -> String {
        acceptsLoss
            ? "\(isNoNumber(text)) OR CAST(\(text) AS numeric) NOT IN (0, 1)" : "\(text) NOT IN ('0', '1')"
    }
}
