import Raido

extension Successor {
    mutating func changeEnums() {
        guard let table = generator.pick(schema.tables) else { return }
        guard let type = generator.pick(table.enums) else { return addEnum(to: table) }
        switch generator.below(10) {
        case 0: addEnum(to: table)
        case 1: dropEnum(type, of: table)
        case 2: renameEnum(type, of: table)
        case 3: addValue(to: type, of: table)
        case 4: dropValue(of: type, of: table)
        case 5: renameValue(of: type, of: table)
        case 6: swapValues(of: type, of: table)
        case 7: reorder(type, of: table)
        case 8: renumber(type, of: table)
        default: exchangeWithText(type, of: table)
        }
    }

    private mutating func put(_ type: EnumType, into table: Table) {
        var table = table.renamingValues(of: table.enumType(type.name) ?? type) {
            type.identities.contains($0) ? $0 : nil
        }
        table.enums = table.enums.map { $0.name == type.name ? type : $0 }
        for place in table.columns.indices where table.columns[place].type == .enumeration(type.name) {
            guard let value = table.columns[place].defaultValue, !type.values.map(\.asDefault).contains(value) else {
                continue
            }
            table.columns[place].defaultValue = generator.pick(type.values)?.asDefault
        }
        edit(table)
    }

    private mutating func addEnum(to table: Table) {
        guard let name = generator.pick(NamePool.enums.filter { table.enumType($0) == nil }) else { return }
        var table = table
        table.enums.append(generator.enumType(name))
        if let column = generator.freeColumnName(in: table) {
            table.columns.append(generator.column(column, type: .enumeration(name), enums: table.enums))
        }
        edit(table)
    }

    private mutating func dropEnum(_ type: EnumType, of table: Table) {
        var table = table
        table.enums.removeAll { $0.name == type.name }
        for column in table.columns where column.type == .enumeration(type.name) { table = table.without(column.name) }
        edit(table)
        origins.forgetEnum(type.name, in: table.name)
    }

    private mutating func renameEnum(_ type: EnumType, of table: Table) {
        guard let name = generator.pick(NamePool.enums.filter { table.enumType($0) == nil }) else { return }
        apply(.renameEnum(type.name, to: name, in: table.name))
        origins.renameEnums(of: table.name) { $0 == type.name ? name : $0 }
    }

    private mutating func addValue(to type: EnumType, of table: Table) {
        guard let word = generator.pick(NamePool.values.filter { !type.identities.contains($0) }) else { return }
        var type = type
        let value: EnumValue =
            type.storage == .text ? .text(word) : .number((type.values.compactMap(\.number).max() ?? 0) + 3, name: word)
        guard value.number.map(type.storage.holds) ?? true else { return }
        type.values.insert(value, at: generator.below(type.values.count + 1))
        put(type, into: table)
    }

    private mutating func dropValue(of type: EnumType, of table: Table) {
        guard type.values.count > 1 else { return }
        var type = type
        let value = type.values.remove(at: generator.below(type.values.count))
        put(type, into: table)
        origins.values[.init(table: table.name, enumType: type.name, value: value.identity)] = nil
    }

    private mutating func renameValue(of type: EnumType, of table: Table) {
        guard let value = generator.pick(type.identities),
            let word = NamePool.inOtherForm(value)
                ?? generator.pick(NamePool.values.filter { !type.identities.contains($0) })
        else { return }
        apply(.renameEnumValue(value, to: word, of: type.name, in: table.name))
        renameValues(of: type, in: table.name) { $0.isExactly(value) ? word : $0 }
    }

    /// - Parameter type: The enum as it was.
    private mutating func renameValues(of type: EnumType, in table: String, _ name: (String) -> String) {
        origins.renameValues(of: type.name, in: table, name)
        if let renamed = schema[table]?.renamingValues(of: type, name) { edit(renamed) }
    }

    private mutating func swapValues(of type: EnumType, of table: Table) {
        guard type.values.count > 1 else { return }
        let (first, second) = (type.identities[0], type.identities[1])
        apply(
            .renameEnumValue(first, to: "swapped", of: type.name, in: table.name),
            .renameEnumValue(second, to: first, of: type.name, in: table.name),
            .renameEnumValue("swapped", to: second, of: type.name, in: table.name))
        renameValues(of: type, in: table.name) { $0 == first ? second : $0 == second ? first : $0 }
    }

    private mutating func reorder(_ type: EnumType, of table: Table) {
        var type = type
        type.values = generator.shuffle(type.values)
        put(type, into: table)
    }

