import Raido

extension Successor {
    mutating func changeTables() {
        switch generator.below(7) {
        case 0, 1: addTable()
        case 2: if let table = generator.pick(schema.tables) { drop(table) }
        case 3: if let table = generator.pick(schema.tables) { rename(table) }
        case 4: swapTables()
        case 5: if let table = generator.pick(schema.tables) { replace(table) }
        default:
            guard var table = generator.pick(schema.tables) else { return }
            table.comment = generator.one(of: nil, "Another comment", "it's new")
            edit(table)
        }
    }

    private var freeName: [String] {
        let taken = Set(schema.tables.map(\.name))
        return NamePool.tables.filter { !taken.contains($0) }
    }

    private mutating func addTable() {
        guard let name = generator.pick(freeName) else { return }
        schema[name] = generator.table(name)
        for _ in 0..<generator.below(3) { addForeignKey(to: name, in: &schema, using: &generator) }
        guard generator.chance(50), let other = generator.pick(schema.tables) else { return }
        addForeignKey(to: other.name, in: &schema, using: &generator)
    }

    private mutating func drop(_ table: Table) {
        dropKeys(to: table.name)
        schema[table.name] = nil
        origins.forgetTable(table.name)
    }

    private mutating func dropKeys(to name: String) {
        for var table in schema.tables {
            table.foreignKeys.removeAll { $0.referencedTable == name }
            edit(table)
        }
    }

    /// Another table under the same name.
    private mutating func replace(_ table: Table) {
        drop(table)
        schema[table.name] = generator.table(table.name)
        if generator.chance(50) { addForeignKey(to: table.name, in: &schema, using: &generator) }
    }

    private mutating func rename(_ table: Table) {
        guard let name = generator.pick(freeName) else { return }
        apply(.renameTable(table.name, to: name))
        origins.renameTables { $0 == table.name ? name : $0 }
        deriveNames(of: name, from: table)
    }

    private mutating func swapTables() {
        guard let first = generator.pick(schema.tables),
            let second = generator.pick(schema.tables.filter { $0.name != first.name })
        else { return }
        apply(
            .renameTable(first.name, to: "swapped"), .renameTable(second.name, to: first.name),
            .renameTable("swapped", to: second.name))
        origins.renameTables { $0 == first.name ? second.name : $0 == second.name ? first.name : $0 }
        deriveNames(of: second.name, from: first)
        deriveNames(of: first.name, from: second)
    }

    /// Gives the names that derive from a table's or a column's name their new form.
    ///
    /// - Parameter former: the table before the rename, with the same parts in the same order of names.
    mutating func deriveNames(of name: String, from former: Table) {
        guard var table = schema[name] else { return }
        for place in former.uniques.indices where table.uniques.indices.contains(place) {
            guard let now = table.uniques.first(where: { $0.name == former.uniques[place].name }) else { continue }
            table.uniques.removeAll { $0.name == now.name }
            table.uniques.append(.init(DerivedName.unique(name, now.columns), now.columns))
        }
        for old in former.indexes where old.name == DerivedName.index(former.name, old.parts) {
            guard var index = table.indexes.first(where: { $0.name == old.name }) else { continue }
            table.indexes.removeAll { $0.name == old.name }
            index.name = DerivedName.index(name, index.parts)
            table.indexes.append(index)
        }
        table.foreignKeys = table.foreignKeys.map { key in
            var key = key
            key.name = DerivedName.foreignKey(name, key.columns)
            return key
        }
        let words = NamePool.checks + former.columns.map(\.name)
        table.checks = table.checks.map { check in
            guard let word = words.first(where: { DerivedName.check(former.name, $0) == check.name }) else {
                return check
            }
            let place = former.columns.firstIndex { $0.name == word }
            let column = place.map { table.columns[$0].name } ?? word
            return CheckConstraint(DerivedName.check(name, column), check.expression)
        }
        schema[name] = table
    }
}
