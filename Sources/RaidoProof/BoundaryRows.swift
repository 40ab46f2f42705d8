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

/// Rows at the bounds of what columns take, without orphans: row `n` of a table refers to row `n` of every other one,
/// whose key is not `n`.
struct BoundaryRows {
    let schema: Schema
    let engine: Engine

    /// Columns, in lower case, that some expression names: whether it is made for the greatest value nobody knows, so
    /// they get usual ones.
    let namedInExpressions: Set<String>

    /// What columns of texts become: where most rows have values, they are texts of such.
    private let becoming: [ColumnPlace: ReadColumn]

    private let referenced: Set<ColumnPlace>

    /// Columns that an expression names, and those that foreign keys join with them.
    private var keysInExpressions: Set<ColumnPlace> = []

    init(
        _ schema: Schema, on engine: Engine, namedInExpressions: Set<String> = [],
        becoming: [ColumnPlace: ReadColumn] = [:]
    ) {
        self.schema = schema
        self.engine = engine
        self.namedInExpressions = namedInExpressions
        self.becoming = becoming
        referenced = Set(
            schema.tables.flatMap(\.foreignKeys).flatMap { key in
                key.referencedColumns.map { ColumnPlace(table: key.referencedTable, column: $0) }
            })
        for table in schema.tables {
            for column in table.columns where namedInExpressions.contains(column.name.lowercased()) {
                keysInExpressions.insert(ColumnPlace(table: table.name, column: column.name))
            }
        }
        // What foreign keys join has the same values, whichever of several they are that a column is part of.
        let links = schema.tables.flatMap { table in
            table.foreignKeys.flatMap { key in
                zip(key.columns, key.referencedColumns).map { column, referenced in
                    (
                        ColumnPlace(table: table.name, column: column),
                        ColumnPlace(table: key.referencedTable, column: referenced)
                    )
                }
            }
        }
        var count = -1
        while count != keysInExpressions.count {
            count = keysInExpressions.count
            for (child, parent) in links where keysInExpressions.contains(child) || keysInExpressions.contains(parent) {
                keysInExpressions.formUnion([child, parent])
            }
        }
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
        let place = ColumnPlace(table: home.name, column: source.name)
        let stored = source.asStored(on: engine)
        if source.isIdentity || referenced.contains(place) {
            let isSmall = keysInExpressions.contains(place)
            return stored.keyValue(row: row, isSmall: isSmall, on: engine)
                ?? stored.value(row: row, kind: .usual, enums: home.enums, on: engine)
        }
        let isBounded = !namedInExpressions.contains(source.name.lowercased())
        let kind = isBounded ? RowKind(row: row) : .usual
        if kind == .usual || kind == .absent, let text = becoming[place]?.text(row: row, on: engine) { return text }
        return stored.value(row: row, kind: kind, enums: home.enums, on: engine)
    }

    /// The column whose values it has: after all foreign keys that it is part of, one after the other.
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
}

/// What a column of texts becomes: texts that are no values of its type are in the way.
struct ReadColumn {
    var column: Column
    var enums: [EnumType]

    /// The text of a value; nil where any text will do.
    func text(row: Int, on engine: Engine) -> BoundaryValue? {
        switch column.asStored(on: engine).value(row: row, kind: .usual, enums: enums, on: engine) {
        case .text(let text): .text(text)
        case .number(let digits): .text(digits)
        case .truth(let isTrue): .text(isTrue ? "1" : "0")
        case .null, .bytes: nil
        }
    }
}

/// A column of a table.
struct ColumnPlace: Hashable {
    var table: String
    var column: String
}
