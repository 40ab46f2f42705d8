/// What a table has several of, each under a name of its own.
package protocol TablePart: Hashable {
    var name: String { get set }
    /// The whole of it, for messages.
    var inWords: String { get }
    static func element(_ name: String, table: String) -> SchemaElement
}

extension Column: TablePart {
    package var inWords: String { words }

    package static func element(_ name: String, table: String) -> SchemaElement { .column(name, table: table) }
}

extension UniqueConstraint: TablePart {
    package var inWords: String { words.long }

    package static func element(_ name: String, table: String) -> SchemaElement { .unique(name, table: table) }
}

extension Index: TablePart {
    package var inWords: String { words.long }

    package static func element(_ name: String, table: String) -> SchemaElement { .index(name, table: table) }
}

extension ForeignKey: TablePart {
    package var inWords: String { words.long }

    package static func element(_ name: String, table: String) -> SchemaElement { .foreignKey(name, table: table) }
}

extension CheckConstraint: TablePart {
    package var inWords: String { words.long }

    package static func element(_ name: String, table: String) -> SchemaElement { .check(name, table: table) }
}

extension EnumType: TablePart {
    package var inWords: String { words }

    package static func element(_ name: String, table: String) -> SchemaElement { .enumType(name, table: table) }
}

extension Array where Element: TablePart {
    mutating func add(_ element: Element, in table: String) throws(SchemaMismatch) {
        guard !contains(where: { $0.name == element.name }) else {
            throw .exists(Element.element(element.name, table: table))
        }
        append(element)
    }

    mutating func drop(_ element: Element, in table: String) throws(SchemaMismatch) {
        remove(at: try find(element, in: table))
    }

    mutating func change(_ old: Element, to new: Element, in table: String) throws(SchemaMismatch) {
        guard old.name == new.name else {
            throw .differs(
                Element.element(old.name, table: table), expected: "the same name", found: "'\(new.name)'")
        }
        self[try find(old, in: table)] = new
    }

    mutating func rename(_ old: String, to new: String, in table: String) throws(SchemaMismatch) {
        guard let found = firstIndex(where: { $0.name == old }) else {
            throw .missing(Element.element(old, table: table))
        }
        guard !contains(where: { $0.name == new }) else { throw .exists(Element.element(new, table: table)) }
        self[found].name = new
    }

    func find(_ element: Element, in table: String) throws(SchemaMismatch) -> Int {
        let place = Element.element(element.name, table: table)
        guard let found = firstIndex(where: { $0.name == element.name }) else { throw .missing(place) }
        guard self[found] == element else {
            throw .differs(place, expected: element.inWords, found: self[found].inWords)
        }
        return found
    }
}
