extension Column {
    /// `phone varchar(20) NULL`
    package var words: String {
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
}

extension DefaultValue {
    /// The value as the user writes it.
    package var words: String {
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
