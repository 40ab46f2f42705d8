import Raido

/// What a column's change makes of the values that are there, as an expression over them.
///
/// Values that cannot be of the new type become NULL there, so that nothing that is asked of the others fails on them:
/// they are counted by a question of their own.
struct ConvertedValues {
    var old: Column
    var new: Column
    var table: Table
    var spelling: CheckSpelling

    /// Whether rows may have other values afterwards, or the same ones that are compared otherwise.
    var isNeeded: Bool {
        guard old.nativeTypes[engine] == new.nativeTypes[engine], old.collation == new.collation else { return true }
        if engine == .sqlite, old.type == .date, new.type.isTimestamp { return true }
        return losesBlanks || change.losesValues(on: engine)
    }

    /// - Parameter fill: What stands for NULL, as the engine spells it.
    /// - Returns: Nil where nothing tells it.
    func expression(of value: String, filledWith fill: String?) -> String? {
        guard new.generated == nil, old.generated == nil, !change.sharesNoValue,
            let converted = isSameType ? value : converted(value)
        else { return nil }
        let filled = fill.map { "COALESCE(\(converted), \($0))" } ?? converted
        return collated(unfit(value).map { "CASE WHEN \($0) THEN NULL ELSE \(filled) END" } ?? filled)
    }

    private var engine: Engine { spelling.engine }
    private var change: TypeChange { TypeChange(from: old.type, to: new.type, enums: table.enums) }

    private var isSameType: Bool { old.type == new.type && old.nativeTypes[engine] == new.nativeTypes[engine] }

    private var hasCommonTypes: Bool { old.nativeTypes[engine] == nil && new.nativeTypes[engine] == nil }

    /// Values of `char` have no blanks at their end.
    private var losesBlanks: Bool {
        guard engine != .sqlite, hasCommonTypes, change.old.isText, case .char = new.type else { return false }
        if case .char = old.type { return false }
        return true
    }

    private func unfit(_ value: String) -> String? {
        guard hasCommonTypes, change.effect(on: engine) != nil else { return nil }
        return UnfitValues(column: value, change: change, spelling: spelling).condition
            .map { "\(value) IS NOT NULL AND (\($0))" }
    }

    private func converted(_ value: String) -> String? {
        switch engine {
        case .postgresql: postgreSQL(value)
        case .mysql, .mariadb: mysql(value)
        case .sqlite: sqlite(value)
        }
    }

    private func postgreSQL(_ value: String) -> String? {
        let dialect = PostgreSQLDialect()
        // The enum, or a value of it, may be made by the same migration.
        guard !dialect.isEnum(new, in: table), let type = try? dialect.type(of: new, in: table) else { return nil }
        let text = try? dialect.conversion(of: value, from: old, in: table, to: new, in: table)
        return text ?? "CAST(\(value) AS \(type))"
    }

    private func sqlite(_ value: String) -> String? {
        let dialect = SQLiteDialect()
        guard hasCommonTypes, let was = try? dialect.storage(of: old, in: table),
            let stored = try? dialect.storage(of: new, in: table)
        else { return nil }
        if let conversion = dialect.conversion(from: old, was, to: new, stored) { return conversion.applied(to: value) }
        switch SQLiteValueKind(stored) {
        case .integer: return "CAST(\(value) AS integer)"
        case .number: return "CAST(\(value) AS \(stored.storageClasses == ["real"] ? "real" : "numeric"))"
        case .text: return SQLiteValueKind(was) == .text ? value : "CAST(\(value) AS text)"
        case .blob: return value
        }
    }

    /// The value as it is compared from then on.
    private func collated(_ value: String) -> String {
        switch engine {
        case .postgresql, .sqlite:
            guard old.collation != new.collation else { return value }
            let name = new.collation ?? (engine == .sqlite ? "BINARY" : "default")
            return "(\(value)) COLLATE \(quote(name))"
        case .mysql, .mariadb:
            guard let collation = mysqlCollation, old.collation != new.collation || !isSameText else { return value }
            return "CONVERT(\(value) USING \(characterSet(of: collation))) COLLATE \(backtickQuote(collation))"
        }
    }
}

