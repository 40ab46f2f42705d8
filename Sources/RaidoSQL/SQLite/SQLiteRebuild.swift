import Raido

extension SQLiteTableWork {
    /// The rebuild that takes the table from `base` to `now`.
    func rebuild(final: Schema) throws(UnsupportedChange) -> TableRebuild {
        var values: [String: ColumnValues] = [:]
        for column in now.columns { values[column.name] = try self.values(of: column) }
        let temporary = "__raido_new_\(now.name)"
        let target = final[now.name] ?? now
        return TableRebuild(
            before: base, after: now, temporaryName: temporary,
            create: try dialect.statement(creating: now, as: temporary),
            rows: try copy(values, into: temporary, final: target, by: rowNumber),
            rowsByKey: try primaryKey(values).map { (key) throws(UnsupportedChange) in
                try copy(values, into: temporary, final: target) { _ in key }
            },
            ownedNames: ownedNames,
            objects: try dialect.objects(of: now))
    }

    private var ownedNames: [String] {
        let triggers = (dialect.updateTriggers(of: start) + dialect.updateTriggers(of: base)).map(\.name)
        return Set(base.uniques.map(\.name) + base.indexes.map(\.name) + triggers).sorted()
    }

    /// The number of the row, which a table has unless it was made without. The new row gets it too: an index outside
    /// of the table, of full texts for example, may know the row by it.
    private func rowNumber(_ writer: ColumnSourceWriter) throws(UnsupportedChange) -> SQLiteRowKey {
        let bare = base.rowNumberName ?? "rowid"
        let name = writer.lookups.isEmpty ? bare : "\(quote(now.name)).\(bare)"
        guard let column = try now.rowNumberColumn(dialect) else {
            let newName = now.rowNumberName
            return SQLiteRowKey(
                columns: [name], copies: [newName ?? "rowid"], identities: [name], copiedNumber: newName)
        }
        let number = try writer.expression(writer.sources[column.name] ?? .absent, for: column)
        return SQLiteRowKey(
            columns: [name], copies: [quote(column.name)],
            identities: [number ?? "row_number() OVER (ORDER BY \(name))"])
    }

    /// The primary key, where every row of the new table has that of the old one.
    private func primaryKey(_ values: [String: ColumnValues]) throws(UnsupportedChange) -> SQLiteRowKey? {
        guard !base.primaryKey.isEmpty, !now.primaryKey.isEmpty,
            now.hasRequiredKey || dialect.updateTriggers(of: now).isEmpty
        else { return nil }
        var copies: [String] = []
        for name in base.primaryKey {
            let copy = now.columns.first { values[$0.name] == ColumnValues(source: .column(name)) }
            guard let copy else { return nil }
            copies.append(quote(copy.name))
        }
        let columns = base.primaryKey.map { sqliteColumn($0) }
        return SQLiteRowKey(columns: columns, copies: copies, identities: columns)
    }

