import Raido

/// One migration of a replay, on the tables that it concerns alone.
struct ReplayStep {
    private var schema: Schema
    private let uncertain: Set<String>
    /// What became of names, beside those in `schema`.
    private var others: [String: HistoryReplay.Content] = [:]
    private(set) var adopted: Set<String>

    /// - Parameter uncertain: The tables of which nothing certain is known before this migration.
    init(on schema: Schema, uncertain: Set<String>, adopted: Set<String>) {
        self.schema = schema
        self.uncertain = uncertain
        self.adopted = adopted
    }

    /// What the migration leaves under each name that it concerns.
    var contents: [String: HistoryReplay.Content] {
        var result = others
        for table in schema.tables { result[table.name] = .table(table) }
        return result
    }

    mutating func apply(_ change: Change) throws(SchemaMismatch) {
        if let name = change.table, isUncertain(name) {
            try applyToUncertain(change, of: name)
        } else {
            try schema.apply(change)
        }
        note(change)
    }

    private func isUncertain(_ name: String) -> Bool {
        guard schema[name] == nil else { return false }
        return others[name].map { $0 == .uncertain } ?? uncertain.contains(name)
    }

    /// Tables that refer to an uncertain one follow its renames; all else that becomes of it stays uncertain, unless
    /// the change says what the whole table is.
    private mutating func applyToUncertain(_ change: Change, of name: String) throws(SchemaMismatch) {
        switch change.shape {
        case .createTable: try schema.apply(change)
        case .renameTable(_, let new):
            guard schema[new] == nil else { throw .exists(.table(new)) }
            schema.changeReferences(by: change)
            others[new] = .uncertain
        case .alterTable(_, .rename(.column, _, _)):
            schema.changeReferences(by: change)
            others[name] = .uncertain
        case .dropTable: break
        case .alterTable, .sql: others[name] = .uncertain
        }
    }

    /// What becomes of names where a table goes or comes.
    private mutating func note(_ change: Change) {
        if case .table(let name)? = change.rename?.old ?? change.removed {
            let fate = change.fate(of: .table(name))
            if case .kept(let new) = fate { others[name] = .renamed(to: new.name) } else { others[name] = .dropped }
            if adopted.remove(name) != nil, case .kept(let new) = fate { adopted.insert(new.name) }
        } else if case .adoptTable(let table) = change {
            others[table.name] = nil
            adopted.insert(table.name)
        } else if case .createTable(let table) = change {
            others[table.name] = nil
            adopted.remove(table.name)
        }
    }
}
