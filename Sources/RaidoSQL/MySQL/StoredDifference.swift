import Raido

/// What differs between two forms of a table, as clauses of one `ALTER TABLE`.
struct StoredDifference {
    var old: StoredTable
    var new: StoredTable
    var dialect: any MySQLFamilyDialect
    var renames: [(old: String, new: String)] = []
    var replacement: (new: String, old: String)?

    var foreignKeys: ForeignKeyDifference {
        ForeignKeyDifference(table: new.name, old: old.foreignKeys, new: new.foreignKeys) { key in
            key.columns.contains { $0 == replacement?.old } || (stepsAside && joinsRenamed(key))
        }
    }

    /// Whether foreign keys of renamed columns have to be away meanwhile: MySQL renames those only in a statement that
    /// copies no rows, and checks, generated columns and expressions want them copied (error 1846).
    var stepsAside: Bool {
        guard !renames.isEmpty, !dialect.renamesReachExpressions else { return false }
        return !modified.isEmpty || old.checks != new.checks || old.keys != new.keys
    }

    /// Whether a key of this table, by its present names, joins a renamed column.
    private func joinsRenamed(_ key: StoredTable.ForeignKeyPart) -> Bool {
        func isRenamed(_ column: String) -> Bool { renames.contains { $0.new == column } }
        return key.columns.contains(where: isRenamed)
            || (key.referencedTable == new.name && key.referencedColumns.contains(where: isRenamed))
    }

    /// Whether foreign keys may be added in the same `ALTER TABLE`: not while the columns that they join change, and not
    /// where others are dropped, of which one may have the same name (errors 1826 and 121). Those that are dropped
    /// hold on to their keys until the statement ends, so they always have one of their own. And a key to the table
    /// itself may rest on what the statement adds (error 150).
    var takesForeignKeys: Bool {
        !foreignKeys.added.contains { $0.referencedTable == new.name } && modified.isEmpty && replacement == nil
            && old.primaryKey == new.primaryKey && foreignKeys.dropped.isEmpty
    }

    private var added: [StoredTable.Part] {
        new.columns.filter { column in !old.columns.contains { $0.name == column.name } }
    }

    private var modified: [StoredTable.Part] {
        new.columns.filter { column in
            guard column.name != replacement?.old else { return false }
            return old.columns.contains { $0.name == column.name && $0.words != column.words }
        }
    }

    func clauses() -> [AlterClause] { drops + columnClauses + additions }

    private var drops: [AlterClause] {
        var clauses = missing(old.checks, from: new.checks).map {
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
        clauses += missing(new.checks, from: old.checks).map {
            AlterClause("ADD \($0.words)", "add check '\($0.name)'")
        }
        if old.comment != new.comment {
            clauses.append(AlterClause("COMMENT = \(backslashLiteral(new.comment ?? ""))", "change comment"))
        }
        return clauses
    }

    private var columnClauses: [AlterClause] {
        var clauses: [AlterClause] = []
        for column in old.columns
        where !new.columns.contains(where: { $0.name == column.name }) && column.name != replacement?.new {
            clauses.append(AlterClause("DROP COLUMN \(backtickQuote(column.name))", "drop column '\(column.name)'"))
        }
        // What is renamed and changed at once goes by its old name.
        let changed = modified.map { hasLateDefault($0) ? .init(name: $0.name, words: $0.withoutDefault ?? "") : $0 }
        for rename in renames {
            if let column = changed.first(where: { $0.name == rename.new }) {
                clauses.append(
                    AlterClause(
                        "CHANGE COLUMN \(backtickQuote(rename.old)) \(backtickQuote(rename.new)) \(column.words)",
                        "rename column '\(rename.old)' to '\(rename.new)'"))
                continue
            }
            clauses.append(
                AlterClause(
                    "RENAME COLUMN \(backtickQuote(rename.old)) TO \(backtickQuote(rename.new))",
                    "rename column '\(rename.old)' to '\(rename.new)'"))
        }
        if let replacement, let column = new.columns.first(where: { $0.name == replacement.old }) {
            let (fresh, name) = (backtickQuote(replacement.new), backtickQuote(replacement.old))
            clauses.append(AlterClause("DROP COLUMN \(name)", "convert column '\(column.name)'"))
            clauses.append(AlterClause("CHANGE COLUMN \(fresh) \(name) \(column.words)", "convert '\(column.name)'"))
        }
        clauses += changed.filter { column in !renames.contains { $0.new == column.name } }.map(modify)
        for column in added {
            clauses.append(
                AlterClause("ADD COLUMN \(backtickQuote(column.name)) \(column.words)", "add column '\(column.name)'"))
        }
        return clauses
    }

    /// Defaults that have to wait until columns are added.
    var lateClauses: [AlterClause] { modified.filter(hasLateDefault).map(modify) }

    private func hasLateDefault(_ column: StoredTable.Part) -> Bool { !added.isEmpty && column.withoutDefault != nil }

    private func modify(_ column: StoredTable.Part) -> AlterClause {
        AlterClause("MODIFY COLUMN \(backtickQuote(column.name)) \(column.words)", "change column '\(column.name)'")
    }

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
