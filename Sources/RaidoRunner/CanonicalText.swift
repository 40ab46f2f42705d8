import Raido

/// The text of a migration's changes that its checksum is taken of.
///
/// It is made of the values, so comments and layout of the file that declares them are no part of it, and it must
/// never change for values that stay the same: what is at its usual setting is left out, so that something added to
/// the vocabulary later leaves older texts alone.
enum CanonicalText {
    static func of(_ changes: [Change]) -> String { changes.map { node($0) + "\n" }.joined() }

    private static func node(_ name: String, _ parts: [String?]) -> String {
        "\(name)(\(parts.compactMap { $0 }.joined(separator: " ")))"
    }

    /// A text that no other two texts side by side can be mistaken for.
    private static func text(_ text: String) -> String { "\(text.utf8.count):\(text)" }

    private static func named(_ name: String, _ value: String?) -> String? { value.map { "\(name)=\($0)" } }
    private static func flag(_ name: String, _ isSet: Bool) -> String? { isSet ? name : nil }
    private static func list(_ texts: [String]) -> String { "[\(texts.map(text).joined(separator: " "))]" }

    private static func node(_ change: Change) -> String {
        switch change {
        case .createTable(let table): node("create_table", [node(table)])
        case .dropTable(let table): node("drop_table", [node(table)])
        case .renameTable(let old, let new): node("rename_table", [text(old), text(new)])
        case .changeTableComment(let table, let old, let new):
            node("change_table_comment", [text(table), named("from", old.map(text)), named("to", new.map(text))])
        case .adoptTable(let table): node("adopt_table", [node(table)])
        case .releaseTable(let table): node("release_table", [node(table)])

        case .addColumn(let column, let table, let fill):
            node("add_column", [text(table), node(column), named("fill", fill.map(node))])
        case .dropColumn(let column, let table): node("drop_column", [text(table), node(column)])
        case .renameColumn(let old, let new, let table): node("rename_column", [text(table), text(old), text(new)])
        case .alterColumn(let table, let old, let new, let using, let fill):
            node(
                "alter_column",
                [
                    text(table), node(old), node(new), named("using", using.map(node)),
                    named("fill", fill.map(node)),
                ])

        case .changePrimaryKey(let table, let old, let new):
            node("change_primary_key", [text(table), list(old), list(new)])
        case .addUnique(let unique, let table): node("add_unique", [text(table), node(unique)])
        case .dropUnique(let unique, let table): node("drop_unique", [text(table), node(unique)])
        case .changeUnique(let table, let old, let new): node("change_unique", [text(table), node(old), node(new)])
        case .renameUnique(let old, let new, let table): node("rename_unique", [text(table), text(old), text(new)])
        case .addIndex(let index, let table): node("add_index", [text(table), node(index)])
        case .dropIndex(let index, let table): node("drop_index", [text(table), node(index)])
        case .changeIndex(let table, let old, let new): node("change_index", [text(table), node(old), node(new)])
        case .renameIndex(let old, let new, let table): node("rename_index", [text(table), text(old), text(new)])
        case .addForeignKey(let key, let table): node("add_foreign_key", [text(table), node(key)])
        case .dropForeignKey(let key, let table): node("drop_foreign_key", [text(table), node(key)])
        case .changeForeignKey(let table, let old, let new):
            node("change_foreign_key", [text(table), node(old), node(new)])
        case .renameForeignKey(let old, let new, let table):
            node("rename_foreign_key", [text(table), text(old), text(new)])
        case .addCheck(let check, let table): node("add_check", [text(table), node(check)])
        case .dropCheck(let check, let table): node("drop_check", [text(table), node(check)])
        case .changeCheck(let table, let old, let new): node("change_check", [text(table), node(old), node(new)])
        case .renameCheck(let old, let new, let table): node("rename_check", [text(table), text(old), text(new)])

        case .createEnum(let type, let table): node("create_enum", [text(table), node(type)])
        case .dropEnum(let type, let table): node("drop_enum", [text(table), node(type)])
        case .renameEnum(let old, let new, let table): node("rename_enum", [text(table), text(old), text(new)])
        case .addEnumValue(let value, let type, let table, let next):
            node("add_enum_value", [text(table), text(type), node(value), named("before", next.map(text))])
        case .dropEnumValue(let value, let type, let table, let next, let replacement):
            node(
                "drop_enum_value",
                [
                    text(table), text(type), node(value), named("before", next.map(text)),
                    named("replacement", replacement.map(text)),
                ])
        case .renameEnumValue(let old, let new, let type, let table):
            node("rename_enum_value", [text(table), text(type), text(old), text(new)])
        case .renumberEnumValue(let value, let old, let new, let type, let table):
            node("renumber_enum_value", [text(table), text(type), text(value), "\(old)", "\(new)"])
        case .reorderEnum(let type, let old, let new, let table):
            node("reorder_enum", [text(table), text(type), list(old), list(new)])

        case .sql(let raw):
            node(
                "sql",
                raw.up.map(node) + [named("down", raw.down.map { "[\($0.map(node).joined(separator: " "))]" })]
                    + raw.effect.map { named("effect", node($0)) })
        }
    }