    private func copy(
        _ values: [String: ColumnValues], into temporary: String, final: Table,
        by key: (ColumnSourceWriter) throws(UnsupportedChange) -> SQLiteRowKey
    ) throws(UnsupportedChange) -> RowCopy {
        var writer = ColumnSourceWriter(
            dialect: dialect, sources: values.mapValues(\.source), old: base, table: now, final: final)
        writer.key = try key(writer)
        var copied: [(name: String, expression: String)] = []
        if let number = writer.key.copiedNumber { copied.append((number, writer.key.order)) }
        // The number comes first: where it is wrong, the new row of an old one is not found by it.
        var (ofNumber, ofOthers): ([Verification], [Verification]) = ([], [])
        var unchanged: [Verification] = []
        for column in now.columns where column.generated == nil {
            guard let columnValues = values[column.name] else { continue }
            let source = columnValues.source
            var verifications: [Verification] = []
            if let expression = try writer.expression(source, for: column) {
                copied.append((quote(column.name), expression))
                if now.isNumbered(by: column), writer.mayBeAbsent(source) {
                    verifications.append(
                        writer.verification(
                            .present, of: column, "SELECT count(*) FROM \(writer.origin) WHERE \(expression) IS NULL",
                            for: "that are NULL"))
                }
            }
            verifications += try verify(column, columnValues, in: temporary, writer)
            if now.isNumbered(by: column) { ofNumber += verifications } else { ofOthers += verifications }
            if case .column(let old) = source, columnValues.conversion == nil {
                unchanged.append(try writer.question(.same, of: column, named: old, in: temporary))
            }
        }
        if copied.isEmpty, let column = now.columns.first(where: { $0.generated == nil }) {
            copied.append((quote(column.name), "NULL"))
        }
        let statement = SQLStatement(
            """
            INSERT INTO \(quote(temporary)) (\(copied.map(\.name).joined(separator: ", ")))
            SELECT \(copied.map(\.expression).joined(separator: ", "))
            FROM \(writer.origin) ORDER BY \(writer.key.order)
            """, for: "copy the rows of '\(now.name)'")
        return RowCopy(statement: statement, verifications: ofNumber + ofOthers, unchanged: unchanged)
    }

    /// Whether a text is something else than hexadecimal digits with hyphens at the places of a UUID.
    private func isNoUUID(_ text: String) -> String {
        "\(text) NOT LIKE '________-____-____-____-____________' OR length(replace(\(text), '-', '')) <> 32 "
            + "OR \(text) GLOB '*[^0-9a-fA-F-]*'"
    }

    private func verify(
        _ column: Column, _ values: ColumnValues, in temporary: String, _ writer: ColumnSourceWriter
    ) throws(UnsupportedChange) -> [Verification] {
        guard let conversion = values.conversion else { return [] }
        let name = quote(column.name)
        var verifications: [Verification] = []
        if let lost = try writer.lossCondition(of: values.source, for: column) {
            verifications.append(
                writer.verification(
                    .notLost, of: column, "SELECT count(*) FROM \(writer.origin) WHERE \(lost)",
                    for: "that cannot be converted"))
        }
        let storage = try dialect.storage(of: column, in: now)
        if let classes = storage.storageClasses {
            let allowed = classes.map { literal($0) }.joined(separator: ", ")
            verifications.append(
                writer.verification(
                    .storage(classes), of: column,
                    "SELECT count(*) FROM \(quote(temporary)) "
                        + "WHERE \(name) IS NOT NULL AND typeof(\(name)) NOT IN (\(allowed))",
                    for: "that are not of the new type"))
        }
        if isMoment(column) {
            let unfit = dialect.notMoment(name, column.type)
            verifications.append(
                writer.verification(
                    .moment, of: column,
                    "SELECT count(*) FROM \(quote(temporary)) WHERE \(name) IS NOT NULL AND (\(unfit))",
                    for: "that are not valid for \(column.type)"))
        }
        let kind = SQLiteValueKind(storage)
        // The column's own check looks at the length alone, and its text is that of tables that exist.
        if column.type == .uuid, kind == .text, conversion.old == .text {
            verifications.append(
                writer.verification(
                    .uuid, of: column,
                    "SELECT count(*) FROM \(quote(temporary)) WHERE \(name) IS NOT NULL AND (\(isNoUUID(name)))",
                    for: "that are no UUIDs"))
        }
        if conversion.old == .blob, kind == .text {
            verifications.append(
                writer.verification(
                    .utf8, of: column,
                    "SELECT CAST(\(name) AS BLOB) FROM \(quote(temporary)) WHERE \(name) IS NOT NULL",
                    for: "that are not UTF-8"))
        }
        if let old = conversion.old, kind.condition(new: "", losing: "", of: old) != nil, values.source.isOfOldRow {
            verifications.append(try writer.question(.roundTrip, of: column, named: column.name, in: temporary, old))
        }
        return verifications
    }
}
