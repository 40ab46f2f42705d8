import Raido

/// The changes of one table that stand together: statements that SQLite runs as they are, then at most one rebuild.
struct SQLiteTableWork {
    let dialect = SQLiteDialect()

    /// The table as the first change found it.
    let start: Table

    /// The table after `statements`.
    private(set) var base: Table

    /// The table as the changes so far want it.
    private(set) var now: Table

    private(set) var statements: [SQLStatement] = []

    /// Where each column of `now` gets its values from, once the table has to be made anew.
    private(set) var sources: [String: ColumnSource]?

    /// The columns that the rebuild adds: no other table knows them.
    private var fresh: Set<String> = []

    /// What the values of a column were before they were converted.
    struct Conversion: Hashable {
        /// Nil where a person said how they are converted.
        var old: SQLiteValueKind?
    }

    /// The columns whose values are converted, by what they are now called.
    private(set) var converted: [String: Conversion] = [:]

    /// Whether the triggers, which name all columns, have to be made again.
    private var touchesColumns = false

    init(_ table: Table) {
        start = table
        base = table
        now = table
    }

    /// Whether the change can only be made once what was gathered is written out.
    func mustFinish(before change: Change) throws(UnsupportedChange) -> Bool {
        guard sources != nil else { return false }
        if case .renameColumn(let old, let new, _) = change { return !fresh.contains(old) && base.column(new) != nil }
        if case .alterColumn(_, _, _, let using?, _) = change {
            return !canRead(try dialect.text(using, of: .table(now.name)))
        }
        if case .addColumn(_, _, .value(.sql(let fill))?) = change {
            return !canRead(try dialect.text(fill, of: .table(now.name)))
        }
        return false
    }

    /// Whether a person's expression means the same on the table as it stands as it does on the wanted one.
    private func canRead(_ expression: String) -> Bool {
        // Names are the same to SQLite in small and capital letters.
        let words = Set(SQLTokens(expression).compactMap { $0.identifier?.lowercased() })
        let unsteady = now.columns.map(\.name).filter { sources?[$0] != .column($0) }.map { $0.lowercased() }
        return words.isDisjoint(with: unsteady)
    }

    mutating func absorb(_ change: Change, giving table: Table) throws(UnsupportedChange) {
        let before = now
        now = table
        switch change {
        case .renameTable(let old, let new): renameTable(old, to: new)
        case .addColumn(let column, _, let fill): try add(column, fill: fill)
        case .dropColumn(let column, _): drop(column)
        case .renameColumn(let old, let new, _): rename(old, to: new)
        case .alterColumn(_, let old, let new, let using, let fill):
            try alter(old, to: new, in: before, using: using, fill: fill)
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
            if before.checks.compactMap({ dialect.clause($0) }) != now.checks.compactMap({ dialect.clause($0) }) {
                startRebuild(of: before)
            }

        case .addEnumValue(_, let type, _, _): changeValues(of: type, in: before, replacing: nil)
        case .dropEnumValue(let value, let type, _, _, let replacement):
            replaceValue(value.identity, by: replacement, of: type, in: before)
        case .renameEnumValue(let old, let new, let type, _):
            changeValues(of: type, in: before, replacing: (literal(old), literal(new)))

        case .renumberEnumValue(_, _, _, let type, _): try renumber(type, in: before)

        // SQLite keeps no comments and no names of enums, and their order means nothing to it.
        case .changeTableComment, .createEnum, .dropEnum, .renameEnum, .reorderEnum: break

        case .createTable, .dropTable, .adoptTable, .releaseTable, .sql:
            preconditionFailure("a change of the whole schema was gathered for one table")
        }
        if sources == nil { base = now }
    }
}

// Columns
extension SQLiteTableWork {
    private mutating func add(_ column: Column, fill: Fill?) throws(UnsupportedChange) {
        if sources == nil, try canAddInPlace(column, fill: fill) {
            touchesColumns = true
            let definition = try dialect.definition(of: column, in: now)
            statements.append(
                SQLStatement(
                    "ALTER TABLE \(quote(now.name)) ADD COLUMN \(quote(column.name)) \(definition)",
                    for: "add column '\(column.name)' to '\(now.name)'"))
            return
        }
        startRebuild(of: base)
        fresh.insert(column.name)
        sources?[column.name] = ColumnSource(adding: column, fill: fill)
    }

    /// `ADD COLUMN` takes a NULL or a constant for the rows already there, and nothing stored that is generated.
    private func canAddInPlace(_ column: Column, fill: Fill?) throws(UnsupportedChange) -> Bool {
        if column.generated != nil || column.isIdentity { return false }
        if let fill, fill != column.defaultValue.map(Fill.value) { return false }
        guard let value = column.defaultValue else { return column.isNullable }
        return dialect.isConstant(value)
    }

