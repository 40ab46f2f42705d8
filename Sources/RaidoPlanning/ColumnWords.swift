import Raido

extension Column {
    /// What differs, each from what to what: `integer → big_integer`.
    func differences(to new: Column) -> [String] {
        var result: [String] = []
        if type != new.type { result.append("\(type) → \(new.type)") }
        if isNullable != new.isNullable { result.append(new.isNullable ? "NOT NULL → NULL" : "NULL → NOT NULL") }
        if isIdentity != new.isIdentity { result.append(new.isIdentity ? "becomes identity" : "no longer identity") }
        if defaultValue != new.defaultValue {
            result.append("default \(defaultValue?.words ?? "none") → \(new.defaultValue?.words ?? "none")")
        }
        if isSetOnUpdate != new.isSetOnUpdate {
            result.append(new.isSetOnUpdate ? "set on update" : "no longer set on update")
        }
        if generated != new.generated {
            result.append("generated \(generated?.words ?? "no") → \(new.generated?.words ?? "no")")
        }
        if collation != new.collation { result.append("collation \(collation ?? "none") → \(new.collation ?? "none")") }
        if comment != new.comment { result.append("comment \(comment.shown) → \(new.comment.shown)") }
        for engine in Engine.allCases where nativeTypes[engine] != new.nativeTypes[engine] {
            let (before, after) = (nativeTypes[engine] ?? "usual", new.nativeTypes[engine] ?? "usual")
            result.append("type on \(engine.displayName) \(before) → \(after)")
        }
        return result
    }
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
