import Raido

/// Which values of a column cannot be of its new type. Where an engine takes more spellings of a value than can be told
/// here, only those are found that it surely refuses.
struct UnfitValues {
    /// The column, quoted.
    var column: String
    var change: TypeChange
    var spelling: CheckSpelling

    /// Nil where nothing tells them, or there are none.
    var condition: String? {
        if change.sharesNoValue { return "1 = 1" }
        switch change.new {
        case .values(let values):
            let list = values.map(spelling.text).joined(separator: ", ")
            return "\(spelling.exactText(column)) NOT IN (\(list))"
        case .unknownValues: return nil
        case .type(let type): return condition(type)
        }
    }

    private func condition(_ type: ColumnType) -> String? {
        if let capacity = type.textCapacity {
            return capacity == .max ? nil : "\(spelling.length(column)) > \(capacity)"
        }
        if let number = type.exactNumber { return isText ? notNumeric(number) : outOfRange(number) }
        switch type {
        case .binary(let length): return "\(spelling.octets(column)) <> \(length)"
        case .varbinary(let length): return "\(spelling.octets(column)) > \(length)"
        case .real where change.old == .type(.double): return spelling.beyondReal(column)
        case .real: return isText ? notFloating(.real) : decimalBeyondReal
        case .double: return isText ? notFloating(.double) : nil
        case .date, .time, .timestamp, .timestampWithTimeZone: return isText ? spelling.notMoment(column, type) : nil
        case .uuid: return isText ? spelling.notUUID(column) : nil
        case .jsonb where change.old == .type(.json): return spelling.notBinaryDocument(column)
        case .json, .jsonb: return isText ? spelling.notDocument(column) : nil
        case .boolean:
            if isText { return spelling.notBoolean(column) }
            return isNumber ? "\(column) NOT IN (0, 1)" : nil
        case .varchar, .char, .text, .tinyInteger, .smallInteger, .integer, .bigInteger, .unsignedTinyInteger,
            .unsignedSmallInteger, .unsignedInteger, .unsignedBigInteger, .decimal, .interval, .blob, .inet,
            .cidr, .macAddress, .xml, .enumeration, .custom:
            return nil
        }
    }

    private var isText: Bool { change.old.isText }

    private var isNumber: Bool {
        guard case .type(let type) = change.old else { return false }
        return type.exactNumber != nil || type == .real || type == .double
    }

    private func notNumeric(_ number: ExactNumber) -> String {
        // SQLite keeps decimal numbers as they come, and knows those without a fraction as whole ones.
        let isWhole = spelling.engine == .sqlite ? number.bits != nil : number.scale == 0
        let shape = spelling.notNumeric(column, isWhole: isWhole)
        guard spelling.engine != .sqlite else { return shape }
        // Only what looks like a number is read as one.
        let unreadable = isWhole ? shape : "\(shape) OR \(spelling.hasLongExponent(column))"
        let value = spelling.wide(column, isWhole: isWhole)
        return "CASE WHEN \(unreadable) THEN 1 = 1 ELSE \(bounds(number, of: value)) END"
    }

    private func notFloating(_ bounds: FloatingBounds) -> String {
        let shape = spelling.notNumeric(column, isWhole: false)
        guard spelling.engine != .sqlite else { return shape }
        let unreadable = "\(shape) OR \(spelling.hasLongExponent(column))"
        let value = spelling.engine == .postgresql ? "\(column)::text::numeric" : "(\(column) + 0e0)"
        return "CASE WHEN \(unreadable) THEN 1 = 1 ELSE \(spelling.beyond(bounds, value)) END"
    }

    /// Few decimals are long enough for that.
    private var decimalBeyondReal: String? {
        guard case .type(let old) = change.old, let number = old.exactNumber, spelling.engine != .sqlite,
            number.digits > 38 || number.scale > 45
        else { return nil }
        return spelling.beyond(.real, column)
    }

    private func outOfRange(_ number: ExactNumber) -> String? {
        guard case .type(let old) = change.old, let former = old.exactNumber else {
            // SQLite keeps whole numbers only, and any of them.
            let isFloating = change.old == .type(.real) || change.old == .type(.double)
            guard isFloating else { return nil }
            if spelling.engine == .sqlite { return "\(column) <> CAST(\(column) AS integer)" }
            return bounds(number, of: column)
        }
        guard spelling.engine == .sqlite else { return bounds(number, of: column) }
        var conditions: [String] = []
        if former.isSigned, !number.isSigned { conditions.append("\(column) < 0") }
        if former.scale > 0, number.bits != nil { conditions.append("\(column) <> CAST(\(column) AS integer)") }
        return conditions.isEmpty ? nil : conditions.joined(separator: " OR ")
    }

    private func bounds(_ number: ExactNumber, of value: String) -> String {
        RoundedBounds(number: number, origin: origin(for: number), engine: spelling.engine).exceeded(by: value)
    }

