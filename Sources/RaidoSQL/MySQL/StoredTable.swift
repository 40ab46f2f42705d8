import Raido

/// A table as MySQL and MariaDB hold it, word for word: what differs between two of them is what `ALTER TABLE` has to
/// say, and nothing else.
struct StoredTable {
    /// Something of a name, and the words that make it.
    struct Part: Equatable {
        var name: String
        var words: String

        static func == (left: Self, right: Self) -> Bool {
            left.name == right.name && left.words.isExactly(right.words)
        }
    }

    struct ColumnPart {
        var name: String
        var words: String
        /// Whether a check that names it makes MySQL copy the rows whatever is altered.
        var copiesWithChecks = false
        /// Where the default may not be set beside an added column, the words without it.
        var withoutDefault: String?
        /// Whether a trigger sets it to the time in UTC. The words do not say that, but those of older versions did, so a
        /// column that is no longer set so is said anew.
        var isSetInUTC = false
        /// Where an expression gives the value, the columns that it names, in lower case.
        var computedFrom: Set<String>?
    }

    struct ForeignKeyPart: Equatable {
        var name: String
        var words: String
        /// The columns of both sides, as far as the engine wants them alike and unchanged.
        var signature: String
        var columns: [String]
        var referencedTable: String
        var referencedColumns: [String]
        /// Whether it gives the columns it is on other values.
        var setsItsColumns: Bool
    }

    var name: String
    /// The column whose rows the engine numbers.
    var numberedColumn: String?
    var columns: [ColumnPart] = []
    var primaryKey: [String]
    var keys: [Part] = []
    var foreignKeys: [ForeignKeyPart] = []
    var checks: [Part] = []
    var comment: String?
    var triggers: [Part] = []
}

extension MySQLFamilyDialect {
    func stored(_ table: Table, in schema: Schema) throws(UnsupportedChange) -> StoredTable {
        var stored = StoredTable(
            name: table.name, numberedColumn: table.numberedColumn, primaryKey: table.primaryKey, comment: table.comment
        )
        for column in table.columns { stored.columns.append(try part(column, of: table)) }
        try expectDeterministicExpressions(in: table, keys: [])
        stored.keys = try keys(of: table)
        stored.foreignKeys = try foreignKeys(of: table, in: schema)
        for check in table.checks {
            guard check.expression.text(for: engine) != nil else { continue }
            let expression = try text(check.expression, of: .check(check.name, table: table.name))
            let words = "CONSTRAINT \(backtickQuote(check.name)) CHECK (\(expression))"
            stored.checks.append(.init(name: check.name, words: words))
        }
        stored.triggers = mysqlUpdateTriggers(of: table, for: engine).map { .init(name: $0.name, words: $0.text) }
        return stored
    }

    private func part(_ column: Column, of table: Table) throws(UnsupportedChange) -> StoredTable.ColumnPart {
        var part = StoredTable.ColumnPart(name: column.name, words: try definition(of: column, in: table))
        part.copiesWithChecks = try copiesWithChecks(column, in: table)
        part.isSetInUTC = isStamped(column) && isInstant(column)
        if !addsBesideVolatileDefaults, let value = column.defaultValue, isVolatile(value) {
            var bare = column
            bare.defaultValue = nil
            part.withoutDefault = try definition(of: bare, in: table)
        }
        if let generated = column.generated {
            part.computedFrom = columnNames(in: generated.text(for: engine) ?? "")
        } else if let value = column.defaultValue {
            let words = try expression(value, for: column, in: table)
            if words.hasPrefix("(") { part.computedFrom = columnNames(in: words) }
        }
        return part
    }

    /// Long texts and bytes, moments and enums: MySQL takes every check of them for a new one.
    private func copiesWithChecks(_ column: Column, in table: Table) throws(UnsupportedChange) -> Bool {
        let word = try nativeType(of: column, in: table).lowercased().prefix { $0.isLetter }
        return ["date", "time", "enum", "json"].contains { word.hasPrefix($0) } || word.hasSuffix("text")
            || word.hasSuffix("blob")
    }

