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
            + enums.replaced.map { .createEnum(enums.temporary($0.new), in: name) }
            + enums.resized.map { .createEnum($0.created, in: name) }
            + enums.changed.flatMap { valueChanges($0, hints).adding }
            + enums.resized.flatMap { valueChanges($0.values, of: $0.pair.new.name, hints).adding }
    }

    /// What columns no longer need after they changed.
    func enumShrinking(_ hints: Hints) -> [Change] {
        enums.changed.flatMap { valueChanges($0, hints).dropping }
            + enums.dropped.map { .dropEnum($0, from: name) }
            + enums.replaced.flatMap { pair in
                takePlace(of: pair.old, enums.temporary(pair.new).name, as: pair.new.name)
            }
            + enums.resized.flatMap { resizing in
                valueChanges(resizing.values, of: resizing.pair.new.name, hints).dropping
                    + lateResizings(resizing)
                    + takePlace(of: resizing.dropped, resizing.temporaryName, as: resizing.pair.new.name)
            }
    }

    private func takePlace(of type: EnumType, _ temporary: String, as final: String) -> [Change] {
        [.dropEnum(type, from: name), .renameEnum(temporary, to: final, in: name)]
    }

    /// The columns get the new size of their enum when their values fit it.
    private func lateResizings(_ resizing: ResizedEnum) -> [Change] {
        guard resizing.changesValuesFirst else { return [] }
        return new.columns.filter { $0.type == .enumeration(resizing.pair.new.name) }.map { column in
            var resized = column
            resized.type = .enumeration(resizing.temporaryName)
            return .alterColumn(in: name, from: column, to: resized)
        }
    }

    private func valueChanges(_ pair: Pair<EnumType>, of type: String? = nil, _ hints: Hints) -> ValueChanges {
        ValueChanges(pair, in: name) { value in
            hints.replacements[.init(table: name, enumType: type ?? pair.new.name, value: value)]
        }
    }

    func columnAdditions(_ hints: Hints) -> [Change] {
        let additions = columns.added.map { Change.addColumn($0, to: name, fill: fill(for: $0, hints)) }
        let altered = columns.altered.sorted { $0.new.generated == nil && $1.new.generated != nil }
        let alterations = altered.compactMap { pair in
            let meanwhile = meanwhile(pair)
            return meanwhile == pair.old ? nil : alteration(from: pair.old, to: meanwhile, hints)
        }
        return ColumnOrder(additions + alterations, of: name).changes
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
    /// each type, and no NULL, may be in a key. One that comes into it is not numbered yet.
    private func meanwhile(_ pair: Pair<Column>) -> Column {
        guard old.primaryKey != new.primaryKey else { return pair.new }
        let leaves = old.primaryKey.contains(pair.new.name) && !new.primaryKey.contains(pair.new.name)
        var column = leaves ? pair.old : pair.new
        column.isIdentity = pair.old.isIdentity && pair.new.isIdentity
        return column
    }

    private func alteration(from old: Column, to new: Column, _ hints: Hints) -> Change {
        let pair = Pair(old: old, new: new)
        let using = pair.converts ? hints.usings[key(new)] ?? exchange(from: old, to: new, hints) : nil
        let fill = old.isNullable && !new.isNullable ? fill(for: new, hints) : nil
        return .alterColumn(in: name, from: old, to: new, using: using, fill: fill)
    }

    /// The numbers of another enum, each removed one as what the user names in its place.
    private func exchange(from old: Column, to new: Column, _ hints: Hints) -> SQLFragment? {
        guard let pair = movedEnum(Pair(old: old, new: new)) else { return nil }
        let cases = pair.removedValues.compactMap { value -> String? in
            guard let number = value.number,
                let other = hints.replacements[
                    .init(table: name, enumType: pair.new.name, value: value.identity)],
                let replacement = pair.new.number(of: other), replacement != number
            else { return nil }
            return " WHEN \(number) THEN \(replacement)"
        }
        if cases.isEmpty { return nil }
        let column = quote(old.name)
        return SQLFragment("CASE \(column)\(cases.joined()) ELSE \(column) END")
    }

    /// The enums of numbers of a column that leaves one for another, while the values of both are what they are.
    func movedEnum(_ column: Pair<Column>) -> Pair<EnumType>? {
        guard case .enumeration(let former) = column.old.type,
            case .enumeration(let name) = finalColumn(column.new).type, former != name,
            let old = self.old.enumType(former), let new = self.new.enumType(name), !old.storesText, !new.storesText
        else { return nil }
        return Pair(old: old, new: new)
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
