import Raido

/// What tables and columns are called in the database, while changes that are not made yet call them otherwise; and
/// which of their rows those changes write.
struct NameTrail {
    private struct Origin {
        /// The table's name in the database, or nil where it is made on the way.
        var table: String?
        /// Columns that are not there, or under another name.
        var columns: [String: Source] = [:]
        /// Columns whose values change on the way, nobody knows to what.
        var touched: Set<String> = []
        /// Columns of rows that are there, whose values change or are compared otherwise.
        var written: Set<String> = []
        /// Enums that get values on the way.
        var grownEnums: Set<String> = []

        /// The values of a column change, and with them those of columns that are generated from it.
        mutating func write(_ column: String, of table: Table, _ spelling: CheckSpelling) {
            written.insert(column)
            for other in table.columns where other.name != column {
                guard let text = other.generated?.text(for: spelling.engine),
                    spelling.columns(namedIn: text, of: table).contains(column)
                else { continue }
                written.insert(other.name)
                touched.insert(other.name)
            }
        }
    }

    /// Columns whose values the way changes, by table.
    var written: [String: Set<String>] { origins.mapValues(\.written).filter { !$0.value.isEmpty } }

    /// Where the values of a column come from that is made or renamed on the way.
    private enum Source {
        /// A column under its former name.
        case column(String)
        /// A value that each row tells, or the same in every row, as the engine spells it.
        case value(String)
        /// Such a value, or the database's, in which values of an enum are exchanged for others.
        case exchanged(in: String, [Exchange])
        /// Nothing that the database tells, or a name that is nobody's.
        case nothing
    }

