import Raido

extension GuardContext {
    func foreignKeyHazards(_ difference: TableDifference) -> [Hazard] {
        let keys = difference.foreignKeys
        let recreated = Set(keys.recreated.map(\.new.name))
        let added = keys.added.filter { !recreated.contains($0.name) }
        let dropped = keys.dropped.filter { key in
            !keys.recreated.contains { $0.old.named("") == key.named("") }
        }
        let changed = keys.changed + keys.recreated.filter { $0.old != $0.new }
        return added.flatMap { add($0, difference) } + dropped.compactMap { drop($0, difference) }
            + changed.flatMap { change($0, difference) }
            + fillHazards(difference, except: added + changed.filter(refersElsewhere).map(\.new))
    }

    /// What rows get in a column that takes no NULL any more may refer to nothing.
    private func fillHazards(_ difference: TableDifference, except others: [ForeignKey]) -> [Hazard] {
        let table = difference.name
        let filled = filledColumns(of: difference)
        return difference.new.foreignKeys.filter { key in !others.contains { $0.name == key.name } }.flatMap { key in
            key.columns.filter(filled.contains).compactMap { column in
                hazard(
                    .addForeignKey, table, key.label, column: column, rows: rows(without: column, of: table),
                    PlanningMessages.fillForeignKey(column, of: table, to: key.referencedTable))
            }
        }
    }

    private func add(_ key: ForeignKey, _ difference: TableDifference) -> [Hazard] {
        guard difference.emptyColumns.isDisjoint(with: key.columns) else { return [] }
        let table = difference.name
        let found = hazard(
            .addForeignKey, table, key.label, column: key.columns.first,
            rows: .breaking(.foreignKey(key.name), of: table, otherwise: referringRows(key, of: table)),
            exists(key.referencedTable)
                ? PlanningMessages.addForeignKey(key.label, of: table, to: key.referencedTable)
                : PlanningMessages.addForeignKey(key.label, of: table, toNew: key.referencedTable))
        return [found, addCascade(key, of: table)].compactMap { $0 }
    }

    private func addCascade(_ key: ForeignKey, of table: String) -> Hazard? {
        guard key.onDelete == .cascade else { return nil }
        return hazard(
            .addCascade, table, key.label, column: key.columns.first, rows: referringRows(key, of: table),
            PlanningMessages.addCascade(key.label, of: table, to: key.referencedTable))
    }

    private func drop(_ key: ForeignKey, _ difference: TableDifference) -> Hazard? {
        let areKept = key.columns.allSatisfy { difference.new.column($0) != nil }
        let target = comparison.difference(of: key.referencedTable)
        let targetIsKept =
            target.map { kept in key.referencedColumns.allSatisfy { kept.new.column($0) != nil } } ?? false
        let successor = difference.foreignKeys.added.contains { $0.columns == key.columns }
        guard areKept, !successor else { return nil }
        return hazard(
            .dropForeignKey, difference.name, key.label, column: key.columns.first,
            targetIsKept || request.frameworkTables.contains(key.referencedTable)
                ? PlanningMessages.dropForeignKey(key.label, of: difference.name, to: key.referencedTable)
                : PlanningMessages.dropForeignKey(key.label, of: difference.name, toDropped: key.referencedTable))
    }

    /// Whether a table is there before the plan, so that it can have rows.
    private func exists(_ table: String) -> Bool {
        comparison.difference(of: table) != nil && !comparison.createdFrameworks.contains(table)
    }

    private func change(_ pair: Pair<ForeignKey>, _ difference: TableDifference) -> [Hazard] {
        if refersElsewhere(pair) { return add(pair.new, difference) }
        guard pair.old.onDelete != .cascade else { return [] }
        return [addCascade(pair.new, of: difference.name)].compactMap { $0 }
    }

    private func refersElsewhere(_ pair: Pair<ForeignKey>) -> Bool {
        let (old, new) = (pair.old, pair.new)
        return old.columns != new.columns || old.referencedTable != new.referencedTable
            || old.referencedColumns != new.referencedColumns
    }

    /// The rows that refer to another one; all where the columns are new.
    private func referringRows(_ key: ForeignKey, of table: String) -> ConcernedRows {
        let old = comparison.difference(of: table)?.old
        let exist = key.columns.allSatisfy { old?.column($0) != nil }
        return exist ? rows(with: key.columns, of: table) : allRows(of: table)
    }
}

extension ForeignKey {
    fileprivate var label: String { columns.joined(separator: ",") }
}
