import Raido

/// The rows of tables as a database has them now, in the terms of changes that are pending: under the names and with the
/// values that they have after these changes.
struct PendingRows {
    private let dialect: any RowDialect
    private var lineage = Lineage()
    /// What placeholders put in rows.
    private var placeholders: [Change: String] = [:]

    init(_ engine: Engine) { dialect = engine.rowDialect }

    /// - Parameters:
    ///   - schema: The schema before the change.
    ///   - final: The schema after the migration, which the values of placeholders depend on.
    mutating func follow(_ change: Change, in schema: Schema, final: Schema? = nil) {
        lineage.follow(change, on: schema)
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
        // Also those that tell which rows are meant.
        let shown = table.primaryKey.filter { has($0, of: table) } + needed
        let wanted = needed + table.columns.filter { needed.contains($0.name) }.flatMap { sources(of: $0, in: table) }
        var stored: [String] = []
        var computed: [String] = []
        var isAsStored = name == table.name
        for column in table.columns {
            let present = dialect.name(column.name)
            if let value = value(of: column, in: table) {
                isAsStored = isAsStored && (value == present || !shown.contains(column.name))
                stored.append(value == present ? present : "\(value) AS \(present)")
            } else if needed.contains(column.name), let value = computedValue(of: column, in: table) {
                computed.append("\(value) AS \(present)")
            } else if wanted.contains(column.name) {
                return nil
            }
        }
        let own = dialect.name(table.name)
        if stored.isEmpty { return nil }
        let derived = "(SELECT \(stored.joined(separator: ", ")) FROM \(dialect.name(name))) AS \(own)"
        let source = isAsStored && computed.isEmpty ? own : derived
        // The expressions of generated columns may name the table.
        return computed.isEmpty
            ? source : "(SELECT \(own).*, \(computed.joined(separator: ", ")) FROM \(source)) AS \(own)"
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

    /// What gives a column its values that the database does not have yet, as an expression over the other columns; nil
    /// where they do not tell.
    private func computedValue(of column: Column, in table: Table) -> String? {
        guard let text = computation(of: column, in: table).flatMap({ dialect.expression($0, over: table) }),
            column.generated != nil || !sourceValues(of: column, in: table).contains(where: \.areChanged),
            sources(of: column, in: table).allSatisfy({ has($0, of: table) })
        else { return nil }
        let type = StoredType(of: column, table.enums, on: dialect.engine)
        guard type.type?.isNumber == true || type.isText, column.collation == nil else { return nil }
        return dialect.stored(text, as: type, of: column, in: table)
    }

    private func pendingValues(of column: Column, in table: Table) -> PendingValues {
        PendingValues(
            column: column, table: table, history: lineage.values(of: column.name, in: table.name),
            placeholders: placeholders, dialect: dialect)
    }

    /// What a generated column is computed as, or SQL that the user numbers the rows with. Of other columns that SQL
    /// fills, rows are asked when it is the turn of their migration.
    private func computation(of column: Column, in table: Table) -> SQLFragment? {
        guard column.isIdentity else { return column.generated }
        let history = lineage.values(of: column.name, in: table.name)
        guard history.steps.isEmpty, case .created(by: .addColumn(_, _, .value(.sql(let fill)))) = history.origin,
            let text = fill.text(for: dialect.engine),
            !SQLPieces(text, for: dialect.engine).compactMap(\.token).takesNumberOfSequence
        else { return nil }
        return fill
    }

    /// The columns from which another one is computed.
    private func sources(of column: Column, in table: Table) -> [String] {
        guard let text = computation(of: column, in: table)?.text(for: dialect.engine) else { return [] }
        return dialect.columns(namedIn: text, of: table).filter { $0 != column.name }
    }

    private func sourceValues(of column: Column, in table: Table) -> [PendingValues] {
        sources(of: column, in: table).compactMap(table.column).map { pendingValues(of: $0, in: table) }
    }
}

extension ColumnType {
    fileprivate var isNumber: Bool { exactNumber != nil || self == .real || self == .double || self == .boolean }
}