    /// Both as literals.
    private struct Exchange {
        var old: String
        var new: String
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
            if case .nothing = origin.columns[column] { return nil }
        }
        let columns = table.columns.map(\.name).compactMap { column -> String? in
            switch origin.columns[column] {
            case nil: spelling.name(column)
            case .column(let former): "\(spelling.name(former)) AS \(spelling.name(column))"
            case .value(let value): "\(value) AS \(spelling.name(column))"
            case .exchanged(let value, let exchanges):
                "\(exchanged(value, exchanges)) AS \(spelling.name(column))"
            case .nothing: nil
            }
        }
        let isOther = origin.columns.values.contains { if case .nothing = $0 { false } else { true } }
        guard isOther || name != table.name else { return spelling.name(table.name) }
        return "(SELECT \(columns.joined(separator: ", ")) FROM \(spelling.name(name))) AS \(spelling.name(table.name))"
    }

    func has(_ column: String, of table: String) -> Bool {
        if case .nothing = origin(table).columns[column] { false } else { true }
    }

    /// Whether the table is made on the way, and has no rows but what the way puts there.
    func isMade(_ table: String) -> Bool { origin(table).table == nil && !isEverythingTouched }

    /// What every row there has in a column that is added; nil where they differ, or nobody knows.
    private func commonValue(of column: Column, _ fill: Fill?) -> String? {
        if column.generated != nil || column.isIdentity { return nil }
        switch fill {
        case .placeholder: return nil
        case .value(let value): return spelling.constant(value)
        case nil:
            guard let value = column.defaultValue else { return column.isNullable ? "NULL" : nil }
            return spelling.constant(value)
        }
    }

    /// What rows have in a column that is altered; nil where nobody knows.
    private func altered(_ values: ConvertedValues, _ fill: Fill?, isFilled: Bool, from source: Source?) -> String? {
        let column = values.new
        var filling: String?
        if isFilled {
            guard let value = commonValue(of: column, fill) else { return nil }
            filling = value
        }
        switch source {
        case nil: return values.expression(of: spelling.name(column.name), filledWith: filling)
        case .column(let former): return values.expression(of: spelling.name(former), filledWith: filling)
        case .value, .exchanged, .nothing: return nil
        }
    }

    private func exchanged(_ value: String, _ exchanges: [Exchange]) -> String {
        let cases = exchanges.map { "WHEN \($0.old) THEN \($0.new)" }
        return "CASE \(value) \(cases.joined(separator: " ")) ELSE \(value) END"
    }

    private func exchanging(_ exchange: Exchange, of column: String, in source: Source?) -> Source {
        switch source {
        case nil: return .exchanged(in: spelling.name(column), [exchange])
        case .column(let former): return .exchanged(in: spelling.name(former), [exchange])
        case .value(let value): return .exchanged(in: value, [exchange])
        case .exchanged(let value, var exchanges):
            for place in exchanges.indices where exchanges[place].new == exchange.old {
                exchanges[place].new = exchange.new
            }
            if !exchanges.contains(where: { $0.old == exchange.old }) { exchanges.append(exchange) }
            return .exchanged(in: value, exchanges)
        case .nothing: return .nothing
        }
    }

    /// Nil where the database cannot be asked in these terms.
    private func exchange(_ value: EnumValue, by replacement: String, of type: EnumType, _ origin: Origin) -> Exchange?
    {
        guard type.storesText else {
            return type.number(of: replacement).flatMap { new in
                type.number(of: value.identity).map { Exchange(old: "\($0)", new: "\(new)") }
            }
        }
        // A value that its type does not have yet is a mistake to PostgreSQL.
        if spelling.engine == .postgresql, origin.grownEnums.contains(type.name) { return nil }
        return Exchange(old: spelling.text(value.identity), new: spelling.text(replacement))
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
        case .addColumn(let column, _, let fill):
            origin.columns[column.name] = commonValue(of: column, fill).map(Source.value) ?? .nothing
            origin.touched.remove(column.name)
            origin.written.remove(column.name)
        case .renameColumn(let old, let new, _):
            origin.columns[new] = origin.columns[old] ?? .column(old)
            origin.columns[old] = .nothing
            if origin.touched.remove(old) != nil { origin.touched.insert(new) }
            if origin.written.remove(old) != nil { origin.written.insert(new) }
        case .alterColumn(_, let old, let new, let using, let fill):
            guard let current = schema[table] else { return }
            let isFilled = fill != nil || (old.isNullable && !new.isNullable && new.defaultValue != nil)
            let values = ConvertedValues(old: old, new: new, table: current, spelling: spelling)
            let isOther = using != nil || new.generated != old.generated
            guard isOther || isFilled || values.isNeeded else { break }
            if !isOther, let value = altered(values, fill, isFilled: isFilled, from: origin.columns[new.name]) {
                origin.columns[new.name] = .value(value)
            } else {
                origin.touched.insert(new.name)
            }
            origin.write(new.name, of: current, spelling)
        case .addEnumValue(_, let type, _, _): origin.grownEnums.insert(type)
        case .dropEnumValue(let value, let type, _, _, let replacement?):
            guard let current = schema[table], let enumType = current.enumType(type) else { return }
            let exchange = exchange(value, by: replacement, of: enumType, origin)
            for column in current.columns where column.type == .enumeration(type) {
                origin.write(column.name, of: current, spelling)
                if let exchange, column.generated == nil, column.nativeTypes[spelling.engine] == nil {
                    let source = origin.columns[column.name]
                    origin.columns[column.name] = exchanging(exchange, of: column.name, in: source)
                } else {
                    origin.touched.insert(column.name)
                }
            }
        case .renameEnumValue(_, _, let type, _):
            let users = schema[table]?.columns.filter { $0.type == .enumeration(type) } ?? []
            origin.touched.formUnion(users.map(\.name))
        case .createTable, .dropTable, .renameTable, .changeTableComment, .adoptTable, .releaseTable, .dropColumn,
            .changePrimaryKey, .addUnique, .dropUnique, .changeUnique, .renameUnique, .addIndex, .dropIndex,
            .changeIndex, .renameIndex, .addForeignKey, .dropForeignKey, .changeForeignKey, .renameForeignKey,
            .addCheck, .dropCheck, .changeCheck, .renameCheck, .createEnum, .dropEnum, .renameEnum,
            .dropEnumValue, .renumberEnumValue, .reorderEnum, .sql:
            return
        }
        origins[table] = origin
    }
}
