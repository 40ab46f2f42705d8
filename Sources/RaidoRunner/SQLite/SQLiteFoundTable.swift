import Raido
import RaidoSQL

/// A table as it is before a rebuild, beside what the migrations know of it.
struct SQLiteFoundTable {
    var found: SQLiteTableReading
    var options: [String]

    /// The table that the migrations would have made, read in the same way.
    var known: SQLiteTableReading

    /// The checks of the whole table that the migrations know.
    private var knownChecks: Set<String> { Set(known.table.checks.compactMap(\.expression.common)) }

    var hasRowNumbers: Bool { !options.contains(where: Self.isWithoutRowNumbers) }

    private static func isWithoutRowNumbers(_ option: String) -> Bool { option.uppercased() == "WITHOUT ROWID" }

    func isOfAnotherType(_ column: String) -> Bool {
        guard let column = pairs.first(where: { $0.known.name.isSameName(as: column) }) else { return false }
        return column.found.type != column.known.type
    }

    private var pairs: [(found: Column, known: Column)] {
        found.table.columns.compactMap { column in
            known.table.columns.first { $0.name.isSameName(as: column.name) }.map { (column, $0) }
        }
    }

    /// The columns that the migrations know, and that do not exist.
    var missingColumns: [String] {
        let names = Set(found.table.columns.map { $0.name.lowercased() })
        return known.table.columns.map(\.name).filter { !names.contains($0.lowercased()) }
    }

    /// What making the table again would lose, but for unique constraints.
    var unknownParts: [String] {
        let names = Set(known.table.columns.map { $0.name.lowercased() })
        var unknown = found.table.columns.filter { !names.contains($0.name.lowercased()) }.map { "column '\($0.name)'" }
        for pair in pairs { unknown += unknownParts(of: pair.found, pair.known) }
        if !found.table.primaryKey.isEmpty, found.table.primaryKey.lowercased != known.table.primaryKey.lowercased {
            unknown.append("primary key (\(found.table.primaryKey.joined(separator: ", ")))")
        }
        unknown += found.table.foreignKeys.filter { key in
            !known.table.foreignKeys.contains { key.says(nothingBeyond: $0) }
        }
        .map { "foreign key (\($0.columns.joined(separator: ", ")))" }
        unknown += found.table.checks.compactMap(\.expression.common).filter { !knownChecks.contains($0) }
            .map { "check (\($0))" }
        return unknown + found.unread
    }

    /// Options that the new table would not have.
    var unknownOptions: [String] { options.filter { !Self.isWithoutRowNumbers($0) } }

    /// Whether both are of one enum. In which order its check lists the values means nothing.
    private func hasSameValues(_ column: Column, _ known: Column) -> Bool {
        guard case .enumeration(let name) = column.type, column.type == known.type else { return false }
        return found.table.enumType(name) == self.known.table.enumType(name)
    }

    private func unknownParts(of column: Column, _ known: Column) -> [String] {
        var unknown: [String] = []
        let checks = Set(self.known.columnChecks[known.name] ?? []).union(knownChecks)
        if !hasSameValues(column, known) {
            unknown += (found.columnChecks[column.name] ?? []).filter { !checks.contains($0) }.map { "check (\($0))" }
        }
        if let value = column.defaultValue, !value.isSame(as: known.defaultValue) {
            unknown.append("the default of column '\(column.name)'")
        }
        if let collation = column.collation, !collation.isSameName(as: known.collation ?? "BINARY") {
            unknown.append("COLLATE \(collation) of column '\(column.name)'")
        }
        if !column.isNullable, known.isNullable { unknown.append("NOT NULL of column '\(column.name)'") }
        if column.isIdentity, !known.isIdentity { unknown.append("AUTOINCREMENT of column '\(column.name)'") }
        if let expression = column.generated, expression != known.generated {
            unknown.append("what column '\(column.name)' is generated from")
        }
        return unknown
    }
}

extension SQLiteDatabase {
    /// The table may have been made or changed by something else: a rebuild must not lose what it does not know.
    func expectOnlyKnownParts(_ rebuild: TableRebuild) throws(StepFailure) -> SQLiteFoundTable {
        let name = rebuild.before.name
        guard let texts = try texts(of: name).values.first else { throw .missingTable(name) }
        guard let found = texts.reading(named: name), let known = expected(rebuild.before)
        else { throw .unknownParts(of: .table(name), ["it is not an ordinary table"]) }
        let table = SQLiteFoundTable(found: found, options: texts.options, known: known)
        guard table.missingColumns.isEmpty else { throw .missingColumns(table.missingColumns, table: name) }
        let unknown = try table.unknownParts + unknownUniques(of: rebuild.before, found.table)
        guard unknown.isEmpty else { throw .unknownParts(of: .table(name), unknown) }
        let options = table.unknownOptions
        guard options.isEmpty else { throw .unknownTableOptions(options, table: name) }
        return table
    }

    private func expected(_ table: Table) -> SQLiteTableReading? {
        guard let steps = try? render([.createTable(table)], on: Schema(), for: .sqlite),
            case .statement(let creation)? = steps.first
        else { return nil }
        var texts = SQLiteTableTexts()
        texts.table = creation.text
        return texts.reading(named: table.name)
    }

    /// The unique constraints that no unique index of the new table stands for.
    private func unknownUniques(of table: Table, _ found: Table) throws(StepFailure) -> [String] {
        let known = (table.uniques + table.indexes.compactMap(\.asUnique)).map(\.columns.lowercased)
        let rows = try asking("read the unique constraints of '\(table.name)'") { () throws(DatabaseError) in
            try connection.rows(
                """
                SELECT l.name, i.name, i.coll FROM pragma_index_list(?) AS l, pragma_index_xinfo(l.name) AS i
                WHERE l.origin = 'u' AND i.key = 1 ORDER BY l.name, i.seqno
                """, [.text(table.name)])
        }
        var columns: [String: [String]] = [:]
        var unknown: Set<String> = []
        for row in rows {
            guard let index = row[0].text, let name = row[1].text else { continue }
            columns[index, default: []].append(name)
            let column = found.columns.first { $0.name.isSameName(as: name) }
            let isUUIDText = column?.type == .uuid && column?.isUUIDBlob == false
            let usual = column?.collation ?? (isUUIDText ? "NOCASE" : "BINARY")
            if row[2].text?.isSameName(as: usual) == false { unknown.insert(index) }
        }
        return columns.sorted { $0.key < $1.key }
            .filter { unknown.contains($0.key) || !known.contains($0.value.lowercased) }
            .map { "unique (\($0.value.joined(separator: ", ")))" }
    }
}

extension [String] {
    fileprivate var lowercased: [String] { map { $0.lowercased() } }
}

extension ForeignKey {
    /// Names apart; a key that names no columns over there means the primary key.
    fileprivate func says(nothingBeyond other: ForeignKey) -> Bool {
        columns.lowercased == other.columns.lowercased && referencedTable.isSameName(as: other.referencedTable)
            && (referencedColumns.isEmpty || referencedColumns.lowercased == other.referencedColumns.lowercased)
            && onDelete == other.onDelete && onUpdate == other.onUpdate
    }
}

extension DefaultValue {
    fileprivate func isSame(as other: DefaultValue?) -> Bool { other?.plain == plain }

    /// A boolean is a number to SQLite.
    private var plain: DefaultValue {
        if case .boolean(let isTrue) = self { return .integer(isTrue ? 1 : 0) }
        return self
    }
}
