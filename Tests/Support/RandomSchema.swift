package import Raido

/// A valid schema of one to six tables that between them use all that a schema can hold.
package func randomSchema(using generator: inout SplitMix64) -> Schema {
    var schema = Schema()
    let names = generator.shuffle(NamePool.tables).prefix(1 + generator.below(6))
    for name in names { schema[name] = generator.table(name) }
    for name in names where generator.chance(70) {
        for _ in 0...generator.below(2) { addForeignKey(to: name, in: &schema, using: &generator) }
    }
    for table in schema.tables {
        for problem in problems(in: table, of: schema) { preconditionFailure("\(table.name): \(problem)") }
    }
    return schema
}

extension SplitMix64 {
    /// A table without foreign keys.
    mutating func table(_ name: String) -> Table {
        var table = Table(name, columns: [])
        for typeName in shuffle(NamePool.enums).prefix(below(3)) { table.enums.append(enumType(typeName)) }
        addKey(to: &table)
        for _ in 0...below(6) { addColumn(to: &table) }
        if chance(25) { addGenerated(to: &table) }
        for _ in 0..<below(3) { addUnique(to: &table) }
        for _ in 0..<below(3) { addIndex(to: &table) }
        for _ in 0..<below(3) { addCheck(to: &table) }
        if chance(20) { table.comment = one(of: "What readers see", "it's a table") }
        return table
    }

    mutating func enumType(_ name: String) -> EnumType {
        var words: [String] = []
        // Names in two normal forms are one name to the models.
        for word in shuffle(NamePool.values).prefix(2 + below(4)) where !words.contains(word) { words.append(word) }
        guard chance(30) else { return EnumType(name, words.map { .text($0) }) }
        let storage = enumWidth()
        let first = firstNumber(of: storage)
        return EnumType(
            name, storage: storage, words.enumerated().map { .number(first + Int64($0 * 2), name: $1) })
    }

    mutating func enumWidth() -> ColumnType { one(of: .smallInteger, .integer, .bigInteger) }

    /// The least number of an enum: small ones, and such as only this width holds.
    mutating func firstNumber(of storage: ColumnType) -> Int64 {
        guard chance(30) else { return Int64(below(5)) }
        return switch storage {
        case .smallInteger: one(of: -32_768, 32_700)
        case .integer: one(of: -2_147_483_648, 2_147_483_600, 40_000)
        default: one(of: -9_007_199_254_740_993, 9_223_372_036_854_775_700, 3_000_000_000)
        }
    }

    mutating func addKey(to table: inout Table) {
        switch below(10) {
        case 0...3: table.columns.append(Column("id", .bigInteger, identity: true))
        case 4: table.columns.append(Column("id", .integer, identity: true))
        case 5: table.columns.append(Column("id", .uuid, default: .uuid))
        case 6: table.columns.append(Column("code", .varchar(20)))
        case 7, 8:
            table.columns.append(Column("tenant_id", .bigInteger))
            table.columns.append(Column("number", one(of: .integer, .varchar(40))))
        default: return
        }
        for place in table.columns.indices where !table.columns[place].isIdentity && chance(20) {
            let type = table.columns[place].type
            // An engine gives UUIDs to its own type alone.
            if type != .uuid { table.columns[place].nativeTypes = natives(of: type, keyable: true) }
        }
        table.primaryKey = shuffle(table.columns.map(\.name))
    }

    /// A name that the table has not, or nil.
    mutating func freeColumnName(in table: Table, plain: Bool = false) -> String? {
        let pool = plain || chance(75) ? NamePool.plainColumns : NamePool.awkwardColumns
        return pick(pool.filter { table.column($0) == nil })
    }

    mutating func addColumn(to table: inout Table) {
        guard let name = freeColumnName(in: table) else { return }
        table.columns.append(column(name, enums: table.enums))
    }

