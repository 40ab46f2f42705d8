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
        case .real: return differs(from: spelling.engine == .postgresql ? "real" : "float")
        case .double: return changed(asDouble: change.old)
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
        case .real, .double: pattern = "^[[:space:]]*[-+]?0[0-9]|([0-9][.]?){18}"
        default:
            guard let number = type.exactNumber else { return nil }
            // A fraction that is longer, and zeros before a number, which are those of a code.
            let fraction = number.scale > 0 ? "|[.][0-9]{\(number.scale)}[0-9]*[1-9]" : ""
            pattern = "^[[:space:]]*[-+]?0[0-9]\(fraction)"
        }
        switch spelling.engine {
        case .sqlite: return nil
        case .postgresql: return "\(column)::text ~ '\(pattern)'"
        case .mysql, .mariadb: return "\(column) REGEXP '\(pattern)'"
        }
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
    private func changed(asDouble old: StoredType) -> String? {
        guard spelling.engine != .sqlite, case .type(let old) = old, let number = old.exactNumber else { return nil }
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
        let word = type.lowercased().prefix(while: \.isLetter)
        guard ["timestamp", "datetime", "time", "numeric", "decimal"].contains(word) else { return nil }
        guard spelling.engine.isOfMySQLFamily else { return differs(from: type) }
        // A cast knows these two by their other names.
        let names = ["timestamp": "datetime", "numeric": "decimal"]
        return differs(from: (names[String(word)] ?? String(word)) + type.dropFirst(word.count))
    }

    private func differs(from type: String) -> String? {
        // A rebuild of SQLite's compares each value with what it was.
        spelling.engine == .sqlite ? nil : "\(column) <> CAST(\(column) AS \(type))"
    }
}
