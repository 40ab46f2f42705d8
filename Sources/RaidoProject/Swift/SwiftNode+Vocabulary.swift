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
        case .varchar(let length): .atom(".varchar(\(length))")
        case .char(let length): .atom(".char(\(length))")
        case .binary(let length): .atom(".binary(\(length))")
        case .varbinary(let length): .atom(".varbinary(\(length))")
        case .decimal(let precision, let scale): .atom(".decimal(precision: \(precision), scale: \(scale))")
        case .enumeration(let name): .call(".enumeration", .string(name))
        case .custom(let name): .call(".custom", .string(name))
        case .text: .atom(".text")
        case .boolean: .atom(".boolean")
        case .tinyInteger: .atom(".tinyInteger")
        case .smallInteger: .atom(".smallInteger")
        case .integer: .atom(".integer")
        case .bigInteger: .atom(".bigInteger")
        case .unsignedTinyInteger: .atom(".unsignedTinyInteger")
        case .unsignedSmallInteger: .atom(".unsignedSmallInteger")
        case .unsignedInteger: .atom(".unsignedInteger")
        case .unsignedBigInteger: .atom(".unsignedBigInteger")
        case .real: .atom(".real")
        case .double: .atom(".double")
        case .date: .atom(".date")
        case .time: .atom(".time")
        case .timestamp: .atom(".timestamp")
        case .timestampWithTimeZone: .atom(".timestampWithTimeZone")
        case .interval: .atom(".interval")
        case .uuid: .atom(".uuid")
        case .json: .atom(".json")
        case .jsonb: .atom(".jsonb")
        case .blob: .atom(".blob")
        case .inet: .atom(".inet")
        case .cidr: .atom(".cidr")
        case .macAddress: .atom(".macAddress")
        case .xml: .atom(".xml")
        }
    }
}

extension DefaultValue {
    var swift: SwiftNode {
        switch self {
        case .string(let text): .call(".string", .string(text))
        case .integer(let number): .atom(".integer(\(number.swift))")
        case .unsigned(let number): .atom(".unsigned(\(number.swift))")
        case .decimal(let text): .call(".decimal", .string(text))
        case .boolean(let flag): .atom(".boolean(\(flag))")
        case .now: .atom(".now")
        case .today: .atom(".today")
        case .uuid: .atom(".uuid")
        case .sql(let fragment): .call(".sql", .plain(fragment.swift))
        }
    }
}

extension Fill {
    var swift: SwiftNode {
        switch self {
        case .value(let value): .call(".value", .plain(value.swift))
        case .placeholder: .atom(".placeholder")
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
        case .text(let text): .call(".text", .string(text))
        case .number(let number, let name): .call(".number", .plain(.atom(number.swift)), .string("name", name))
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
        case .ascending(let column): .call(".ascending", .string(column))
        case .descending(let column): .call(".descending", .string(column))
        case .expression(let fragment): .call(".expression", .plain(fragment.swift))
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
