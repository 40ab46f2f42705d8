import Raido

/// Which values of a column cannot be of its new type. Where an engine takes more spellings of a value than can be told
/// here, only those are found that it surely refuses.
struct UnfitValues {
    /// The column, quoted.
    var column: String
    var change: TypeChange
    var dialect: RowDialect

    /// Nil where nothing shows them, or there are none.
    var condition: String? {
        if change.sharesNoValue { return "1 = 1" }
        switch change.new {
        case .values(let values):
            let list = values.map(dialect.text).joined(separator: ", ")
            return "\(dialect.exactText(value)) NOT IN (\(list))"
        case .type(let type): return condition(type)
        case .number(let number): return isText ? notNumeric(number) : outOfRange(number)
        case .coarse(let type, _): return condition(type)
        case .textOfBytes(let count): return "\(octets) > \(count)"
        case .unknownValues, .unknown: return nil
        }
    }

    private func condition(_ type: ColumnType) -> String? {
        if let capacity = type.textCapacity {
            return capacity == .max ? nil : "\(dialect.length(value)) > \(capacity)"
        }
        if let number = type.exactNumber { return isText ? notNumeric(number) : outOfRange(number) }
        switch type {
        case .blob: return isNoByte ? "1 = 1" : nil
        case .binary where isNoByte, .varbinary where isNoByte: return "1 = 1"
        case .binary(let length): return "\(octets) <> \(length)"
        case .varbinary(let length): return "\(octets) > \(length)"
        case .real where change.old == .type(.double): return dialect.beyondReal(column)
        case .real: return isText ? notFloating(.real) : isOnSQLite ? shortenedAsReal : decimalBeyondReal
        case .double: return isText ? notFloating(.double) : isOnSQLite ? shortenedAsReal : nil
        case .date, .time, .timestamp, .timestampWithTimeZone:
            return isText && !isOfCalendar ? dialect.notMoment(value, type) : nil
        case .uuid: return isText || (isOnSQLite && isOfBytes) ? dialect.notUUID(value) : nil
        case .jsonb where change.old == .type(.json): return dialect.notBinaryDocument(column)
        case .json, .jsonb: return isText && !isDocument ? dialect.notDocument(value, type) : nil
        case .boolean:
            if isText { return dialect.notBoolean(value) }
            return isNumber ? dialect.notTruth(column) : nil
        case .interval, .inet, .cidr, .macAddress, .xml: return isText ? dialect.notReadable(value, type) : nil
        case .varchar, .char, .text, .tinyInteger, .smallInteger, .integer, .bigInteger, .unsignedTinyInteger,
            .unsignedSmallInteger, .unsignedInteger, .unsignedBigInteger, .decimal, .enumeration, .custom:
            return nil
        }
    }

    /// SQLite keeps numbers as numbers, where bytes are wanted too.
    private var isNoByte: Bool { isOnSQLite && !isText && !isOfBytes && !change.old.isUnknown }

    /// Whether the engine reads texts as values of the new type: those that the column has, or that it writes for them.
    private var isText: Bool { change.old.isText || dialect.writesTexts(in: change) }

    private var isNumber: Bool { change.old.exactNumber != nil || change.old.isFloating }

    /// Whether a value is a day, a time or both, of which the engine takes what the new type has room for.
    private var isOfCalendar: Bool {
        change.old.isMoment || change.old.type == .date || change.old.type == .time
    }

    /// Whether what is written for a value is a document.
    private var isDocument: Bool { change.old.exactNumber != nil || change.old == .type(.boolean) }

    private var isOfBytes: Bool { change.old.isOfBytes }

    private var isOnSQLite: Bool { dialect.engine == .sqlite }

    /// What is read as a value of the new type.
    private var value: String { dialect.engine == .postgresql ? postgresqlReading(column, in: change) : column }

    private var octets: String {
        let isWritten = dialect.engine == .postgresql && !isOfBytes
        return dialect.octets(isWritten ? "\(column)::text" : column)
    }

