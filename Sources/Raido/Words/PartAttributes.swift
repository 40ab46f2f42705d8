/// An attribute of a part of a table, such as its type, its nullability or its columns.
package struct PartAttribute: Hashable, Sendable {
    package var name: String
    package var value: String
}

extension Table {
    /// The attributes of one part; empty if the table has no such part.
    package func attributes(of element: SchemaElement) -> [PartAttribute] {
        switch element {
        case .table: [PartAttribute("comment", comment)]
        case .column(let name, _): column(name)?.attributes ?? []
        case .primaryKey: [PartAttribute("columns", primaryKey.keyWords)]
        case .unique(let name, _): uniques.first { $0.name == name }?.attributes ?? []
        case .index(let name, _): indexes.first { $0.name == name }?.attributes ?? []
        case .foreignKey(let name, _): foreignKeys.first { $0.name == name }?.attributes ?? []
        case .check(let name, _): checks.first { $0.name == name }?.attributes ?? []
        case .enumType(let name, _), .enumValue(_, let name, _): enumType(name)?.attributes ?? []
        }
    }
}

extension PartAttribute {
    fileprivate init(_ name: String, _ value: String?) {
        self.init(name: name, value: value ?? "none")
    }
}

extension Column {
    fileprivate var attributes: [PartAttribute] {
        [
            PartAttribute("type", "\(type)"), PartAttribute("nullability", isNullable ? "NULL" : "NOT NULL"),
            PartAttribute("identity", isIdentity ? "identity" : nil),
            PartAttribute("default", defaultValue?.words), PartAttribute("set on update", isSetOnUpdate ? "yes" : "no"),
            PartAttribute("expression", generated?.words), PartAttribute("collation", collation),
            PartAttribute("comment", comment),
        ]
            + Engine.allCases.map { PartAttribute("type on \($0.displayName)", nativeTypes[$0]) }
    }
}

extension UniqueConstraint {
    fileprivate var attributes: [PartAttribute] { [PartAttribute("columns", columns.keyWords)] }
}

extension Index {
    fileprivate var attributes: [PartAttribute] {
        var plain = self
        (plain.name, plain.isUnique, plain.predicate, plain.method) = ("", false, nil, nil)
        return [
            PartAttribute("columns", plain.words.short),
            PartAttribute("uniqueness", isUnique ? "unique" : "not unique"),
            PartAttribute("condition", predicate?.words), PartAttribute("method", method),
        ]
    }
}

extension ForeignKey {
    fileprivate var attributes: [PartAttribute] {
        [
            PartAttribute("columns", columns.keyWords),
            PartAttribute("target", "\(referencedTable) \(referencedColumns.keyWords)"),
            PartAttribute("ON DELETE", onDelete.words), PartAttribute("ON UPDATE", onUpdate.words),
        ]
    }
}

extension CheckConstraint {
    fileprivate var attributes: [PartAttribute] { [PartAttribute("condition", expression.words)] }
}

extension EnumType {
    fileprivate var attributes: [PartAttribute] {
        [
            PartAttribute("storage", "\(storage)"),
            PartAttribute("values", values.map(\.words).joined(separator: ", ")),
        ]
    }
}
