/// A change that meets a schema it does not fit.
public enum SchemaMismatch: Error, Hashable, Sendable {
    /// The change needs something that does not exist.
    case missing(SchemaElement)

    /// The change makes something that exists already.
    case exists(SchemaElement)

    /// The change expects something in a state that differs from the one it is in.
    case differs(SchemaElement, expected: String, found: String)

    /// The change drops or renames something that another thing uses.
    case inUse(SchemaElement, by: SchemaElement)

    /// A key, index or constraint refers to a table or column that is missing.
    case dangling(SchemaElement, to: SchemaElement)
}

/// A place in a schema, for messages.
public enum SchemaElement: Hashable, Sendable, CustomStringConvertible {
    case table(String)
    case column(String, table: String)
    case primaryKey(table: String)
    case unique(String, table: String)
    case index(String, table: String)
    case foreignKey(String, table: String)
    case check(String, table: String)
    case enumType(String, table: String)
    case enumValue(String, enumType: String, table: String)

    public var description: String {
        switch self {
        case .table(let name): "table '\(name)'"
        case .column(let name, let table): "column '\(table).\(name)'"
        case .primaryKey(let table): "the primary key of '\(table)'"
        case .unique(let name, let table): "unique constraint '\(name)' of '\(table)'"
        case .index(let name, let table): "index '\(name)' of '\(table)'"
        case .foreignKey(let name, let table): "foreign key '\(name)' of '\(table)'"
        case .check(let name, let table): "check constraint '\(name)' of '\(table)'"
        case .enumType(let name, let table): "enum '\(name)' of '\(table)'"
        case .enumValue(let name, let type, let table): "value '\(name)' of enum '\(type)' of '\(table)'"
        }
    }
}

extension SchemaElement {
    /// The table that it is or belongs to.
    package var table: String {
        switch self {
        case .table(let name), .column(_, let name), .primaryKey(let name), .unique(_, let name), .index(_, let name),
            .foreignKey(_, let name), .check(_, let name), .enumType(_, let name), .enumValue(_, _, let name):
            name
        }
    }
}

extension SchemaMismatch: CustomStringConvertible {
    public var description: String {
        switch self {
        case .missing(let element): "\(element) does not exist"
        case .exists(let element): "\(element) already exists"
        case .differs(let element, let expected, let found):
            "\(element) is not as the change expects it: expected \(expected), found \(found)"
        case .inUse(let element, let user): "\(element) is still used by \(user)"
        case .dangling(let element, let target): "\(element) refers to \(target), which does not exist"
        }
    }
}

extension SchemaMismatch {
    /// What the change did not find as it expects it.
    package var element: SchemaElement {
        switch self {
        case .missing(let element), .exists(let element), .differs(let element, _, _), .inUse(let element, _),
            .dangling(let element, _):
            element
        }
    }
}
