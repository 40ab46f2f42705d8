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

    /// What the rows differ in, as the user wrote it.
    var words: String { (columns + expressions.map(\.words)).joined(separator: ", ") }

    /// What distinguishes it from others of its table: there can be several partial ones over the same columns.
    var identity: String { predicate == nil && expressions.isEmpty ? label : name }
}

extension GuardContext {
    /// Hazards of the primary key, unique constraints and unique indexes.
    func keyHazards(_ difference: TableDifference) -> [Hazard] {
        var before = difference.old.promises
        var after = difference.new.promises
        if !difference.old.primaryKey.isEmpty {
            before.append(Promise(UniqueConstraint("", difference.old.primaryKey)))
        }
        let filled = filledColumns(of: difference)
        var breaking: [(promise: Promise, engines: Set<Engine>)] = after.map { ($0, []) }
        for engine in request.targets {
            let changed = difference.columnsNotKeptApart(on: engine).union(filled)
            let trusted = before.filter { changed.isDisjoint(with: $0.columns) }
            for place in breaking.indices {
                let promise = breaking[place].promise
                let isKept =
                    trusted.contains { $0.covers(promise) }
                    || !difference.emptyColumns.isDisjoint(with: promise.columns)
                if !isKept { breaking[place].engines.insert(engine) }
            }
        }
        if !difference.new.primaryKey.isEmpty { after.append(Promise(UniqueConstraint("", difference.new.primaryKey))) }
        let dropped = difference.old.promises.filter { promise in
            !after.contains { $0.covers(promise) } && promise.columns.allSatisfy { difference.new.column($0) != nil }
        }
        return [changePrimaryKey(difference)].compactMap { $0 }
            + breaking.compactMap { addUnique($0.promise, difference, on: $0.engines) }
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

    private func addUnique(_ promise: Promise, _ difference: TableDifference, on engines: Set<Engine>) -> Hazard? {
        let table = difference.name
        return hazard(
            .addUnique, table, promise.identity, column: promise.columns.first, on: engines,
            rows: .breaking(.key(promise.name), of: table, otherwise: allRows(of: table)),
            PlanningMessages.addUnique(promise.words, of: table))
    }

    private func changePrimaryKey(_ difference: TableDifference) -> Hazard? {
        let (old, new) = (difference.old.primaryKey, difference.new.primaryKey)
        guard old != new else { return nil }
        return hazard(
            .changePrimaryKey, difference.name, column: new.first, rows: allRows(of: difference.name),
            PlanningMessages.changePrimaryKey(of: difference.name, from: old, to: new))
    }
}

extension TableDifference {
    /// The columns in which values that differ before may be the same ones afterwards.
    fileprivate func columnsNotKeptApart(on engine: Engine) -> Set<String> {
        let retyped = columns.retyped
        let changed = columns.altered.filter { pair in
            retyped.contains(pair.new.name)
                && !TypeChange.keepsApart(
                    from: pair.old, to: finalColumn(pair.new), enums: old.enums, new.enums, on: engine)
        }
        return Set(changed.map(\.new.name))
    }
}

extension Table {
    fileprivate var promises: [Promise] { uniques.map { Promise($0) } + indexes.compactMap { Promise($0) } }
}
