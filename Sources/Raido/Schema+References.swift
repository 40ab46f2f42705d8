/// A part of a table that names something the schema does not have.
package struct DanglingReference: Hashable, Sendable {
    /// The key, index or constraint that refers to it.
    package var user: SchemaElement
    /// The table or column that is missing.
    package var target: SchemaElement
}

extension Schema {
    /// What refers to missing tables or columns: foreign keys, and the columns of keys, constraints and indexes.
    ///
    /// Each change on its own fits the schema before it, so these come from outside: two branches that were merged, or
    /// an edited migration. The texts of checks and generated columns are the engine's to read.
    package var danglingReferences: [DanglingReference] {
        tables.flatMap { table in
            danglingColumns(of: table) + table.foreignKeys.flatMap { danglingTargets(of: $0, in: table) }
        }
    }

    private func danglingColumns(of table: Table) -> [DanglingReference] {
        var users: [(SchemaElement, [String])] = [(.primaryKey(table: table.name), table.primaryKey)]
        users += table.uniques.map { (.unique($0.name, table: table.name), $0.columns) }
        users += table.indexes.map { (.index($0.name, table: table.name), $0.parts.compactMap(\.column)) }
        users += table.foreignKeys.map { (.foreignKey($0.name, table: table.name), $0.columns) }
        return users.flatMap { user, columns in
            columns.filter { table.column($0) == nil }.map { column in
                DanglingReference(user: user, target: .column(column, table: table.name))
            }
        }
    }

    private func danglingTargets(of key: ForeignKey, in table: Table) -> [DanglingReference] {
        let user = SchemaElement.foreignKey(key.name, table: table.name)
        guard let target = self[key.referencedTable] else {
            return [DanglingReference(user: user, target: .table(key.referencedTable))]
        }
        return key.referencedColumns.filter { target.column($0) == nil }.map { column in
            DanglingReference(user: user, target: .column(column, table: target.name))
        }
    }
}
