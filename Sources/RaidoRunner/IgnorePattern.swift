import Raido

/// What differs in a database from what migrations make, and is accepted.
///
/// A table's name, `wp_posts`, means a table that no migration creates; of one that migrations create, it means what
/// models have no words for, such as its collation. `books.idx_title` means a column, index, constraint or enum of a
/// table. In both, `*` stands for any characters, or none.
public struct IgnorePattern: Hashable, Sendable {
    public var text: String

    public init(_ text: String) { self.text = text }

    func matches(_ table: String) -> Bool { Self.matches(text[...], table[...]) }

    /// Whether it means this part of a table. A table's name may have a period, so any one may be that before the part.
    func matches(part element: SchemaElement) -> Bool {
        guard let part = element.part else { return false }
        return text.indices.contains { place in
            text[place] == "." && Self.matches(text[..<place], element.table[...])
                && Self.matches(text[text.index(after: place)...], part[...])
        }
    }

    func matches(_ trait: UnmodelledTrait) -> Bool { matches(trait.element.table) || matches(part: trait.element) }

    /// Each piece between two stars is found at the first place after the one before it; the last one ends the name.
    private static func matches(_ pattern: Substring, _ name: Substring) -> Bool {
        let pieces = pattern.split(separator: "*", omittingEmptySubsequences: false)
        guard pieces.count > 1, let first = pieces.first, let last = pieces.last else { return pattern == name }
        guard name.hasPrefix(first) else { return false }
        var rest = name.dropFirst(first.count)
        for piece in pieces[1..<pieces.count - 1] where !piece.isEmpty {
            guard let range = rest.firstRange(of: piece) else { return false }
            rest = rest[range.upperBound...]
        }
        return rest.hasSuffix(last)
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
