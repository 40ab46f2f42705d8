import Raido

extension SchemaMismatch {
    /// The table it is about.
    var table: String {
        switch self {
        case .missing(let element), .exists(let element), .differs(let element, _, _), .inUse(let element, _):
            element.table
        }
    }
}

extension SchemaElement {
    fileprivate var table: String {
        switch self {
        case .table(let name), .column(_, let name), .primaryKey(let name), .unique(_, let name), .index(_, let name),
            .foreignKey(_, let name), .check(_, let name), .enumType(_, let name), .enumValue(_, _, let name):
            name
        }
    }
}