    mutating func addGenerated(to table: inout Table) {
        let bases = table.columns.filter {
            $0.generated == nil && $0.nativeTypes.isEmpty
                && ($0.type.isNumeric || $0.type.isTextual || $0.type == .boolean)
        }
        guard let base = pick(bases), let name = freeColumnName(in: table), let (type, text) = generated(from: base)
        else { return }
        table.columns.append(Column(name, type, nullable: true, generated: text))
    }

    mutating func addUnique(to table: inout Table) {
        let columns = shuffle(table.keyableColumns).prefix(1 + below(2))
        let unique = UniqueConstraint(DerivedName.unique(table.name, Array(columns)), Array(columns))
        guard !columns.isEmpty, !table.uniques.contains(where: { $0.name == unique.name }) else { return }
        table.uniques.append(unique)
    }

    mutating func addIndex(to table: inout Table) {
        var parts = shuffle(table.keyableColumns).prefix(1 + below(2)).map {
            chance(30) ? Index.Part.descending($0) : .ascending($0)
        }
        let isUnique = chance(20)
        let bases = table.columns.filter { $0.nativeTypes.isEmpty }
        if !isUnique, chance(30), let base = pick(bases), let text = indexed(base, of: table) {
            parts.append(.expression(text))
        }
        let name =
            chance(80) ? DerivedName.index(table.name, parts) : "ix_\(snakeCase(table.name).prefix(20))_\(below(9))"
        guard !parts.isEmpty, !table.indexes.contains(where: { $0.name == name }) else { return }
        var index = Index(name, parts, unique: isUnique)
        if chance(20), let column = pick(table.columns) { index.predicate = condition(on: column, of: table) }
        table.indexes.append(index)
    }

    mutating func addCheck(to table: inout Table) {
        guard let (column, condition) = condition(in: table), let word = pick(NamePool.checks) else { return }
        let name = DerivedName.check(table.name, chance(50) ? column.name : word)
        guard !table.checks.contains(where: { $0.name == name }) else { return }
        table.checks.append(CheckConstraint(name, condition))
    }
}

/// Adds a foreign key to some table, or to the table itself, with columns for it where there are none that fit.
func addForeignKey(to name: String, in schema: inout Schema, using generator: inout SplitMix64) {
    guard var table = schema[name], let target = generator.pick(schema.tables),
        let key = generator.pick([target.primaryKey] + target.uniques.map(\.columns)), !key.isEmpty
    else { return }
    var columns: [String] = []
    for referenced in key {
        guard let model = target.column(referenced), model.generated == nil else { return }
        let fitting = table.columns.filter {
            $0.type == model.type && $0.generated == nil && !$0.isIdentity && $0.nativeTypes == model.nativeTypes
                && $0.collation == model.collation && !columns.contains($0.name)
        }
        if generator.chance(30), let column = generator.pick(fitting) {
            columns.append(column.name)
        } else {
            guard let free = generator.freeColumnName(in: table) else { return }
            columns.append(free)
            table.columns.append(
                Column(
                    free, model.type, nullable: generator.chance(70), collation: model.collation,
                    nativeTypes: model.nativeTypes))
        }
    }
    let isNullable = columns.allSatisfy { table.column($0)?.isNullable == true }
    let hasDefault = columns.contains { table.column($0)?.defaultValue != nil }
    var actions: [ForeignKey.Action] = [.noAction, .restrict, .cascade]
    if isNullable { actions.append(.setNull) }
    if isNullable, !hasDefault { actions.append(.setDefault) }
    let foreignKey = ForeignKey(
        DerivedName.foreignKey(name, columns), columns, references: target.name, key,
        onDelete: generator.pick(actions) ?? .noAction, onUpdate: generator.pick(actions) ?? .noAction)
    guard !table.foreignKeys.contains(where: { $0.name == foreignKey.name }) else { return }
    table.foreignKeys.append(foreignKey)
    schema[name] = table
}

extension Table {
    var keyableColumns: [String] {
        columns.filter {
            $0.type.isKeyable && $0.generated == nil && $0.nativeTypes.values.allSatisfy(EngineType.isKeyable)
        }.map(\.name)
    }
}