    /// Neither engine lets a check or a generated column name a column that it changes itself: one that it numbers, or
    /// one that a foreign key sets (errors 3818, 3823, 1901).
    func expectDeterministicExpressions(in table: Table, keys: [ForeignKey]) throws(UnsupportedChange) {
        var volatile = Set(table.columns.filter(\.isIdentity).map(\.name))
        for key in keys where key.setsItsColumns { volatile.formUnion(key.columns) }
        func named(in fragment: SQLFragment) -> String? {
            let names = fragment.text(for: engine).map { columnNames(in: $0) } ?? []
            return table.columns.map(\.name).first { volatile.contains($0) && names.contains($0.lowercased()) }
        }
        for check in table.checks {
            guard let name = named(in: check.expression) else { continue }
            throw UnsupportedChange(engine, .volatileColumn(name, in: .check(check.name, table: table.name)))
        }
        if !cascadesBelowGenerated {
            for key in keys where key.onDelete == .cascade { volatile.formUnion(key.columns) }
        }
        for column in table.columns {
            guard let name = column.generated.flatMap(named) else { continue }
            throw UnsupportedChange(engine, .volatileColumn(name, in: .column(column.name, table: table.name)))
        }
    }

    /// The keys: those wanted, one for a numbered column that leads none of them, and one for each foreign key that no
    /// other serves. The engine would make the last ones by itself, and drop them by itself.
    private func keys(of table: Table) throws(UnsupportedChange) -> [StoredTable.Part] {
        var keys: [StoredTable.Part] = []
        for unique in table.uniques {
            keys.append(.init(name: unique.name, words: try clause(unique, in: table)))
        }
        for index in table.indexes {
            if let words = try clause(index, in: table) { keys.append(.init(name: index.name, words: words)) }
        }
        var leads = try leads(of: table)
        if let numbered = table.numberedColumn, !leads.contains(where: { $0.first == numbered }) {
            let words = "UNIQUE KEY \(backtickQuote(mysqlIdentityKey)) (\(backtickQuote(numbered)))"
            keys.append(.init(name: mysqlIdentityKey, words: words))
            leads.append([numbered])
        }
        for key in table.foreignKeys where !leads.contains(where: { $0.starts(with: key.columns) }) {
            keys.append(.init(name: key.name, words: "KEY \(backtickQuote(key.name)) (\(backtickList(key.columns)))"))
            leads.append(key.columns)
        }
        return keys
    }
}

extension MySQLFamilyDialect {
    private func foreignKeys(
        of table: Table, in schema: Schema
    ) throws(UnsupportedChange) -> [StoredTable.ForeignKeyPart] {
        var parts: [StoredTable.ForeignKeyPart] = []
        for key in table.foreignKeys {
            let words = try clause(key, of: table)
            guard leavesExpressionsAlone(key, in: table),
                let signature = try signature(of: key, from: table, in: schema)
            else { continue }
            parts.append(
                .init(
                    name: key.name, words: words, signature: signature, columns: key.columns,
                    referencedTable: key.referencedTable, referencedColumns: key.referencedColumns,
                    setsItsColumns: key.setsItsColumns))
        }
        return parts
    }

    /// Whether the key can be there beside the table's expressions: between two changes of a migration it may not.
    private func leavesExpressionsAlone(_ key: ForeignKey, in table: Table) -> Bool {
        (try? expectDeterministicExpressions(in: table, keys: [key])) != nil
    }

