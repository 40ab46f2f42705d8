import Raido
import RaidoPlanning
package import RaidoRunner

/// Tries a plan on a database that nobody needs, before anybody's files hold it.
///
/// The old schema is made, as far as the plan is about it, and filled with rows at the bounds of what columns take. The
/// plan is applied: what is there then must be the new schema. The plan is undone: what is there then must be the
/// old schema. Rows that the plan neither drops nor converts must be what they were, each time: those of a table that a
/// migration touches are looked at before and after it, and all of them once more in the end.
///
/// - Parameters:
///   - url: The server to try it on; nil for SQLite in memory.
///   - appliesAgain: Whether the plan is applied once more in the end.
///   - seconds: How long SQLite in memory may compute; nil for as long as a plan of this size may take anywhere.
///   - wrapping: Gives the connection that is used in place of the database's own.
/// - Throws: ``MigratorError`` where there is no such database, or the connection to it is lost.
package func prove(
    _ request: ProofRequest, on url: String? = nil, appliesAgain: Bool = false, seconds: Int? = nil,
    wrapping: @escaping (any Connection) -> any Connection = { $0 }
) throws(MigratorError) -> ProofResult {
    let place = ProofPlace(url: url, seconds: seconds, wrapping: wrapping)
    var proof = Proof(request: request, scope: ProofScope(request), place: place, appliesAgain: appliesAgain)
    while true {
        if let result = try proof.attempt() { return proof.lostRows(or: result) }
    }
}

/// Where a plan is tried.
struct ProofPlace {
    /// The server; nil for SQLite in memory.
    var url: String?
    var seconds: Int?
    var wrapping: (any Connection) -> any Connection

    /// - Parameter seconds: How long it may compute where nobody said so.
    func scratch(seconds: Int) throws(MigratorError) -> ScratchDatabase {
        try ScratchDatabase(on: url, seconds: self.seconds ?? seconds, wrapping: wrapping)
    }
}

/// The attempts at one plan. Rows that the user allowed to be in the way are taken out of it, and it starts again.
private struct Proof {
    let request: ProofRequest
    let scope: ProofScope
    let place: ProofPlace
    let appliesAgain: Bool
    var exclusions = RowExclusions()
    /// How many rows there were when the plan first went through.
    var provedRows: Int?
    /// What stopped the way back, until rows were left out.
    var refusedBack: Trial.Refusal?
    /// What stopped a migration that gives rows the user's values, until rows were left out.
    var refusedValues: Trial.Refusal?
    /// What was found of rows that no migration touches. The next attempt looks at all rows after each migration, to
    /// find out which one it was.
    private var lostRows: ProofResult?

    init(request: ProofRequest, scope: ProofScope, place: ProofPlace, appliesAgain: Bool) {
        self.request = request
        self.scope = scope
        self.place = place
        self.appliesAgain = appliesAgain
    }

    mutating func attempt() throws(MigratorError) -> ProofResult? {
        var trial = try Trial(
            scope: scope, migrations: request.migrations, on: place, looksAtAllRows: lostRows != nil)
        do {
            try trial.applyAll(without: &exclusions)
            if let refusedValues {
                let migration = refusedValues.migration.id
                return failed(trial, .givenValues(migration: migration, "\(refusedValues.failure)"))
            }
            provedRows = provedRows ?? trial.rows
            try trial.revertAll()
            if appliesAgain { try trial.applyAgain() }
            return .proved(
                ProofRecord(
                    engine: trial.engine, version: trial.version, rows: provedRows ?? 0,
                    stoppedByRows: refusedBack.map { "\($0.failure)" }))
        } catch {
            switch error {
            case .lost(let error): throw error
            case .impossible(let reason): return .impossible(reason)
            case .stopped(let seconds): return .stopped(after: seconds)
            case .fault(let fault): return failed(trial, fault)
            case .lostUntouchedRows(let migration, let rows):
                let found = failed(trial, .lostRows(migration: migration, rows))
                if lostRows != nil { return found }
                lostRows = found
                return nil
            case .refused(let refusal):
                if let reason = try reason(for: refusal, in: trial) { return .impossible(reason) }
                return failed(trial, refusal.fault)
            case .rowViolations(let refusal):
                if !isAllowed(refusal, in: trial) {
                    guard refusal.migration.givesValues else { return failed(trial, refusal.fault) }
                    refusedValues = refusedValues ?? refusal
                }
                if trial.phase == .reverting { refusedBack = refusedBack ?? refusal }
                if leaveOut(for: refusal, in: trial) { return nil }
                return failed(trial, refusal.fault)
            }
        }
    }

    /// What became of the last attempt, where that is a fault; else what an earlier one found.
    func lostRows(or result: ProofResult) -> ProofResult {
        switch result {
        case .failed: result
        case .proved, .impossible, .stopped: lostRows ?? result
        }
    }

    private func failed(_ trial: Trial, _ fault: ProofFailure.Fault) -> ProofResult {
        .failed(
            ProofFailure(
                engine: trial.engine, version: trial.version, isReverting: trial.phase == .reverting, fault: fault))
    }

    /// Taking a plan back, rows may be in the way of what was loosened, and so they may when it is applied again: the
    /// runner says so when it happens.
    private func isAllowed(_ refusal: Trial.Refusal, in trial: Trial) -> Bool {
        guard trial.phase == .applying, request.targets.contains(trial.engine) else { return true }
        if refusal.isAboutWrittenNull(on: trial.engine) { return true }
        let tables = scope.allNames(of: refusal.migration.changes)
        let lineage = Lineage(ofNames: request.migrations.flatMap(\.changes))
        return request.hazards.contains { hazard in
            guard hazard.engines.contains(trial.engine), tables.contains(hazard.table) else { return false }
            let columns = hazard.column.map { lineage.allNames(ofColumn: $0, in: hazard.table) } ?? []
            return hazard.kind.warns(of: refusal.failure, in: columns, on: trial.engine)
        }
    }

    /// Leaves out the next row that may be in the way, or nothing where there is none left.
    private mutating func leaveOut(for refusal: Trial.Refusal, in trial: Trial) -> Bool {
        let old = exclusions
        let concerned = scope.allNames(of: refusal.migration.changes).filter { scope.start[$0] != nil }
        let count = trial.boundaryRows.count
        let order = (refusal.failure.isAboutNull ? [2] : []) + [3, 4, 5, 2] + (count > 5 ? Array(6...count) : []) + [1]
        for row in order {
            for table in concerned { exclusions.insert([row], of: table, in: scope.start) }
            if exclusions != old { return true }
        }
        for table in scope.start.tables { exclusions.insert(1...count, of: table.name, in: scope.start) }
        return exclusions != old
    }

    /// Why the engine refuses a migration, where it would refuse what the models say however it is put.
    private func reason(for refusal: Trial.Refusal, in trial: Trial) throws(MigratorError) -> String? {
        if refusal.isAboutWrittenSQL(on: trial.engine) { return "\(refusal.failure)" }
        return try Trial.reasonAgainst(trial.phase == .reverting ? scope.start : scope.after, on: place)
    }
}
