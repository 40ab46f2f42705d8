import Raido

/// What is otherwise in a database than migrations make it, and is so on purpose.
///
/// A table's name, `wp_posts`, means a table that no migration makes; of one that migrations make, it means what models
/// have no words for, such as its collation. `books.idx_title` means a column, index, constraint or enum of a table. Either
/// ends in `*` for all that begin so.
public struct IgnorePattern: Hashable, Sendable {
    public var text: String

    public init(_ text: String) { self.text = text }

    func matches(_ table: String) -> Bool { Self.matches(text[...], table) }

    /// Whether it means this part of a table.
    func matches(part element: SchemaElement) -> Bool {
        let table = element.table
        guard let part = element.part, text.hasPrefix("\(table).") else { return false }
        return Self.matches(text.dropFirst(table.count + 1), part)
    }

    func matches(_ trait: UnmodelledTrait) -> Bool { matches(trait.element.table) || matches(part: trait.element) }

    private static func matches(_ pattern: Substring, _ name: String) -> Bool {
        pattern.hasSuffix("*") ? name.hasPrefix(pattern.dropLast()) : name == pattern
    }
}

extension SchemaElement {
    /// The name of a part of a table.
    var part: String? {
        switch self {
        case .table, .primaryKey: nil
        case .column(let name, _), .unique(let name, _), .index(let name, _), .foreignKey(let name, _),
            .check(let name, _), .enumType(let name, _), .enumValue(_, let name, _):
            name
        }
    }
}

extension Schema {
    mutating func removeParts(where isMeant: (SchemaElement) -> Bool) {
        self = Schema(
            tables.map { table in
                var table = table
                func kept<Part: TablePart>(_ parts: [Part]) -> [Part] {
                    parts.filter { !isMeant(Part.element($0.name, table: table.name)) }
                }
                table.columns = kept(table.columns)
                table.uniques = kept(table.uniques)
                table.indexes = kept(table.indexes)
                table.foreignKeys = kept(table.foreignKeys)
                table.checks = kept(table.checks)
                table.enums = kept(table.enums)
                return table
            })
    }
}
