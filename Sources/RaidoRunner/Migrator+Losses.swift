package import Raido
import RaidoSQL

// What reverting migrations loses, and what it would have to invent.
extension Migrator {
    /// Refuses what loses data, or puts values in rows that nobody gave.
    ///
    /// - Parameters:
    ///   - schema: The schema as it is now.
    ///   - isLate: Whether migrations of the run were reverted before: then the rows are counted that these left.
    func expectNoLoss(
        reverting applied: [AppliedMigration], _ way: RowsOnTheWay, on schema: Schema, isLate: Bool = false
    ) throws(MigratorError) {
        var search = LossSearch(engine, on: schema)
        var losses: [DataLoss] = []
        for row in applied {
            guard let migration = try catalog.migration(row.id) else { continue }
            let known = (search.found.count, search.added.count)
            let inverse = try inverse(of: migration)
            do { try search.follow(inverse) } catch { throw .mismatch(migration: migration.id, error) }
            for found in way.isForced || isLate ? [] : search.found.dropFirst(known.0) {
                let (kind, rows) = try affectedRows(found)
                // What is empty cannot be lost.
                if rows == 0 { continue }
                losses.append(DataLoss(migration: row.id, kind: kind, rows: rows))
            }
            for addition in search.added.dropFirst(known.1) {
                guard let value = try refusedValue(in: addition.column, of: row.id, way),
                    let rows = try rowCount(of: addition.table), rows > 0
                else { continue }
                losses.append(DataLoss(migration: row.id, kind: .invented(value), rows: rows, isLate: isLate))
            }
        }
        if !losses.isEmpty { throw .wouldLose(losses) }
    }

    /// What rows would get in a column that reverting the migration adds, if they may not get it.
    private func refusedValue(
        in added: SchemaElement, of migration: String, _ way: RowsOnTheWay
    ) throws(MigratorError) -> InventedValue? {
        guard let reversal = way.reversal, let column = reversal.unfilled(added, of: migration) else { return nil }
        var referring: Set<String> = []
        for reference in column.hasValues ? column.references : []
        where try hasRows(with: reference, reversal) { referring.insert(reference.table) }
        if referring.isEmpty, !reversal.isRefused(column, isForced: way.isForced) { return nil }
        return InventedValue(
            column: column.name, value: column.valueWords(on: engine), referencedTable: column.referencedTable,
            referringTables: referring.sorted(), isNumbered: column.column.isIdentity)
    }

    /// Whether rows may refer to another one through the column.
    private func hasRows(
        with reference: ReturningColumn.Reference, _ reversal: Reversal
    ) throws(MigratorError) -> Bool {
        let rows =
            switch reference {
            case .existing(let column): try rowCount(of: column.table, withValueIn: column.name)
            case .returning(let column, let table): reversal.fills(column) ? try rowCount(of: table) : 0
            }
        return rows ?? 0 > 0
    }

    /// What is lost, and how many rows it is about; nil where the table does not exist.
    func affectedRows(_ found: LossSearch.Found) throws(MigratorError) -> (DataLoss.Kind, Int?) {
        switch found.kind {
        case .table(let table): return (found.kind, try rowCount(of: table))
        case .column(let column, let table): return (found.kind, try rowCount(of: table, withValueIn: column))
        case .values(let column, let table, _):
            guard let query = found.query else { return (found.kind, try rowCount(of: table, withValueIn: column)) }
            // Where the table does not exist, the question is none.
            guard try rowCount(of: table) != nil else { return (found.kind, nil) }
            switch try database.failing({ () throws(StepFailure) in try database.answer(to: query) }) {
            case .rows(let rows): return (found.kind, rows.first?.first?.integer.map { Int($0) } ?? 0)
            case .refused(let error):
                let kind = DataLoss.Kind.values(column: column, table: table, .unknown(.refused(error.message)))
                return (kind, try rowCount(of: table, withValueIn: column))
            }
        case .absence(let column, let table): return (found.kind, try rowCount(of: table, withoutValueIn: column))
        case .invented(let value): return (found.kind, try rowCount(of: value.column.table))
        }
    }

    private func rowCount(of table: String, withValueIn column: String) throws(MigratorError) -> Int? {
        guard let rows = try rowCount(of: table), let missing = try rowCount(of: table, withoutValueIn: column) else {
            return nil
        }
        return rows - missing
    }

    private func rowCount(of table: String, withoutValueIn column: String) throws(MigratorError) -> Int? {
        do { return try database.rowCount(of: table, withoutValueIn: column) } catch { throw .database(error) }
    }

    private func rowCount(of table: String) throws(MigratorError) -> Int? {
        do { return try database.rowCount(of: table) } catch { throw .database(error) }
    }

    // MARK: - Columns that come back

    /// The columns that `down` brings back.
    ///
    /// - Throws: ``MigratorError``.
    package func returningColumns(_ extent: Downward) throws(MigratorError) -> [ReturningColumn] {
        let known = try appliedMigrations().filter { catalog.has($0.id) }
        let chosen = try catalog.migrations(known.extent(extent).map(\.id))
        let schema = try schema(of: catalog.migrations(known.map(\.id)))
        return try search(reverting: chosen, on: schema).columns
    }

    /// How these migrations are reverted, the first one first.
    ///
    /// - Parameter schema: The schema as it is now.
    func reversal(
        of migrations: [Migration], _ way: RowsOnTheWay, on schema: Schema
    ) throws(MigratorError) -> Reversal {
        let search = try search(reverting: migrations, on: schema)
        var columns = search.columns
        var forgetsDropped = !search.readsValues
        if way.comesBack {
            // Applied again, they drop what they dropped.
            for place in columns.indices { columns[place].isDroppedAgain = true }
            forgetsDropped = forgetsDropped && !migrations.contains { $0.changes.contains(where: \.mayReadValues) }
        }
        return try Reversal(columns, way.fills, forgetsDropped: forgetsDropped)
    }

    func search(
        reverting migrations: [Migration], on schema: Schema
    ) throws(MigratorError) -> ReturningColumnSearch {
        var search = ReturningColumnSearch(on: schema)
        for migration in migrations {
            let inverse = try inverse(of: migration)
            do { try search.follow(inverse, of: migration.id) } catch {
                throw .mismatch(migration: migration.id, error)
            }
        }
        return search
    }
}
