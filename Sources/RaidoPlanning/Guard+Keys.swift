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

    /// What the rows differ in, as a person wrote it.
    var words: String { (columns + expressions.map(\.words)).joined(separator: ", ") }

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
        let wider = Set(difference.columns.altered.filter(isWiderNumber).map(\.new.name))
        let retyped = difference.columns.retyped.subtracting(wider)
        let filled = filledColumns(of: difference)
        let trusted = before.filter { retyped.union(filled).isDisjoint(with: $0.columns) }
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
                    PlanningMessages.dropUnique(promise.words, of: difference.name))
            }
    }

    /// The columns in which rows without a value get one, several maybe the same.
    func filledColumns(of difference: TableDifference) -> Set<String> {
        let filled = difference.columns.altered.filter { pair in
            pair.old.isNullable && !pair.new.isNullable && pair.new.generated == nil && !pair.new.isIdentity
                && (pair.new.defaultValue ?? request.hints.fills[.init(table: difference.name, column: pair.new.name)])
                    != nil
        }
        return Set(filled.map(\.new.name))
    }

    /// Whether numbers stay what they are on each engine, and so stay different ones.
    private func isWiderNumber(_ pair: Pair<Column>) -> Bool {
        guard pair.old.type.exactNumber != nil, pair.new.type.exactNumber != nil,
            pair.old.nativeTypes == pair.new.nativeTypes, pair.old.generated == pair.new.generated
        else { return false }
        let change = TypeChange(from: pair.old.type, to: pair.new.type)
        return Engine.allCases.allSatisfy { change.effect(on: $0) == nil }
    }

    private func addUnique(_ promise: Promise, _ difference: TableDifference) -> Hazard? {
        let table = difference.name
        return hazard(
            .addUnique, table, promise.identity, column: promise.columns.first,
            count: countDuplicates(promise, difference) ?? countRows(of: table),
            PlanningMessages.addUnique(promise.words, of: table))
    }

    private func countDuplicates(_ promise: Promise, _ difference: TableDifference) -> String? {
        let texts = promise.expressions + (promise.predicate.map { [$0] } ?? [])
        let mentioned = promise.columns + difference.columns(in: texts).filter { !promise.columns.contains($0) }
        let isComing = mentioned.contains { isOther($0, difference) }
        guard isComing || mentioned.allSatisfy({ difference.old.column($0) != nil }),
            let rows = isComing ? rows(toCome: mentioned, of: difference) : quote(formerName(of: difference.name))
        else { return nil }

        func text(_ fragment: SQLFragment) -> String? {
            (isComing ? fragment.common : former(fragment, in: difference.name)).map { "(\($0))" }
        }
        var items = promise.columns.map { name in
            let column = quote(isComing ? name : formerName(of: name, in: difference.name))
            return (value: column, compared: column + collation(of: name, difference))
        }
        for expression in promise.expressions {
            guard let value = text(expression) else { return nil }
            items.append((value, value))
        }
        var conditions = items.map { "\($0.value) IS NOT NULL" }
        if let predicate = promise.predicate.flatMap(text) { conditions.append(predicate) }
        let list = items.map(\.compared).joined(separator: ", ")
        return "SELECT count(*) FROM (SELECT count(*) FROM \(rows) "
            + "WHERE \(conditions.joined(separator: " AND ")) GROUP BY \(list) HAVING count(*) > 1) AS duplicates"
    }

    /// The collation by which a column's values are compared from now on, where it is another one.
    private func collation(of column: String, _ difference: TableDifference) -> String {
        guard let collation = difference.new.column(column)?.collation,
            difference.old.column(column)?.collation != collation
        else { return "" }
        return " COLLATE \(quote(collation))"
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
