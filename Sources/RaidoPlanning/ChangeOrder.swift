import Raido

/// When a change can be made. All changes of one moment, for all tables, before those of the next: so they are valid
/// one after the other. The schedule then brings together what belongs to one table.
enum Moment: Int, CaseIterable {
    case introduceFrameworks
    case renameTables
    case renameInside
    case dropForeignKeys
    case dropTables
    case dropParts
    case renameParts
    case growEnums
    case addAndAlterColumns
    case changeKeys
    case addParts
    case dropColumns
    case shrinkEnums
    case addPartsOfShrunkEnums
    case comment
    case createTables
    case addForeignKeys
}

/// All changes of a plan, in an order in which each is valid when it is made.
func orderChanges(
    _ frameworks: Frameworks, _ renames: Renames, _ comparison: Comparison, _ request: PlanRequest
) -> [PlannedChange] {
    var changeSchedule = ChangeSchedule()
    changeSchedule.introduce(frameworks)
    changeSchedule.rename(renames, comparison, request)
    changeSchedule.drop(comparison.dropped, frameworks: request.frameworkTables)
    for difference in comparison.kept { changeSchedule.alter(difference, request.hints) }
    changeSchedule.create(comparison.created)
    return changeSchedule.changes
}

/// Changes by the moments in which they are made.
struct ChangeSchedule {
    private var byMoment: [Moment: [PlannedChange]] = [:]

    var changes: [PlannedChange] { Moment.allCases.flatMap { byMoment[$0] ?? [] } }

    mutating func add(_ changes: [Change], _ owner: Owner, at moment: Moment) {
        byMoment[moment, default: []] += changes.map { PlannedChange($0, owner) }
    }

    fileprivate mutating func introduce(_ frameworks: Frameworks) {
        for table in Creation(of: frameworks.adopted).complete {
            add([.adoptTable(table)], .table(table.name), at: .introduceFrameworks)
        }
        let creation = Creation(of: frameworks.bases)
        for table in creation.tables { add([.createTable(table)], .base(table.name), at: .introduceFrameworks) }
        add(creation.lateChanges, .relations, at: .introduceFrameworks)
    }

    fileprivate mutating func create(_ tables: [Table]) {
        let creation = Creation(of: tables)
        for table in creation.tables { add([.createTable(table)], .table(table.name), at: .createTables) }
        add(creation.lateChanges, .relations, at: .addForeignKeys)
    }

    /// Drops tables, those that refer to others first. A framework table is let go and stays in the database.
    fileprivate mutating func drop(_ tables: [Table], frameworks: Set<String>) {
        let creation = Creation(of: tables)
        add(creation.lateChanges.compactMap(\.inverse), .droppedRelations, at: .dropForeignKeys)
        for table in creation.tables.reversed() {
            let change = frameworks.contains(table.name) ? Change.releaseTable(table) : .dropTable(table)
            add([change], .table(table.name), at: .dropTables)
        }
    }

    fileprivate mutating func alter(_ difference: TableDifference, _ hints: Hints) {
        let name = difference.name
        let owner = Owner.table(name)
        add(difference.foreignKeys.dropped.map { .dropForeignKey($0, from: name) }, owner, at: .dropForeignKeys)
        add(difference.partDrops, owner, at: .dropParts)
        add(difference.enumGrowth(hints), owner, at: .growEnums)
        add(difference.columnAdditions(hints), owner, at: .addAndAlterColumns)
        add(difference.keyChanges(hints), owner, at: .changeKeys)
        add(difference.partAlterations, owner, at: .addParts)
        add(difference.partAdditions { !difference.isOfShrunkEnum($0) }, owner, at: .addParts)
        add(difference.columns.dropped.map { .dropColumn($0, from: name) }, owner, at: .dropColumns)
        add(difference.enumShrinking(hints), owner, at: .shrinkEnums)
        add(difference.partAdditions(where: difference.isOfShrunkEnum), owner, at: .addPartsOfShrunkEnums)
        if !difference.old.comment.isExactly(difference.new.comment) {
            add(
                [.changeTableComment(of: name, from: difference.old.comment, to: difference.new.comment)], owner,
                at: .comment)
        }
        add(difference.foreignKeyAdditions, owner, at: .addForeignKeys)
    }
}

extension ChangeSchedule {
    /// The renames: tables first, then what is in them; constraints and indexes when the names they get are free.
    fileprivate mutating func rename(_ renames: Renames, _ comparison: Comparison, _ request: PlanRequest) {
        let throughTemporary = Set(renames.tableSteps.filter(\.isTemporary).map(\.final))
        let parts = comparison.kept.flatMap(\.partRenames)
        let byNewName = Dictionary(parts.map { ($0.new, $0) }) { first, _ in first }
        let steps = order(
            Dictionary(parts.map { ($0.new, $0.old) }) { first, _ in first },
            taken: request.before.partNames.union(request.after.partNames),
            prefersTemporary: { byNewName[$0].map { throughTemporary.contains($0.table) } ?? false })

        // What a table's part needs to get out of the way, it does as soon as the table does.
        var early: [String: [(RenameStep, PartRename)]] = [:]
        for step in steps where step.isTemporary {
            if let part = byNewName[step.final] { early[part.table, default: []].append((step, part)) }
        }
        for step in renames.tableSteps {
            let owner = Owner.table(step.final)
            add([.renameTable(step.old, to: step.new)], owner, at: .renameTables)
            guard step.isTemporary || !throughTemporary.contains(step.final) else { continue }
            let changes = (early.removeValue(forKey: step.final) ?? []).map {
                $1.change(from: $0.old, to: $0.new, in: step.new)
            }
            add(changes, owner, at: .renameTables)
        }
        for (table, renamed) in early.sorted(by: { $0.key < $1.key }) {
            add(renamed.map { $1.change(from: $0.old, to: $0.new, in: table) }, .table(table), at: .renameInside)
        }
        for (table, changes) in renames.inner.sorted(by: { $0.key < $1.key }) {
            add(changes, .table(table), at: .renameInside)
        }
        for step in steps where !step.isTemporary {
            guard let part = byNewName[step.final] else { continue }
            add([part.change(from: step.old, to: step.new, in: part.table)], .table(part.table), at: .renameParts)
        }
    }
}

extension Creation {
    fileprivate var lateChanges: [Change] { late.map { .addForeignKey($0.key, to: $0.table) } }

    /// The tables in their order, with all their keys.
    fileprivate var complete: [Table] {
        tables.map { table in
            var table = table
            table.foreignKeys += late.filter { $0.table == table.name }.map(\.key)
            return table
        }
    }
}

extension Schema {
    fileprivate var partNames: Set<String> {
        Set(
            tables.flatMap { table in
                table.uniques.map(\.name) + table.indexes.map(\.name) + table.foreignKeys.map(\.name)
                    + table.checks.map(\.name)
            })
    }
}
