extension Table {
    /// What first differs between this table, as a change expects it, and the one that exists.
    package func firstDifference(from found: Table) -> SchemaMismatch? {
        guard self != found else { return nil }
        if name != found.name { return .differs(.table(name), expected: name, found: found.name) }
        if !comment.isExactly(found.comment) {
            return .differs(.table(name), expected: comment.quoted, found: found.comment.quoted)
        }
        if primaryKey != found.primaryKey {
            return .differs(.primaryKey(table: name), expected: primaryKey.listed, found: found.primaryKey.listed)
        }
        return difference(columns, found.columns)
            ?? difference(uniques, found.uniques)
            ?? difference(indexes, found.indexes)
            ?? difference(foreignKeys, found.foreignKeys)
            ?? difference(checks, found.checks)
            ?? difference(enums, found.enums)
    }

    private func difference<Part: TablePart>(_ expected: [Part], _ found: [Part]) -> SchemaMismatch? {
        let foundByName = Dictionary(found.map { ($0.name, $0) }) { first, _ in first }
        for part in expected {
            let element = Part.element(part.name, table: name)
            guard let other = foundByName[part.name] else { return .missing(element) }
            if part != other { return .differs(element, expected: part.inWords, found: other.inWords) }
        }
        let expectedNames = Set(expected.map(\.name))
        return found.first { !expectedNames.contains($0.name) }.map { .exists(Part.element($0.name, table: name)) }
    }
}

extension Schema {
    /// What first differs between this schema and another one, by the names of tables.
    package func firstDifference(from found: Schema) -> SchemaMismatch? {
        for table in tables {
            guard let other = found[table.name] else { return .missing(.table(table.name)) }
            if let difference = table.firstDifference(from: other) { return difference }
        }
        return found.tables.first { self[$0.name] == nil }.map { .exists(.table($0.name)) }
    }
}
