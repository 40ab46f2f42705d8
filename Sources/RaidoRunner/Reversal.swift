import Raido

/// How migrations are reverted: with what values for the columns that come back.
struct Reversal {
    let columns: [ReturningColumn]
    private let fills: [SchemaElement: Fill]

    /// Whether columns that are dropped again in the same run were nothing that anyone could have read.
    private let forgetsDropped: Bool

    /// - Parameter forgetsDropped: Whether nothing in the run reads values of the columns.
    init(_ columns: [ReturningColumn], _ given: [ColumnFill], forgetsDropped: Bool) throws(MigratorError) {
        self.columns = columns
        self.forgetsDropped = forgetsDropped
        var fills: [SchemaElement: Fill] = [:]
        var seen: Set<ColumnName> = []
        for fill in given {
            let name = ColumnName(table: fill.table, column: fill.column)
            let element = SchemaElement.column(fill.column, table: fill.table)
            guard let found = columns.last(where: { $0.element == element }) else {
                throw .unusableFill(.notReturning(name, returning: columns.map(\.name)))
            }
            guard seen.insert(name).inserted else { throw .unusableFill(.twice(name)) }
            if let value = fill.value {
                fills[element] = .value(value)
            } else {
                guard found.column.isNullable else { throw .unusableFill(.null(name)) }
                if found.column.defaultValue != nil { fills[element] = .value(.sql("NULL")) }
            }
        }
        self.fills = fills
    }

    func changes(reverting migration: String, by inverse: [Change]) -> [Change] {
        columns.filling(inverse, of: migration, with: fills)
    }

    /// Whether rows need a value that nobody gave, in a column that reverting the migration adds under that name.
    ///
    /// - Parameter isForced: Whether the user lets values be invented. Nobody lets a foreign key refer to some row.
    func missing(_ added: SchemaElement, of migration: String, isForced: Bool) -> ReturningColumn? {
        guard let column = columns.first(where: { $0.migration == migration && $0.added == added }),
            fills[column.element] == nil
        else { return nil }
        if column.referencedTable != nil { return column }
        return isForced || (column.isDroppedAgain && forgetsDropped) ? nil : column
    }
}

extension ReturningColumn {
    var name: ColumnName { ColumnName(table: element.table, column: element.name) }
}
