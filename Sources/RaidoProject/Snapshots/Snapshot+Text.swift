import Raido

extension Snapshot {
    /// The file's content: the same bytes for the same table and migration, on every machine.
    ///
    /// What is empty, or as it usually is, is left out. One column, key, index, check or enum is on a line, so that
    /// a change of one of them is a change of one line.
    package var text: String {
        let members: [(key: String, text: String?)] = [
            ("format", String(Self.format)),
            ("last_migration", JSONText.string(lastMigration).text),
            ("table", JSONText.string(table.name).text),
            ("comment", table.comment.map { JSONText.string($0).text }),
            ("enums", lines(table.enums.map(\.json))),
            ("columns", lines(table.columns.map(\.json))),
            ("primary_key", table.primaryKey.isEmpty ? nil : JSONText.strings(table.primaryKey).text),
            ("uniques", lines(table.uniques.map(\.json))),
            ("indexes", lines(table.indexes.map(\.json))),
            ("foreign_keys", lines(table.foreignKeys.map(\.json))),
            ("checks", lines(table.checks.map(\.json))),
        ]
        let texts = members.compactMap { member in member.text.map { "  \"\(member.key)\": \($0)" } }
        return "{\n" + texts.joined(separator: ",\n") + "\n}\n"
    }

    private func lines(_ elements: [JSONText]) -> String? {
        elements.isEmpty ? nil : "[\n" + elements.map { "    " + $0.text }.joined(separator: ",\n") + "\n  ]"
    }
}

extension Column {
    var json: JSONText {
        .object([
            ("name", .string(name)),
            ("type", .string(type.description)),
            ("nullable", isNullable ? .boolean(true) : nil),
            ("identity", isIdentity ? .boolean(true) : nil),
            ("default", defaultValue?.json),
            ("set_on_update", isSetOnUpdate ? .boolean(true) : nil),
            ("generated", generated?.json),
            ("collation", collation.map(JSONText.string)),
            ("comment", comment.map(JSONText.string)),
            ("native_types", nativeTypes.isEmpty ? nil : .object(byEngine(nativeTypes))),
        ])
    }
}

extension DefaultValue {
    /// Strings, integers and booleans stand for themselves; the others are objects of one member.
    var json: JSONText {
        switch self {
        case .string(let text): .string(text)
        case .integer(let number): .number(number)
        case .unsigned(let number): .object([("unsigned", .number(number))])
        case .decimal(let text): .object([("decimal", .string(text))])
        case .boolean(let flag): .boolean(flag)
        case .now: .object([("engine", .string("now"))])
        case .today: .object([("engine", .string("today"))])
        case .uuid: .object([("engine", .string("uuid"))])
        case .sql(let fragment): .object([("sql", fragment.json)])
        }
    }
}

extension SQLFragment {
    /// A string where all engines take the same text.
    var json: JSONText {
        if let common, overrides.isEmpty { return .string(common) }
        return .object([("all", common.map(JSONText.string))] + byEngine(overrides))
    }
}

private func byEngine(_ texts: [Engine: String]) -> [(key: String, value: JSONText?)] {
    texts.sorted { $0.key < $1.key }.map { ($0.key.rawValue, .string($0.value)) }
}

extension EnumType {
    var json: JSONText {
        .object([
            ("name", .string(name)),
            ("storage", storage == .text ? nil : .string(storage.description)),
            ("values", .list(values.map(\.json))),
        ])
    }
}

extension EnumValue {
    var json: JSONText {
        switch self {
        case .text(let text): .string(text)
        case .number(let number, let name): .object([(name, .number(number))])
        }
    }
}

extension UniqueConstraint {
    var json: JSONText { .object([("name", .string(name)), ("columns", .strings(columns))]) }
}

extension Index {
    var json: JSONText {
        .object([
            ("name", .string(name)),
            ("parts", .list(parts.map(\.json))),
            ("unique", isUnique ? .boolean(true) : nil),
            ("where", predicate?.json),
            ("using", method.map(JSONText.string)),
        ])
    }
}

extension Index.Part {
    var json: JSONText {
        switch self {
        case .ascending(let column): .string(column)
        case .descending(let column): .object([("descending", .string(column))])
        case .expression(let fragment): .object([("expression", fragment.json)])
        }
    }
}

extension ForeignKey {
    var json: JSONText {
        .object([
            ("name", .string(name)),
            ("columns", .strings(columns)),
            ("references", .string(referencedTable)),
            ("referenced_columns", .strings(referencedColumns)),
            ("on_delete", onDelete == .noAction ? nil : .string(onDelete.word)),
            ("on_update", onUpdate == .noAction ? nil : .string(onUpdate.word)),
        ])
    }
}

extension ForeignKey.Action {
    /// As the model language writes it.
    var word: String { snakeCase(rawValue) }
}

extension CheckConstraint {
    var json: JSONText { .object([("name", .string(name)), ("expression", expression.json)]) }
}