    /// A rebuild of SQLite's compares each number with what it was.
    private var shortenedAsReal: String? {
        guard change.old.exactNumber != nil else { return nil }
        let isLeast = "typeof(\(column)) = 'integer' AND \(column) = \(leastInteger)"
        return "\(column) <> CAST(\(column) AS real) OR (\(isLeast))"
    }

    private func notNumeric(_ number: ExactNumber) -> String {
        // SQLite keeps decimal numbers as they come, and knows those without a fraction as whole ones.
        let isWhole = dialect.engine == .sqlite ? number.bits != nil : number.scale == 0
        let shape = dialect.notNumeric(value, isWhole: isWhole)
        guard dialect.engine != .sqlite else {
            return number.isSigned ? shape : "\(shape) OR CAST(\(column) AS numeric) < 0"
        }
        // Only what looks like a number is read as one.
        let unreadable = isWhole ? shape : "\(shape) OR \(dialect.hasLongExponent(value))\(dialect.orVanishes(value))"
        let wide = dialect.wide(value, isWhole: isWhole)
        return "CASE WHEN \(unreadable) THEN 1 = 1 ELSE \(bounds(number, of: wide)) END"
    }

    private func notFloating(_ bounds: FloatingBounds) -> String {
        let shape = dialect.notNumeric(value, isWhole: false)
        guard dialect.engine != .sqlite else { return shape }
        let unreadable = "\(shape) OR \(dialect.hasLongExponent(value))"
        let number = dialect.engine == .postgresql ? "\(value)::text::numeric" : "(\(value) + 0e0)"
        return "CASE WHEN \(unreadable) THEN 1 = 1 ELSE \(dialect.beyond(bounds, number)) END"
    }

    /// Few decimals are long enough for that.
    private var decimalBeyondReal: String? {
        guard let number = change.old.exactNumber, dialect.engine != .sqlite,
            number.digits > 38 || number.scale > 45
        else { return nil }
        return dialect.beyond(.real, column)
    }

    private func outOfRange(_ number: ExactNumber) -> String? {
        guard let former = change.old.exactNumber else {
            // SQLite keeps whole numbers only, and any of them.
            guard change.old.isFloating else { return nil }
            guard isOnSQLite else { return bounds(number, of: column) }
            let conditions = lost(by: number) + negatives(number)
            return conditions.isEmpty ? nil : conditions.joined(separator: " OR ")
        }
        guard isOnSQLite else { return bounds(number, of: column) }
        let conditions = (former.isSigned ? negatives(number) : []) + (former.bits == nil ? lost(by: number) : [])
        return conditions.isEmpty ? nil : conditions.joined(separator: " OR ")
    }

    private func negatives(_ number: ExactNumber) -> [String] { number.isSigned ? [] : ["\(column) < 0"] }

    /// What becomes no whole number on SQLite: fractions, and the least of all, which it leaves floating.
    private func lost(by number: ExactNumber) -> [String] {
        number.bits == nil
            ? [] : ["\(column) <> CAST(\(column) AS integer)", "\(column) = \(leastInteger)"]
    }

    private func bounds(_ number: ExactNumber, of value: String) -> String {
        RoundedBounds(number: number, origin: origin(for: number), engine: dialect.engine).exceeded(by: value)
    }

    private func origin(for number: ExactNumber) -> RoundedBounds.Origin {
        if change.old.isFloating { return .floating }
        let isLonger = isText ? number.scale > 0 : (change.old.exactNumber?.scale ?? 0) > number.scale
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

/// How texts look that tell a moment's distance from UTC after its time.
let offsetPattern = "([0-9]:[0-9.:]+|[tT][0-9.]+)[[:space:]]*([+-][0-9]|[zZ]|[uU][tT][cC]|[gG][mM][tT])"

extension RowDialect {
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
        case .postgresql: "pg_catalog.char_length(\(column)::text)"
        case .mysql, .mariadb: "char_length(\(column))"
        }
    }

