import Raido

/// Which values of a column an engine rounds or shortens to its new type without an error.
struct RoundedValues {
    /// The column, quoted.
    var column: String
    var new: Column
    var change: TypeChange
    var dialect: RowDialect

    /// Nil where nothing shows them, or there are none.
    var condition: String? {
        switch change.new {
        // Where the types share no value, all are refused.
        case _ where change.old == change.new || change.sharesNoValue: nil
        case .unknown(let native): rounded(toNative: native)
        case .coarse(let type, let digits): rounded(to: type, digits: digits)
        case .number(let number): rounded(to: number)
        case .type(let type): rounded(to: type)
        // An ENUM takes texts for its values whatever blanks they end in.
        case .values: isText && change.effect == .converted && dialect.engine.isOfMySQLFamily ? losesBlanks : nil
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
        let rounded = differs(from: "decimal(\(min(number.digits + number.scale, 65)), \(number.scale))")
        return rounded.map { $0 + lostByMariaDB(number) }
    }

    /// What becomes the number below it, and is the same as the one that it becomes where they are compared.
    private func lostByMariaDB(_ number: ExactNumber) -> String {
        let bounds = RoundedBounds(
            number: number, origin: change.old.isFloating ? .floating : .exact, engine: dialect.engine)
        return bounds.endsAtSignedNumbers ? " OR \(column) = \(RoundedBounds.lostByMariaDB)" : ""
    }

    private func rounded(to type: ColumnType) -> String? {
        if isText { return type.exactNumber.map { shortenedNumber($0) } ?? shortenedText(type, digits: 6) }
        guard change.effect == .silent else { return nil }
        switch type {
        case .time: return "\(column) IS NOT NULL"
        case .date: return hasTimeOfDay
        case .real:
            // What 32 bits hold, 64 do too.
            let shortened = differs(from: dialect.engine == .postgresql ? "real" : "float")
            return shortened.map { condition in changedAsDouble.map { "\(condition) OR \($0)" } ?? condition }
        case .double: return changedAsDouble
        case .jsonb where dialect.engine == .postgresql: return losesKeys("\(column)::text")
        case .varchar, .char, .text, .json, .jsonb:
            return dialect.engine.isOfMySQLFamily && change.old == .type(.real)
                ? "\(column) <> CAST(CAST(\(column) AS char) AS float)" : nil
        case .boolean, .tinyInteger, .smallInteger, .integer, .bigInteger,
            .unsignedTinyInteger, .unsignedSmallInteger, .unsignedInteger, .unsignedBigInteger, .decimal,
            .timestamp, .timestampWithTimeZone, .interval, .uuid, .blob, .binary, .varbinary, .inet,
            .cidr, .macAddress, .xml, .enumeration, .custom:
            return type.exactNumber.flatMap { rounded(to: $0) }
        }
    }

    /// Texts of numbers with digits that a number has no room for, and of codes. SQLite refuses those.
    private func shortenedNumber(_ number: ExactNumber) -> String? {
        guard dialect.engine != .sqlite else { return nil }
        let code = matches(zeros)
        guard number.scale > 0 else { return code }
        let value = dialect.wide(read, isWhole: false)
        guard dialect.engine.isOfMySQLFamily else {
            return "\(code) OR \(value) \(dialect.engine.comparison("<>")) pg_catalog.round(\(value), \(number.scale))"
        }
        // The longest numbers of these engines have 30 digits after the point.
        let longer = matches("[.][0-9]{30}[0-9]*[1-9]|\(smallExponent("3[1-9]|[4-9][0-9]|[1-9][0-9]{2}"))")
        return "\(code) OR \(longer) OR \(value) <> round(\(value), \(number.scale))"
    }

    /// Texts of more than the type keeps: of moments so many digits of a second, a day or a time. SQLite keeps texts, and
    /// refuses those.
    private func shortenedText(_ type: ColumnType, digits: Int) -> String? {
        let fraction = "[.][0-9]{\(digits)}[0-9]*[1-9]"
        let pattern: String
        switch type {
        case .char: return losesBlanks
        case .date: pattern = "[1-9]0?:|:[0-5]?[1-9]|:[1-5]0|[.]0*[1-9]"
        case .time: pattern = "\(fraction)|\(days)"
        case .timestamp, .timestampWithTimeZone: pattern = fraction
        case .interval:
            guard dialect.engine == .postgresql else { return nil }
            pattern = fraction
        case .real: pattern = "\(zeros)|([0-9][.]?){8}|\(smallExponent("3[7-9]|[4-9][0-9]|[0-9]{3}"))"
        case .double: pattern = "\(zeros)|([0-9][.]?){18}|\(smallExponent("[3-9][0-9]{2}|[0-9]{4}"))"
        case .json, .jsonb: return shortenedDocument(type)
        case .varchar, .text, .boolean, .tinyInteger, .smallInteger, .integer, .bigInteger, .unsignedTinyInteger,
            .unsignedSmallInteger, .unsignedInteger, .unsignedBigInteger, .decimal, .uuid, .blob, .binary, .varbinary,
            .inet, .cidr, .macAddress, .xml, .enumeration, .custom:
            return nil
        }
        return dialect.engine == .sqlite ? nil : matches(pattern)
    }

    /// On servers.
    private func matches(_ pattern: String) -> String {
        dialect.engine == .postgresql ? "\(read)::text ~ '\(pattern)'" : "\(read) REGEXP '\(pattern)'"
    }

    /// What is read as a value of the new type.
    private var read: String { dialect.engine == .postgresql ? postgresqlReading(column, in: change) : column }

    /// A day before or after a time: its numbers, or the name of its month.
    private var days: String {
        "[0-9]{4}[^0-9:.][0-9]|[0-9]{4}[.][0-9]+[.]|[0-9]{6}[tT[:space:]]+[0-9]|[0-9][-/][0-9]|[a-zA-Z]{3}[^a-zA-Z]*[0-9]"
    }

    /// Those before a number, which are a code's.
    private var zeros: String { "^[[:space:]]*[-+]?0[0-9]" }

    /// Numbers so near to 0 that digits of them go, or all.
    private func smallExponent(_ digits: String) -> String { "[1-9.][0-9.]*[eE]-0*(\(digits))" }

    /// SQLite and MariaDB keep documents as texts, PostgreSQL its `json`.
    private func shortenedDocument(_ type: ColumnType) -> String? {
        switch dialect.engine {
        case .sqlite, .mariadb: return nil
        case .postgresql: return type == .jsonb ? losesKeys("\(column)::text") : nil
        case .mysql:
            let numbers =
                "[0-9]{20}|(?=[0-9]*[.])([0-9][.]?){18}|[0-9]{18}[eE]|\(smallExponent("[3-9][0-9]{2}|[0-9]{4}"))"
            return "\(losesKeys(column)) OR \(dialect.withoutTexts(column)) REGEXP \(dialect.text(numbers))"
        }
    }

    /// Of keys that are twice in one object, the last one stays. Each has a colon of its own.
    private func losesKeys(_ document: String) -> String {
        let read = dialect.engine == .postgresql ? "\(column)::jsonb::text" : "CAST(CAST(\(column) AS json) AS char)"
        return "\(dialect.length(dialect.colons(document))) <> \(dialect.length(dialect.colons(read)))"
    }

    /// Values of `char` have no blanks at their end.
    private var losesBlanks: String? {
        if case .type(.char) = change.old { return nil }
        return switch dialect.engine {
        case .sqlite: nil
        case .postgresql: "\(column)::text LIKE '% '"
        case .mysql, .mariadb: "\(column) LIKE '% '"
        }
    }

    /// Numbers of more digits than floating point of 64 bits has room for. To compare them as they are would make both
    /// sides floating point.
    private var changedAsDouble: String? {
        guard dialect.engine != .sqlite, let number = change.old.exactNumber else { return nil }
        let isOnPostgreSQL = dialect.engine == .postgresql
        if number.bits == 64, number.isSigned || !isOnPostgreSQL {
            // What becomes more than the greatest number cannot be undone, and is another one.
            let greatest = number.isSigned ? "9223372036854774784" : "18446744073709549568"
            let back =
                isOnPostgreSQL
                ? "\(column)::double precision::bigint"
                : "CAST(\(column) + 0e0 AS \(number.isSigned ? "signed" : "unsigned"))"
            return "CASE WHEN \(column) > \(greatest) THEN 1 = 1 ELSE \(back) <> \(column) END"
        }
        return isOnPostgreSQL
            ? "\(column)::numeric <> \(column)::double precision::text::numeric"
            : "\(column) <> CAST(\(column) + 0e0 AS decimal(65, \(number.scale)))"
    }

    private var hasTimeOfDay: String? {
        guard dialect.engine == .sqlite else { return differs(from: "date") }
        return "strftime('%H:%M:%f', \(column)) <> '00:00:00.000'"
    }

    /// Types with a number of digits of their own: `timestamp(0)`, `numeric(10, 2)`.
    private func rounded(toNative type: String) -> String? {
        if dialect.engine.isOfMySQLFamily { return mysqlNativeCast(type).flatMap(differs) }
        let word = type.lowercased().prefix(while: \.isLetter)
        return ["timestamp", "time", "numeric", "decimal"].contains(word) ? differs(from: type) : nil
    }

    private func differs(from type: String) -> String? {
        // A rebuild of SQLite's compares each value with what it was.
        dialect.engine == .sqlite
            ? nil : "\(column) \(dialect.engine.comparison("<>")) CAST(\(column) AS \(type))"
    }
}

extension RowDialect {
    fileprivate func coarse(_ type: ColumnType, digits: Int) -> String {
        switch engine {
        case .postgresql:
            type == .time ? "time(\(digits))" : type == .timestamp ? "timestamp(\(digits))" : "timestamptz(\(digits))"
        case .mysql, .mariadb, .sqlite: type == .time ? "time(\(digits))" : "datetime(\(digits))"
        }
    }

    /// A document of JSON with nothing left but the colons between keys and values.
    fileprivate func colons(_ document: String) -> String { replacing("\(jsonText)|[^\":]", in: document) }

    fileprivate func withoutTexts(_ document: String) -> String { replacing(jsonText, in: document) }

    /// Servers of MySQL's would go back over each letter of a long text otherwise.
    private var jsonText: String { #""([^"\\]|\\.)*"# + (engine == .postgresql ? "\"" : "+\"") }

    private func replacing(_ pattern: String, in document: String) -> String {
        let arguments = "\(document), \(text(pattern)), ''"
        return engine == .postgresql
            ? "pg_catalog.regexp_replace(\(arguments), 'g')" : "regexp_replace(\(arguments))"
    }
}
