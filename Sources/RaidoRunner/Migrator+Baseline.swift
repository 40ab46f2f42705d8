public import Raido
import RaidoSQL

/// What migrations make of a database, and what exists.
public struct SchemaComparison: Hashable, Sendable {
    /// What the migrations give, as far as the engine keeps it.
    public var expected: Schema
    /// What is in the database, without the tables that were to be ignored.
    public var found: Schema
    /// What the database has in the tables of both, and neither schema says.
    public var traits: [UnmodelledTrait]

    /// The tables that differ, maybe in spelling alone: the server would not say how it spells what the migrations
    /// give, for the reason that is told.
    public var unasked: [String: String] = [:]

    /// The columns that an older version of Raido made in other words than this one would, and the indexes that it left
    /// out. They are no difference: a migration brings columns up to date (`raido new --refresh TABLE`).
    public var older: [SchemaElement] = []

    public var matches: Bool { expected == found && traits.isEmpty }

    /// Takes out what is accepted.
    ///
    /// - Returns: Whether anything of it differed.
    fileprivate mutating func ignore(_ pattern: IgnorePattern) -> Bool {
        let (tables, differing) = (found.tables.count, traits.count)
        let areOthers = partsDiffer(pattern)
        for table in found.tables where expected[table.name] == nil && pattern.matches(table.name) {
            found[table.name] = nil
        }
        traits.removeAll(where: pattern.matches)
        expected.removeParts { pattern.matches(part: $0) }
        found.removeParts { pattern.matches(part: $0) }
        return areOthers || found.tables.count != tables || traits.count != differing
    }

    /// Whether parts of a table that the pattern means are not the same in both.
    private func partsDiffer(_ pattern: IgnorePattern) -> Bool {
        var (left, right) = (expected, found)
        left.removeParts { !pattern.matches(part: $0) }
        right.removeParts { !pattern.matches(part: $0) }
        return left.tables.contains { table in
            guard var other = right[table.name] else { return false }
            other.primaryKey = table.primaryKey
            other.comment = table.comment
            return table != other
        }
    }

    /// The first thing that is not as it should be, in words.
    var firstDifference: String {
        switch expected.firstDifference(from: found) {
        case .differs(let element, _, _)?: "\(element) is another one"
        case let mismatch?: mismatch.description
        case nil: traits.first.map { "\($0.element) has \($0.found)" } ?? "nothing differs"
        }
    }
}

extension Migrator {
    /// Compares what the applied migrations give with what is in the database.
    ///
    /// Of tables that something else made, and the migrations only extend, no more is compared than the extensions.
    ///
    /// - Parameter patterns: What is so on purpose.
    /// - Throws: ``MigratorError``, also where the history and the program do not fit each other.
    public func compare(ignoring patterns: [IgnorePattern] = []) throws(MigratorError) -> SchemaComparison {
        let applied = try appliedMigrations()
        if let unfinished = try unfinishedMigration() { throw unfinishedError(unfinished) }
        let refusals = refusals(among: applied).filter { $0.allowance != .outOfOrder }
        if !refusals.isEmpty { throw .unlikeHistory(refusals) }
        let known = try catalog.migrations(applied.map(\.id))
        return try comparison(of: known, ignoring: patterns)
    }

    /// Marks pending migrations as applied on a database that has their tables already. Nothing else is changed.
    ///
    /// - Parameters:
    ///   - last: The identity of the last one; nil for all.
    ///   - patterns: What is so on purpose.
    /// - Throws: ``MigratorError/differs(_:)`` where what is there is not what they would give.
    @discardableResult
    public func baseline(
        to last: String? = nil, ignoring patterns: [IgnorePattern] = []
    ) throws(MigratorError) -> [String] {
        if let last, !catalog.has(last) { throw .unknownMigration(last) }
        try expectNoOtherHistory()
        var marked: [String] = []
        var isCompared = false
        while true {
            let completed = try marking { (state) throws(MigratorError) -> Work? in
                let applied = state.applied
                if let unfinished = state.unfinished { throw unfinishedError(unfinished) }
                let refusals = refusals(among: applied)
                if !refusals.isEmpty { throw .unlikeHistory(refusals) }
                let waiting = pending(after: applied).filter { last == nil || $0.id <= last ?? "" }
                guard let next = waiting.first else { return nil }
                if !isCompared {
                    let ids = (applied.map(\.id) + waiting.map(\.id))
                    try expectThere(catalog.migrations(ids), ignoring: patterns)
                    isCompared = true
                }
                return try catalog.migration(next.id)?.entry
            }
            guard let completed else { return marked }
            marked.append(completed.id)
        }
    }