    private static func node(_ table: Table) -> String {
        node(
            "table",
            [text(table.name)] + table.columns.map(node) + [
                table.primaryKey.isEmpty ? nil : named("primary_key", list(table.primaryKey))
            ] + table.uniques.map(node) + table.indexes.map(node) + table.foreignKeys.map(node)
                + table.checks.map(node) + table.enums.map(node) + [named("comment", table.comment.map(text))])
    }

    private static func node(_ column: Column) -> String {
        let natives = column.nativeTypes.sorted { $0.key < $1.key }.map { "\($0.key.rawValue):\(text($0.value))" }
        return node(
            "column",
            [
                text(column.name), column.type.description, flag("null", column.isNullable),
                flag("identity", column.isIdentity), named("default", column.defaultValue.map(node)),
                flag("set_on_update", column.isSetOnUpdate), named("generated", column.generated.map(node)),
                named("collation", column.collation.map(text)), named("comment", column.comment.map(text)),
            ] + natives)
    }

    private static func node(_ value: DefaultValue) -> String {
        switch value {
        case .string(let string): "string(\(text(string)))"
        case .integer(let number): "integer(\(number))"
        case .unsigned(let number): "unsigned(\(number))"
        case .decimal(let digits): "decimal(\(digits))"
        case .boolean(let isTrue): "boolean(\(isTrue))"
        case .now: "now"
        case .today: "today"
        case .uuid: "uuid"
        case .sql(let fragment): node(fragment)
        }
    }

    private static func node(_ fill: Fill) -> String {
        switch fill {
        case .value(let value): node(value)
        case .placeholder: "placeholder"
        }
    }

    private static func node(_ fragment: SQLFragment) -> String {
        node(
            "fragment",
            [fragment.common.map(text)]
                + fragment.overrides.sorted { $0.key < $1.key }.map { "\($0.key.rawValue):\(text($0.value))" })
    }

    private static func node(_ unique: UniqueConstraint) -> String {
        node("unique", [text(unique.name), list(unique.columns)])
    }

    private static func node(_ index: Index) -> String {
        let parts = index.parts.map { part in
            switch part {
            case .ascending(let name): "ascending(\(text(name)))"
            case .descending(let name): "descending(\(text(name)))"
            case .expression(let fragment): node(fragment)
            }
        }
        return node(
            "index",
            [text(index.name)] + parts + [
                flag("unique", index.isUnique), named("where", index.predicate.map(node)),
                named("using", index.method.map(text)),
            ])
    }

    private static func node(_ key: ForeignKey) -> String {
        node(
            "foreign_key",
            [
                text(key.name), list(key.columns), text(key.referencedTable), list(key.referencedColumns),
                key.onDelete == .noAction ? nil : named("on_delete", key.onDelete.rawValue),
                key.onUpdate == .noAction ? nil : named("on_update", key.onUpdate.rawValue),
            ])
    }

    private static func node(_ check: CheckConstraint) -> String {
        node("check", [text(check.name), node(check.expression)])
    }

    private static func node(_ type: EnumType) -> String {
        node("enum", [text(type.name), flag(type.storage.description, type.storage != .text)] + type.values.map(node))
    }

    private static func node(_ value: EnumValue) -> String {
        switch value {
        case .text(let value): "text(\(text(value)))"
        case .number(let number, let name): "number(\(number) \(text(name)))"
        }
    }
}
