import Raido

/// A promise that no two rows agree in some columns: a unique constraint or a unique index.
private struct Promise {
    var name: String
    var columns: [String]
    var expressions: [SQLFragment] = []
    var predicate: SQLFragment?

    init(_ unique: UniqueConstraint) {
        name = unique.name
        columns = unique.columns
    }

    init?(_ index: Index) {
        guard index.isUnique else { return nil }
        name = index.name
        columns = index.parts.compactMap(\.column)
        expressions = index.parts.compactMap { part in
            switch part {
            case .expression(let text): text
            case .ascending, .descending: nil
            }
        }
        predicate = index.predicate
    }

    /// Whether rows that keep this promise keep the other one too.
    func covers(_ other: Promise) -> Bool {
        Set(columns).isSubset(of: other.columns) && Set(expressions).isSubset(of: other.expressions)
            && (predicate == nil || predicate == other.predicate)
    }

    var label: String { (columns + expressions.map { _ in "expr" }).joined(separator: ",") }

    /// What tells it from others of its table: there can be several partial ones over the same columns.
    var identity: String { predicate == nil && expressions.isEmpty ? label : name }
}

extension Situation {
    /// Hazards of the primary key, unique constraints and unique indexes.
    func keyHazards(_ difference: TableDifference) -> [Hazard] {
        var before = difference.old.promises
        var after = difference.new.promises
        if !difference.old.primaryKey.isEmpty {
            before.append(Promise(UniqueConstraint("", difference.old.primaryKey)))
        }
        let retyped = difference.columns.retyped
        let trusted = before.filter { retyped.isDisjoint(with: $0.columns) }
        let added = after.filter { promise in
            !trusted.contains { $0.covers(promise) } && difference.emptyColumns.isDisjoint(with: promise.columns)
        }
        if !difference.new.primaryKey.isEmpty { after.append(Promise(UniqueConstraint("", difference.new.primaryKey))) }
        let dropped = difference.old.promises.filter { promise in
            !after.contains { $0.covers(promise) } && promise.columns.allSatisfy { difference.new.column($0) != nil }
        }
        return [changePrimaryKey(difference)].compactMap { $0 }
            + added.compactMap { addUnique($0, difference) }
            + dropped.compactMap { promise in
                hazard(
                    .dropUnique, difference.name, promise.identity, column: promise.columns.first,
                    PlanningMessages.dropUnique(promise.label, of: difference.name))
            }
    }

    private func addUnique(_ promise: Promise, _ difference: TableDifference) -> Hazard? {
        let table = difference.name
        let areOld = promise.columns.allSatisfy { difference.old.column($0) != nil }
        let count = areOld && promise.expressions.isEmpty ? countDuplicates(promise, of: table) : countRows(of: table)
        return hazard(
            .addUnique, table, promise.identity, column: promise.columns.first, count: count,
            PlanningMessages.addUnique(promise.label, of: table))
    }

    private func countDuplicates(_ promise: Promise, of table: String) -> String {
        let columns = promise.columns.map { quote(formerName(of: $0, in: table)) }
        var conditions = columns.map { "\($0) IS NOT NULL" }
        if let predicate = promise.predicate.flatMap({ former($0, in: table) }) { conditions.append("(\(predicate))") }
        let list = columns.joined(separator: ", ")
        return "SELECT count(*) FROM (SELECT \(list) FROM \(quote(formerName(of: table))) "
            + "WHERE \(conditions.joined(separator: " AND ")) GROUP BY \(list) HAVING count(*) > 1) AS duplicates"
    }

    private func changePrimaryKey(_ difference: TableDifference) -> Hazard? {
        let (old, new) = (difference.old.primaryKey, difference.new.primaryKey)
        guard old != new else { return nil }
        return hazard(
            .changePrimaryKey, difference.name, column: new.first, count: countRows(of: difference.name),
            PlanningMessages.changePrimaryKey(of: difference.name, from: old, to: new))
    }
}

extension Table {
    fileprivate var promises: [Promise] { uniques.map { Promise($0) } + indexes.compactMap { Promise($0) } }
}
