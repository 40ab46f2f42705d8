import Raido

extension Successor {
    mutating func changeConstraints() {
        guard var table = generator.pick(schema.tables) else { return }
        switch generator.below(10) {
        case 0: generator.addUnique(to: &table)
        case 1: generator.addIndex(to: &table)
        case 2: generator.addCheck(to: &table)
        case 3: return addForeignKey(to: table.name, in: &schema, using: &generator)
        case 4: table.uniques = generator.lessOne(table.uniques)
        case 5: table.indexes = generator.lessOne(table.indexes)
        case 6: table.checks = generator.lessOne(table.checks)
        case 7: table.foreignKeys = generator.lessOne(table.foreignKeys)
        case 8: changeKey(of: &table)
        default: changeOne(of: &table)
        }
        edit(table)
    }

    private mutating func changeKey(of table: inout Table) {
        for place in table.columns.indices { table.columns[place].isIdentity = false }
        let candidates = table.keyableColumns.filter { table.column($0)?.isNullable == false }
        table.primaryKey = Array(generator.shuffle(candidates).prefix(generator.below(3)))
        guard table.primaryKey.count == 1, generator.chance(50),
            let place = table.columns.firstIndex(where: { $0.name == table.primaryKey[0] })
        else { return }
        table.columns[place].isIdentity = true
    }

    /// Changes what stands under a name and leaves the name.
    private mutating func changeOne(of table: inout Table) {
        switch generator.below(4) {
        case 0:
            guard let place = table.indexes.indices.randomElement(using: &generator) else { return }
            table.indexes[place].isUnique.toggle()
            if let column = generator.pick(table.columns) {
                table.indexes[place].predicate = generator.condition(on: column, of: table)
            }
            table.indexes[place].parts.reverse()
        case 1:
            guard let place = table.checks.indices.randomElement(using: &generator),
                let column = generator.pick(table.columns), let condition = generator.condition(on: column, of: table)
            else { return }
            table.checks[place].expression = condition
        case 2:
            guard let place = table.uniques.indices.randomElement(using: &generator) else { return }
            table.uniques[place].columns.reverse()
        default:
            guard let place = table.foreignKeys.indices.randomElement(using: &generator) else { return }
            table.foreignKeys[place].onDelete = generator.one(of: .cascade, .restrict, .setNull, .noAction)
        }
    }
}

extension SplitMix64 {
    fileprivate mutating func lessOne<Item>(_ items: [Item]) -> [Item] {
        var items = items
        if !items.isEmpty { items.remove(at: below(items.count)) }
        return items
    }
}