// What MySQL and MariaDB make of values. Where a cast differs from a change of the column, it is measured.
extension ConvertedValues {
    private func mysql(_ value: String) -> String? {
        if let native = new.nativeTypes[engine] { return mysqlNativeCast(native).map { "CAST(\(value) AS \($0))" } }
        guard old.nativeTypes[engine] == nil else { return nil }
        switch change.new {
        case .values, .unknownValues: return value
        case .type(let type): return mysql(value, as: type)
        }
    }

    private func mysql(_ value: String, as type: ColumnType) -> String? {
        let isText = change.old.isText
        switch type {
        case .varchar, .text, .interval, .inet, .cidr, .macAddress, .xml: return isText ? value : asText(value)
        case .char: return isText ? "TRIM(TRAILING ' ' FROM \(value))" : asText(value)
        case .uuid:
            guard isText else { return nil }
            return engine == .mariadb ? "CAST(\(value) AS uuid)" : value
        case .boolean, .tinyInteger, .smallInteger, .integer, .bigInteger, .unsignedTinyInteger, .unsignedSmallInteger,
            .unsignedInteger, .unsignedBigInteger:
            let whole = type.exactNumber?.isSigned == false ? "unsigned" : "signed"
            if isText { return "CAST(\(spelling.wide(value, isWhole: true)) AS \(whole))" }
            // Floating numbers are rounded to the even one of two.
            return isNumber ? "CAST(\(value) AS \(whole))" : nil
        case .decimal(let precision, let scale):
            return isText || isNumber ? "CAST(\(value) AS decimal(\(precision), \(scale)))" : nil
        case .real: return isText || isNumber ? "CAST(\(value) AS float)" : nil
        case .double: return isText || isNumber ? "CAST(\(value) AS double)" : nil
        // MySQL rounds to the second first, and so may come to the next day.
        case .date: return isText || isMoment ? "CAST(CAST(\(value) AS datetime) AS date)" : nil
        case .time: return isText || isMoment ? "CAST(\(value) AS time(6))" : nil
        case .timestamp, .timestampWithTimeZone: return isText || isMoment ? "CAST(\(value) AS datetime(6))" : nil
        case .json, .jsonb:
            guard isText else { return nil }
            return engine == .mysql ? "CAST(\(value) AS json)" : value
        case .blob, .binary, .varbinary: return isText ? "CAST(\(value) AS binary)" : nil
        case .enumeration, .custom: return nil
        }
    }

    private func asText(_ value: String) -> String { "CAST(\(value) AS char CHARACTER SET utf8mb4)" }

    private var isFloating: Bool { change.old == .type(.real) || change.old == .type(.double) }

    private var isNumber: Bool {
        guard case .type(let type) = change.old else { return false }
        return isFloating || type == .boolean || type.exactNumber != nil
    }

    private var isMoment: Bool {
        guard case .type(let type) = change.old else { return false }
        return type == .date || type.isTimestamp
    }

    /// Whether both are texts, so that the new one is compared like the old one where nothing else is said.
    private var isSameText: Bool {
        switch (change.old, change.new) {
        case (.type(let old), .type(let new)): old.textCapacity != nil && new.textCapacity != nil
        case (.values, .values), (.unknownValues, .unknownValues): true
        case (.type, _), (.values, _), (.unknownValues, _): false
        }
    }

    /// The collation of the new column, where it holds texts.
    private var mysqlCollation: String? {
        switch change.new {
        case .values, .unknownValues: return new.collation ?? mysqlEnumCollation
        case .type(.varchar), .type(.char), .type(.text): return new.collation ?? RaidoSQL.mysqlCollation
        case .type: return nil
        }
    }

    private func characterSet(of collation: String) -> String {
        let name = collation.lowercased().prefix { $0 != "_" }
        // These of MariaDB's are of any character set.
        return name == "uca1400" ? "utf8mb4" : String(name)
    }
}

/// A type that has a number of digits of its own, as a cast of MySQL's spells it; nil for other types.
func mysqlNativeCast(_ type: String) -> String? {
    let word = type.lowercased().prefix(while: \.isLetter)
    switch word {
    case "datetime", "time", "decimal": return type
    case "timestamp": return "datetime" + type.dropFirst(word.count)
    case "numeric": return "decimal" + type.dropFirst(word.count)
    default: return nil
    }
}