    private func origin(for number: ExactNumber) -> RoundedBounds.Origin {
        guard case .type(let old) = change.old else { return .exact }
        if old == .real || old == .double { return .floating }
        let isLonger = isText ? number.scale > 0 : (old.exactNumber?.scale ?? 0) > number.scale
        return isLonger ? .longerFraction : .exact
    }
}

/// Where floating point ends.
enum FloatingBounds {
    case real, double

    /// The greatest number.
    var greatest: String {
        switch self {
        case .real: "3.4028234663852886e38"
        case .double: "1.7976931348623157e308"
        }
    }

    /// The least one that is not rounded to the greatest any more.
    var overflow: String {
        switch self {
        case .real: "3.4028235677973366e38"
        case .double: "1.797693134862315807937289714053e308"
        }
    }

    /// The greatest one that is rounded to 0.
    var underflow: String {
        switch self {
        case .real: "7.006492321624085e-46"
        case .double: "2.4703282292062327e-324"
        }
    }
}

/// How texts look that tell a moment's distance from UTC behind its time.
let offsetPattern = "([0-9]:[0-9.:]+|[tT][0-9.]+)[[:space:]]*([+-][0-9]|[zZ]|[uU][tT][cC]|[gG][mM][tT])"

extension CheckSpelling {
    /// A column, by its name, as text.
    func asText(_ name: String) -> String { exactText(self.name(name)) }

    func text(_ value: String, is other: String) -> String { "\(value) = \(text(other))" }

    /// A value as a text that is compared letter by letter.
    func exactText(_ column: String) -> String {
        switch engine {
        case .sqlite: "\(column) COLLATE BINARY"
        case .postgresql: "\(column)::text"
        case .mysql, .mariadb: "CAST(\(column) AS char CHARACTER SET utf8mb4) COLLATE utf8mb4_bin"
        }
    }

    func length(_ column: String) -> String {
        switch engine {
        case .sqlite: "length(\(column))"
        case .postgresql: "char_length(\(column)::text)"
        case .mysql, .mariadb: "char_length(\(column))"
        }
    }

    func octets(_ column: String) -> String {
        switch engine {
        case .sqlite: "length(CAST(\(column) AS blob))"
        case .postgresql, .mysql, .mariadb: "octet_length(\(column))"
        }
    }

    /// A double beyond the numbers of 32 bits; SQLite has 64 bits for both.
    func beyondReal(_ column: String) -> String? {
        switch engine {
        case .sqlite: nil
        case .postgresql: "\(column) NOT IN ('Infinity', '-Infinity', 'NaN') AND (\(beyond(.real, column)))"
        case .mysql, .mariadb: beyond(.real, column)
        }
    }

    /// A number that a floating one is too short for. PostgreSQL refuses what would become 0 too.
    func beyond(_ bounds: FloatingBounds, _ value: String) -> String {
        switch engine {
        case .postgresql:
            "abs(\(value)) >= \(bounds.overflow) OR (\(value) <> 0 AND abs(\(value)) <= \(bounds.underflow))"
        // Texts of greater numbers are read as the greatest one.
        case .mysql, .mariadb, .sqlite: "abs(\(value)) \(bounds == .double ? ">=" : ">") \(bounds.greatest)"
        }
    }

    /// A text that looks like a number, as a number of any size.
    func wide(_ column: String, isWhole: Bool) -> String {
        switch engine {
        case .sqlite: "CAST(\(column) AS integer)"
        case .postgresql: "\(column)::text::numeric"
        case .mysql, .mariadb: "CAST(\(column) AS decimal(65, \(isWhole ? 0 : 30)))"
        }
    }

    /// A text of a number with an exponent that no type has room for, nor the engine's longest numbers.
    func hasLongExponent(_ column: String) -> String {
        let pattern = "[eE][+]?0*[1-9][0-9]{3}"
        return switch engine {
        case .sqlite: "0"
        case .postgresql: "\(column)::text ~ '\(pattern)|[eE]-0*[1-9][0-9]{3}'"
        case .mysql, .mariadb: "\(column) REGEXP '\(pattern)'"
        }
    }

    /// What servers pass over around a number, as a pattern's set of characters. Other blanks of Unicode are none.
    private var blank: String {
        let escape = engine.isOfMySQLFamily ? "\\\\" : "\\"
        return "[\(escape)x09-\(escape)x0d ]"
    }