    private mutating func drop(_ column: Column) {
        if sources != nil {
            sources?[column.name] = nil
            converted[column.name] = nil
            fresh.remove(column.name)
            return
        }
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
        if let source = sources?.removeValue(forKey: old) { sources?[new] = source }
        converted[new] = converted.removeValue(forKey: old)
        if fresh.remove(old) != nil {
            fresh.insert(new)
            return
        }
        let renamed = sources?.mapValues { $0.renamingColumn(old, to: new) }
        sources = renamed
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

    private mutating func alter(
        _ old: Column, to new: Column, in before: Table, using: SQLFragment?, fill: Fill?
    ) throws(UnsupportedChange) {
        let wasStored = try dialect.storage(of: old, in: before)
        let isStored = try dialect.storage(of: new, in: now)
        if old.isSetOnUpdate != new.isSetOnUpdate { touchesColumns = true }
        let isSame = try dialect.definition(of: old, in: before) == dialect.definition(of: new, in: now)
        if isSame, using == nil { return }
        startRebuild(of: before)
        var source = sources?[new.name] ?? .absent
        var conversion: Conversion?
        if SQLiteValueKind(wasStored) != SQLiteValueKind(isStored)
            || wasStored.storageClasses != isStored.storageClasses
        {
            conversion = Conversion(old: converted[new.name]?.old ?? SQLiteValueKind(wasStored))
        }
        if new.generated == nil, StoredType(old.type, before.enums).isText, isMoment(new) {
            conversion = Conversion(old: converted[new.name]?.old ?? SQLiteValueKind(wasStored))
        }
        if new.generated != nil {
            source = .absent
        } else if let using {
            source = .expression(try dialect.text(using, of: .column(new.name, table: now.name)))
            conversion = Conversion(old: nil)
        } else if let step = dialect.conversion(from: old, wasStored, to: new, isStored) {
            source = .converting(step, source)
            conversion = Conversion(old: converted[new.name]?.old ?? SQLiteValueKind(wasStored))
        }
        if !new.isNullable, new.generated == nil, old.isNullable || using != nil {
            if let value = new.filling(fill, using: using) { source = .fillingNulls(source, value) }
        }
        sources?[new.name] = source
        if let conversion { converted[new.name] = conversion }
    }
}

extension SQLiteTableWork {
    /// Whether the column holds days or times, of which texts may be none.
    func isMoment(_ column: Column) -> Bool {
        guard column.nativeTypes[.sqlite] == nil else { return false }
        return column.type == .date || column.type == .time || column.type.isTimestamp
    }
}

// Values of enums
extension SQLiteTableWork {
    /// Texts are checked, so the check becomes another one. Whatever the values are stored as, rows get others.
    private mutating func changeValues(of name: String, in before: Table, replacing values: (String, String)?) {
        guard now.enumType(name)?.storesText == true else { return }
        let users = before.columns.filter { $0.type == .enumeration(name) }
        if users.contains(where: { $0.nativeTypes[.sqlite] == nil }) { startRebuild(of: before) }
        if let values { replace(values.0, by: values.1, in: users, of: before) }
    }

    private mutating func replaceValue(
        _ value: String, by replacement: String?, of name: String, in before: Table
    ) {
        let type = before.enumType(name)
        guard type?.storesText == false else {
            changeValues(of: name, in: before, replacing: replacement.map { (literal(value), literal($0)) })
            return
        }
        guard let old = type?.number(of: value), let new = replacement.flatMap({ type?.number(of: $0) }), old != new
        else { return }
        let users = before.columns.filter { $0.type == .enumeration(name) }
        replace("\(old)", by: "\(new)", in: users, of: before)
    }

    private mutating func replace(_ old: String, by new: String, in columns: [Column], of before: Table) {
        for column in columns where column.generated == nil {
            startRebuild(of: before)
            let source = sources?[column.name]
            sources?[column.name] = source?.replacing(old, by: new)
        }
    }

    /// A number that has another meaning now changes no row, but a default that was given by name is another number.
    private mutating func renumber(_ name: String, in before: Table) throws(UnsupportedChange) {
        for (old, new) in zip(before.columns, now.columns) where old.type == .enumeration(name) {
            let isSame = try dialect.definition(of: old, in: before) == dialect.definition(of: new, in: now)
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
        guard sources == nil else { return }
        if let old {
            statements.append(SQLStatement("DROP INDEX \(quote(old))", for: "drop index '\(old)' of '\(now.name)'"))
        }
        if let new { statements.append(try dialect.statement(creating: new, on: now)) }
    }

    private mutating func startRebuild(of table: Table) {
        guard sources == nil else { return }
        base = table
        sources = Dictionary(uniqueKeysWithValues: table.columns.map { ($0.name, ColumnSource.column($0.name)) })
    }

    func steps(final: Schema) throws(UnsupportedChange) -> [Step] {
        var steps: [Step] = []
        let makesTriggersAgain = touchesColumns && (sources == nil || !statements.isEmpty)
        if makesTriggersAgain {
            steps += dialect.updateTriggers(of: start).map {
                .statement("DROP TRIGGER IF EXISTS \(quote($0.name))", for: "drop a trigger that names columns")
            }
        }
        steps += statements.map { .statement($0) }
        if let sources {
            steps.append(.rebuild(try rebuild(from: sources, final: final)))
        } else if makesTriggersAgain {
            steps += dialect.updateTriggers(of: now).map { .statement($0.creation) }
        }
        return steps
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
