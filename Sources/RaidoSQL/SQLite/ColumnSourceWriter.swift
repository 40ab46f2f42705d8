import Raido

/// Writes where a column gets its values from as SQL over the old table.
struct ColumnSourceWriter {
    var dialect: SQLiteDialect
    var sources: [String: ColumnSource]
    /// The table as it is.
    var old: Table
    /// The table as the rebuild makes it.
    var table: Table
    /// The table as the last change of the migration leaves it.
    var final: Table
    var key = SQLiteRowKey(columns: ["rowid"], copies: ["rowid"], identities: ["rowid"])

    func expression(_ source: ColumnSource, for column: Column) throws(UnsupportedChange) -> String? {
        switch source {
        case .column(let name): sqliteColumn(name)
        case .expression(let text): "(\(sqliteExpression(text, over: old)))"
        case .absent:
            // The engine numbers the rows of a key; a column that is to become one is numbered here. Where nothing is
            // written, rows would get a default that the column has only after it was added.
            if column.isIdentity {
                table.isNumbered(by: column) ? nil : "row_number() OVER (ORDER BY \(key.order))"
            } else {
                column.defaultValue == nil ? nil : "NULL"
            }
        case .defaultValue(let value): try dialect.expression(value, for: column, in: table)
        case .fill(let fill): try expression(fill, for: column)
        case .replacing(let exchanges, let source): try expression(source, for: column).map(exchanges.applied)
        case .converting(let conversion, let source):
            try expression(source, for: column).map { conversion.applied(to: $0) }
        case .fillingNulls(let source, let fill):
            try filling(expression(source, for: column), with: expression(fill, for: column))
        }
    }

    /// Whether rows may have no value.
    func mayBeAbsent(_ source: ColumnSource) -> Bool {
        switch source {
        case .column(let name): old.column(name)?.isNullable != false
        case .expression, .fill(.value(.sql)): true
        case .replacing(_, let inner), .converting(_, let inner): mayBeAbsent(inner)
        case .absent, .fill, .defaultValue, .fillingNulls: false
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

    /// The old table, with what the values of its rows are looked up in.
    var origin: String {
        quote(table.name) + lookups.map { " LEFT JOIN \($0.join(to: table.name, by: key))" }.joined()
    }

    var lookups: [ParentKeyLookup] {
        table.columns.filter { sources[$0.name]?.usesPlaceholder == true }
            .compactMap { dialect.parentKey(for: $0, in: table, from: old, final: final) }
    }

    private func expression(_ fill: Fill, for column: Column) throws(UnsupportedChange) -> String {
        switch fill {
        case .value(let value): sqliteExpression(try dialect.expression(value, for: column, in: table), over: old)
        case .placeholder: dialect.placeholder(for: column, in: table, from: old, final: final, order: key.order)
        }
    }

    private func filling(_ expression: String?, with value: String) -> String {
        expression.map { "coalesce(\($0), \(value))" } ?? value
    }
}

// Questions about the rows once they are copied
extension ColumnSourceWriter {
    func verification(
        _ rule: Verification.Rule, of column: Column, _ query: String, for words: String
    ) -> Verification {
        Verification(
            column: column.name, type: column.type, rule: rule,
            query: SQLStatement(query, for: "count values of '\(table.name).\(column.name)' \(words)"))
    }

    /// Counts the rows whose new value is not the old one, or does not tell it.
    func question(
        _ rule: Verification.Rule, of column: Column, named name: String, in temporary: String,
        _ kind: SQLiteValueKind? = nil
    ) throws(UnsupportedChange) -> Verification {
        let value = try expression((sources[column.name] ?? .absent).unconverted, for: column) ?? "NULL"
        let identities = key.identities.enumerated().map { ", \($0.element) AS \"__raido_row_\($0.offset)\"" }
        let sameRow = key.copies.enumerated().map { "n.\($0.element) = o.\"__raido_row_\($0.offset)\"" }
        let (new, old) = ("n.\(quote(column.name))", "+o.\"__raido_old\"")
        var differs = "typeof(\(new)) IS NOT typeof(\(old)) OR +\(new) IS NOT \(old)"
        if let kind {
            let stored = SQLiteValueKind(try dialect.storage(of: column, in: table))
            differs = stored.condition(new: new, losing: old, of: kind) ?? "0"
        }
        var verification = verification(
            rule, of: column,
            """
            SELECT count(*) FROM (SELECT \(value) AS "__raido_old"\(identities.joined()) FROM \(origin)) AS o
            LEFT JOIN \(quote(temporary)) AS n ON \(sameRow.joined(separator: " AND "))
            WHERE o."__raido_old" IS NOT NULL AND (\(differs))
            """, for: "that would not be what they were")
        verification.column = name
        return verification
    }
}
