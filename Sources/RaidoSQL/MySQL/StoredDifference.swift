import Raido

/// What differs between two forms of a table, as clauses of one `ALTER TABLE`.
struct StoredDifference {
    var old: StoredTable
    var new: StoredTable
    var dialect: any MySQLFamilyDialect
    var renames: [(old: String, new: String)] = []
    var replacement: (new: String, old: String)?
    /// An added column that gets its place directly after another one.
    var placement: (new: String, after: String)?

    var foreignKeys: ForeignKeyDifference {
        ForeignKeyDifference(table: new.name, old: old.foreignKeys, new: new.foreignKeys) { key in
            key.columns.contains { $0 == replacement?.old } || (stepsAside && joinsRenamed(key))
        }
    }

    /// Whether foreign keys of renamed columns have to be away in the meantime: MySQL renames those only in a statement
    /// that copies no rows, and checks, generated columns and expressions want them copied (error 1846); so does every
    /// check of some types, whatever is renamed.
    var stepsAside: Bool {
        guard !renames.isEmpty else { return false }
        if dialect.renamesReachExpressions { return formerNamesStandInExpressions }
        if !modified.isEmpty || old.checks != new.checks || old.keys != new.keys { return true }
        let copied = Set(new.columns.filter(\.copiesWithChecks).map { $0.name.lowercased() })
        return new.checks.contains { !columnNames(in: $0.words).isDisjoint(with: copied) }
    }

    /// Whether expressions name what a foreign key set until now: MariaDB takes a column that gets the former name of
    /// another, which a key sets, for that one, and refuses the check that names it (error 1901).
    private var formerNamesStandInExpressions: Bool {
        let set = new.foreignKeys.filter(\.setsItsColumns).flatMap(\.columns)
        let former = Set(renames.filter { set.contains($0.new) }.map { $0.old.lowercased() })
        let texts = new.checks.map(\.words) + new.columns.map(\.words)
        // A document comes with a check of its own.
        let documents = new.columns.filter { $0.words.hasPrefix("json") }.map { $0.name.lowercased() }
        return !former.isDisjoint(with: documents) || texts.contains { !columnNames(in: $0).isDisjoint(with: former) }
    }

    /// Whether a key of this table, by its present names, joins a renamed column.
    private func joinsRenamed(_ key: StoredTable.ForeignKeyPart) -> Bool {
        func isRenamed(_ column: String) -> Bool { renames.contains { $0.new == column } }
        return key.columns.contains(where: isRenamed)
            || (key.referencedTable == new.name && key.referencedColumns.contains(where: isRenamed))
    }

    /// Whether foreign keys may be added in the same `ALTER TABLE`: not while the columns that they join change, and
    /// not where others are dropped, of which one may have the same name (errors 1826 and 121). Those that are dropped
    /// hold on to their keys until the statement ends, so they always have one of their own. And a key to the table
    /// itself may rest on what the statement adds (error 150).
    var takesForeignKeys: Bool {
        !foreignKeys.added.contains { $0.referencedTable == new.name } && modified.isEmpty && replacement == nil
            && old.primaryKey == new.primaryKey && foreignKeys.dropped.isEmpty
    }

    private var added: [StoredTable.ColumnPart] {
        new.columns.filter { column in !old.columns.contains { $0.name == column.name } }
    }

    private var modified: [StoredTable.ColumnPart] {
        let moved = order.moved
        return new.columns.filter { column in
            guard column.name != replacement?.old else { return false }
            return old.columns.contains {
                $0.name == column.name
                    && (!$0.words.isExactly(column.words) || $0.isSetInUTC != column.isSetInUTC
                        || moved[column.name] != nil)
            }
        }
    }

    /// The columns that are written out again. `ON UPDATE`, which an older version may have given them, is gone then.
    var restated: Set<String> { Set(modified.map(\.name) + [replacement?.old].compactMap { $0 }) }

    /// The order that the columns get: the one they have, and what is added after them, as far as the engine takes it.
    private var order: ColumnOrder {
        let present = ColumnOrder(old.columns.map(\.name), of: old.columns).names
        let staying = present.filter { $0 != replacement?.old }.map {
            $0 == replacement?.new ? replacement?.old ?? $0 : $0
        }
        let wanted = Set(new.columns.map(\.name))
        var start = staying.filter(wanted.contains)
        for name in added.map(\.name) {
            let place = start.firstIndex { name == placement?.new && $0 == placement?.after }
            start.insert(name, at: place.map { $0 + 1 } ?? start.endIndex)
        }
        return ColumnOrder(start, of: new.columns)
    }

    private var dropped: [StoredTable.ColumnPart] {
        old.columns.filter { column in
            column.name != replacement?.new && !new.columns.contains { $0.name == column.name }
        }
    }

    func clauses() -> [AlterClause] { drops + columnClauses + additions }

    private var drops: [AlterClause] {
        var clauses = (missing(old.checks, from: new.checks) + checksMadeAnew).map {
            AlterClause("\(dialect.dropCheck) \(backtickQuote($0.name))", "drop check '\($0.name)'")
        }
        clauses += missing(old.keys, from: new.keys).map {
            AlterClause("DROP KEY \(backtickQuote($0.name))", "drop index '\($0.name)'")
        }
        if keyIsMadeAnew, !old.primaryKey.isEmpty {
            clauses.append(AlterClause("DROP PRIMARY KEY", "drop primary key"))
        }
        return clauses
    }

