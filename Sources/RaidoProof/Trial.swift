import Raido
import RaidoPlanning
import RaidoRunner
import RaidoSQL

/// One attempt at a plan, on a fresh database.
struct Trial {
    /// What ends an attempt.
    enum Obstacle: Error {
        /// The database can no longer be asked.
        case lost(MigratorError)
        case impossible(String)
        case refused(Refusal)
        case rowViolations(Refusal)
        case fault(ProofFailure.Fault)
        /// Rows are others than before, in tables that the migrations since they were last looked at do not touch.
        case lostUntouchedRows(lastMigration: String, [String])
        /// It took longer than it was given, in seconds.
        case stopped(after: Int)
    }

    enum Phase { case applying, reverting, applyingAgain }

    /// A migration that the database did not take.
    struct Refusal {
        var migration: Migration
        var failure: StepFailure
    }

    let scope: ProofScope
    let migrations: [Migration]
    let boundaryRows: BoundaryRows
    /// How many rows were there before the plan.
    private(set) var rows = 0
    private(set) var phase = Phase.applying

    private let place: ProofPlace
    private let looksAtAllRows: Bool
    private let scratch: ScratchDatabase
    let engine: Engine
    let version: String
    private var schema = Schema()
    private var rowTracker: RowTracker?
    /// What inspecting the database gave before the plan, and after it.
    private var start = Schema()
    private var end = Schema()

    /// - Parameter looksAtAllRows: Whether the rows of all tables are looked at after each migration, and not once
    ///   after all, as those of tables are that a migration does not touch.
    init(
        scope: ProofScope, migrations: [Migration], on place: ProofPlace, looksAtAllRows: Bool = false
    ) throws(MigratorError) {
        self.scope = scope
        self.migrations = migrations
        self.place = place
        self.looksAtAllRows = looksAtAllRows
        scratch = try place.scratch(seconds: scope.seconds(for: migrations))
        engine = scratch.database.engine
        version = scratch.database.serverVersion ?? ""
        boundaryRows = BoundaryRows(
            scope.start, on: engine, namedInExpressions: scope.namedInExpressions(of: migrations, on: engine),
            becoming: scope.readColumns(of: migrations, on: engine))
    }

    // MARK: - There

    /// Makes the old schema, fills it, and applies the plan.
    mutating func applyAll(without exclusions: inout RowExclusions) throws(Obstacle) {
        try makeStart(without: &exclusions)
        schema = scope.before
        for migration in migrations {
            try make(migration, migration.changes, .add(id: migration.id, batch: migration.batch, checksum: ""))
        }
        try expectAllRows(after: migrations.last)
        let there = try inspect()
        end = there
        let (found, wanted) = (there.without(scope.released), try told(scope.after, beside: there))
        guard found != wanted else { return }
        // The engine may tell of a schema in other words than were expected: then it does so too of one made at once.
        let other = try fresh(scope.after)
        guard found != other else { return }
        throw difference(wanted, found)
    }

    private mutating func makeStart(without exclusions: inout RowExclusions) throws(Obstacle) {
        let wanted = scope.start
        let boundaryRows = boundaryRows
        rows = try scratch.make(wanted) { (connection) throws(DatabaseError) in
            try boundaryRows.insert(on: connection, without: &exclusions)
        }
        start = try inspect()
        rowTracker = try askingRows { () throws(DatabaseError) in
            try RowTracker(of: wanted, on: scratch.connection, engine)
        }
    }

    // MARK: - And back

    /// Takes the plan back.
    mutating func revertAll() throws(Obstacle) {
        phase = .reverting
        for migration in migrations.reversed() {
            var inverse: [Change] = []
            do { inverse = try migration.inverse() } catch { throw .impossible("\(error)") }
            try make(migration, inverse, .remove(id: migration.id, checksum: migration.checksum))
        }
        try expectAllRows(after: migrations.first)
        try expectStartingRows()
        let found = try inspect()
        // Altered, a table may be told in other words than when it was made.
        guard found != start, try found != told(scope.start, beside: found) else { return }
        throw difference(start, found)
    }

    /// What is not announced to be lost is what it was.
    private func expectStartingRows() throws(Obstacle) {
        guard let first = migrations.first, let rowTracker else { return }
        let announced: AnnouncedLosses
        do throws(SchemaMismatch) {
            announced = try AnnouncedLosses(of: migrations.flatMap(\.changes), on: scope.before, engine)
        } catch { throw .fault(.refused(migration: first.id, "\(error)")) }
        let lost = try askingRows { () throws(DatabaseError) in try rowTracker.lostOnTheWayBack(announced: announced) }
        if !lost.isEmpty { throw .fault(.lostRows(migration: first.id, lost)) }
    }

    /// Applies the plan once more to what taking it back left.
    mutating func applyAgain() throws(Obstacle) {
        phase = .applyingAgain
        for migration in migrations {
            try make(migration, migration.changes, .add(id: migration.id, batch: migration.batch, checksum: ""))
        }
        try expectAllRows(after: migrations.last)
        let found = try inspect()
        guard found != end, try found.without(scope.released) != told(scope.after, beside: found) else { return }
        throw difference(end, found)
    }

