import Raido

// What PostgreSQL would refuse of a table, said before anything runs.
extension PostgreSQLDialect {
    /// Throws for keys and indexes that the engine does not take.
    func expectHolds(_ table: Table) throws(UnsupportedChange) {
        try expectKey(table.primaryKey, .primaryKey(table: table.name), in: table)
        for unique in table.uniques {
            try expectKey(unique.columns, .unique(unique.name, table: table.name), in: table)
        }
        for key in table.foreignKeys { try expectKey(key.columns, .foreignKey(key.name, table: table.name), in: table) }
        for index in table.indexes {
            let element = SchemaElement.index(index.name, table: table.name)
            if let method = index.method?.lowercased(), foreignMethods.contains(method) {
                throw UnsupportedChange(engine, .indexMethod(method, index: index.name, table: table.name))
            }
            try expectFew(index.parts.count, element)
            guard index.method.map({ orderedMethods.contains($0.lowercased()) }) ?? true else { continue }
            try expectTypes(index.parts.compactMap(\.column), element, in: table)
        }
    }

    private func expectKey(_ columns: [String], _ key: SchemaElement, in table: Table) throws(UnsupportedChange) {
        try expectFew(columns.count, key)
        try expectTypes(columns, key, in: table)
    }

    private func expectFew(_ count: Int, _ key: SchemaElement) throws(UnsupportedChange) {
        guard count <= mostKeyParts else {
            throw UnsupportedChange(engine, .tooManyParts(count, most: mostKeyParts, key))
        }
    }

    private func expectTypes(_ columns: [String], _ key: SchemaElement, in table: Table) throws(UnsupportedChange) {
        for column in columns.compactMap(table.column) {
            let type = try type(of: column, in: table)
            guard incomparableTypes.contains(type.lowercased()) else { continue }
            throw UnsupportedChange(engine, .keyType(type, column: column.name, key))
        }
    }
}

/// How many columns a key may have (manual, 11.3).
private let mostKeyParts = 32

/// Access methods of MySQL and MariaDB. Extensions add methods to PostgreSQL, so others may be there.
private let foreignMethods: Set<String> = ["fulltext", "spatial"]

/// The access methods whose usual operators compare whole values.
private let orderedMethods: Set<String> = ["btree", "hash"]

/// Types without operators that compare (manual, 11.10: a type needs a default operator class).
private let incomparableTypes: Set<String> = [
    "box", "circle", "json", "line", "lseg", "path", "point", "polygon", "xml",
]
