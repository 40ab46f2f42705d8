import Raido

/// The changes of one table that are together: statements that SQLite runs as they are, then at most one rebuild.
struct SQLiteTableWork {
    let dialect = SQLiteDialect()

    /// The table as the first change found it.
    let start: Table

    /// The table after `statements`.
    private(set) var base: Table

    /// The table as the changes so far want it.
    private(set) var now: Table

    private(set) var statements: [SQLStatement] = []

    /// What happens to the table once it has to be rebuilt.
    private(set) var lineage: Lineage?

    /// Whether the triggers, which name all columns, have to be made again.
    private var touchesColumns = false

    init(_ table: Table) {
        start = table
        base = table
        now = table
    }

    /// Whether the change can only be made once what was gathered is written out.
    func mustFinish(before change: Change) throws(UnsupportedChange) -> Bool {
        guard lineage != nil else { return false }
        if case .renameColumn(let old, let new, _) = change { return !isFresh(old) && base.column(new) != nil }
        for text in change.reading where try !canRead(dialect.text(text, of: .table(now.name))) { return true }
        return false
    }

    /// Whether the user's expression means the same on the table as it is as it does on the wanted one.
    private func canRead(_ expression: String) throws(UnsupportedChange) -> Bool {
        // Names are the same to SQLite in small and capital letters.
        let names = columnNames(in: expression)
        for column in now.columns where names.contains(column.name.lowercased()) {
            if try values(of: column).source != .column(column.name) { return false }
        }
        return true
    }

    mutating func absorb(_ change: Change, giving table: Table) throws(UnsupportedChange) {
        let before = now
        now = table
        switch change {
        case .renameTable(let old, let new): renameTable(old, to: new)
        case .addColumn(let column, _, let fill): try add(column, fill: fill)
        case .dropColumn(let column, _): drop(column)
        case .renameColumn(let old, let new, _): rename(old, to: new)
        case .alterColumn(_, let old, let new, let using, _):
            // A column that becomes what it is gets the trigger of this version, whatever that of an older one was.
            if old.isSetOnUpdate != new.isSetOnUpdate || (old == new && new.isSetOnUpdate) { touchesColumns = true }
            if try alters(old, to: new, in: before, using: using) { startRebuild(of: before) }
        case .changePrimaryKey: startRebuild(of: before)

        case .addUnique(let unique, _): try exchangeIndex(nil, for: unique.index)
        case .dropUnique(let unique, _): try exchangeIndex(unique.name, for: nil)
        case .changeUnique(_, let old, let new): try exchangeIndex(old.name, for: new.index)
        case .renameUnique(let old, let new, _):
            try exchangeIndex(old, for: now.uniques.first { $0.name == new }?.index)

        case .addIndex(let index, _): try exchangeIndex(nil, for: index)
        case .dropIndex(let index, _): try exchangeIndex(index.name, for: nil)
        case .changeIndex(_, let old, let new):
            if !old.isSame(as: new) { try exchangeIndex(old.name, for: new) }
        case .renameIndex(let old, let new, _): try exchangeIndex(old, for: now.indexes.first { $0.name == new })

        case .addForeignKey, .dropForeignKey, .changeForeignKey, .renameForeignKey: startRebuild(of: before)
        case .addCheck, .dropCheck, .changeCheck, .renameCheck:
            let clauses = before.checks.compactMap { dialect.clause($0) }
            if !clauses.isExactly(now.checks.compactMap { dialect.clause($0) }) { startRebuild(of: before) }

        case .addEnumValue(_, let type, _, _), .dropEnumValue(_, let type, _, _, _),
            .renameEnumValue(_, _, let type, _):
            changeValues(of: type, in: before, by: change)
        case .renumberEnumValue(_, _, _, let type, _): try renumber(type, in: before)

        // SQLite keeps no comments and no names of enums, and their order means nothing to it.
        case .changeTableComment, .createEnum, .dropEnum, .renameEnum, .reorderEnum: break

        case .createTable, .dropTable, .adoptTable, .releaseTable, .sql:
            preconditionFailure("a change of the whole schema was gathered for one table")
        }
        lineage?.follow(change, on: Schema([before]))
        if lineage == nil { base = now }
    }
}

// Columns
extension SQLiteTableWork {
    private mutating func add(_ column: Column, fill: Fill?) throws(UnsupportedChange) {
        if lineage == nil, try canAddInPlace(column, fill: fill) {
            touchesColumns = true
            let definition = try dialect.definition(of: column, in: now)
            statements.append(
                SQLStatement(
                    "ALTER TABLE \(quote(now.name)) ADD COLUMN \(quote(column.name)) \(definition)",
                    for: "add column '\(column.name)' to '\(now.name)'"))
            return
        }
        startRebuild(of: base)
    }

    /// `ADD COLUMN` takes a NULL or a constant for the rows already there, and nothing stored that is generated.
    private func canAddInPlace(_ column: Column, fill: Fill?) throws(UnsupportedChange) -> Bool {
        if column.generated != nil || column.isIdentity { return false }
        if let fill, fill != column.defaultValue.map(Fill.value) { return false }
        guard let value = column.defaultValue else { return column.isNullable }
        return dialect.isConstant(value)
    }

