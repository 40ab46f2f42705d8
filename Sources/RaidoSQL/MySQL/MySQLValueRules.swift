import Raido

/// How texts look that become a UUID, which MySQL keeps as a text itself.
let mysqlUUIDPattern = "^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$"

/// How texts look that become a boolean.
let mysqlBooleanPattern = "^[[:space:]]*[01][[:space:]]*$"

extension MySQLFamilyDialect {
    /// What values of a column have to fulfil to become those of its new type, where the engine would fill them up, make
    /// something else of them or keep them without a word; nil where it says so itself.
    func rule(from old: Column, in before: Table, to new: Column, in after: Table) -> String? {
        let name = backtickQuote(new.name)
        if let length = paddedLength(of: new) { return "octet_length(\(name)) = \(length)" }
        guard new.generated == nil, old.nativeTypes[engine] == nil, new.nativeTypes[engine] == nil else { return nil }
        let change = TypeChange(from: old.type, to: new.type, enums: before.enums, after.enums)
        guard change.old != change.new else { return nil }
        switch (change.new, change.old.isText) {
        case (.type(.boolean), true): return "\(name) REGEXP '\(mysqlBooleanPattern)'"
        case (.type(.boolean), false): return isNumber(old, in: before) ? "\(name) IN (0, 1)" : nil
        // MySQL takes an empty text for midnight.
        case (.type(.time), true): return "\(name) REGEXP '[0-9]'"
        case (.type(.uuid), true): return uuidType == "uuid" ? nil : "\(name) REGEXP '\(mysqlUUIDPattern)'"
        case (.type, _), (.values, _), (.unknownValues, _): return nil
        }
    }
}