    /// What the engine wants to stay as it is while the key exists, or nil where the key cannot be there now: between
    /// two migrations that give both sides another type, the sides differ (error 3780, or 150 on MariaDB).
    private func signature(
        of key: ForeignKey, from table: Table, in schema: Schema
    ) throws(UnsupportedChange) -> String? {
        guard let target = key.referencedTable == table.name ? table : schema[key.referencedTable] else { return "" }
        guard let anchor = target.anchor(of: key.referencedColumns) else { return nil }
        var words = [anchor]
        for (name, referencedName) in zip(key.columns, key.referencedColumns) {
            guard let column = table.column(name), let referenced = target.column(referencedName) else { return nil }
            let type = try typeWords(of: column, in: table)
            let referencedType = try typeWords(of: referenced, in: target)
            guard joins(type, referencedType) else { return nil }
            if key.onUpdate == .cascade, !column.isNullable, referenced.isNullable, !cascadesNullToNotNull {
                throw UnsupportedChange(engine, .cascadeToNotNull(key.name, column: name, table: table.name))
            }
            words += [type, referencedType]
            let isNumbered = [name == table.numberedColumn, referencedName == target.numberedColumn]
            words += ([column.isNullable, referenced.isNullable] + isNumbered).map { "\($0)" }
        }
        return words.joined(separator: "|")
    }

    /// Whether a key may join the types: texts of one collation whatever their length, else the same type.
    func joins(_ left: String, _ right: String) -> Bool {
        func family(_ words: String) -> String {
            guard words.hasPrefix("varchar(") || words.hasPrefix("char(") else { return words }
            return "text" + words.drop { $0 != ")" }.dropFirst()
        }
        return family(left) == family(right)
    }

    private func clause(_ key: ForeignKey, of table: Table) throws(UnsupportedChange) -> String {
        var words = "CONSTRAINT \(backtickQuote(key.name)) FOREIGN KEY (\(backtickList(key.columns)))"
        words += " REFERENCES \(backtickQuote(key.referencedTable)) (\(backtickList(key.referencedColumns)))"
        if let action = try keyword(key.onDelete, of: key, in: table) { words += " ON DELETE \(action)" }
        if let action = try keyword(key.onUpdate, of: key, in: table) { words += " ON UPDATE \(action)" }
        return words
    }

    /// The action's words, or nil for the usual one: to InnoDB, `NO ACTION` and `RESTRICT` are one.
    private func keyword(
        _ action: ForeignKey.Action, of key: ForeignKey, in table: Table
    ) throws(UnsupportedChange) -> String? {
        switch action {
        case .noAction, .restrict: return nil
        case .cascade: return "CASCADE"
        case .setNull: return "SET NULL"
        case .setDefault:
            // InnoDB has no SET DEFAULT (and MariaDB takes it for RESTRICT); where the default is NULL, this is the
            // same.
            guard table.defaultsAreNull(key.columns) else {
                throw UnsupportedChange(engine, .setDefault(key.name, table: table.name))
            }
            return "SET NULL"
        }
    }
}

extension ForeignKey {
    /// Whether it gives the columns it is on other values.
    fileprivate var setsItsColumns: Bool {
        switch (onDelete, onUpdate) {
        case (.setNull, _), (.setDefault, _), (_, .cascade), (_, .setNull), (_, .setDefault): true
        case (.noAction, .noAction), (.noAction, .restrict), (.restrict, .noAction), (.restrict, .restrict),
            (.cascade, .noAction), (.cascade, .restrict):
            false
        }
    }
}

extension Table {
    func defaultsAreNull(_ columns: [String]) -> Bool {
        columns.compactMap(column).allSatisfy { $0.isNullable && $0.defaultValue == nil }
    }

    /// The column that the engine numbers. There may be one only, so while another takes its place, it is the later
    /// one.
    var numberedColumn: String? { columns.last(where: \.isIdentity)?.name }

    /// The key that a foreign key to these columns rests on.
    fileprivate func anchor(of columns: [String]) -> String? {
        if primaryKey == columns { return "PRIMARY" }
        return uniques.first { $0.columns == columns }?.name ?? indexes.first { $0.asUnique?.columns == columns }?.name
    }
}
