import Raido

/// How an engine spells things that quotes names and texts as the SQL standard does. What two engines spell alike has
/// its default here.
protocol StandardDialect: Dialect {
    /// The words of a column's definition after its name.
    func definition(of column: Column, in table: Table) throws(UnsupportedChange) -> String

    /// The column's default as `DEFAULT` takes it.
    func expression(
        _ value: DefaultValue, for column: Column, in table: Table
    ) throws(UnsupportedChange) -> String

    /// A check's condition as the engine is given it.
    func condition(_ text: String) -> String

    /// The words after `ON` and the table's name in `CREATE INDEX`.
    func key(of index: Index, in table: Table) throws(UnsupportedChange) -> String
}

extension StandardDialect {
    func condition(_ text: String) -> String { text }

    func text(_ fragment: SQLFragment, of element: SchemaElement) throws(UnsupportedChange) -> String {
        guard let text = fragment.text(for: engine) else { throw UnsupportedChange(engine, .missingText(of: element)) }
        return text
    }

    /// `CONSTRAINT "fk" FOREIGN KEY ("a") REFERENCES "t" ("id") ON DELETE CASCADE`.
    func clause(_ key: ForeignKey) -> String {
        var words = "CONSTRAINT \(quote(key.name)) FOREIGN KEY (\(quotedList(key.columns)))"
        words += " REFERENCES \(quote(key.referencedTable)) (\(quotedList(key.referencedColumns)))"
        if key.onDelete != .noAction { words += " ON DELETE \(keyword(key.onDelete))" }
        if key.onUpdate != .noAction { words += " ON UPDATE \(keyword(key.onUpdate))" }
        return words
    }

    /// `CONSTRAINT "ck" CHECK (views >= 0)`, or nil where the check is for other engines.
    func clause(_ check: CheckConstraint) -> String? {
        check.expression.text(for: engine).map { "CONSTRAINT \(quote(check.name)) CHECK (\(condition($0)))" }
    }

    func statement(creating index: Index, on table: Table) throws(UnsupportedChange) -> SQLStatement {
        let kind = index.isUnique ? "UNIQUE INDEX" : "INDEX"
        return SQLStatement(
            "CREATE \(kind) \(quote(index.name)) ON \(quote(table.name)) \(try key(of: index, in: table))",
            for: "create index '\(index.name)' on '\(table.name)'")
    }

    private func keyword(_ action: ForeignKey.Action) -> String {
        switch action {
        case .noAction: "NO ACTION"
        case .restrict: "RESTRICT"
        case .cascade: "CASCADE"
        case .setNull: "SET NULL"
        case .setDefault: "SET DEFAULT"
        }
    }
}
