import Raido

extension Successor {
    mutating func changeColumns() {
        guard var table = generator.pick(schema.tables),
            let place = table.columns.indices.randomElement(using: &generator)
        else { return }
        let column = table.columns[place]
        switch generator.below(15) {
        case 0, 1: generator.addColumn(to: &table)
        case 2: return drop(column, of: table)
        case 3: return rename(column, of: table)
        case 4: return swap(column, of: table)
        case 5: return chain(column, of: table)
        case 6: return retype(column, of: table)
        case 7: table.columns[place].isNullable.toggle()
        case 8: if column.generated == nil { redefault(place, of: &table) }
        case 9: table.columns[place].comment = generator.one(of: nil, "Changed", "it's \"new\"")
        case 10: table.columns[place].isSetOnUpdate.toggle()
        case 11: table.columns[place].collation = column.collation == nil ? "NOCASE" : nil
        case 12: generator.addGenerated(to: &table)
        case 13:
            if case .custom = column.type { return }
            if column.generated == nil { table.columns[place].nativeTypes = generator.natives(of: column.type) }
        default: return replace(column, of: table)
        }
        edit(table)
    }

    private mutating func redefault(_ place: Int, of table: inout Table) {
        let column = table.columns[place]
        table.columns[place].defaultValue =
            generator.chance(30) ? nil : generator.defaultValue(of: column.type, enums: table.enums)
    }

    /// Drops a column and all that mentions it.
    private mutating func drop(_ column: Column, of table: Table) {
        let stripped = table.without(column.name)
        edit(stripped)
        dropKeys(to: table.name, column: column.name)
        origins.columns[.init(table: table.name, column: column.name)] = nil
    }

    private mutating func dropKeys(to name: String, column: String) {
        for var table in schema.tables {
            table.foreignKeys.removeAll { $0.referencedTable == name && $0.referencedColumns.contains(column) }
            edit(table)
        }
    }

    /// Drops a column and adds another of its name.
    private mutating func replace(_ column: Column, of table: Table) {
        drop(column, of: table)
        guard var table = schema[table.name] else { return }
        table.columns.append(generator.column(column.name, enums: table.enums))
        edit(table)
    }

    private mutating func rename(_ column: Column, of table: Table) {
        guard let name = generator.freeColumnName(in: table, plain: table.mentions(column.name)) else { return }
        apply(.renameColumn(column.name, to: name, in: table.name))
        origins.renameColumns(of: table.name) { $0 == column.name ? name : $0 }
        deriveNames(of: table.name, from: table)
    }

    private mutating func swap(_ column: Column, of table: Table) {
        guard let other = generator.pick(table.columns.filter { $0.name != column.name }) else { return }
        let bothPlain = NamePool.isPlain(column.name) && NamePool.isPlain(other.name)
        guard bothPlain || !(table.mentions(column.name) || table.mentions(other.name)) else { return }
        apply(
            .renameColumn(column.name, to: "swapped", in: table.name),
            .renameColumn(other.name, to: column.name, in: table.name),
            .renameColumn("swapped", to: other.name, in: table.name))
        origins.renameColumns(of: table.name) {
            $0 == column.name ? other.name : $0 == other.name ? column.name : $0
        }
        deriveNames(of: table.name, from: table)
    }

    /// Renames a column, and gives its old name to another one.
    private mutating func chain(_ column: Column, of table: Table) {
        rename(column, of: table)
        guard let table = schema[table.name], table.column(column.name) == nil,
            let other = generator.pick(table.columns),
            NamePool.isPlain(column.name) || !table.mentions(other.name)
        else { return }
        apply(.renameColumn(other.name, to: column.name, in: table.name))
        origins.renameColumns(of: table.name) { $0 == other.name ? column.name : $0 }
        deriveNames(of: table.name, from: table)
    }

    /// Gives a column another type, with a default of that type.
    private mutating func retype(_ column: Column, of table: Table) {
        guard !table.mentions(column.name), column.generated == nil else { return }
        var table = table
        var next = generator.column(column.name, enums: table.enums)
        next.isNullable = column.isNullable
        next.comment = column.comment
        table.columns = table.columns.map { $0.name == column.name ? next : $0 }
        edit(table)
    }
}

extension Table {
    /// Whether an expression mentions a column.
    func mentions(_ column: String) -> Bool {
        expressions.contains { $0.renamingColumn(column, to: column + "_") != $0 }
    }

    private var expressions: [SQLFragment] {
        checks.map(\.expression) + indexes.flatMap(\.expressions) + columns.compactMap(\.generated)
    }

    /// The table without a column and without what mentions it.
    func without(_ column: String) -> Table {
        func mentions(_ text: SQLFragment) -> Bool { text.renamingColumn(column, to: column + "_") != text }
        var table = self
        let generated = columns.filter { $0.name != column && $0.generated.map(mentions) == true }
        for other in generated { table = table.without(other.name) }
        table.columns.removeAll { $0.name == column }
        table.primaryKey.removeAll { $0 == column }
        table.uniques.removeAll { $0.columns.contains(column) }
        table.foreignKeys.removeAll { $0.columns.contains(column) }
        table.checks.removeAll { mentions($0.expression) }
        table.indexes.removeAll { index in
            index.parts.contains { $0.column == column } || index.expressions.contains(where: mentions)
        }
        return table
    }
}

extension Index {
    var expressions: [SQLFragment] {
        parts.compactMap { part in
            switch part {
            case .expression(let text): text
            case .ascending, .descending: nil
            }
        } + (predicate.map { [$0] } ?? [])
    }
}