    func octets(_ column: String) -> String {
        switch engine {
        case .sqlite: "length(CAST(\(column) AS blob))"
        case .postgresql: "pg_catalog.octet_length(\(column))"
        case .mysql, .mariadb: "octet_length(\(column))"
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
            "pg_catalog.abs(\(value)) \(engine.comparison(">=")) \(bounds.overflow) "
                + "OR (\(value) \(engine.comparison("<>")) 0 "
                + "AND pg_catalog.abs(\(value)) \(engine.comparison("<=")) \(bounds.underflow))"
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

    /// A text of a number that has more digits after the point than MySQL reads of a decimal.
    func orVanishes(_ column: String) -> String {
        engine == .mysql ? " OR \(column) REGEXP '[1-9.][0-9.]*[eE]-0*(8[2-9]|9[0-9]|[1-9][0-9]{2})'" : ""
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
            return "\(movingMoment(column)) OR \(isWithoutZone(type) ? "\(hasOffset(column)) OR " : "")"
                + postgresqlNotMoment(column, type)
        case .mysql, .mariadb:
            let native = type == .date ? "date" : type == .time ? "time(6)" : "datetime(6)"
            let digits = type == .time ? mysqlTimePattern : "[0-9]"
            return "\(column) NOT REGEXP '\(digits)' OR \(column) REGEXP '\(mysqlRest(type))' "
                + "OR CAST(\(column) AS \(native)) IS NULL OR \(mysqlOffset(column, type))"
        }
    }

    /// What a cast passes over, or cuts, and a column does not: letters and signs beside a moment, and long hours. MySQL
    /// makes no time of a moment with a `T`.
    private func mysqlRest(_ type: ColumnType) -> String {
        let last = "[0-9][[:space:]]*[tT][[:space:]]*$"
        guard type == .time else { return "[a-su-zA-SU-Z;]|\(last)" }
        let hours = "(^|[^0-9])(839|8[4-9][0-9]|9[0-9]{2}|[0-9]{4,}):"
        return engine == .mysql ? "[a-zA-Z;,]|\(hours)" : "[a-su-zA-SU-Z;,]|\(last)|\(hours)"
    }

    /// A distance from UTC that the engine has no room for: MySQL converts hours and minutes alone, MariaDB none.
    private func mysqlOffset(_ column: String, _ type: ColumnType) -> String {
        guard engine == .mysql, !isWithoutZone(type) else { return hasOffset(column) }
        return "(\(hasOffset(column)) AND \(column) NOT REGEXP '[0-9][+-](0[0-9]|1[0-3]):[0-5][0-9]$|[0-9][+-]14:00$')"
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
        case .sqlite: "length(CAST(\(column) AS text)) <> 36"
        case .mysql: "\(column) NOT REGEXP '\(mysqlUUIDPattern)'"
        case .postgresql: "\(column)::text !~* '^[{]?([0-9a-f]{4}-?){8}[}]?$'"
        case .mariadb: "\(column) NOT REGEXP '^([0-9a-fA-F]{4}-?){8}$'"
        }
    }

    func notDocument(_ column: String, _ type: ColumnType) -> String {
        engine == .postgresql
            ? postgresqlNotDocument(column, isBinary: type == .jsonb) : "NOT json_valid(\(column))"
    }

    func notBinaryDocument(_ column: String) -> String? { engine == .postgresql ? notStorable(column) : nil }

    /// A number that is neither true nor false.
    func notTruth(_ column: String) -> String {
        engine == .postgresql ? "\(column)::text !~ '^(-?0|1)([.]0*)?$'" : "\(column) NOT IN (0, 1)"
    }

    func notBoolean(_ column: String) -> String? {
        switch engine {
        case .sqlite: "\(column) NOT IN ('0', '1')"
        case .postgresql:
            "pg_catalog.lower(trim(\(column)::text)) !~ '^(t|tr|tru|true|f|fa|fal|fals|false|y|ye|yes|n|no|on|of|off|0|1)$'"
        case .mysql, .mariadb: "\(column) NOT REGEXP '\(mysqlBooleanPattern)'"
        }
    }
}
