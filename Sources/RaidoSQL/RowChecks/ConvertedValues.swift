import Raido

/// What a column's change makes of the values that exist, as an expression over them.
///
/// Values that cannot be of the new type become NULL there, so that nothing that is asked of the others fails on them:
/// they are counted by a question of their own.
struct ConvertedValues {
    var old: Column
    var new: Column
    var table: Table
    var dialect: RowDialect

    /// Whether rows may have other values afterwards, or the same ones that are compared otherwise.
    var isNeeded: Bool {
        guard collation(of: old) == collation(of: new) else { return true }
        if engine == .sqlite, change.old == .type(.date), change.new.isMoment { return true }
        return change.losesValues
    }

    /// - Parameter fill: What stands for NULL, as the engine spells it.
    /// - Returns: Nil where nothing shows it.
    func expression(of value: String, filledWith fill: String?) -> String? {
        guard new.generated == nil, old.generated == nil, !change.sharesNoValue,
            let converted = isSameType ? value : converted(value)
        else { return nil }
        let filled = fill.map { "COALESCE(\(converted), \($0))" } ?? converted
        return collated(unfit(value).map { "CASE WHEN \($0) THEN NULL ELSE \(filled) END" } ?? filled)
    }

    private var engine: Engine { dialect.engine }
    private var change: TypeChange { TypeChange(from: old, to: new, enums: table.enums, on: engine) }

    private var isSameType: Bool { change.old == change.new }

    private func unfit(_ value: String) -> String? {
        guard change.effect != nil else { return nil }
        return UnfitValues(column: value, change: change, dialect: dialect).condition
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
        guard let was = try? dialect.storage(of: old, in: table),
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

    private func collation(of column: Column) -> String? {
        column.collation ?? (engine == .sqlite && SQLiteDialect().comparesWithoutCase(column) ? "NOCASE" : nil)
    }

    /// The value as it is compared from then on.
    private func collated(_ value: String) -> String {
        switch engine {
        case .postgresql, .sqlite:
            guard collation(of: old) != collation(of: new) else { return value }
            let name = collation(of: new) ?? (engine == .sqlite ? "BINARY" : "default")
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
        switch change.new {
        case .values, .unknownValues: return value
        case .textOfBytes: return mysql(value, as: .text)
        case .type(let type): return mysql(value, as: type)
        case .number(let number):
            return number.bits == nil
                ? mysql(value, as: .decimal(precision: number.digits + number.scale, scale: number.scale)) : nil
        case .coarse(let type, let digits):
            guard change.old.isText || isMoment || change.old.type == .time else { return nil }
            return "CAST(\(value) AS \(type == .time ? "time" : "datetime")(\(digits)))"
        case .unknown(let native): return mysqlNativeCast(native).map { "CAST(\(value) AS \($0))" }
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
            if isText { return "CAST(\(dialect.wide(value, isWhole: true)) AS \(whole))" }
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

    private var isNumber: Bool {
        change.old.isFloating || change.old == .type(.boolean) || change.old.exactNumber != nil
    }

    private var isMoment: Bool { change.old == .type(.date) || change.old.isMoment }

    /// Whether both are texts, so that the new one is compared like the old one where nothing else is said.
    private var isSameText: Bool {
        switch (change.old, change.new) {
        case (.values, .values), (.unknownValues, .unknownValues): true
        case (.values, _), (.unknownValues, _), (_, .values), (_, .unknownValues): false
        case (.type, _), (.number, _), (.coarse, _), (.textOfBytes, _), (.unknown, _):
            change.old.isText && change.new.isText
        }
    }

    /// The collation of the new column, where it holds texts.
    private var mysqlCollation: String? {
        switch change.new {
        case .values, .unknownValues: return new.collation ?? mysqlEnumCollation
        case .type(.varchar), .type(.char), .type(.text), .textOfBytes:
            return new.collation ?? RaidoSQL.mysqlCollation
        case .type, .number, .coarse, .unknown: return nil
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
