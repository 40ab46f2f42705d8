import Raido

extension SchemaElement {
    /// The table that it is, or is part of.
    var table: String {
        switch self {
        case .table(let name), .column(_, let name), .primaryKey(let name), .unique(_, let name), .index(_, let name),
            .foreignKey(_, let name), .check(_, let name), .enumType(_, let name), .enumValue(_, _, let name):
            name
        }
    }
}