    /// Marks one migration as applied, without running it and without looking at what exists. One that was started and
    /// not finished is so taken for finished.
    ///
    /// - Throws: ``MigratorError``.
    public func markApplied(_ id: String) throws(MigratorError) {
        guard let migration = try catalog.migration(id) else { throw .unknownMigration(id) }
        let former = try markedState(of: id)
        _ = try marking { (state) throws(MigratorError) -> Work? in
            let isUnfinished = try isUnfinished(id, in: state)
            if former != MarkedState(id, in: state) { throw .database(.historyMoved) }
            if !isUnfinished, state.applied.contains(where: { $0.id == id }) { throw .alreadyApplied(id) }
            return migration.entry
        }
    }

    /// Marks one migration as not applied, without running anything. It may be one that the program does not have, or
    /// one that was started and not finished.
    ///
    /// - Throws: ``MigratorError``.
    public func markReverted(_ id: String) throws(MigratorError) {
        let former = try markedState(of: id)
        _ = try marking { (state) throws(MigratorError) -> Work? in
            let isUnfinished = try isUnfinished(id, in: state)
            if former != MarkedState(id, in: state) { throw .database(.historyMoved) }
            guard isUnfinished || state.applied.contains(where: { $0.id == id }) else { throw .notApplied(id) }
            return Work(entry: .remove(id: id, checksum: ""), changes: [], steps: [])
        }
    }

    /// Writes the history and makes nothing else, so that no migration fails with it.
    private func marking(
        _ decide: (HistoryState) throws(MigratorError) -> Work?
    ) throws(MigratorError) -> CompletedWork? {
        var chosen: String?
        do {
            return try database.recording { (state) throws(MigratorError) -> Work? in
                let work = try decide(state)
                chosen = work?.entry.id
                return work
            }
        } catch {
            guard let chosen else { throw error }
            switch error {
            case .failed(_, _, let failure), .database(let failure): throw .notMarked(migration: chosen, failure)
            default: throw error
            }
        }
    }

    /// Where a migration is before the lock exists. Another program may be at it, and finish it first.
    private func markedState(of id: String) throws(MigratorError) -> MarkedState {
        let state = HistoryState(applied: try appliedMigrations(), unfinished: try unfinishedMigration())
        if let unfinished = state.unfinished, unfinished.session != nil { throw unfinishedError(unfinished) }
        return MarkedState(id, in: state)
    }

    private func isUnfinished(_ id: String, in state: HistoryState) throws(MigratorError) -> Bool {
        guard let unfinished = state.unfinished else { return false }
        guard unfinished.id == id else { throw unfinishedError(unfinished) }
        return true
    }

    /// What the database looks like.
    ///
    /// - Throws: ``MigratorError``.
    public func inspect() throws(MigratorError) -> Schema { try inspection().schema }

    /// What the database looks like, with what no schema says.
    ///
    /// - Throws: ``MigratorError``.
    public func inspection() throws(MigratorError) -> Inspection {
        do { return try database.inspection() } catch { throw .database(error) }
    }

    /// Throws where the tables of these migrations do not exist as they give them. Other tables do not matter.
    private func expectThere(
        _ migrations: [Migration], ignoring patterns: [IgnorePattern]
    ) throws(MigratorError) {
        var comparison = try comparison(of: migrations, ignoring: patterns)
        for table in comparison.found.tables where comparison.expected[table.name] == nil {
            comparison.found[table.name] = nil
        }
        if !comparison.matches { throw .differs(comparison) }
    }

