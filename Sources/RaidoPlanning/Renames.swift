import Raido

/// All renames of a plan, and the schema after them.
struct Renames {
    /// The schema in which everything kept has its final name, but for constraints and indexes.
    var schema: Schema

    var tableSteps: [RenameStep] = []

    /// Renames of columns, enums and values, by the final names of their tables.
    var inner: [String: [Change]] = [:]

    /// Where everything comes from that has its final name.
    var lineage: Lineage {
        let tables = tableSteps.map { Change.renameTable($0.old, to: $0.new) }
        return Lineage(ofNames: tables + inner.sorted { $0.key < $1.key }.flatMap(\.value))
    }

    /// The renames of values that nobody asked for.
    var inferred: [InferredRename] = []
    var stale: [StaleHint] = []
}

/// A value that is gone, and a fresh one in its place: taken for one that was renamed.
struct InferredRename: Hashable {
    var table: String
    var enumType: String
    var old: String
    var new: String
}

func resolveRenames(from before: Schema, to after: Schema, hints: Hints) -> Renames {
    var renames = Renames(schema: before)
    renames.resolveTables(to: after, hints)
    for table in after.tables {
        let columns = hints.columns.filter { $0.key.table == table.name }
        renames.resolveColumns(of: table, Dictionary(columns.map { ($0.key.column, $0.value) }) { first, _ in first })
        let enums = hints.enums.filter { $0.key.table == table.name }
        renames.resolveEnums(of: table, Dictionary(enums.map { ($0.key.enumType, $0.value) }) { first, _ in first })
        for type in table.enums { renames.resolveValues(of: type, in: table, hints) }
    }
    return renames
}

extension Renames {
    fileprivate mutating func resolveTables(to after: Schema, _ hints: Hints) {
        let before = schema
        let tables = withChangesOfCase(hints.tables, before.tables.map(\.name), after.tables.map(\.name))
        let answer = resolve(
            RenameQuestion(
                before: Set(before.tables.map(\.name)), after: Set(after.tables.map(\.name)), hints: tables,
                distance: { renames in
                    renames.reduce(0) { $0 + distance(before[$1.value], after[$1.key]) }
                }))
        note(answer, tables) { .table($0) }
        let taken = Set(before.tables.map(\.name)).union(after.tables.map(\.name))
        tableSteps = order(answer.applied, taken: taken)
        apply(tableSteps.map { .renameTable($0.old, to: $0.new) })
    }

    fileprivate mutating func resolveColumns(of after: Table, _ hints: [String: String]) {
        let before = schema[after.name] ?? Table(after.name, columns: [])
        let hints = withChangesOfCase(hints, before.columns.map(\.name), after.columns.map(\.name))
        let answer = resolve(
            RenameQuestion(
                before: Set(before.columns.map(\.name)), after: Set(after.columns.map(\.name)), hints: hints,
                distance: { renames in
                    renames.reduce(0) { $0 + distance(before.column($1.value), after.column($1.key)) }
                }))
        note(answer, hints) { .column(table: after.name, $0) }
        let taken = Set(before.columns.map(\.name)).union(after.columns.map(\.name))
        let steps = order(answer.applied, taken: taken)
        add(steps.map { .renameColumn($0.old, to: $0.new, in: after.name) }, to: after.name)
    }

    fileprivate mutating func resolveEnums(of after: Table, _ hints: [String: String]) {
        let before = schema[after.name] ?? Table(after.name, columns: [])
        let hints = withTypesOfTheSameName(hints, before, after)
        let answer = resolve(
            RenameQuestion(
                before: Set(before.enums.map(\.name)), after: Set(after.enums.map(\.name)), hints: hints,
                distance: { renames in
                    renames.reduce(0) {
                        $0 + (before.enumType($1.value)?.values == after.enumType($1.key)?.values ? 0 : 1)
                    }
                }))
        note(answer, hints) { .enumType(table: after.name, $0) }
        let taken = Set(before.enums.map(\.name)).union(after.enums.map(\.name))
        let steps = order(answer.applied, taken: taken, ignoresCase: false)
        add(steps.map { .renameEnum($0.old, to: $0.new, in: after.name) }, to: after.name)
    }

    fileprivate mutating func resolveValues(of after: EnumType, in table: Table, _ hints: Hints) {
        let before = schema[table.name]?.enumType(after.name)
        let ofType = hints.enumValues.filter { $0.key.table == table.name && $0.key.enumType == after.name }
        let ownHints = Dictionary(ofType.map { ($0.key.value, $0.value) }) { first, _ in first }
        if let before, before.storesText == after.storesText { renameForms(from: before, to: after, in: table) }
        let identities = schema[table.name]?.enumType(after.name)?.identities ?? []
        let answer = resolve(
            RenameQuestion(
                before: Set(identities), after: Set(after.identities), hints: ownHints,
                // Values have places alone, and another order is no rename.
                distance: { _ in 0 }))
        note(answer, ownHints) { .enumValue(table: table.name, enumType: after.name, $0) }
        guard let before, before.storesText == after.storesText else { return }
        let taken = Set(identities).union(after.identities)
        renameValues(order(answer.applied, taken: taken), of: after, in: table)
        guard let rename = inferRename(to: after, in: table, hints) else { return }
        inferred.append(rename)
        renameValues(
            [RenameStep(old: rename.old, new: rename.new, final: rename.new)], of: after, in: table)
    }

