import Raido

/// The rows of tables as a database has them now, in the terms of changes that are pending: under the names and with the
/// values that they have after these changes.
struct PendingRows {
    private let dialect: any RowDialect
    private var lineage = Lineage()
    /// What placeholders put in rows.
    private var placeholders: [Change: String] = [:]
    private var fills = PendingFills()

    init(_ engine: Engine) { dialect = engine.rowDialect }

    /// - Parameters:
    ///   - schema: The schema before the change.
    ///   - final: The schema after the migration, which the values of placeholders depend on.
    mutating func follow(_ change: Change, in schema: Schema, final: Schema? = nil) {
        lineage.follow(change, on: schema)
        fills.follow(change, in: schema, dialect)
        guard case .addColumn(let column, let name, .placeholder) = change,
            let table = try? schema.applying([change])[name]
        else { return }
        placeholders[change] = dialect.placeholder(for: column, in: table, final: final?[name] ?? table)
    }

    /// Those of the columns in which rows get values that nobody gave, by their names when they are added.
    func invented(among columns: [String], of table: Table) -> [SchemaElement] {
        columns.compactMap { column in
            guard
                case .created(by: .addColumn(let added, let name, .placeholder)) =
                    lineage.values(of: column, in: table.name).origin
            else { return nil }
            return .column(added.name, table: name)
        }
    }

    /// The rows as a `FROM` takes them, or nil where the database does not tell what they will be.
    ///
    /// - Parameters:
    ///   - table: The table after the changes.
    ///   - needed: The columns that are asked for.
    func source(_ table: Table, columns needed: [String]) -> String? {
        guard !lineage.hasUserSQL, case .start(.table(let name)) = lineage.origin(of: .table(table.name)) else {
            return nil
        }
        guard let layers = layers(for: needed, in: table) else { return nil }
        // Also those that tell which rows are meant.
        let shown = table.primaryKey.filter { has($0, of: table) } + needed
        var stored: [String] = []
        var isAsStored = name == table.name
        for column in table.columns {
            guard let value = value(of: column, in: table) else { continue }
            let present = dialect.name(column.name)
            isAsStored = isAsStored && (value == present || !shown.contains(column.name))
            stored.append(value == present ? present : "\(value) AS \(present)")
        }
        if stored.isEmpty { return nil }
        let own = dialect.name(table.name)
        let derived = "(SELECT \(stored.joined(separator: ", ")) FROM \(dialect.name(name))) AS \(own)"
        // The users' expressions may name the table.
        return layers.reduce(isAsStored && layers.isEmpty ? own : derived) { source, layer in
            let values = layer.map { "\($0.value) AS \(dialect.name($0.column))" }
            return "(SELECT \(own).*, \(values.joined(separator: ", ")) FROM \(source)) AS \(own)"
        }
    }

    /// The columns that are asked for, with those that their expressions name, which the database does not hold yet:
    /// each layer is computed from the rows and the layers before it. Nil where nothing tells their values.
    private func layers(for needed: [String], in table: Table) -> [[ComputedColumn]]? {
        var missing: [ComputedColumn] = []
        var asked = needed
        while let name = asked.popLast() {
            guard let column = table.column(name), !missing.contains(where: { $0.column == name }),
                !has(name, of: table)
            else { continue }
            guard let computed = computedValue(of: column, in: table) else { return nil }
            missing.append(computed)
            asked += computed.sources
        }
        var layers: [[ComputedColumn]] = []
        while !missing.isEmpty {
            let names = missing.map(\.column)
            let next = missing.filter { $0.sources.allSatisfy { !names.contains($0) } }
            if next.isEmpty { return nil }
            layers.append(table.columns.compactMap { column in next.first { $0.column == column.name } })
            missing.removeAll { computed in next.contains { $0.column == computed.column } }
        }
        return layers
    }

    /// Whether the database tells what the column will hold.
    func has(_ column: String, of table: Table) -> Bool {
        table.column(column).flatMap { value(of: $0, in: table) } != nil
    }

    /// Whether a change creates the table, so that it has no rows but those that changes put there.
    func isCreated(_ table: String) -> Bool {
        if lineage.hasUserSQL { return false }
        return if case .start = lineage.origin(of: .table(table)) { false } else { true }
    }

    /// The columns of existing rows whose values changes write, or which are compared otherwise after them: by table.
    func written(in schema: Schema) -> [String: Set<String>] {
        var result: [String: Set<String>] = [:]
        for table in lineage.presentTables.compactMap({ schema[$0] }) {
            let columns = table.columns.filter { isWritten($0, in: table) }.map(\.name)
            if !columns.isEmpty { result[table.name] = Set(columns) }
        }
        return result
    }

    private func isWritten(_ column: Column, in table: Table) -> Bool {
        let values = pendingValues(of: column, in: table)
        if case .start = values.history.origin {
            return values.areWritten || sourceValues(of: column, in: table).contains(where: \.areWritten)
        }
        return false
    }

    /// An expression over the stored row; nil where the database does not tell.
    private func value(of column: Column, in table: Table) -> String? {
        sourceValues(of: column, in: table).contains(where: \.areChanged)
            ? nil : pendingValues(of: column, in: table).expression
    }

    /// What a column is generated as, or filled with, that the database does not hold so yet; nil where its expression
    /// does not tell what will be stored.
    private func computedValue(of column: Column, in table: Table) -> ComputedColumn? {
        let expression = column.generated ?? fills.expression(of: column.name, in: table.name)
        guard let text = expression.flatMap({ dialect.expression($0, over: table) }) else { return nil }
        let type = StoredType(of: column, table.enums, on: dialect.engine)
        guard type.type?.isNumber == true || type.isText, column.collation == nil,
            let stored = dialect.stored(text, as: type, of: column, in: table)
        else { return nil }
        // What does not fit is asked about by itself, and would make other questions fail.
        let unfit = UnfitExpression(text: "(\(text))", column: column, table: table, dialect: dialect).condition
        let sources = dialect.columns(namedIn: text, of: table).filter { $0 != column.name }
        return ComputedColumn(
            column: column.name, value: unfit.map { "CASE WHEN \($0) THEN NULL ELSE \(stored) END" } ?? stored,
            sources: sources)
    }

    private func pendingValues(of column: Column, in table: Table) -> PendingValues {
        PendingValues(
            column: column, table: table, history: lineage.values(of: column.name, in: table.name),
            placeholders: placeholders, dialect: dialect
        ) { isUntouched($0, of: table) }
    }

    private func isUntouched(_ column: String, of table: Table) -> Bool {
        let history = lineage.values(of: column, in: table.name)
        guard table.column(column)?.generated == nil, history.steps.isEmpty, case .start(let element) = history.origin
        else { return false }
        return element == .column(column, table: table.name)
    }

    /// The columns from which a generated one is computed.
    private func sources(of column: Column, in table: Table) -> [String] {
        guard let text = column.generated?.text(for: dialect.engine) else { return [] }
        return dialect.columns(namedIn: text, of: table).filter { $0 != column.name }
    }

    private func sourceValues(of column: Column, in table: Table) -> [PendingValues] {
        sources(of: column, in: table).compactMap(table.column).map { pendingValues(of: $0, in: table) }
    }
}

/// A column whose values an expression gives from others.
private struct ComputedColumn {
    var column: String
    var value: String
    /// The columns that the expression names.
    var sources: [String]
}

extension ColumnType {
    fileprivate var isNumber: Bool { exactNumber != nil || self == .real || self == .double || self == .boolean }
}
