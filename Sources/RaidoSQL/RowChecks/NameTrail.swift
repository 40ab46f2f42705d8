import Raido

/// What tables and columns are called in the database, while changes that are not made yet call them otherwise; and
/// which of their rows those changes write.
struct NameTrail {
    private struct Origin {
        /// The table's name in the database, or nil where it is made on the way.
        var table: String?
        /// Columns that are called otherwise there, or, where nil, are made on the way.
        var columns: [String: String?] = [:]
        /// Columns whose values change on the way.
        var touched: Set<String> = []
    }

    private let spelling: CheckSpelling
    private var origins: [String: Origin] = [:]
    private var isEverythingTouched = false

    init(_ engine: Engine) { spelling = CheckSpelling(engine: engine) }

    private func origin(_ table: String) -> Origin { origins[table] ?? Origin(table: table) }

    /// The rows of a table under the names it has by now, or nil where the database does not have them so.
    func source(_ table: Table, columns needed: [String]) -> String? {
        let origin = origin(table.name)
        guard !isEverythingTouched, let name = origin.table else { return nil }
        for column in needed {
            if origin.touched.contains(column) { return nil }
            if let former = origin.columns[column], former == nil { return nil }
        }
        let isRenamed = name != table.name || origin.columns.values.contains { $0 != nil }
        guard isRenamed else { return spelling.name(table.name) }
        let columns = table.columns.map(\.name).compactMap { column -> String? in
            guard let former = origin.columns[column] else { return spelling.name(column) }
            return former.map { "\(spelling.name($0)) AS \(spelling.name(column))" }
        }
        return "(SELECT \(columns.joined(separator: ", ")) FROM \(spelling.name(name))) AS \(spelling.name(table.name))"
    }

    func has(_ column: String, of table: String) -> Bool {
        if let former = origin(table).columns[column] { return former != nil }
        return true
    }

    mutating func touchEverything() { isEverythingTouched = true }

    mutating func follow(_ change: Change, in schema: Schema) {
        if case .createTable(let table) = change { origins[table.name] = Origin(table: nil) }
        if case .renameTable(let old, let new) = change {
            origins[new] = origin(old)
            // The name is nobody's until a table is made or renamed so.
            origins[old] = Origin(table: nil)
        }
        guard let table = change.table else { return }
        var origin = origin(table)
        switch change {
        case .addColumn(let column, _, _):
            origin.columns[column.name] = .some(nil)
            origin.touched.remove(column.name)
        case .renameColumn(let old, let new, _):
            origin.columns[new] = origin.columns[old] ?? old
            origin.columns[old] = .some(nil)
            if origin.touched.remove(old) != nil { origin.touched.insert(new) }
        case .alterColumn(_, let old, let new, let using, let fill):
            let effect = TypeChange(from: old.type, to: new.type, enums: schema[table]?.enums ?? [])
                .effect(on: spelling.engine)
            let isFilled = fill != nil || (old.isNullable && !new.isNullable && new.defaultValue != nil)
            let isOther = new.generated != old.generated || effect?.losesValues == true
            if using != nil || isFilled || isOther { origin.touched.insert(new.name) }
        case .dropEnumValue(_, let type, _, _, .some), .renameEnumValue(_, _, let type, _):
            let users = schema[table]?.columns.filter { $0.type == .enumeration(type) } ?? []
            origin.touched.formUnion(users.map(\.name))
        case .createTable, .dropTable, .renameTable, .changeTableComment, .adoptTable, .releaseTable, .dropColumn,
            .changePrimaryKey, .addUnique, .dropUnique, .changeUnique, .renameUnique, .addIndex, .dropIndex,
            .changeIndex, .renameIndex, .addForeignKey, .dropForeignKey, .changeForeignKey, .renameForeignKey,
            .addCheck, .dropCheck, .changeCheck, .renameCheck, .createEnum, .dropEnum, .renameEnum, .addEnumValue,
            .dropEnumValue, .renumberEnumValue, .reorderEnum, .sql:
            return
        }
        origins[table] = origin
    }
}
