import Raido

extension SQLiteTableWork {
    /// The rebuild that takes the table from `base` to `now`.
    func rebuild(from sources: [String: ColumnSource], final: Schema) throws(UnsupportedChange) -> TableRebuild {
        let temporary = "__raido_new_\(now.name)"
        let writer = ColumnSourceWriter(dialect: dialect, table: now, final: final[now.name] ?? now)
        var copied: [(name: String, expression: String)] = []
        var verifications: [Verification] = []
        for column in now.columns where column.generated == nil {
            let source = sources[column.name] ?? .absent
            if let expression = try writer.expression(source, for: column) { copied.append((column.name, expression)) }
            verifications += try verify(column, from: source, in: temporary, writer)
        }
        if copied.isEmpty, let column = now.columns.first(where: { $0.generated == nil }) {
            copied.append((column.name, "NULL"))
        }
        return TableRebuild(
            before: base, after: now, temporaryName: temporary,
            create: try dialect.statement(creating: now, as: temporary),
            copy: SQLStatement(
                """
                INSERT INTO \(quote(temporary)) (\(quotedList(copied.map(\.name))))
                SELECT \(copied.map(\.expression).joined(separator: ", "))
                FROM \(quote(now.name)) ORDER BY rowid
                """, for: "copy the rows of '\(now.name)'"),
            verifications: verifications,
            ownedNames: ownedNames,
            objects: try dialect.objects(of: now))
    }

    private var ownedNames: [String] {
        let triggers = (dialect.updateTriggers(of: start) + dialect.updateTriggers(of: base)).map(\.name)
        return Set(base.uniques.map(\.name) + base.indexes.map(\.name) + triggers).sorted()
    }

    private func verify(
        _ column: Column, from source: ColumnSource, in temporary: String, _ writer: ColumnSourceWriter
    ) throws(UnsupportedChange) -> [Verification] {
        guard converted.contains(column.name) else { return [] }
        let name = quote(column.name)
        var verifications: [Verification] = []
        if let lost = try writer.lossCondition(of: source, for: column) {
            verifications.append(
                Verification(
                    column: column.name, type: column.type, rule: .notLost,
                    query: SQLStatement(
                        "SELECT count(*) FROM \(quote(now.name)) WHERE \(lost)",
                        for: "count values of '\(now.name).\(column.name)' that cannot be converted")))
        }
        if let classes = try dialect.storage(of: column, in: now).storageClasses {
            let allowed = classes.map { literal($0) }.joined(separator: ", ")
            verifications.append(
                Verification(
                    column: column.name, type: column.type, rule: .storage(classes),
                    query: SQLStatement(
                        "SELECT count(*) FROM \(quote(temporary)) "
                            + "WHERE \(name) IS NOT NULL AND typeof(\(name)) NOT IN (\(allowed))",
                        for: "count values of '\(now.name).\(column.name)' that are not of the new type")))
        }
        return verifications
    }
}

/// Writes where a column gets its values from as SQL over the old table.
struct ColumnSourceWriter {
    var dialect: SQLiteDialect
    /// The table as the rebuild makes it.
    var table: Table
    /// The table as the last change of the migration leaves it.
    var final: Table

    func expression(_ source: ColumnSource, for column: Column) throws(UnsupportedChange) -> String? {
        switch source {
        case .column(let name): quote(name)
        case .expression(let text): "(\(text))"
        case .absent:
            // The engine numbers the rows of a key; a column that is to become one is numbered here.
            column.isIdentity && !table.isNumbered(by: column) ? "row_number() OVER (ORDER BY rowid)" : nil
        case .defaultValue(let value): try dialect.expression(value, for: column, in: table)
        case .fill(let fill): try expression(fill, for: column)
        case .replacing(let replacements, let source):
            try expression(source, for: column).map { replacing(replacements, in: $0) }
        case .converting(let conversion, let source):
            try expression(source, for: column).map { conversion.applied(to: $0) }
        case .fillingNulls(let source, let fill):
            try filling(expression(source, for: column), with: expression(fill, for: column))
        }
    }

    /// What is true of rows whose value a conversion loses.
    func lossCondition(of source: ColumnSource, for column: Column) throws(UnsupportedChange) -> String? {
        switch source {
        case .converting(let conversion, let inner):
            guard let value = try expression(inner, for: column) else { return nil }
            return "\(value) IS NOT NULL AND \(conversion.applied(to: value)) IS NULL"
        case .replacing(_, let inner), .fillingNulls(let inner, _): return try lossCondition(of: inner, for: column)
        case .column, .expression, .fill, .defaultValue, .absent: return nil
        }
    }

    private func expression(_ fill: Fill, for column: Column) throws(UnsupportedChange) -> String {
        switch fill {
        case .value(let value): try dialect.expression(value, for: column, in: table)
        case .placeholder: dialect.placeholder(for: column, in: table, final: final)
        }
    }

    private func replacing(_ replacements: [ColumnSource.Replacement], in expression: String) -> String {
        let cases = replacements.map { "WHEN \($0.old) THEN \($0.new)" }.joined(separator: " ")
        return "CASE \(expression) \(cases) ELSE \(expression) END"
    }

    private func filling(_ expression: String?, with value: String) -> String {
        expression.map { "coalesce(\($0), \(value))" } ?? value
    }
}