    func comparison(
        of applied: [Migration], ignoring patterns: [IgnorePattern]
    ) throws(MigratorError) -> SchemaComparison {
        let wanted = try schema(of: applied)
        let inspection = try inspection()
        var found = inspection.schema
        let readback: ExpectedReadback
        do { readback = try database.readback(of: wanted, beside: found) } catch { throw .database(error) }
        var expected = readback.schema
        var older = wanted.olderParts(beside: expected, found: found, on: engine)
        expected.take(older, from: found)
        older += inspection.older.filter { wanted[$0.table]?.hasPart($0) == true }
        let adopted = applied.adoptedTables
        for base in adopted {
            guard let base = normalised(Schema([base]), for: engine)[base.name], var left = expected[base.name],
                var right = found[base.name]
            else { continue }
            let own = left
            left.keep(own, without: base)
            right.keep(own, without: base)
            expected[base.name] = left
            found[base.name] = right
        }
        let traits = inspection.traits.filter { trait in
            guard trait.isDrift, expected[trait.element.table] != nil, let table = found[trait.element.table] else {
                return false
            }
            return !adopted.contains { $0.name == table.name } || table.hasPart(trait.element)
        }
        var comparison = SchemaComparison(expected: expected, found: found, traits: traits)
        comparison.older = older.sorted { "\($0)" < "\($1)" }
        for pattern in patterns {
            if !comparison.ignore(pattern) { report(.ignoringNothing(pattern)) }
        }
        comparison.unasked = readback.unasked.filter { comparison.expected[$0.key] != comparison.found[$0.key] }
        return comparison
    }
}

extension Schema {
    /// Takes columns and indexes over as another schema has them.
    fileprivate mutating func take(_ parts: [SchemaElement], from other: Schema) {
        for case .index(let name, let table) in parts {
            self[table]?.indexes.removeAll { $0.name == name }
            if let index = other[table]?.index(name) { self[table]?.indexes.append(index) }
        }
        for case .column(let name, let table) in parts {
            guard var changed = self[table], let place = changed.columns.firstIndex(where: { $0.name == name }),
                let column = other[table]?.column(name)
            else { continue }
            changed.columns[place] = column
            self[table] = changed
        }
    }
}

extension Migration {
    /// The work of marking it as applied.
    fileprivate var entry: Work {
        Work(entry: .add(id: id, batch: batch, checksum: checksum), changes: [], steps: [])
    }
}

extension [Migration] {
    /// The tables that something else made, as they were when they were adopted.
    fileprivate var adoptedTables: [Table] {
        var tables: [String: Table] = [:]
        for change in flatMap(\.changes) {
            if case .adoptTable(let table) = change { tables[table.name] = table }
            if case .releaseTable(let table) = change { tables[table.name] = nil }
        }
        return tables.values.sorted { $0.name < $1.name }
    }
}

extension Table {
    /// Leaves only what `own` has beyond `base`.
    fileprivate mutating func keep(_ own: Table, without base: Table) {
        columns = columns.kept(own.columns, without: base.columns)
        uniques = uniques.kept(own.uniques, without: base.uniques)
        indexes = indexes.kept(own.indexes, without: base.indexes)
        foreignKeys = foreignKeys.kept(own.foreignKeys, without: base.foreignKeys)
        checks = checks.kept(own.checks, without: base.checks)
        enums = enums.kept(own.enums, without: base.enums)
        primaryKey = []
        comment = nil
    }
}

extension Array where Element: TablePart {
    fileprivate func kept(_ own: [Element], without base: [Element]) -> [Element] {
        let names = Set(own.map(\.name)).subtracting(base.map(\.name))
        return filter { names.contains($0.name) }
    }
}

/// What marking a migration is about, which is to be the same as long as no other program is at it.
private struct MarkedState: Equatable {
    private var isApplied: Bool
    private var step: Int?

    init(_ id: String, in state: HistoryState) {
        isApplied = state.applied.contains { $0.id == id }
        step = state.unfinished.flatMap { $0.id == id ? $0.step : nil }
    }
}
