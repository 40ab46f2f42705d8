public import Raido

/// What was read back from a database: its schema, and what no schema says.
public struct Inspection: Hashable, Sendable {
    public var schema: Schema
    public var traits: [UnmodelledTrait]

    /// What an older version of Raido made in other words, as far as the database tells that by itself.
    package var older: [SchemaElement]

    package init(schema: Schema, traits: [UnmodelledTrait] = [], older: [SchemaElement] = []) {
        self.schema = schema
        self.traits = traits
        self.older = older
    }
}

/// What the vocabulary has no words for. Two databases that differ in it alone give the same schema.
///
///     index 'idx_articles_title' of 'articles': INCLUDE (slug)
public struct UnmodelledTrait: Hashable, Sendable {
    public var element: SchemaElement

    /// How it is in a database that migrations made; nil where there is nothing in its place.
    public var usual: String?

    /// How it is in this database, in the engine's own words.
    public var found: String

    /// Whether a database that has it is another one than the migrations give. Else it is told and no more: the rows
    /// that may be there are the same, or it is a thing of its own that migrations neither make nor touch.
    public var isDrift: Bool

    package init(_ element: SchemaElement, usual: String? = nil, found: String, isDrift: Bool = true) {
        self.element = element
        self.usual = usual
        self.found = found
        self.isDrift = isDrift
    }
}

extension Table {
    /// Whether it has the part; the table itself and its key are none.
    func hasPart(_ element: SchemaElement) -> Bool {
        switch element {
        case .table, .primaryKey: false
        case .column(let name, _): column(name) != nil
        case .unique(let name, _): uniques.contains { $0.name == name }
        case .index(let name, _): indexes.contains { $0.name == name }
        case .foreignKey(let name, _): foreignKeys.contains { $0.name == name }
        case .check(let name, _): checks.contains { $0.name == name }
        case .enumType(let name, _), .enumValue(_, let name, _): enumType(name) != nil
        }
    }
}
