import Raido

extension Change {
    /// The columns that the change is about, by their names before and after it; those of keys and indexes, too.
    var columns: [String] {
        switch alteration {
        case .add(let part), .drop(let part): part.columns
        case .change(.column, let new): new.columns
        case .change(let old, let new): old.columns + new.columns
        case .rename(.column, let old, let new): [old, new]
        case .primaryKey(let old, let new): old + new
        case .rename, .comment, .enumValues, nil: []
        }
    }

    /// The constraints and indexes that the change is about, by their names before and after it.
    var parts: [SchemaElement] {
        guard let table else { return [] }
        let elements: [SchemaElement] =
            switch alteration {
            case .add(let part), .drop(let part), .change(_, let part): [part.element(in: table)]
            case .rename(let kind, let old, let new): [kind.element(old, in: table), kind.element(new, in: table)]
            case .primaryKey, .comment, .enumValues, nil: []
            }
        return elements.filter { element in
            switch element {
            case .unique, .index, .foreignKey, .check: true
            case .table, .column, .primaryKey, .enumType, .enumValue: false
            }
        }
    }

    /// The enums that the change is about, by their names before and after it.
    var enumNames: [String] {
        switch alteration {
        case .add(.enumType(let type)), .drop(.enumType(let type)): [type.name]
        case .rename(.enumType, let old, let new): [old, new]
        case .enumValues(let type, _): [type]
        case .add, .drop, .change, .rename, .primaryKey, .comment, nil: []
        }
    }
}