    private mutating func renumber(_ type: EnumType, of table: Table) {
        var type = type
        type.values = type.values.map { value in
            switch value {
            case .text: value
            case .number(let number, let name): .number(number + 1, name: name)
            }
        }
        if type.storage != .text, generator.chance(40) {
            type.storage = generator.enumWidth()
            let first = generator.firstNumber(of: type.storage)
            let isRenumbered = generator.chance(50) || !type.values.compactMap(\.number).allSatisfy(type.storage.holds)
            if isRenumbered {
                type.values = type.identities.enumerated().map { .number(first + Int64($0 * 2), name: $1) }
            }
        }
        guard type.values.compactMap(\.number).allSatisfy(type.storage.holds) else { return }
        put(type, into: table)
    }

    /// Makes an enum's columns text columns, or a text column one of an enum's.
    private mutating func exchangeWithText(_ type: EnumType, of table: Table) {
        var table = table
        let users = table.columns.filter { $0.type == .enumeration(type.name) }
        if users.isEmpty {
            let texts = table.columns.filter { $0.type.isTextual && !table.mentions($0.name) && $0.generated == nil }
            guard let text = generator.pick(texts), !table.isKeyed(text.name) else { return }
            let column = generator.column(text.name, type: .enumeration(type.name), enums: table.enums)
            table.columns = table.columns.map { $0.name == text.name ? column : $0 }
        } else {
            guard type.storage == .text || !users.contains(where: { table.mentions($0.name) }) else { return }
            table.columns = table.columns.map { column in
                guard column.type == .enumeration(type.name) else { return column }
                return generator.column(column.name, type: .varchar(100))
            }
            if generator.chance(50) {
                table.enums.removeAll { $0.name == type.name }
                origins.forgetEnum(type.name, in: table.name)
            }
        }
        edit(table)
    }
}

extension Table {
    /// The table where what is written over the columns of an enum spells its values otherwise, and without what spells
    /// out one that is gone.
    ///
    /// - Parameter type: The enum as it was.
    fileprivate func renamingValues(of type: EnumType, _ name: (String) -> String?) -> Table {
        guard type.storage == .text else { return self }
        let users = columns.filter { $0.type == .enumeration(type.name) }.map(\.name)
        func renamed(_ fragment: SQLFragment) -> SQLFragment? {
            guard users.contains(where: { fragment.mentions($0) }) else { return fragment }
            let renamed = fragment.renamingTexts(among: type.identities, name)
            // The same text may stand for something else beside another column.
            let others = columns.filter { !users.contains($0.name) }
            return renamed == fragment || !others.contains { fragment.mentions($0.name) } ? renamed : nil
        }
        var table = self
        table.checks = checks.compactMap { check in
            renamed(check.expression).map { CheckConstraint(check.name, $0) }
        }
        table.indexes = indexes.compactMap { index in
            let texts = index.expressions.map(renamed)
            guard !texts.contains(nil) else { return nil }
            var index = index
            index.predicate = index.predicate.flatMap(renamed)
            index.parts = index.parts.map { part in
                guard case .expression(let text) = part, let text = renamed(text) else { return part }
                return .expression(text)
            }
            return index
        }
        return table
    }

    fileprivate func isKeyed(_ column: String) -> Bool {
        primaryKey.contains(column) || uniques.contains { $0.columns.contains(column) }
            || indexes.contains { $0.parts.contains { $0.column == column } }
            || foreignKeys.contains { $0.columns.contains(column) }
    }
}

extension SQLFragment {
    /// The fragment with other texts in the place of these, or nil where one of them has no other.
    fileprivate func renamingTexts(among texts: [String], _ name: (String) -> String?) -> SQLFragment? {
        func renamed(_ sql: String) -> String? {
            var sql = sql
            // Marked first, as two may exchange their places.
            for (place, text) in texts.enumerated() { sql = sql.replacing(literal(text), with: "\u{1}\(place)\u{2}") }
            for (place, text) in texts.enumerated() where sql.contains("\u{1}\(place)\u{2}") {
                guard let name = name(text) else { return nil }
                sql = sql.replacing("\u{1}\(place)\u{2}", with: literal(name))
            }
            return sql
        }
        let overrides = overrides.mapValues(renamed)
        let common = common.map(renamed)
        guard common != .some(nil), !overrides.values.contains(nil) else { return nil }
        return SQLFragment(common ?? nil, overrides: overrides.compactMapValues { $0 })
    }
}
