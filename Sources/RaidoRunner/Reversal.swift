import Raido
import RaidoSQL

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

    /// The column that reverting the migration adds under that name, if nobody gave a value for it.
    func unfilled(_ added: SchemaElement, of migration: String) -> ReturningColumn? {
        columns.first { $0.migration == migration && $0.added == added && fills[$0.element] == nil }
    }

    /// What rows get in the column that the run adds under that name.
    func inventedValue(in added: SchemaElement, on engine: Engine) -> InventedValue? {
        columns.last { $0.added == added }.map { InventedValue(column: $0.name, value: $0.valueWords(on: engine)) }
    }

    /// Whether rows may not get the value that the column has for them. Nobody lets a foreign key refer to some row.
    ///
    /// - Parameter isForced: Whether the user lets values be invented.
    func isRefused(_ column: ReturningColumn, isForced: Bool) -> Bool {
        if column.mustBeNamed { return true }
        return column.isInvented && !isForced && !(column.isDroppedAgain && forgetsDropped)
    }

    /// Whether rows that get a value in the column have one from the user, or else none at all.
    func fills(_ column: SchemaElement) -> Bool {
        fills[column] != nil || columns.contains { $0.element == column && $0.hasValues }
    }
}

extension ReturningColumn {
    var name: ColumnName { ColumnName(table: element.table, column: element.name) }
}