    /// Gives values the Unicode normal form that they have in the models: to people and to most engines' order they stay
    /// the same, but their bytes differ.
    private mutating func renameForms(from before: EnumType, to after: EnumType, in table: Table) {
        let pairs = after.identities.compactMap { new in
            before.identities.first { $0.differsInFormOnly(from: new) }.map { (new, $0) }
        }
        let taken = Set(before.identities).union(after.identities)
        renameValues(order(Dictionary(pairs) { first, _ in first }, taken: taken), of: after, in: table)
    }

    private mutating func renameValues(_ steps: [RenameStep], of type: EnumType, in table: Table) {
        add(steps.map { .renameEnumValue($0.old, to: $0.new, of: type.name, in: table.name) }, to: table.name)
    }

    /// The one value that is gone and the one that replaces it, if that is all that came and went.
    private func inferRename(to after: EnumType, in table: Table, _ hints: Hints) -> InferredRename? {
        guard let before = schema[table.name]?.enumType(after.name) else { return nil }
        let gone = before.values.filter { !after.identities.contains($0.identity) }
        let fresh = after.values.filter { !before.identities.contains($0.identity) }
        guard gone.count == 1, fresh.count == 1,
            before.values.firstIndex(of: gone[0]) == after.values.firstIndex(of: fresh[0]),
            gone[0].number == fresh[0].number
        else { return nil }
        let key = Hints.EnumValueKey(table: table.name, enumType: after.name, value: gone[0].identity)
        guard hints.replacements[key] == nil else { return nil }
        return InferredRename(
            table: table.name, enumType: after.name, old: gone[0].identity, new: fresh[0].identity)
    }

    private mutating func add(_ changes: [Change], to table: String) {
        guard !changes.isEmpty else { return }
        inner[table, default: []] += changes
        apply(changes)
    }

    private mutating func apply(_ changes: [Change]) {
        do throws(SchemaMismatch) {
            schema = try schema.applying(changes)
        } catch {
            preconditionFailure("a rename that was found to apply does not: \(error)")
        }
    }

    /// The hints, and a rename for each name that differs from a former one in case alone: to SQLite and MySQL they are
    /// one name.
    private func withChangesOfCase(_ hints: [String: String], _ before: [String], _ after: [String]) -> [String: String]
    {
        let claimed = Set(hints.values)
        let gone = Set(before).subtracting(after).subtracting(claimed)
        let former = Dictionary(gone.map { ($0.lowercased(), $0) }) { min($0, $1) }
        var result = hints
        for new in after where !before.contains(new) && hints[new] == nil {
            if let old = former[new.lowercased()] { result[new] = old }
        }
        return result
    }

    /// The hints, and a rename for each enum that is the same thing to databases: PostgreSQL's type has the name without
    /// its case and underscores, and enums of numbers have no type at all.
    private func withTypesOfTheSameName(
        _ hints: [String: String], _ before: Table, _ after: Table
    ) -> [String: String] {
        var result = hints
        var gone = before.enums.filter { after.enumType($0.name) == nil && !hints.values.contains($0.name) }
        for type in after.enums where before.enumType(type.name) == nil && hints[type.name] == nil {
            let former = gone.firstIndex { old in
                if old.storesText != type.storesText { return false }
                if old.storesText { return foldedName(old) == foldedName(type) }
                return before.columns.contains { column in
                    column.type == .enumeration(old.name)
                        && after.column(column.name)?.type == .enumeration(type.name)
                }
            }
            if let former { result[type.name] = gone.remove(at: former).name }
        }
        return result
    }

    private func foldedName(_ type: EnumType) -> String { type.name.lowercased().filter { $0 != "_" } }

    private mutating func note(_ answer: RenameAnswer, _ hints: [String: String], _ key: (String) -> HintKey) {
        for (new, reason) in answer.stale.sorted(by: { $0.key < $1.key }) {
            let candidates = reason == .neitherKnown ? answer.gone : []
            stale.append(
                StaleHint(key: key(new), oldName: hints[new] ?? "", reason: reason, candidates: candidates))
        }
    }
}

// What distinguishes two things that change places by hints from two that did so before: traits that nobody lets both
// of them exchange without exchanging the things. A comment, a default or whether a column takes NULL is none.

private func distance(_ before: Table?, _ after: Table?) -> Int {
    guard let before, let after else { return 0 }
    func traits(_ table: Table) -> Set<String> {
        Set(table.columns.map { "\($0.name) \($0.type) \($0.isIdentity)" })
            .union(["primary \(table.primaryKey)"])
    }
    return traits(before).symmetricDifference(traits(after)).count
}

private func distance(_ before: Column?, _ after: Column?) -> Int {
    guard let before, let after else { return 0 }
    let differences = [
        before.type != after.type, before.isIdentity != after.isIdentity, before.nativeTypes != after.nativeTypes,
    ]
    return differences.count { $0 }
}
