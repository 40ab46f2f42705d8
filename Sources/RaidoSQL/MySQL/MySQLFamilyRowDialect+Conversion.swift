import Raido

// What a change of a column makes of values. Where a cast differs from it, that is measured.
extension MySQLFamilyRowDialect {
    func stored(_ expression: String, as type: StoredType, of column: Column, in table: Table) -> String? {
        if type.isText { return "\(written(expression)) COLLATE \(mysqlCollation)" }
        return type.type.flatMap(storedCast).map { "CAST(\(expression) AS \($0))" }
    }

    /// The type of numbers as a cast names it, where that stores what a column stores.
    private func storedCast(_ type: ColumnType) -> String? {
        if type == .double { return "double" }
        guard let number = type.exactNumber else { return nil }
        if number.bits == nil { return "decimal(\(number.digits + number.scale), \(number.scale))" }
        return number.isSigned ? "signed" : "unsigned"
    }

    func converted(_ value: String, by conversion: ConvertedValues) -> String? {
        let (old, new) = (conversion.change.old, conversion.change.new)
        switch new {
        case .values, .unknownValues: return value
        case .textOfBytes: return converted(value, from: old, to: .text)
        case .type(let type): return converted(value, from: old, to: type)
        case .number(let number):
            guard number.bits == nil else { return nil }
            let type = ColumnType.decimal(precision: number.digits + number.scale, scale: number.scale)
            return converted(value, from: old, to: type)
        case .coarse(let type, let digits):
            guard old.isText || old.isOfCalendar else { return nil }
            return "CAST(\(value) AS \(coarse(type, digits: digits)))"
        case .unknown(let native): return nativeCast(native).map { "CAST(\(value) AS \($0))" }
        }
    }

    private func converted(_ value: String, from old: StoredType, to type: ColumnType) -> String? {
        let isText = old.isText
        let isNumber = old.isFloating || old == .type(.boolean) || old.exactNumber != nil
        let isDay = old == .type(.date) || old.isMoment
        switch type.family {
        case .text, .interval, .networkAddress, .xml:
            if case .char = type, isText { return "TRIM(TRAILING ' ' FROM \(value))" }
            return isText ? value : written(value)
        case .uuid:
            guard isText else { return nil }
            return uuidType == "uuid" ? "CAST(\(value) AS uuid)" : value
        case .boolean, .integer:
            let whole = type.exactNumber?.isSigned == false ? "unsigned" : "signed"
            if isText { return "CAST(\(wide(value, isWhole: true)) AS \(whole))" }
            // Floating numbers are rounded to the even one of two.
            return isNumber ? "CAST(\(value) AS \(whole))" : nil
        case .decimal:
            guard let number = type.exactNumber, isText || isNumber else { return nil }
            return "CAST(\(value) AS decimal(\(number.precision), \(number.scale)))"
        case .floatingPoint:
            return isText || isNumber ? "CAST(\(value) AS \(type == .real ? "float" : "double"))" : nil
        // MySQL rounds to the second first, and so may come to the next day.
        case .date: return isText || isDay ? "CAST(CAST(\(value) AS datetime) AS date)" : nil
        case .time: return isText || isDay ? "CAST(\(value) AS time(6))" : nil
        case .timestamp: return isText || isDay ? "CAST(\(value) AS datetime(6))" : nil
        case .document:
            guard isText else { return nil }
            return hasDocuments ? "CAST(\(value) AS json)" : value
        case .bytes: return isText ? "CAST(\(value) AS binary)" : nil
        case .enumeration, .custom: return nil
        }
    }

    func collated(_ value: String, by conversion: ConvertedValues) -> String {
        let (change, new) = (conversion.change, conversion.new)
        guard let collation = collation(of: new, holding: change.new),
            conversion.old.collation != new.collation || !staysText(change)
        else { return value }
        return "CONVERT(\(value) USING \(characterSet(of: collation))) COLLATE \(backtickQuote(collation))"
    }

    /// Whether both are texts, so that the new one is compared like the old one where nothing else is said.
    private func staysText(_ change: TypeChange) -> Bool {
        switch (change.old, change.new) {
        case (.values, .values), (.unknownValues, .unknownValues): true
        case (.values, _), (.unknownValues, _), (_, .values), (_, .unknownValues): false
        case (.type, _), (.number, _), (.coarse, _), (.textOfBytes, _), (.unknown, _):
            change.old.isText && change.new.isText
        }
    }

    /// The collation of a column that holds texts; nil for others.
    private func collation(of column: Column, holding type: StoredType) -> String? {
        switch type {
        case .values, .unknownValues: column.collation ?? mysqlEnumCollation
        case .type(.varchar), .type(.char), .type(.text), .textOfBytes: column.collation ?? mysqlCollation
        case .type, .number, .coarse, .unknown: nil
        }
    }

    private func characterSet(of collation: String) -> String {
        let name = collation.lowercased().prefix { $0 != "_" }
        // These of MariaDB's are of any character set.
        return name == "uca1400" ? "utf8mb4" : String(name)
    }
}
