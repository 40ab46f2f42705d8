import Raido

// Values of the vocabulary as the expressions that make them. Arguments that have their usual value are left out.

extension Table {
    var swift: SwiftNode {
        .call(
            "Table",
            [.string(name), .labelled("columns", .array(columns.map(\.swift), layout: .alwaysListed))]
                + SwiftArgument.optional("primaryKey", primaryKey.isEmpty ? nil : .strings(primaryKey))
                + parts("uniques", uniques.map(\.swift))
                + parts("indexes", indexes.map(\.swift))
                + parts("foreignKeys", foreignKeys.map(\.swift))
                + parts("checks", checks.map(\.swift))
                + parts("enums", enums.map(\.swift))
                + SwiftArgument.optional("comment", comment.map(SwiftNode.string)),
            layout: .alwaysListed)
    }

    private func parts(_ label: String, _ nodes: [SwiftNode]) -> [SwiftArgument] {
        nodes.isEmpty ? [] : [.labelled(label, .array(nodes, layout: .alwaysListed))]
    }
}

extension Column {
    var swift: SwiftNode {
        let natives = nativeTypes.sorted { $0.key < $1.key }.map { (key: "." + $0.key.rawValue, value: $0.value) }
        return .call(
            "Column",
            [.string(name), .plain(type.swift)]
                + SwiftArgument.flag("nullable", isNullable)
                + SwiftArgument.flag("identity", isIdentity)
                + SwiftArgument.optional("default", defaultValue?.swift)
                + SwiftArgument.flag("setOnUpdate", isSetOnUpdate)
                + SwiftArgument.optional("generated", generated?.swift)
                + SwiftArgument.optional("collation", collation.map(SwiftNode.string))
                + SwiftArgument.optional("comment", comment.map(SwiftNode.string))
                + SwiftArgument.optional(
                    "nativeTypes",
                    natives.isEmpty ? nil : .dictionary(natives.map { ($0.key, .string($0.value)) })),
            layout: .filled)
    }
}

extension ColumnType {
    var swift: SwiftNode {
        switch self {
        case .varchar(let length): .member(Name.varchar, "\(length)")
        case .char(let length): .member(Name.char, "\(length)")
        case .binary(let length): .member(Name.binary, "\(length)")
        case .varbinary(let length): .member(Name.varbinary, "\(length)")
        case .decimal(let precision, let scale): .member(Name.decimal, "precision: \(precision), scale: \(scale)")
        case .enumeration(let name): .member(Name.enumeration, .string(name))
        case .custom(let name): .member(Name.custom, .string(name))
        case .text: .member(Name.text)
        case .boolean: .member(Name.boolean)
        case .tinyInteger: .member(Name.tinyInteger)
        case .smallInteger: .member(Name.smallInteger)
        case .integer: .member(Name.integer)
        case .bigInteger: .member(Name.bigInteger)
        case .unsignedTinyInteger: .member(Name.unsignedTinyInteger)
        case .unsignedSmallInteger: .member(Name.unsignedSmallInteger)
        case .unsignedInteger: .member(Name.unsignedInteger)
        case .unsignedBigInteger: .member(Name.unsignedBigInteger)
        case .real: .member(Name.real)
        case .double: .member(Name.double)
        case .date: .member(Name.date)
        case .time: .member(Name.time)
        case .timestamp: .member(Name.timestamp)
        case .timestampWithTimeZone: .member(Name.timestampWithTimeZone)
        case .interval: .member(Name.interval)
        case .uuid: .member(Name.uuid)
        case .json: .member(Name.json)
        case .jsonb: .member(Name.jsonb)
        case .blob: .member(Name.blob)
        case .inet: .member(Name.inet)
        case .cidr: .member(Name.cidr)
        case .macAddress: .member(Name.macAddress)
        case .xml: .member(Name.xml)
        }
    }
}

extension DefaultValue {
    var swift: SwiftNode {
        switch self {
        case .string(let text): .member(Name.string, .string(text))
        case .integer(let number): .member(Name.integer, "\(number.swift)")
        case .unsigned(let number): .member(Name.unsigned, "\(number.swift)")
        case .decimal(let text): .member(Name.decimal, .string(text))
        case .boolean(let flag): .member(Name.boolean, "\(flag)")
        case .now: .member(Name.now)
        case .today: .member(Name.today)
        case .uuid: .member(Name.uuid)
        case .sql(let fragment): .member(Name.sql, .plain(fragment.swift))
        }
    }
}

extension Fill {
    var swift: SwiftNode {
        switch self {
        case .value(let value): .member(Name.value, .plain(value.swift))
        case .placeholder: .member(Name.placeholder)
        }
    }
}

extension SQLFragment {
    var swift: SwiftNode {
        if let common, overrides.isEmpty { return .string(common) }
        let texts = overrides.sorted { $0.key < $1.key }.map { SwiftArgument.string($0.key.rawValue, $0.value) }
        return .call(".sql", (common.map { [.string($0)] } ?? []) + texts, layout: .filled)
    }
}

extension EnumType {
    var swift: SwiftNode {
        .call(
            "EnumType",
            [.string(name)]
                + SwiftArgument.optional("storage", storage == .text ? nil : storage.swift)
                + [.plain(.array(values.map(\.swift), layout: .filled))],
            layout: .filled)
    }
}

extension EnumValue {
    var swift: SwiftNode {
        switch self {
        case .text(let text): .member(Name.text, .string(text))
        case .number(let number, let name): .member(Name.number, .plain(.atom(number.swift)), .string("name", name))
        }
    }
}

extension UniqueConstraint {
    var swift: SwiftNode { .call("UniqueConstraint", .string(name), .plain(.strings(columns))) }
}

extension CheckConstraint {
    var swift: SwiftNode { .call("CheckConstraint", .string(name), .plain(expression.swift)) }
}

extension ForeignKey {
    var swift: SwiftNode {
        .call(
            "ForeignKey",
            [
                .string(name), .plain(.strings(columns)), .string("references", referencedTable),
                .plain(.strings(referencedColumns)),
            ]
                + SwiftArgument.optional("onDelete", onDelete == .noAction ? nil : onDelete.swift)
                + SwiftArgument.optional("onUpdate", onUpdate == .noAction ? nil : onUpdate.swift),
            layout: .filled)
    }
}

extension ForeignKey.Action {
    fileprivate var swift: SwiftNode { .atom("." + rawValue) }
}

extension Index {
    var swift: SwiftNode {
        .call(
            "Index",
            [.string(name), .plain(.array(parts.map(\.swift), layout: .filled))]
                + SwiftArgument.flag("unique", isUnique)
                + SwiftArgument.optional("where", predicate?.swift)
                + SwiftArgument.optional("using", method.map(SwiftNode.string)),
            layout: .filled)
    }
}

extension Index.Part {
    fileprivate var swift: SwiftNode {
        switch self {
        case .ascending(let column): .member(Name.ascending, .string(column))
        case .descending(let column): .member(Name.descending, .string(column))
        case .expression(let fragment): .member(Name.expression, .plain(fragment.swift))
        }
    }
}

extension FixedWidthInteger {
    /// The number as a literal. Long ones are grouped by thousands, as `swift format` wants them.
    var swift: String {
        let digits = Array(String(magnitude))
        guard digits.count >= 7 else { return String(self) }
        let grouped = digits.indices.map { place in
            let isStart = place > 0 && (digits.count - place).isMultiple(of: 3)
            return (isStart ? "_" : "") + String(digits[place])
        }
        return (self < 0 ? "-" : "") + grouped.joined()
    }
}
