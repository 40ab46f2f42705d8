import Raido

/// Names that a migration gives and takes away again, on the way to the final ones: nobody needs to read them.
///
/// A table's temporary name outlives its migration where tables change places, and is then not among them.
struct TemporaryNames {
    /// What has the name. A migration is about one table, so the table's name says nothing.
    enum Kind: Hashable {
        case table, column, enumType, part
        case enumValue(of: String)
    }

    private struct Key: Hashable {
        var kind: Kind
        var name: String
    }

    /// Temporary name to final name.
    private var finals: [Key: String] = [:]

    init(in changes: [Change]) {
        var given: Set<Key> = []
        for change in changes {
            if case .createEnum(let type, _) = change { given.insert(Key(kind: .enumType, name: type.name)) }
            guard let (kind, old, new) = change.renaming else { continue }
            let key = Key(kind: kind, name: old)
            if given.remove(key) != nil { finals[key] = new }
            given.insert(Key(kind: kind, name: new))
        }
    }

    /// What a name becomes before the migration ends; nil for a name that stays.
    func final(_ name: String, _ kind: Kind) -> String? { finals[Key(kind: kind, name: name)] }

    /// Whether another enum of the same name takes the place of this one.
    func replacesEnum(_ name: String) -> Bool {
        finals.contains { $0.key.kind == .enumType && $0.value == name }
    }

    /// A column's type with its enum under its final name.
    func final(_ type: ColumnType) -> ColumnType {
        guard case .enumeration(let name) = type, let final = final(name, .enumType) else { return type }
        return .enumeration(final)
    }
}

extension Change {
    /// The kind of a thing that is renamed, its old and its new name.
    fileprivate var renaming: (kind: TemporaryNames.Kind, old: String, new: String)? {
        switch self {
        case .renameTable(let old, let new): (.table, old, new)
        case .renameColumn(let old, let new, _): (.column, old, new)
        case .renameEnum(let old, let new, _): (.enumType, old, new)
        case .renameEnumValue(let old, let new, let type, _): (.enumValue(of: type), old, new)
        case .renameUnique(let old, let new, _), .renameIndex(let old, let new, _),
            .renameForeignKey(let old, let new, _), .renameCheck(let old, let new, _):
            (.part, old, new)
        case .createTable, .dropTable, .changeTableComment, .adoptTable, .releaseTable, .addColumn, .dropColumn,
            .alterColumn, .changePrimaryKey, .addUnique, .dropUnique, .changeUnique, .addIndex, .dropIndex,
            .changeIndex, .addForeignKey, .dropForeignKey, .changeForeignKey, .addCheck, .dropCheck, .changeCheck,
            .createEnum, .dropEnum, .addEnumValue, .dropEnumValue, .renumberEnumValue, .reorderEnum, .sql:
            nil
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