    // MARK: - Steps

    private mutating func make(_ migration: Migration, _ changes: [Change], _ entry: Work.Entry) throws(Obstacle) {
        var steps: [Step] = []
        do throws(UnsupportedChange) { steps = try render(changes, on: schema, for: engine) } catch {
            if case .mismatch = error.reason { throw .fault(.refused(migration: migration.id, "\(error)")) }
            throw .impossible("\(error)")
        }
        // What nobody knows the tables of may touch any.
        let touched = looksAtAllRows || changes.touchesUnknownTables ? nil : changes.writtenTables
        try expectRows(of: touched, untouchedUntil: migration)
        do throws(MigratorError) {
            try scratch.make(changes, by: steps, as: entry, acceptingLoss: phase != .applying)
        } catch {
            guard let failure = error.failureOfMigration else { throw .lost(error) }
            if failure.isStopped { throw .stopped(after: scratch.seconds) }
            let refusal = Refusal(migration: migration, failure: failure)
            throw failure.isAboutRows ? .rowViolations(refusal) : .refused(refusal)
        }
        do throws(SchemaMismatch) {
            try rowTracker?.follow(changes, from: schema)
            schema = try schema.applying(changes)
        } catch { throw .fault(.refused(migration: migration.id, "\(error)")) }
        let lost = try askingRows { () throws(DatabaseError) in try rowTracker?.lost(in: touched) ?? [] }
        if !lost.isEmpty { throw .fault(.lostRows(migration: migration.id, lost)) }
    }

    /// What is about to be touched must be what it was when it was last looked at; nothing has touched it since.
    private mutating func expectRows(
        of tables: Set<String>?, untouchedUntil migration: Migration
    ) throws(Obstacle) {
        let lost = try askingRows { () throws(DatabaseError) in try rowTracker?.lost(in: tables) ?? [] }
        if !lost.isEmpty { throw .lostUntouchedRows(lastMigration: migration.id, lost) }
    }

    /// Looks at the rows of all tables that were not looked at since the last migration.
    private mutating func expectAllRows(after migration: Migration?) throws(Obstacle) {
        if let migration { try expectRows(of: nil, untouchedUntil: migration) }
    }

    private func told(_ schema: Schema, beside found: Schema) throws(Obstacle) -> Schema {
        try asking { () throws(StepFailure) in try scratch.database.readback(of: schema, beside: found).schema }
    }

    private func inspect() throws(Obstacle) -> Schema {
        try asking { () throws(StepFailure) in try scratch.database.inspect() }
    }

    /// What inspecting gives where the schema was made at once.
    private func fresh(_ schema: Schema) throws(Obstacle) -> Schema {
        let other = try Self.scratch(on: place, for: schema)
        _ = try other.make(schema) { _ in 0 }
        return try asking { () throws(StepFailure) in try other.database.inspect() }
    }

    private static func scratch(on place: ProofPlace, for schema: Schema) throws(Obstacle) -> ScratchDatabase {
        do { return try place.scratch(seconds: schema.seconds) } catch { throw .lost(error) }
    }

    /// Why the engine does not take a schema however it comes to it, or nil where it takes it.
    static func reasonAgainst(_ schema: Schema, on place: ProofPlace) throws(MigratorError) -> String? {
        do throws(Obstacle) {
            _ = try scratch(on: place, for: schema).make(schema) { _ in 0 }
            return nil
        } catch {
            switch error {
            case .lost(let error): throw error
            case .impossible(let reason): return reason
            case .refused(let refusal), .rowViolations(let refusal): return "\(refusal.failure)"
            case .fault, .lostUntouchedRows: return nil
            case .stopped(let seconds): return "it takes longer than \(seconds) seconds"
            }
        }
    }

    private func asking<Value>(_ body: () throws(StepFailure) -> Value) throws(Obstacle) -> Value {
        do { return try body() } catch {
            if error.isStopped { throw .stopped(after: scratch.seconds) }
            throw .lost(.database(error))
        }
    }

    private func askingRows<Value>(_ body: () throws(DatabaseError) -> Value) throws(Obstacle) -> Value {
        try asking { () throws(StepFailure) in
            do throws(DatabaseError) { return try body() } catch { throw .database(error, doing: "read rows") }
        }
    }

    private func difference(_ wanted: Schema, _ found: Schema) -> Obstacle {
        guard let first = differences(expected: wanted, found: found).first else {
            return .impossible("nothing differs")
        }
        let name = first.element.table
        return .fault(.differs(first, expected: shown(wanted[name]), found: shown(found[name])))
    }

    /// The table as the statements that would make it.
    private func shown(_ table: Table?) -> String {
        guard let table else { return "no such table\n" }
        return (try? render([.createTable(table)], on: Schema(), for: engine)).map { script($0) } ?? "\(table)\n"
    }
}

extension [Change] {
    /// Whether only their author knows which tables they are about.
    fileprivate var touchesUnknownTables: Bool { contains { $0.table == nil } }
}

extension StepFailure {
    /// Whether it took longer than it was given.
    var isStopped: Bool {
        if case .database(let error, _) = self { error.kind == .stopped } else { false }
    }
}
