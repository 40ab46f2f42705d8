import Raido

/// Which values of a column an engine rounds or shortens to its new type without an error.
struct RoundedValues {
    /// The column, quoted.
    var column: String
    var old: Column
    var new: Column
    var change: TypeChange
    var spelling: CheckSpelling

    /// Nil where nothing tells them, or there are none.
    var condition: String? {
        let (before, after) = (old.nativeTypes[spelling.engine], new.nativeTypes[spelling.engine])
        if old.type == new.type, before == after { return nil }
        if let after { return rounded(toNative: after) }
        guard before == nil, case .type(let type) = change.new else { return nil }
        if case .custom(let text) = type { return rounded(toNative: text) }
        if change.old.isText { return shortenedText(type) }
        guard change.effect(on: spelling.engine) == .silent else { return nil }
        switch type {
        case .time: return "1 = 1"
        case .date: return hasTimeOfDay
        case .real:
            // What 32 bits hold, 64 do too.
            let shortened = differs(from: spelling.engine == .postgresql ? "real" : "float")
            return shortened.map { condition in changedAsDouble.map { "\(condition) OR \($0)" } ?? condition }
        case .double: return changedAsDouble
        case .jsonb where spelling.engine == .postgresql: return losesKeys("\(column)::text")
        case .varchar, .char, .text, .json, .jsonb:
            return spelling.engine.isOfMySQLFamily && change.old == .type(.real)
                ? "\(column) <> CAST(CAST(\(column) AS char) AS float)" : nil
        case .boolean, .tinyInteger, .smallInteger, .integer, .bigInteger,
            .unsignedTinyInteger, .unsignedSmallInteger, .unsignedInteger, .unsignedBigInteger, .decimal,
            .timestamp, .timestampWithTimeZone, .interval, .uuid, .blob, .binary, .varbinary, .inet,
            .cidr, .macAddress, .xml, .enumeration, .custom:
            return type.exactNumber.flatMap { differs(from: "decimal(\($0.digits + $0.scale), \($0.scale))") }
        }
    }

    /// Texts of more than the type keeps: of moments six digits of a second, or a day. SQLite keeps texts, and refuses
    /// those.
    private func shortenedText(_ type: ColumnType) -> String? {
        let pattern: String
        switch type {
        case .char: return losesBlanks
        case .date: pattern = "[1-9]0?:|:[0-5]?[1-9]|:[1-5]0|[.]0*[1-9]"
        case .time, .timestamp, .timestampWithTimeZone: pattern = "[.][0-9]{6}[0-9]*[1-9]"
        case .real: pattern = "\(zeros)|([0-9][.]?){8}|\(smallExponent("3[7-9]|[4-9][0-9]|[0-9]{3}"))"
        case .double: pattern = "\(zeros)|([0-9][.]?){18}|\(smallExponent("[3-9][0-9]{2}|[0-9]{4}"))"
        case .tinyInteger, .smallInteger, .integer, .bigInteger, .unsignedTinyInteger, .unsignedSmallInteger,
            .unsignedInteger, .unsignedBigInteger:
            pattern = zeros
        case .decimal(_, let scale): pattern = scale > 0 ? "\(zeros)|[.][0-9]{\(scale)}[0-9]*[1-9]" : zeros
        case .json, .jsonb: return shortenedDocument(type)
        case .varchar, .text, .boolean, .interval, .uuid, .blob, .binary, .varbinary, .inet, .cidr, .macAddress, .xml,
            .enumeration, .custom:
            return nil
        }
        switch spelling.engine {
        case .sqlite: return nil
        case .postgresql: return "\(column)::text ~ '\(pattern)'"
        case .mysql, .mariadb: return "\(column) REGEXP '\(pattern)'"
        }
    }

    /// Those before a number, which are a code's.
    private var zeros: String { "^[[:space:]]*[-+]?0[0-9]" }

    /// Numbers so near to 0 that digits of them go, or all.
    private func smallExponent(_ digits: String) -> String { "[1-9.][0-9.]*[eE]-0*(\(digits))" }

    /// SQLite and MariaDB keep documents as texts, PostgreSQL its `json`.
    private func shortenedDocument(_ type: ColumnType) -> String? {
        switch spelling.engine {
        case .sqlite, .mariadb: return nil
        case .postgresql: return type == .jsonb ? losesKeys("\(column)::text") : nil
        case .mysql:
            let numbers =
                "[0-9]{20}|(?=[0-9]*[.])([0-9][.]?){18}|[0-9]{18}[eE]|\(smallExponent("[3-9][0-9]{2}|[0-9]{4}"))"
            return "\(losesKeys(column)) OR \(spelling.withoutTexts(column)) REGEXP \(spelling.text(numbers))"
        }
    }

    /// Of keys that stand twice in one object, the last one stays. Each has a colon of its own.
    private func losesKeys(_ document: String) -> String {
        let read = spelling.engine == .postgresql ? "\(column)::jsonb::text" : "CAST(CAST(\(column) AS json) AS char)"
        return "char_length(\(spelling.colons(document))) <> char_length(\(spelling.colons(read)))"
    }

    /// Values of `char` have no blanks at their end.
    private var losesBlanks: String? {
        if case .char = old.type { return nil }
        return switch spelling.engine {
        case .sqlite: nil
        case .postgresql: "\(column)::text LIKE '% '"
        case .mysql, .mariadb: "\(column) LIKE '% '"
        }
    }

    /// Numbers of more digits than floating point of 64 bits has room for. To compare them as they are would make both
    /// sides floating point.
    private var changedAsDouble: String? {
        guard spelling.engine != .sqlite, case .type(let old) = change.old, let number = old.exactNumber else {
            return nil
        }
        let isOnPostgreSQL = spelling.engine == .postgresql
        if number.bits == 64, number.isSigned || !isOnPostgreSQL {
            // What becomes more than the greatest number cannot be taken back, and is another one.
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
        guard spelling.engine == .sqlite else { return differs(from: "date") }
        return "strftime('%H:%M:%f', \(column)) <> '00:00:00.000'"
    }

    /// Types that have a number of digits of their own: `timestamp(0)`, `numeric(10, 2)`.
    private func rounded(toNative type: String) -> String? {
        if spelling.engine.isOfMySQLFamily { return mysqlNativeCast(type).flatMap(differs) }
        let word = type.lowercased().prefix(while: \.isLetter)
        return ["timestamp", "time", "numeric", "decimal"].contains(word) ? differs(from: type) : nil
    }

    private func differs(from type: String) -> String? {
        // A rebuild of SQLite's compares each value with what it was.
        spelling.engine == .sqlite ? nil : "\(column) <> CAST(\(column) AS \(type))"
    }
}

extension CheckSpelling {
    /// A document of JSON with nothing left but the colons between keys and values.
    fileprivate func colons(_ document: String) -> String { replacing("\(jsonText)|[^\":]", in: document) }

    fileprivate func withoutTexts(_ document: String) -> String { replacing(jsonText, in: document) }

    /// Servers of MySQL's would go back over each letter of a long text otherwise.
    private var jsonText: String { #""([^"\\]|\\.)*"# + (engine == .postgresql ? "\"" : "+\"") }

    private func replacing(_ pattern: String, in document: String) -> String {
        let everywhere = engine == .postgresql ? ", 'g'" : ""
        return "regexp_replace(\(document), \(text(pattern)), ''\(everywhere))"
    }
}
