/// What the values of a column have gone through: where they come from, and what was done to them since, in order.
package struct ValueHistory: Hashable, Sendable {
    package var origin: Lineage.Origin
    package var steps: [ValueStep]
}

/// One thing that a change does to values of a column.
package enum ValueStep: Hashable, Sendable {
    /// The column became another one of the same name. `table` is the one before the change, where it is known. The
    /// user's SQL names columns as they are called after all changes.
    case altered(from: Column, to: Column, using: SQLFragment?, fill: Fill?, in: Table?)

    /// Rows that held an enum's value hold another one.
    case exchanged(EnumValue, by: String, of: EnumType)

    /// An enum's value has another identity: stored texts are rewritten, numbers stay.
    case renamed(String, to: String, of: EnumType)

    /// A named number is another one: stored numbers stay, and mean something else.
    case renumbered(String, from: Int64, to: Int64, of: EnumType)

    /// - Parameters:
    ///   - column: The column's name before the change.
    ///   - table: The table before the change, where it is known.
    package init?(_ change: Change, of column: String, in table: Table?) {
        func type(_ name: String) -> EnumType? {
            table?.column(column)?.type == .enumeration(name) ? table?.enumType(name) : nil
        }
        switch change {
        case .alterColumn(_, let old, let new, let using, let fill) where old.name == column:
            self = .altered(from: old, to: new, using: using, fill: fill, in: table)
        case .dropEnumValue(let value, let name, _, _, let replacement?):
            guard let type = type(name) else { return nil }
            self = .exchanged(value, by: replacement, of: type)
        case .renameEnumValue(let old, let new, let name, _):
            guard let type = type(name) else { return nil }
            self = .renamed(old, to: new, of: type)
        case .renumberEnumValue(let value, let old, let new, let name, _):
            guard let type = type(name) else { return nil }
            self = .renumbered(value, from: old, to: new, of: type)
        default: return nil
        }
    }
}