    private mutating func drop(_ column: Column) {
        if lineage != nil { return }
        touchesColumns = true
        statements.append(
            SQLStatement(
                "ALTER TABLE \(quote(now.name)) DROP COLUMN \(quote(column.name))",
                for: "drop column '\(column.name)' of '\(now.name)'"))
    }

    /// SQLite renames a column wherever it is named, in this table and in others, so that is left to it: also when a
    /// rebuild waits, the renaming comes before it.
    private mutating func rename(_ old: String, to new: String) {
        touchesColumns = true
        if isFresh(old) { return }
        base.renameColumn(old, to: new)
        for place in base.foreignKeys.indices where base.foreignKeys[place].referencedTable == base.name {
            base.foreignKeys[place].referencedColumns = base.foreignKeys[place].referencedColumns.map {
                $0 == old ? new : $0
            }
        }
        statements.append(
            SQLStatement(
                "ALTER TABLE \(quote(now.name)) RENAME COLUMN \(quote(old)) TO \(quote(new))",
                for: "rename column '\(old)' of '\(now.name)' to '\(new)'"))
    }

    /// Whether the rebuild adds the column, so that no other table knows it.
    private func isFresh(_ column: String) -> Bool {
        if case .created? = lineage?.origin(of: .column(column, table: now.name)) { true } else { false }
    }
}

// Values of enums
extension SQLiteTableWork {
    /// Texts are checked, so the check becomes another one. Whatever the values are stored as, rows get others.
    private mutating func changeValues(of name: String, in before: Table, by change: Change) {
        let users = before.columns.filter { $0.type == .enumeration(name) }
        let areChecked = now.enumType(name)?.storesText == true && users.contains { $0.nativeTypes[.sqlite] == nil }
        var exchanges = ValueExchanges()
        for column in users where column.generated == nil {
            if let step = ValueStep(change, of: column.name, in: before) { _ = exchanges.add(step, spelled: literal) }
        }
        if areChecked || !exchanges.isEmpty { startRebuild(of: before) }
    }

    /// A number that has another meaning now changes no row, but a default that was given by name is another number.
    private mutating func renumber(_ name: String, in before: Table) throws(UnsupportedChange) {
        for (old, new) in zip(before.columns, now.columns) where old.type == .enumeration(name) {
            let isSame = try dialect.definition(of: old, in: before).isExactly(dialect.definition(of: new, in: now))
            if !isSame { startRebuild(of: before) }
        }
    }
}

// The table itself, its indexes, and the end
extension SQLiteTableWork {
    private mutating func renameTable(_ old: String, to new: String) {
        touchesColumns = true
        base.name = new
        base.foreignKeys = base.foreignKeys.map { key in
            var key = key
            if key.referencedTable == old { key.referencedTable = new }
            return key
        }
        var names = [old, new]
        if old.lowercased() == new.lowercased() { names.insert("__raido_\(new)", at: 1) }
        for (from, to) in zip(names, names.dropFirst()) {
            statements.append(
                SQLStatement(
                    "ALTER TABLE \(quote(from)) RENAME TO \(quote(to))", for: "rename table '\(old)' to '\(new)'"))
        }
    }

    /// Drops an index and makes another, unless a rebuild is going to make all of them anyway.
    private mutating func exchangeIndex(_ old: String?, for new: Index?) throws(UnsupportedChange) {
        guard lineage == nil else { return }
        if let old {
            statements.append(SQLStatement("DROP INDEX \(quote(old))", for: "drop index '\(old)' of '\(now.name)'"))
        }
        if let new { statements.append(try dialect.statement(creating: new, on: now)) }
    }

    private mutating func startRebuild(of table: Table) {
        guard lineage == nil else { return }
        base = table
        lineage = Lineage()
    }

    func steps(final: Schema) throws(UnsupportedChange) -> [Step] {
        var steps: [Step] = []
        let makesTriggersAgain = touchesColumns && (lineage == nil || !statements.isEmpty)
        if makesTriggersAgain {
            steps += dialect.updateTriggers(of: start).map {
                .statement("DROP TRIGGER IF EXISTS \(quote($0.name))", for: "drop a trigger that names columns")
            }
        }
        steps += statements.map { .statement($0) }
        if lineage != nil {
            steps.append(.rebuild(try rebuild(final: final)))
        } else if makesTriggersAgain {
            steps += dialect.updateTriggers(of: now).map { .statement($0.creation) }
        }
        return steps
    }
}

extension Change {
    /// The user's SQL that reads rows to convert or to fill values.
    fileprivate var reading: [SQLFragment] {
        if case .addColumn(_, _, .value(.sql(let text))?) = self { return [text] }
        guard case .alterColumn(_, _, let new, let using, let fill) = self else { return [] }
        guard case .value(.sql(let text))? = new.filling(fill, using: using) else { return using.map { [$0] } ?? [] }
        return (using.map { [$0] } ?? []) + [text]
    }
}

extension Index {
    /// Whether both are one index to SQLite, which has one access method.
    fileprivate func isSame(as other: Index) -> Bool {
        var copy = self
        copy.method = other.method
        return copy == other
    }
}
