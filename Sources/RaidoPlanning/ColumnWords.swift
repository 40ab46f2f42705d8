import Raido

extension Column {
    /// What differs, each from what to what: `integer → big_integer`.
    func differences(to new: Column) -> [String] {
        var result: [String] = []
        if type != new.type { result.append("\(type) → \(new.type)") }
        if isNullable != new.isNullable { result.append(new.isNullable ? "NOT NULL → NULL" : "NULL → NOT NULL") }
        if isIdentity != new.isIdentity { result.append(new.isIdentity ? "becomes identity" : "no longer identity") }
        if defaultValue != new.defaultValue {
            result.append("default " + transition(defaultValue?.words ?? "none", new.defaultValue?.words ?? "none"))
        }
        if isSetOnUpdate != new.isSetOnUpdate {
            result.append(new.isSetOnUpdate ? "set on update" : "no longer set on update")
        }
        if generated != new.generated {
            result.append("generated " + transition(generated?.words ?? "no", new.generated?.words ?? "no"))
        }
        if collation != new.collation { result.append("collation \(collation ?? "none") → \(new.collation ?? "none")") }
        if !comment.isExactly(new.comment) { result.append("comment " + transition(comment.shown, new.comment.shown)) }
        for engine in Engine.allCases where nativeTypes[engine] != new.nativeTypes[engine] {
            let (before, after) = (nativeTypes[engine] ?? "usual", new.nativeTypes[engine] ?? "usual")
            result.append("type on \(engine.displayName) \(before) → \(after)")
        }
        return result
    }
}

/// Both sides of a change, with a word about those that look the same.
func transition(_ old: String, _ new: String) -> String {
    "\(old) → \(new)" + (old.differsInFormOnly(from: new) ? " (another Unicode normal form)" : "")
}

extension Fill? {
    /// What rows already there get, after a line about a column.
    var words: String {
        switch self {
        case .value(let value): ", rows there get \(value.words)"
        case .placeholder: ", rows there get a placeholder"
        case nil: ""
        }
    }
}

extension ColumnType {
    /// How the values of an enum are stored, to be said after the type: ` as integer`; nothing for other types.
    func storage(_ enums: [EnumType]) -> String {
        guard case .enumeration(let name) = self, let type = enums.first(where: { $0.name == name }) else { return "" }
        return " as \(type.storage)"
    }
}
