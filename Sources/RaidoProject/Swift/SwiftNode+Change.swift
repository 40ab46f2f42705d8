import Raido

extension Change {
    var swift: SwiftNode {
        switch self {
        case .createTable(let table): change(.createTable, .plain(table.swift))
        case .dropTable(let table): change(.dropTable, .plain(table.swift))
        case .adoptTable(let table): change(.adoptTable, .plain(table.swift))
        case .releaseTable(let table): change(.releaseTable, .plain(table.swift))
        case .renameTable(let old, let new): change(.renameTable, .string(old), .string("to", new))
        case .changeTableComment(let table, let old, let new):
            change(
                .changeTableComment, .string("of", table), .labelled("from", optional(old)),
                .labelled("to", optional(new)))

        case .addColumn(let column, let table, let fill):
            change(
                .addColumn, [.plain(column.swift), .string("to", table)] + SwiftArgument.optional("fill", fill?.swift))
        case .dropColumn(let column, let table): part(.dropColumn, column.swift, "from", table)
        case .renameColumn(let old, let new, let table): rename(.renameColumn, old, new, table)
        case .alterColumn(let table, let old, let new, let using, let fill):
            change(
                .alterColumn,
                [.string("in", table), .labelled("from", old.swift), .labelled("to", new.swift)]
                    + SwiftArgument.optional("using", using?.swift) + SwiftArgument.optional("fill", fill?.swift))

        case .changePrimaryKey(let table, let old, let new):
            change(
                .changePrimaryKey, .string("of", table), .labelled("from", .strings(old)),
                .labelled("to", .strings(new)))
        case .addUnique(let unique, let table): part(.addUnique, unique.swift, "to", table)
        case .dropUnique(let unique, let table): part(.dropUnique, unique.swift, "from", table)
        case .changeUnique(let table, let old, let new): replace(.changeUnique, table, old.swift, new.swift)
        case .renameUnique(let old, let new, let table): rename(.renameUnique, old, new, table)

        case .addIndex(let index, let table): part(.addIndex, index.swift, "to", table)
        case .dropIndex(let index, let table): part(.dropIndex, index.swift, "from", table)
        case .changeIndex(let table, let old, let new): replace(.changeIndex, table, old.swift, new.swift)
        case .renameIndex(let old, let new, let table): rename(.renameIndex, old, new, table)

        case .addForeignKey(let key, let table): part(.addForeignKey, key.swift, "to", table)
        case .dropForeignKey(let key, let table): part(.dropForeignKey, key.swift, "from", table)
        case .changeForeignKey(let table, let old, let new): replace(.changeForeignKey, table, old.swift, new.swift)
        case .renameForeignKey(let old, let new, let table): rename(.renameForeignKey, old, new, table)

        case .addCheck(let check, let table): part(.addCheck, check.swift, "to", table)
        case .dropCheck(let check, let table): part(.dropCheck, check.swift, "from", table)
        case .changeCheck(let table, let old, let new): replace(.changeCheck, table, old.swift, new.swift)
        case .renameCheck(let old, let new, let table): rename(.renameCheck, old, new, table)

        case .createEnum(let type, let table): part(.createEnum, type.swift, "in", table)
        case .dropEnum(let type, let table): part(.dropEnum, type.swift, "from", table)
        case .renameEnum(let old, let new, let table): rename(.renameEnum, old, new, table)
        case .addEnumValue(let value, let type, let table, let next):
            change(
                .addEnumValue,
                [.plain(value.swift), .string("to", type), .string("in", table)]
                    + SwiftArgument.optional("before", next.map(SwiftNode.string)))
        case .dropEnumValue(let value, let type, let table, let next, let replacement):
            change(
                .dropEnumValue,
                [.plain(value.swift), .string("from", type), .string("in", table)]
                    + SwiftArgument.optional("before", next.map(SwiftNode.string))
                    + SwiftArgument.optional("replacement", replacement.map(SwiftNode.string)))
        case .renameEnumValue(let old, let new, let type, let table):
            change(
                .renameEnumValue, .string(old), .string("to", new), .string("of", type), .string("in", table))
        case .renumberEnumValue(let value, let old, let new, let type, let table):
            change(
                .renumberEnumValue, .string(value), .labelled("from", .atom(old.swift)),
                .labelled("to", .atom(new.swift)), .string("of", type), .string("in", table))
        case .reorderEnum(let type, let old, let new, let table):
            change(
                .reorderEnum, .string(type), .labelled("from", .strings(old)), .labelled("to", .strings(new)),
                .string("in", table))

        case .sql(let raw): change(.sql, .plain(raw.swift))
        }
    }

    private func change(_ name: Name, _ arguments: SwiftArgument...) -> SwiftNode { change(name, arguments) }

    private func change(_ name: Name, _ arguments: [SwiftArgument]) -> SwiftNode {
        .call("." + name.rawValue, arguments, layout: .listed)
    }

    private func part(_ name: Name, _ part: SwiftNode, _ preposition: String, _ table: String) -> SwiftNode {
        change(name, .plain(part), .string(preposition, table))
    }

    private func rename(_ name: Name, _ old: String, _ new: String, _ table: String) -> SwiftNode {
        change(name, .string(old), .string("to", new), .string("in", table))
    }

    private func replace(_ name: Name, _ table: String, _ old: SwiftNode, _ new: SwiftNode) -> SwiftNode {
        change(name, .string("in", table), .labelled("from", old), .labelled("to", new))
    }

    private func optional(_ text: String?) -> SwiftNode { text.map(SwiftNode.string) ?? .atom("nil") }
}

extension RawSQL {
    fileprivate var swift: SwiftNode {
        .call(
            "RawSQL",
            [.labelled("up", statements(up))]
                + SwiftArgument.optional("down", down.map(statements))
                + SwiftArgument.optional(
                    "effect", effect.isEmpty ? nil : .array(effect.map(\.swift), layout: .alwaysListed)),
            layout: .listed)
    }

    private func statements(_ fragments: [SQLFragment]) -> SwiftNode {
        .array(fragments.map(\.swift), layout: .filled)
    }
}
