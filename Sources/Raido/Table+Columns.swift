extension Table {
    mutating func add(_ column: Column) throws(SchemaMismatch) {
        guard self.column(column.name) == nil else { throw .exists(.column(column.name, table: name)) }
        try expectEnum(of: column)
        columns.append(column)
    }

    mutating func drop(_ column: Column) throws(SchemaMismatch) {
        let place = try columns.find(column, in: name)
        if let user = user(of: column.name) { throw .inUse(.column(column.name, table: name), by: user) }
        columns.remove(at: place)
    }

    mutating func alter(_ old: Column, to new: Column) throws(SchemaMismatch) {
        guard old.name == new.name else {
            throw .differs(.column(old.name, table: name), expected: "the same name", found: "'\(new.name)'")
        }
        let place = try columns.find(old, in: name)
        try expectEnum(of: new)
        columns[place] = new
    }

    /// Renames a column and all that names it in this table.
    package mutating func renameColumn(_ old: String, to new: String) {
        let table = name
        mapColumns { column in
            if column.name == old { column.name = new }
            column.generated = column.generated?.renamingColumn(old, to: new, of: table)
        }
        primaryKey.rename(old, to: new)
        uniques = uniques.map { unique in
            var unique = unique
            unique.columns.rename(old, to: new)
            return unique
        }
        foreignKeys = foreignKeys.map { key in
            var key = key
            key.columns.rename(old, to: new)
            return key
        }
        checks = checks.map { CheckConstraint($0.name, $0.expression.renamingColumn(old, to: new, of: table)) }
        indexes = indexes.map { index in
            var index = index.mapTexts { $0.renamingColumn(old, to: new, of: table) }
            index.parts = index.parts.map { $0.renamingColumn(old, to: new) }
            return index
        }
    }

    /// The table under another name, also where its own expressions are qualified with it.
    package func renamed(to new: String) -> Table {
        var table = mapTexts { $0.renamingTable(name, to: new) }
        table.name = new
        return table
    }

    /// The table with its own columns named without it in all its expressions.
    package var unqualified: Table { mapTexts { $0.unqualified(by: name) } }

    private func mapTexts(_ transform: (SQLFragment) -> SQLFragment) -> Table {
        var table = self
        table.mapColumns { $0.generated = $0.generated.map(transform) }
        table.checks = checks.map { CheckConstraint($0.name, transform($0.expression)) }
        table.indexes = indexes.map { $0.mapTexts(transform) }
        return table
    }

    private func expectEnum(of column: Column) throws(SchemaMismatch) {
        guard case .enumeration(let type) = column.type else { return }
        guard enumType(type) != nil else { throw .missing(.enumType(type, table: name)) }
    }

    private func user(of column: String) -> SchemaElement? {
        if primaryKey.contains(column) { return .primaryKey(table: name) }
        if let unique = uniques.first(where: { $0.columns.contains(column) }) {
            return .unique(unique.name, table: name)
        }
        if let index = indexes.first(where: { $0.parts.contains { $0.column == column } }) {
            return .index(index.name, table: name)
        }
        if let key = foreignKeys.first(where: { $0.columns.contains(column) }) {
            return .foreignKey(key.name, table: name)
        }
        return nil
    }
}

extension Index {
    /// The index with its expressions and its condition made others.
    package func mapTexts(_ transform: (SQLFragment) -> SQLFragment) -> Index {
        var index = self
        index.predicate = predicate.map(transform)
        index.parts = parts.map { part in
            switch part {
            case .ascending, .descending: part
            case .expression(let text): .expression(transform(text))
            }
        }
        return index
    }
}

extension Index.Part {
    fileprivate func renamingColumn(_ old: String, to new: String) -> Index.Part {
        switch self {
        case .ascending(old): .ascending(new)
        case .descending(old): .descending(new)
        case .ascending, .descending, .expression: self
        }
    }
}