    private var additions: [AlterClause] {
        var clauses: [AlterClause] = []
        if keyIsMadeAnew, !new.primaryKey.isEmpty {
            clauses.append(AlterClause("ADD PRIMARY KEY (\(backtickList(new.primaryKey)))", "add primary key"))
        }
        clauses += missing(new.keys, from: old.keys).map { AlterClause("ADD \($0.words)", "add index '\($0.name)'") }
        clauses += (missing(new.checks, from: old.checks) + checksMadeAnew).map {
            AlterClause("ADD \($0.words)", "add check '\($0.name)'")
        }
        if numbersAnotherColumn {
            clauses.append(AlterClause("AUTO_INCREMENT = 1", "number after the greatest value there is"))
        }
        if !old.comment.isExactly(new.comment) {
            clauses.append(AlterClause("COMMENT = \(backslashLiteral(new.comment ?? ""))", "change comment"))
        }
        return clauses
    }

    /// Whether another column is numbered than before. Its numbers would begin after those of the former one, for which
    /// its type may have no room: MySQL fails then (error 1467), and MariaDB gives -1.
    private var numbersAnotherColumn: Bool {
        guard let former = old.numberedColumn, let numbered = new.numberedColumn else { return false }
        return numbered != former && !renames.contains { $0.old == former && $0.new == numbered }
    }

    private var columnClauses: [AlterClause] {
        let clauses = dropped.map {
            AlterClause("DROP COLUMN \(backtickQuote($0.name))", "drop column '\($0.name)'")
        }
        let order = order
        let changed = Set(modified.map(\.name))
        let former = Set(old.columns.map(\.name))
        let columns = Dictionary(new.columns.map { ($0.name, $0) }) { first, _ in first }
        return clauses
            + order.names.compactMap { columns[$0] }.flatMap { column in
                let before = order.moved[column.name] ?? (column.name == placement?.new ? placement?.after : nil)
                let place = before.map { " AFTER \(backtickQuote($0))" } ?? ""
                return self.clauses(
                    for: column, at: place, isChanged: changed.contains(column.name),
                    isNew: !former.contains(column.name))
            }
    }

    private func clauses(
        for column: StoredTable.ColumnPart, at place: String, isChanged: Bool, isNew: Bool
    ) -> [AlterClause] {
        let name = backtickQuote(column.name)
        let words = (isChanged && hasLateDefault(column) ? column.withoutDefault ?? "" : column.words) + place
        // What is renamed and changed at once goes by its old name.
        if let rename = renames.first(where: { $0.new == column.name }) {
            let old = backtickQuote(rename.old)
            let text = isChanged ? "CHANGE COLUMN \(old) \(name) \(words)" : "RENAME COLUMN \(old) TO \(name)"
            return [AlterClause(text, "rename column '\(rename.old)' to '\(rename.new)'")]
        }
        if let replacement, replacement.old == column.name {
            return [
                AlterClause("DROP COLUMN \(name)", "convert column '\(column.name)'"),
                AlterClause(
                    "CHANGE COLUMN \(backtickQuote(replacement.new)) \(name) \(words)", "convert '\(column.name)'"),
            ]
        }
        if isNew { return [AlterClause("ADD COLUMN \(name) \(words)", "add column '\(column.name)'")] }
        return isChanged ? [AlterClause("MODIFY COLUMN \(name) \(words)", "change column '\(column.name)'")] : []
    }

    /// Defaults that have to wait until columns are added.
    var lateClauses: [AlterClause] {
        modified.filter(hasLateDefault).map {
            AlterClause("MODIFY COLUMN \(backtickQuote($0.name)) \($0.words)", "change column '\($0.name)'")
        }
    }

    private func hasLateDefault(_ column: StoredTable.ColumnPart) -> Bool {
        !added.isEmpty && column.withoutDefault != nil
    }

    /// Checks that stay as they are and name a column made of one that goes: MariaDB looks for that in them (error
    /// 1054).
    private var checksMadeAnew: [StoredTable.Part] {
        guard !dialect.checksOutliveSources, !dropped.isEmpty else { return [] }
        var gone = Set(dropped.map { $0.name.lowercased() })
        for column in ColumnOrder(old.columns.map(\.name), of: old.columns).names.compactMap(oldColumn)
        where column.computedFrom?.isDisjoint(with: gone) == false { gone.insert(column.name.lowercased()) }
        return old.checks.filter { check in
            new.checks.contains(check) && !columnNames(in: check.words).isDisjoint(with: gone)
        }
    }

    private func oldColumn(_ name: String) -> StoredTable.ColumnPart? { old.columns.first { $0.name == name } }

    private var keyIsMadeAnew: Bool {
        old.primaryKey != new.primaryKey || (replacement.map { new.primaryKey.contains($0.old) } ?? false)
    }

    /// The parts of `some` that `others` have not alike. What names a column that is replaced is never alike.
    private func missing(_ some: [StoredTable.Part], from others: [StoredTable.Part]) -> [StoredTable.Part] {
        some.filter { part in
            if let replacement, SQLTokens(part.words).contains(where: { $0.identifier == replacement.old }) {
                return true
            }
            return !others.contains(part)
        }
    }
}
