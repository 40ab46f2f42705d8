package import Raido

/// A schema that came from another one by a few changes, and the hints its models would give.
///
/// Most renames are hinted at and some are forgotten, as people do. Changes that would not leave a valid schema are
/// not made.
package func randomSuccessor(of schema: Schema, using generator: inout SplitMix64) -> (Schema, Hints) {
    var successor = Successor(of: schema, generator: generator)
    for _ in 0..<(1 + successor.generator.below(8)) { successor.change() }
    generator = successor.generator
    return (successor.schema, successor.hints(from: schema, using: &generator))
}

/// A schema on its way to its successor. It remembers what everything was called at first.
struct Successor {
    var schema: Schema
    var generator: SplitMix64
    var origins: Origins

    init(of schema: Schema, generator: SplitMix64) {
        self.schema = schema
        self.generator = generator
        self.origins = Origins(schema)
    }

    /// Makes one random change, or none where it would not leave a valid schema.
    mutating func change() {
        var next = self
        switch generator.below(5) {
        case 0: next.changeTables()
        case 1, 2: next.changeColumns()
        case 3: next.changeConstraints()
        default: next.changeEnums()
        }
        guard problems(in: next.schema).isEmpty else { return }
        self = next
    }

    mutating func edit(_ table: Table) { schema[table.name] = table }

    /// Replays changes that are valid by construction.
    mutating func apply(_ changes: Change...) {
        guard let next = try? schema.applying(changes) else { return }
        schema = next
    }
}

/// Present names to first names, for everything that was there at first.
struct Origins {
    var tables: [String: String] = [:]
    var columns: [Hints.ColumnKey: String] = [:]
    var enums: [Hints.EnumKey: String] = [:]
    var values: [Hints.EnumValueKey: String] = [:]

    init(_ schema: Schema) {
        for table in schema.tables {
            tables[table.name] = table.name
            for column in table.columns { columns[.init(table: table.name, column: column.name)] = column.name }
            for type in table.enums {
                enums[.init(table: table.name, enumType: type.name)] = type.name
                for value in type.values {
                    values[.init(table: table.name, enumType: type.name, value: value.identity)] = value.identity
                }
            }
        }
    }

    mutating func renameTables(_ name: (String) -> String) {
        tables = tables.mapKeys(name)
        columns = columns.mapKeys { .init(table: name($0.table), column: $0.column) }
        enums = enums.mapKeys { .init(table: name($0.table), enumType: $0.enumType) }
        values = values.mapKeys { .init(table: name($0.table), enumType: $0.enumType, value: $0.value) }
    }

    mutating func renameColumns(of table: String, _ name: (String) -> String) {
        columns = columns.mapKeys { $0.table == table ? .init(table: table, column: name($0.column)) : $0 }
    }

    mutating func renameEnums(of table: String, _ name: (String) -> String) {
        enums = enums.mapKeys { $0.table == table ? .init(table: table, enumType: name($0.enumType)) : $0 }
        values = values.mapKeys {
            $0.table == table ? .init(table: table, enumType: name($0.enumType), value: $0.value) : $0
        }
    }

    mutating func renameValues(of type: String, in table: String, _ name: (String) -> String) {
        values = values.mapKeys {
            guard $0.table == table, $0.enumType == type else { return $0 }
            return .init(table: table, enumType: type, value: name($0.value))
        }
    }

    mutating func forgetTable(_ name: String) {
        tables[name] = nil
        columns = columns.filter { $0.key.table != name }
        enums = enums.filter { $0.key.table != name }
        values = values.filter { $0.key.table != name }
    }

    mutating func forgetEnum(_ type: String, in table: String) {
        enums[.init(table: table, enumType: type)] = nil
        values = values.filter { $0.key.table != table || $0.key.enumType != type }
    }
}

extension Dictionary {
    fileprivate func mapKeys(_ transform: (Key) -> Key) -> Self {
        Dictionary(map { (transform($0.key), $0.value) }) { first, _ in first }
    }
}

extension Successor {
    /// The hints that lead here: renames, some of them forgotten, and a fill for each column that needs one.
    func hints(from before: Schema, using generator: inout SplitMix64) -> Hints {
        var hints = Hints()
        for table in schema.tables {
            if let old = origins.tables[table.name], old != table.name, generator.chance(85) {
                hints.tables[table.name] = old
            }
            for column in table.columns {
                let key = Hints.ColumnKey(table: table.name, column: column.name)
                if let old = origins.columns[key], old != column.name, generator.chance(85) { hints.columns[key] = old }
                if let fill = generator.fill(for: column, of: table) { hints.fills[key] = fill }
            }
            for type in table.enums { addHints(for: type, of: table, before, to: &hints, using: &generator) }
        }
        return hints
    }

    private func addHints(
        for type: EnumType, of table: Table, _ before: Schema, to hints: inout Hints,
        using generator: inout SplitMix64
    ) {
        let key = Hints.EnumKey(table: table.name, enumType: type.name)
        guard let old = origins.enums[key] else { return }
        if old != type.name, generator.chance(85) { hints.enums[key] = old }
        for value in type.values {
            let key = Hints.EnumValueKey(table: table.name, enumType: type.name, value: value.identity)
            if let old = origins.values[key], !old.isExactly(value.identity), generator.chance(80) {
                hints.enumValues[key] = old
            }
        }
        let formerTable = origins.tables[table.name] ?? table.name
        let kept = Set(origins.values.filter { $0.key.table == table.name && $0.key.enumType == type.name }.values)
        for value in before[formerTable]?.enumType(old)?.values ?? [] where !kept.contains(value.identity) {
            guard let replacement = type.values.first, generator.chance(70) else { continue }
            let key = Hints.EnumValueKey(table: table.name, enumType: type.name, value: value.identity)
            hints.replacements[key] = replacement.identity
        }
    }
}

extension SplitMix64 {
    /// What rows already there could get in a column that takes no NULL.
    mutating func fill(for column: Column, of table: Table) -> DefaultValue? {
        guard column.needsFill else { return nil }
        // No literal has as many bytes as the type wants.
        if case .binary = column.type { return nil }
        return defaultValue(of: column.type, enums: table.enums) ?? .string("")
    }
}