    func notNumeric(_ column: String, isWhole: Bool) -> String {
        // Before whole numbers MySQL passes over these two alone.
        let before = isWhole && engine == .mysql ? "[\\\\x09 ]" : blank
        let pattern =
            isWhole
            ? "^\(before)*[-+]?[0-9]+\(blank)*$"
            : "^\(before)*[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?\(blank)*$"
        switch engine {
        case .sqlite:
            // A rebuild compares each value with what it was.
            return isWhole
                ? SQLiteValueKind.text(column, isNotWholeNumber: "CAST(\(column) AS integer)")
                : SQLiteValueKind.text(column, isNotNumber: "CAST(\(column) AS numeric)")
        case .postgresql: return "\(column)::text !~ '\(pattern)'"
        case .mysql, .mariadb: return "\(column) NOT REGEXP '\(pattern)'"
        }
    }

    func notMoment(_ column: String, _ type: ColumnType) -> String? {
        switch engine {
        case .sqlite: return sqliteNotMoment(column, type)
        case .postgresql:
            let words = "'epoch', 'infinity', '-infinity', 'allballs'"
            return "\(movingMoment(column)) OR \(isWithoutZone(type) ? "\(hasOffset(column)) OR " : "")"
                + "(\(column)::text !~ '[0-9]' AND lower(trim(\(column)::text)) NOT IN (\(words)))"
        case .mysql, .mariadb:
            let native = type == .date ? "date" : type == .time ? "time(6)" : "datetime(6)"
            let digits = type == .time ? mysqlTimePattern : "[0-9]"
            return "\(column) NOT REGEXP '\(digits)' OR CAST(\(column) AS \(native)) IS NULL"
                + (isWithoutZone(type) ? " OR \(hasOffset(column))" : "")
        }
    }

    private func isWithoutZone(_ type: ColumnType) -> Bool { type != .timestampWithTimeZone }

    /// A moment's distance from UTC, which a type without a zone has no room for.
    func hasOffset(_ column: String) -> String {
        switch engine {
        case .sqlite: "substr(\(column), 11) GLOB '*[zZ+-]*'"
        case .postgresql: "\(column)::text ~* '\(offsetPattern)'"
        case .mysql, .mariadb: "\(column) REGEXP '\(offsetPattern)'"
        }
    }

    /// PostgreSQL takes these words for the moment at which it reads them.
    func movingMoment(_ column: String) -> String { "\(column)::text ~* 'now|today|tomorrow|yesterday'" }

    /// SQLite keeps any text. Only what it calculates with does it hold against the calendar.
    private func sqliteNotMoment(_ column: String, _ type: ColumnType) -> String {
        let (two, day) = ("[0-9][0-9]", "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]")
        let condition =
            switch type {
            case .date: "\(column) NOT GLOB '\(day)' OR date(\(column), '+0 days') IS NOT \(column)"
            case .time:
                "\(column) NOT GLOB '\(two):\(two)*' OR \(column) GLOB '*[^0-9:.]*' OR time(\(column)) IS NULL"
            case .timestamp, .timestampWithTimeZone, .varchar, .char, .text, .boolean, .tinyInteger, .smallInteger,
                .integer, .bigInteger, .unsignedTinyInteger, .unsignedSmallInteger, .unsignedInteger,
                .unsignedBigInteger, .real, .double, .decimal, .interval, .uuid, .json, .jsonb, .blob, .binary,
                .varbinary, .inet, .cidr, .macAddress, .xml, .enumeration, .custom:
                "\(column) NOT GLOB '\(day)*' OR datetime(\(column)) IS NULL "
                    + "OR date(substr(\(column), 1, 10), '+0 days') IS NOT substr(\(column), 1, 10)"
                    + (isWithoutZone(type) ? " OR \(hasOffset(column))" : "")
            }
        return "typeof(\(column)) <> 'text' OR \(condition)"
    }

    func notUUID(_ column: String) -> String? {
        switch engine {
        case .sqlite: "\(length(column)) <> 36"
        case .mysql: "\(column) NOT REGEXP '\(mysqlUUIDPattern)'"
        case .postgresql: "\(column)::text !~* '^[{]?([0-9a-f]{4}-?){8}[}]?$'"
        case .mariadb: "\(column) NOT REGEXP '^([0-9a-fA-F]{4}-?){8}$'"
        }
    }

    func notDocument(_ column: String) -> String? {
        engine == .postgresql ? nil : "NOT json_valid(\(column))"
    }

    /// Texts of PostgreSQL hold no NUL, which its `json` does not look for.
    func notBinaryDocument(_ column: String) -> String? {
        engine == .postgresql ? "\(column)::text ~ '(^|[^\\\\])(\\\\\\\\)*\\\\u0000'" : nil
    }

    func notBoolean(_ column: String) -> String? {
        switch engine {
        case .sqlite: "\(column) NOT IN ('0', '1')"
        case .postgresql:
            "lower(trim(\(column)::text)) !~ '^(t|tr|tru|true|f|fa|fal|fals|false|y|ye|yes|n|no|on|of|off|0|1)$'"
        case .mysql, .mariadb: "\(column) NOT REGEXP '\(mysqlBooleanPattern)'"
        }
    }
}
