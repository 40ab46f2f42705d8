package import Raido
import RaidoPlatform

/// Compares snapshots with what the migrations make.
package struct SnapshotComparison: Sendable {
    private let replay: HistoryReplay
    private let snapshots: [Snapshot]
    /// The folder of snapshots.
    private let folder: String

    package init(_ replay: HistoryReplay, _ snapshots: [Snapshot], in folder: String) {
        self.replay = replay
        self.snapshots = snapshots
        self.folder = folder
    }

    /// What does not agree, in the order of the migrations at which it begins. Uncertain tables are left out.
    ///
    /// - Parameter tables: The tables to compare; nil for all.
    package func findings(of tables: Set<String>? = nil) -> [HistoryFinding] {
        let isWanted = { (name: String) in tables?.contains(name) ?? true }
        let present = Set(snapshots.map(\.table.name))
        var findings = snapshots.filter { isWanted($0.table.name) }.compactMap(finding)
        for table in replay.schema.tables where isWanted(table.name) && !present.contains(table.name) {
            findings.append(missing(table))
        }
        return findings.inOrder
    }

    private func missing(_ table: Table) -> HistoryFinding {
        HistoryFinding(
            .missingSnapshot(table: table.name), path: Path.join(folder, table.name + Snapshot.suffix),
            migration: replay.lastMigration(of: table.name))
    }

    private func finding(about snapshot: Snapshot) -> HistoryFinding? {
        let name = snapshot.table.name
        let last = replay.lastMigration(of: name)
        switch replay.content(of: name) {
        case nil: return finding(.unknownTable, snapshot, at: nil)
        case .uncertain: return nil
        case .dropped: return finding(.droppedTable(by: last ?? ""), snapshot, at: last)
        case .renamed(let new): return finding(.renamedTable(to: new, by: last ?? ""), snapshot, at: last)
        case .table(let table) where table != snapshot.table: return different(snapshot, from: table)
        case .table(let table):
            if table.columns != snapshot.table.columns {
                return finding(.columnOrder, snapshot, at: last, expected: table)
            }
            guard let last, snapshot.lastMigration != last else { return nil }
            return finding(
                .wrongLastMigration(found: snapshot.lastMigration, expected: last), snapshot, at: last)
        }
    }

    /// A snapshot that shows an earlier state, or none that the migrations make.
    private func different(_ snapshot: Snapshot, from table: Table) -> HistoryFinding {
        let states = replay.states(of: table.name)
        let equal = states.indices.filter { states[$0].content == .table(snapshot.table) }
        let named = equal.last { states[$0].migration == snapshot.lastMigration }
        if let place = named ?? equal.last, place + 1 < states.count {
            return finding(
                .staleSnapshot(after: states[place].migration), snapshot, at: states[place + 1].migration,
                expected: table)
        }
        // The same difference that the messages name.
        let touched = table.firstDifference(from: snapshot.table).flatMap { replay.lastChange(of: $0.element) }
        let isHandWritten = snapshot.bytes.map { $0 != Array(snapshot.text.utf8) } ?? false
        return finding(
            .differentSnapshot(touched: touched, isHandWritten: isHandWritten), snapshot, at: touched, expected: table)
    }

    private func finding(
        _ problem: HistoryProblem, _ snapshot: Snapshot, at migration: String?, expected: Table? = nil
    ) -> HistoryFinding {
        var finding = HistoryFinding(
            problem, path: Path.join(folder, snapshot.path), migration: migration, expected: expected,
            found: snapshot.table)
        let last = snapshot.lastMigration
        if !last.isEmpty, !replay.ids.contains(last) { finding.lostMigration = last }
        return finding
    }
}

extension SnapshotComparison {
    /// The snapshots that are in the wrong folder.
    package func misplaced(frameworkTables: Set<String>) -> [HistoryFinding] {
        snapshots.filter { $0.isFramework != frameworkTables.contains($0.table.name) }.map { snapshot in
            finding(.misplacedSnapshot(isFramework: !snapshot.isFramework), snapshot, at: nil)
        }
    }
}

extension HistoryReplay {
    /// The migration that made a part of a table what it is now, or removed it; nil if the table never had it.
    ///
    /// - Parameter end: Counts only migrations before this one.
    package func lastChange(of element: SchemaElement, before end: String? = nil) -> String? {
        let states = states(of: element.table).prefix { $0.migration != end }
        guard let last = states.last else { return nil }
        let part = last.content.part(element)
        var migration = last.migration
        for state in states.dropLast().reversed() {
            guard state.content.part(element) == part else { return migration }
            migration = state.migration
        }
        return part?.lacks(element) == true ? nil : migration
    }

    /// The last migration that changed a part of a table, or the table where it never had that part.
    func lastChange(near element: SchemaElement, before end: String? = nil) -> String? {
        lastChange(of: element, before: end)
            ?? states(of: element.table).prefix { $0.migration != end }.last?.migration
    }
}

extension HistoryReplay.Content {
    /// A table that has nothing but one part of this one.
    fileprivate func part(_ element: SchemaElement) -> Table? {
        guard case .table(let table) = self else { return nil }
        var part = Table(table.name, columns: [])
        switch element {
        case .table: part.comment = table.comment
        case .column(let name, _): part.columns = table.columns.filter { $0.name == name }
        case .primaryKey: part.primaryKey = table.primaryKey
        case .unique(let name, _): part.uniques = table.uniques.filter { $0.name == name }
        case .index(let name, _): part.indexes = table.indexes.filter { $0.name == name }
        case .foreignKey(let name, _): part.foreignKeys = table.foreignKeys.filter { $0.name == name }
        case .check(let name, _): part.checks = table.checks.filter { $0.name == name }
        case .enumType(let name, _), .enumValue(_, let name, _): part.enums = table.enums.filter { $0.name == name }
        }
        return part
    }
}

extension Table {
    /// Whether a table of ``HistoryReplay/Content/part(_:)`` has nothing of that part. Every table has a comment and a
    /// primary key, if an empty one.
    fileprivate func lacks(_ element: SchemaElement) -> Bool {
        switch element {
        case .table, .primaryKey: false
        case .column: columns.isEmpty
        case .unique: uniques.isEmpty
        case .index: indexes.isEmpty
        case .foreignKey: foreignKeys.isEmpty
        case .check: checks.isEmpty
        case .enumType, .enumValue: enums.isEmpty
        }
    }
}

extension [HistoryFinding] {
    /// By the migrations at which the files part, those without one last; the first is where a reader begins.
    package var inOrder: [HistoryFinding] {
        sorted { left, right in
            switch (left.migration, right.migration) {
            case (let left?, let right?) where left != right: left < right
            case (_?, nil): true
            case (nil, _?): false
            case (_?, _?), (nil, nil): left.path < right.path
            }
        }
    }
}
