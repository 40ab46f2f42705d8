import Raido

/// The statements that take tables from one form to another.
struct MySQLMove {
    var dialect: any MySQLFamilyDialect
    var before: Schema
    var after: Schema

    /// The table that is altered; others change only in what their foreign keys to it can be.
    var table: String

    /// Columns that are renamed on the way: old names and new ones.
    var renames: [(old: String, new: String)] = []

    /// A column that takes the place of the one it names, under its name.
    var replacement: (new: String, old: String)?

    /// An added column that gets its place directly after another one.
    var placement: (new: String, after: String)?

    func statements() throws(UnsupportedChange) -> [SQLStatement] {
        guard let old = try storedBefore(), let target = after[table] else { return [] }
        let new = try dialect.stored(target, in: after)
        var difference = StoredDifference(old: old, new: new, dialect: dialect)
        difference.renames = renames
        difference.replacement = replacement
        difference.placement = placement
        let others = try otherForeignKeys(stepAside: difference.stepsAside)
        let own = difference.foreignKeys
        let isInline = difference.takesForeignKeys

        let oldTriggers = mysqlUpdateTriggers(of: before[table] ?? target, for: dialect.engine)
        let newTriggers = mysqlUpdateTriggers(of: target, for: dialect.engine)
        let restated = difference.restated.filter { name in new.columns.contains { $0.name == name && $0.isSetInUTC } }
        let staleTriggers = oldTriggers.filter { trigger in
            restated.contains(trigger.column) || !newTriggers.contains { $0.text == trigger.text }
        }
        // A table that an older version made has none where it had ON UPDATE.
        let freshTriggers = newTriggers.filter { trigger in
            restated.contains(trigger.column) || !oldTriggers.contains { $0.text == trigger.text }
        }

        var statements = staleTriggers.map { dropTrigger($0.name) }
        for other in others where !other.dropped.isEmpty { statements.append(drop(other.dropped, of: other.table)) }
        if !own.dropped.isEmpty { statements.append(drop(own.dropped, of: table)) }
        var clauses = difference.clauses()
        if isInline { clauses += own.added.map(addClause) }
        if !clauses.isEmpty { statements.append(alter(table, clauses)) }
        if !difference.lateClauses.isEmpty { statements.append(alter(table, difference.lateClauses)) }
        if !isInline, !own.added.isEmpty { statements.append(alter(table, own.added.map(addClause))) }
        for other in others where !other.added.isEmpty {
            statements.append(alter(other.table, other.added.map(addClause)))
        }
        return statements + freshTriggers.map { createTrigger($0) }
    }

    /// The table as it is. Foreign keys follow a rename, and so, on one of the engines, do expressions.
    private func storedBefore() throws(UnsupportedChange) -> StoredTable? {
        guard let old = before[table] else { return nil }
        guard !renames.isEmpty, let new = after[table] else { return try dialect.stored(old, in: before) }
        var stored = try dialect.stored(new, in: after)
        if dialect.renamesReachExpressions { return stored }
        let former = try dialect.stored(old, in: before)
        stored.checks = former.checks
        let expressionKeys = old.indexes.filter { $0.parts.contains { $0.column == nil } }.map(\.name)
        stored.keys = stored.keys.map { key in
            expressionKeys.contains(key.name) ? former.keys.first { $0.name == key.name } ?? key : key
        }
        for (place, column) in old.columns.enumerated() where column.generated != nil {
            stored.columns[place].words = former.columns[place].words
        }
        return stored
    }

    /// What becomes of the foreign keys of other tables.
    private func otherForeignKeys(stepAside: Bool) throws(UnsupportedChange) -> [ForeignKeyDifference] {
        guard renames.isEmpty || stepAside else { return [] }
        var differences: [ForeignKeyDifference] = []
        for other in after.tables(referringTo: table) where other.name != table {
            guard let former = before[other.name] else { continue }
            let old = try dialect.stored(former, in: before).foreignKeys
            let new = try dialect.stored(other, in: after).foreignKeys
            // Keys to renamed columns say another name afterwards, so they are among them.
            differences.append(ForeignKeyDifference(table: other.name, old: old, new: new))
        }
        return differences
    }
}

/// Foreign keys to drop and to add.
struct ForeignKeyDifference {
    var table: String
    var dropped: [StoredTable.ForeignKeyPart]
    var added: [StoredTable.ForeignKeyPart]

    /// - Parameter isForced: whether a key is dropped and added again though it stays the same.
    init(
        table: String, old: [StoredTable.ForeignKeyPart], new: [StoredTable.ForeignKeyPart],
        isForced: (StoredTable.ForeignKeyPart) -> Bool = { _ in false }
    ) {
        self.table = table
        dropped = old.filter { !new.contains($0) || isForced($0) }
        added = new.filter { key in !old.contains(key) || isForced(key) }
    }
}

// Words
extension MySQLMove {
    private func alter(_ table: String, _ clauses: [AlterClause]) -> SQLStatement {
        let text =
            clauses.count == 1
            ? "ALTER TABLE \(backtickQuote(table)) \(clauses[0].words)"
            : "ALTER TABLE \(backtickQuote(table))\n    \(clauses.map(\.words).joined(separator: ",\n    "))"
        let purposes = clauses.map(\.purpose)
        let purpose =
            purposes.count == 1
            ? "\(purposes[0]) of '\(table)'" : "alter '\(table)': \(purposes.joined(separator: ", "))"
        return SQLStatement(text, for: purpose)
    }

    private func drop(_ keys: [StoredTable.ForeignKeyPart], of table: String) -> SQLStatement {
        alter(table, keys.map(dropClause))
    }

    private func dropClause(_ key: StoredTable.ForeignKeyPart) -> AlterClause {
        AlterClause("DROP FOREIGN KEY \(backtickQuote(key.name))", "drop foreign key '\(key.name)'")
    }

    private func addClause(_ key: StoredTable.ForeignKeyPart) -> AlterClause {
        AlterClause("ADD \(key.words)", "add foreign key '\(key.name)'")
    }

    private func dropTrigger(_ name: String) -> SQLStatement {
        SQLStatement("DROP TRIGGER IF EXISTS \(backtickQuote(name))", for: "drop a trigger that names columns")
    }

    private func createTrigger(_ trigger: (name: String, column: String, text: String)) -> SQLStatement {
        SQLStatement(trigger.text, for: "create trigger '\(trigger.name)'")
    }
}

/// One clause of an `ALTER TABLE`, and what it is for.
struct AlterClause {
    var words: String
    var purpose: String

    init(_ words: String, _ purpose: String) {
        self.words = words
        self.purpose = purpose
    }
}
