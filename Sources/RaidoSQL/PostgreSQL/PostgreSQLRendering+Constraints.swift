import Raido

extension PostgreSQLRendering {
    mutating func addUnique(_ unique: UniqueConstraint, to table: String) {
        guard !mustWait(table) else {
            suspended.insert(.unique(unique.name, table))
            return
        }
        add([dialect.statement(adding: unique, to: table)])
    }

    mutating func addIndex(_ index: Index, to table: Table) throws(UnsupportedChange) {
        guard !mustWait(table.name), !(index.hasExpression && awaitsValues(table.name)) else {
            suspended.insert(.index(index.name, table.name))
            return
        }
        add([try dialect.statement(creating: index, on: table)])
    }

    mutating func dropUnique(_ unique: UniqueConstraint, from table: String) {
        suspendReferences(to: table, unique.columns)
        drop(.unique(unique.name, table))
    }

    mutating func changeUnique(_ old: UniqueConstraint, to new: UniqueConstraint, in table: String) {
        guard old != new, !suspended.contains(.unique(old.name, table)) else { return }
        suspendReferences(to: table, old.columns)
        drop(.unique(old.name, table))
        addUnique(new, to: table)
    }

    mutating func changePrimaryKey(of table: String, from old: [String], to new: [String], waits: Bool = false) {
        suspendReferences(to: table, old)
        var clauses: [String] = []
        if suspended.remove(.primaryKey(table)) == nil, !old.isEmpty { clauses += dropsOfPrimaryKey(of: table) }
        if !new.isEmpty {
            if waits || mustWait(table) {
                suspended.insert(.primaryKey(table))
            } else {
                clauses.append("ADD \(dialect.clause(primaryKey: new, of: table))")
            }
        }
        alterTable(table, clauses, for: "change the primary key of '\(table)'")
    }

    /// A foreign key holds on to the key that it refers to.
    mutating func suspendReferences(to table: String, _ columns: [String]) {
        for other in schema.tables(referringTo: table) {
            for key in other.foreignKeys
            where key.referencedTable == table && Set(key.referencedColumns) == Set(columns) {
                suspend(.foreignKey(key.name, other.name))
            }
        }
    }

    mutating func addForeignKey(_ key: ForeignKey, to table: String) {
        // The key that it refers to may be suspended itself.
        guard suspended.isEmpty else {
            suspended.insert(.foreignKey(key.name, table))
            return
        }
        alterTable(table, ["ADD \(dialect.clause(key))"], for: "add foreign key '\(key.name)' to '\(table)'")
    }

    mutating func addCheck(_ check: CheckConstraint, to table: String) {
        guard let clause = dialect.clause(check) else { return }
        guard !mustWait(table), !awaitsValues(table) else {
            suspended.insert(.check(check.name, table))
            return
        }
        alterTable(table, ["ADD \(clause)"], for: "add check '\(check.name)' to '\(table)'")
    }

    mutating func dropCheck(_ check: CheckConstraint, from table: String) {
        guard dialect.clause(check) != nil else { return }
        drop(.check(check.name, table))
    }

    mutating func renameConstraint(_ old: SuspendedPart, to new: String, _ kind: String) {
        if suspended.contains(old) { return }
        alterTable(
            old.table, ["RENAME CONSTRAINT \(quote(old.name)) TO \(quote(new))"],
            for: "rename \(kind) '\(old.name)' of '\(old.table)' to '\(new)'")
    }

    /// Suspends what would not survive another type of the column, or another column in its place.
    ///
    /// - Parameter all: Also what is over the column itself and not over an expression: the engine makes that again
    ///   when the type changes, and drops it with the column.
    mutating func suspendParts(over column: String, of table: Table, all: Bool) {
        for check in table.checks where mentions(check.expression, column) && dialect.clause(check) != nil {
            suspend(.check(check.name, table.name))
        }
        for index in table.indexes {
            let isOver = index.parts.contains { $0.column == column }
            if mentions(index, column) || (all && isOver) { suspend(.index(index.name, table.name)) }
        }
        for other in schema.tables(around: [table.name]) {
            for key in other.foreignKeys {
                let refers = other.name == table.name && key.columns.contains(column)
                let isReferred = key.referencedTable == table.name && key.referencedColumns.contains(column)
                if refers || isReferred { suspend(.foreignKey(key.name, other.name)) }
            }
        }
        guard all else { return }
        if table.primaryKey.contains(column) { suspend(.primaryKey(table.name)) }
        for unique in table.uniques where unique.columns.contains(column) {
            suspend(.unique(unique.name, table.name))
        }
    }

    private func mentions(_ index: Index, _ column: String) -> Bool {
        if let predicate = index.predicate, mentions(predicate, column) { return true }
        return index.parts.contains { part in
            switch part {
            case .ascending, .descending: false
            case .expression(let fragment): mentions(fragment, column)
            }
        }
    }

    func mentions(_ fragment: SQLFragment, _ column: String) -> Bool {
        fragment.text(for: .postgresql).map { columnNames(in: $0).contains(column.lowercased()) } ?? false
    }
}

extension Index {
    var hasExpression: Bool { predicate != nil || parts.contains { $0.column == nil } }
}
