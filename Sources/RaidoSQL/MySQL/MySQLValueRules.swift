import Raido

/// How texts look that become a UUID, which MySQL keeps as a text itself.
let mysqlUUIDPattern = "^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$"

/// How texts look that become a boolean.
let mysqlBooleanPattern = "^[\\\\x09 ]*[01][\\\\x09-\\\\x0d ]*$"

/// How texts look that become a time.
let mysqlTimePattern = "[0-9]:[0-9]"

/// How texts look that become the address of a device.
let mysqlMACAddressPattern = "^([0-9a-fA-F]{1,2}[:.-]?){6}$"

/// What is true of texts that become a network address, or a network.
func mysqlNetworkCondition(_ column: String) -> String {
    "inet6_aton(substring_index(\(column), '/', 1)) IS NOT NULL AND char_length(\(column)) <= 43 "
        + "AND \(column) REGEXP '^[^/]+(/([0-9]|[1-9][0-9]|1[01][0-9]|12[0-8]))?$'"
}

extension MySQLFamilyDialect {
    /// Whether numbers above the greatest signed one get into an unsigned column only as texts: MySQL refuses them as
    /// decimals (error 1292), which MariaDB takes.
    func takesGreatNumbersFromTexts(from old: Column, to new: Column) -> Bool {
        guard engine == .mysql, isGreatUnsigned(old, new), case .decimal(let precision, let scale) = old.type else {
            return false
        }
        return precision - scale > 18
    }

    /// Whether such numbers get there from texts only as decimals.
    func takesGreatNumbersFromDecimals(from old: Column, to new: Column) -> Bool {
        engine == .mariadb && isGreatUnsigned(old, new) && old.type.textCapacity != nil
    }

    private func isGreatUnsigned(_ old: Column, _ new: Column) -> Bool {
        new.type == .unsignedBigInteger && new.generated == nil && old.nativeTypes[engine] == nil
            && new.nativeTypes[engine] == nil
    }

    /// What values of a column have to fulfil to become those of its new type, where the engine would fill them up,
    /// make something else of them or keep them without a word; nil where it says so itself.
    func rule(from old: Column, in before: Table, to new: Column, in after: Table) -> String? {
        let name = backtickQuote(new.name)
        if let length = paddedLength(of: new) { return "octet_length(\(name)) = \(length)" }
        guard new.generated == nil else { return nil }
        let change = TypeChange(from: old, to: new, enums: before.enums, after.enums, on: engine)
        guard change.old != change.new else { return nil }
        if change.sharesNoValue { return "\(name) IS NULL" }
        if takesGreatNumbersFromDecimals(from: old, to: new) {
            return "NOT (\(engine.rowDialect.notNumeric(name, isWhole: true)))"
        }
        let offsetFreeMoment = "\(name) NOT REGEXP '\(offsetPattern)'"
        let readsTexts = change.old.isText || engine.rowDialect.writesTexts(in: change)
        switch (change.new, readsTexts) {
        case (.type(.boolean), true): return "\(name) REGEXP '\(mysqlBooleanPattern)'"
        case (.type(.boolean), false): return isNumber(old, in: before) ? "\(name) IN (0, 1)" : nil
        // An empty text would be midnight, and 12 be seconds.
        case (.type(.time), true): return "\(name) REGEXP '\(mysqlTimePattern)' AND \(offsetFreeMoment)"
        // MySQL would shift the moment to its own zone.
        case (.type(.date), true), (.type(.timestamp), true), (.coarse, true): return offsetFreeMoment
        // They are texts to these engines, which would keep any.
        case (.type(.inet), true) where change.effect != nil, (.type(.cidr), true): return mysqlNetworkCondition(name)
        case (.type(.macAddress), true): return "\(name) REGEXP '\(mysqlMACAddressPattern)'"
        case (.type(.uuid), true): return uuidType == "uuid" ? nil : "\(name) REGEXP '\(mysqlUUIDPattern)'"
        case (.type, _), (.values, _), (.unknownValues, _), (.number, _), (.coarse, _), (.textOfBytes, _),
            (.unknown, _):
            return nil
        }
    }
}
