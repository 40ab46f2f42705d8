import Raido

extension Column {
    /// `phone varchar(20) NULL`
    var words: String {
        var words = ["\(name) \(type)", isNullable ? "NULL" : "NOT NULL"]
        if isIdentity { words.append("identity") }
        if let defaultValue { words.append("default \(defaultValue.words)") }
        if isSetOnUpdate { words.append("set on update") }
        if let generated { words.append("generated as (\(generated.words))") }
        if let collation { words.append("collate \(collation)") }
        if let comment { words.append("comment “\(comment)”") }
        for (engine, native) in nativeTypes.sorted(by: { $0.key < $1.key }) {
            words.append("\(engine.displayName): \(native)")
        }
        return words.joined(separator: " ")
    }

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

extension DefaultValue {
    /// The value as a person writes it.
    var words: String {
        switch self {
        case .string(let text): literal(text)
        case .integer(let number): "\(number)"
        case .unsigned(let number): "\(number)"
        case .decimal(let text): text
        case .boolean(let value): value ? "true" : "false"
        case .now: "now"
        case .today: "today"
        case .uuid: "uuid"
        case .sql(let text): "(\(text.words))"
        }
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
