extension Loss {
    /// What reverting does not bring back, as a sentence beside the change.
    package var sentence: String {
        switch kind {
        case .rows: "Reverting brings the table back, and not its rows."
        case .values: "Reverting brings the column back, and not its values."
        case .oldValues: "Reverting brings the type back, and not what the new one cut, rounded or replaced."
        case .computedValues: "Reverting brings the type back, and not the values from before the conversion."
        case .inventedValues: "Existing rows get a value that nobody chose."
        case .nulls: "Reverting allows NULL again, and does not bring back those that were filled."
        case .enumRows(let value, _): "Reverting brings the value '\(value)' back, and not the rows that held it."
        case .userSQL: "Cannot be reverted: there is no 'down'."
        }
    }

    /// The same, with the names of what is lost.
    package var namedSentence: String {
        let name = element?.name ?? ""
        return switch kind {
        case .rows: "Reverting restores the table `\(name)`, not its rows."
        case .values: "Reverting restores the column `\(name)`, not its values."
        case .oldValues: "Reverting gives `\(name)` its type back, not the values that were changed to fit."
        case .computedValues: "Reverting gives `\(name)` its type back, not the values from before the conversion."
        case .inventedValues: "Existing rows get a value in `\(name)` that nobody chose."
        case .nulls: "Reverting lets `\(name)` be NULL again; rows that were filled keep what they got."
        case .enumRows(let value, let replacement):
            "Reverting restores the value `\(value)`; rows that held it keep `\(replacement)`."
        case .userSQL: sentence
        }
    }
}

extension SilentChange {
    /// What happens to a value, or to several: `is rounded`, `are rounded`.
    package func words(isOne: Bool) -> String {
        let (loses, be) = isOne ? ("loses", "is") : ("lose", "are")
        return switch self {
        case .blanks: "\(loses) the blanks at \(isOne ? "its" : "their") end"
        case .day: "\(loses) \(isOne ? "its" : "their") date"
        case .duplicateKeys: "\(loses) keys that an object has twice"
        case .duplicateKeysOrDigits: "\(loses) keys that an object has twice, or digits of long numbers"
        case .other: "\(be) changed to fit"
        case .readAsNumber: "\(be) rounded or \(loses) leading zeros"
        case .rounded: "\(be) rounded"
        case .timeOfDay: "\(loses) \(isOne ? "its" : "their") time of day"
        case .timeZone: "\(be) converted in the time zone UTC"
        }
    }

    /// What happens to a column's values, before anyone has counted them: `values are rounded, without an error`.
    package var consequence: String {
        let words =
            switch self {
            case .duplicateKeys:
                "documents lose the order of their keys, and of keys that an object has twice all but the last"
            case .duplicateKeysOrDigits:
                "documents lose the order of their keys, of keys that an object has twice all but the last, and digits of "
                    + "long numbers"
            case .blanks, .day, .other, .readAsNumber, .rounded, .timeOfDay, .timeZone:
                "values \(words(isOne: false))"
            }
        return words + ", without an error"
    }
}
