import Raido

/// What is special about a row that a plan is tried on.
enum RowKind: Hashable {
    /// Values such as most rows have; texts are numbers, so that they can become some.
    case usual
    /// NULL wherever the column takes it.
    case absent
    /// The longest texts, and the greatest numbers and moments.
    case greatest
    /// Empty texts, and the least numbers and moments.
    case least
    /// Quotation marks, backslashes, accents, emoji.
    case awkward

    init(row: Int) {
        switch row {
        case 2: self = .absent
        case 3: self = .greatest
        case 4: self = .least
        case 5: self = .awkward
        default: self = .usual
        }
    }
}

/// Rows at the bounds of what columns take, without orphans: row `n` of a table refers to row `n` of every other one.
struct BoundaryRows {
    let schema: Schema
    let engine: Engine

    /// Columns, in lower case, that some expression names: whether it is made for the greatest value nobody knows, so
    /// they get usual ones.
    let namedInExpressions: Set<String>

    private let referenced: Set<ColumnPlace>

    init(_ schema: Schema, on engine: Engine, namedInExpressions: Set<String> = []) {
        self.schema = schema
        self.engine = engine
        self.namedInExpressions = namedInExpressions
        referenced = Set(
            schema.tables.flatMap(\.foreignKeys).flatMap { key in
                key.referencedColumns.map { ColumnPlace(table: key.referencedTable, column: $0) }
            })
    }

    /// How many rows a table has: one of each kind, and one for each value of an enum.
    var count: Int {
        let values = schema.tables.flatMap(\.enums).map(\.values.count).max() ?? 0
        return min(max(5, values), 40)
    }

    /// `INSERT INTO "t" ("a", "b") VALUES ('it''s', 1)`.
    func insertion(of row: Int, into table: Table) -> String {
        let columns = table.columns.filter { $0.generated == nil }
        let values = columns.map { value(of: $0, in: table, row: row).literal(on: engine) }
        return "INSERT INTO \(engine.quoted(table.name)) (\(engine.quotedNames(columns.map(\.name)))) "
            + "VALUES (\(values.joined(separator: ", ")))"
    }

    func value(of column: Column, in table: Table, row: Int) -> BoundaryValue {
        let isReferenced = referenced.contains(ColumnPlace(table: table.name, column: column.name))
        if column.isNullable, RowKind(row: row) == .absent, !isReferenced { return .null }
        let (source, home) = origin(of: column, in: table)
        return source.value(
            row: row, kind: isBounded(source, of: home) ? RowKind(row: row) : .usual, enums: home.enums, on: engine)
    }

    /// The column whose values it has: behind all foreign keys that it is part of, one after the other.
    private func origin(of column: Column, in table: Table) -> (Column, Table) {
        var (column, table) = (column, table)
        for _ in 0..<9 {
            guard let key = table.foreignKeys.first(where: { $0.columns.contains(column.name) }),
                let place = key.columns.firstIndex(of: column.name), let target = schema[key.referencedTable],
                let next = target.column(key.referencedColumns[place]),
                target.name != table.name || next.name != column.name
            else { break }
            (column, table) = (next, target)
        }
        return (column, table)
    }

    private func isBounded(_ column: Column, of table: Table) -> Bool {
        !column.isIdentity && column.nativeTypes[engine] == nil
            && !namedInExpressions.contains(column.name.lowercased())
            && !referenced.contains(ColumnPlace(table: table.name, column: column.name))
    }
}

/// A column of a table.
struct ColumnPlace: Hashable {
    var table: String
    var column: String
}
