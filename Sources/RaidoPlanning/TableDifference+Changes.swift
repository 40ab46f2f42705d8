import Raido

extension TableDifference {
    var partDrops: [Change] {
        indexes.dropped.map { .dropIndex($0, from: name) }
            + checks.dropped.map { .dropCheck($0, from: name) }
            + uniques.dropped.map { .dropUnique($0, from: name) }
    }

    var partAlterations: [Change] {
        uniques.changed.map { .changeUnique(in: name, from: $0.old, to: $0.new) }
            + indexes.changed.map { .changeIndex(in: name, from: $0.old, to: $0.new) }
            + checks.changed.map { .changeCheck(in: name, from: $0.old, to: $0.new) }
    }

    /// - Parameter isMeant: asked for the columns that a part names.
    func partAdditions(where isMeant: ([String]) -> Bool) -> [Change] {
        uniques.added.filter { isMeant($0.columns) }.map { .addUnique($0, to: name) }
            + indexes.added.filter { isMeant($0.parts.compactMap(\.column) + columns(in: $0.texts)) }
            .map { .addIndex($0, to: name) }
            + checks.added.filter { isMeant(columns(in: [$0.expression])) }.map { .addCheck($0, to: name) }
    }

    /// Whether one of the columns holds an enum that loses values: rows have its last values only then.
    func isOfShrunkEnum(_ columns: [String]) -> Bool { !shrunkColumns.isDisjoint(with: columns) }

    var foreignKeyAdditions: [Change] {
        foreignKeys.changed.map { .changeForeignKey(in: name, from: $0.old, to: $0.new) }
            + foreignKeys.added.map { .addForeignKey($0, to: name) }
    }

    /// New enums and new values: what columns need before they change.
    func enumGrowth(_ hints: Hints) -> [Change] {
        enums.created.map { .createEnum($0, in: name) }
            + enums.replaced.map { pair in
                var type = pair.new
                type.name = enums.temporaryNames[type.name] ?? type.name
                return .createEnum(type, in: name)
            }
            + enums.changed.flatMap { valueChanges($0, hints).adding }
    }

    /// What columns no longer need after they changed.
    func enumShrinking(_ hints: Hints) -> [Change] {
        enums.changed.flatMap { valueChanges($0, hints).dropping }
            + enums.dropped.map { .dropEnum($0, from: name) }
            + enums.replaced.flatMap { pair -> [Change] in
                let temporary = enums.temporaryNames[pair.new.name] ?? pair.new.name
                return [.dropEnum(pair.old, from: name), .renameEnum(temporary, to: pair.new.name, in: name)]
            }
    }

    private func valueChanges(_ pair: Pair<EnumType>, _ hints: Hints) -> ValueChanges {
        ValueChanges(pair, in: name) { value in
            hints.replacements[.init(table: name, enumType: pair.new.name, value: value)]
        }
    }

    func columnAdditions(_ hints: Hints) -> [Change] {
        columns.added.map { .addColumn($0, to: name, fill: fill(for: $0, hints)) }
            + columns.altered.sorted(by: { $0.new.generated == nil && $1.new.generated != nil }).compactMap { pair in
                let meanwhile = meanwhile(pair)
                return meanwhile == pair.old ? nil : alteration(from: pair.old, to: meanwhile, hints)
            }
    }

    /// The primary key, and what its columns can be only when they are in it, or no longer.
    func keyChanges(_ hints: Hints) -> [Change] {
        guard old.primaryKey != new.primaryKey else { return [] }
        return [.changePrimaryKey(of: name, from: old.primaryKey, to: new.primaryKey)]
            + columns.altered.compactMap { pair in
                let meanwhile = meanwhile(pair)
                return meanwhile == pair.new ? nil : alteration(from: meanwhile, to: pair.new, hints)
            }
    }

    /// The column until the primary key changes. One that leaves the key only stops to be numbered by the engine: not
    /// each type, and no NULL, may stand in a key. One that comes into it is not numbered yet.
    private func meanwhile(_ pair: Pair<Column>) -> Column {
        guard old.primaryKey != new.primaryKey else { return pair.new }
        let leaves = old.primaryKey.contains(pair.new.name) && !new.primaryKey.contains(pair.new.name)
        var column = leaves ? pair.old : pair.new
        column.isIdentity = pair.old.isIdentity && pair.new.isIdentity
        return column
    }

    private func alteration(from old: Column, to new: Column, _ hints: Hints) -> Change {
        let using = old.type == new.type ? nil : hints.usings[key(new)]
        let fill = old.isNullable && !new.isNullable ? fill(for: new, hints) : nil
        return .alterColumn(in: name, from: old, to: new, using: using, fill: fill)
    }

    /// What rows already there get in a column that takes no NULL: the hint's value, else the default.
    private func fill(for column: Column, _ hints: Hints) -> Fill? {
        guard !column.isNullable, !column.isIdentity, column.generated == nil else { return nil }
        if let value = hints.fills[key(column)] { return .value(value) }
        guard self.old.column(column.name) != nil else { return nil }
        return column.defaultValue.map(Fill.value)
    }

    private func key(_ column: Column) -> Hints.ColumnKey { .init(table: name, column: column.name) }
}
