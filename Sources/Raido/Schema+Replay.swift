extension Schema {
    /// The schema after these changes.
    public func applying(_ changes: [Change]) throws(SchemaMismatch) -> Schema {
        var schema = self
        for change in changes { try schema.apply(change) }
        return schema
    }

    /// Makes one change, or leaves the schema as it is and says what does not fit.
    public mutating func apply(_ change: Change) throws(SchemaMismatch) {
        switch change.shape {
        case .createTable(let table, _): try create(table)
        case .dropTable(let table, _): try drop(table)
        case .renameTable(let old, let new): try renameTable(old, to: new)
        case .alterTable(let table, .rename(.column, let old, let new)): try renameColumn(old, to: new, in: table)
        case .sql(let raw): self = try applying(raw.effect)

        case .alterTable(let name, _): try apply(change, to: name)
        }
    }

    private mutating func apply(_ change: Change, to name: String) throws(SchemaMismatch) {
        guard var table = self[name] else { throw .missing(.table(name)) }
        try table.apply(change)
        self[name] = table
    }

    private mutating func create(_ table: Table) throws(SchemaMismatch) {
        guard self[table.name] == nil else { throw .exists(.table(table.name)) }
        self[table.name] = table
    }

    private mutating func drop(_ table: Table) throws(SchemaMismatch) {
        guard let found = self[table.name] else { throw .missing(.table(table.name)) }
        if let difference = table.firstDifference(from: found) { throw difference }
        if let (user, key) = reference(to: table.name, from: { $0 != table.name }) {
            throw .inUse(.table(table.name), by: .foreignKey(key.name, table: user.name))
        }
        self[table.name] = nil
    }

    private mutating func renameTable(_ old: String, to new: String) throws(SchemaMismatch) {
        guard let table = self[old] else { throw .missing(.table(old)) }
        guard self[new] == nil else { throw .exists(.table(new)) }
        self[old] = nil
        self[new] = table.renamed(to: new)
        changeReferences(by: .renameTable(old, to: new))
    }

    private mutating func renameColumn(_ old: String, to new: String, in name: String) throws(SchemaMismatch) {
        guard var table = self[name] else { throw .missing(.table(name)) }
        guard table.column(old) != nil else { throw .missing(.column(old, table: name)) }
        guard table.column(new) == nil else { throw .exists(.column(new, table: name)) }
        table.renameColumn(old, to: new)
        self[name] = table
        changeReferences(by: .renameColumn(old, to: new, in: name))
    }

    /// Gives foreign keys the new name of what they refer to. The table that a change renames, or of which it renames a
    /// column, may be unknown here.
    package mutating func changeReferences(by change: Change) {
        guard let rename = change.rename else { return }
        switch rename.old {
        case .table(let old): changeForeignKeys(to: old) { $0.referencedTable = rename.newName }
        case .column(let old, let table):
            changeForeignKeys(to: table) { $0.referencedColumns.rename(old, to: rename.newName) }
        case .primaryKey, .unique, .index, .foreignKey, .check, .enumType, .enumValue: break
        }
    }

    private mutating func changeForeignKeys(to name: String, _ change: (inout ForeignKey) -> Void) {
        for var table in tables(referringTo: name) {
            table.foreignKeys = table.foreignKeys.map { key in
                var key = key
                if key.referencedTable == name { change(&key) }
                return key
            }
            self[table.name] = table
        }
    }

    /// A foreign key to a table, from one of the tables that pass: of several the first by name.
    private func reference(to name: String, from passes: (String) -> Bool) -> (table: Table, key: ForeignKey)? {
        guard let user = tables(referringTo: name).first(where: { passes($0.name) }) else { return nil }
        return user.foreignKeys.first { $0.referencedTable == name }.map { (user, $0) }
    }
}

extension [String] {
    mutating func rename(_ old: String, to new: String) {
        for place in indices where self[place] == old { self[place] = new }
    }
}
