import Raido
import RaidoConsole
import RaidoLanguage
import RaidoMigrate
import RaidoPlanning
import RaidoPlatform
import RaidoProject

/// The history of a project as its files tell it, and in what they do not agree.
struct ProjectHistory {
    var settings: Settings
    var state: ProjectState
    var migrations: MigrationHistory
    var replay: HistoryReplay

    /// Reads all migrations.
    ///
    /// - Parameter refusesStrays: Whether a migration that is not in the list is an error: what is written from a
    ///   history without it would be wrong.
    init(_ state: ProjectState, _ settings: Settings, refusesStrays: Bool = false) throws(Failure) {
        if refusesStrays { try refuseStrays(beside: state.registry, settings) }
        self.settings = settings
        self.state = state
        do { migrations = try MigrationHistory.load(state.registry, at: settings.migrations) } catch {
            throw Failure(error)
        }
        replay = migrations.replay()
    }

    /// What messages may point into.
    var sources: [SourceFile] { migrations.entries.map(\.file) }

    /// All that does not agree: list, migrations and snapshots.
    ///
    /// - Parameter models: Nil where they cannot be read.
    func findings(_ models: TableOwners?) throws(Failure) -> [HistoryFinding] {
        do {
            let strays = try strayMigrations(beside: state.registry, at: settings.migrations)
            return (migrations.findings(replay) + snapshotFindings(models)).inOrder + migrations.compilerFindings()
                + state.registry.findings(in: settings.migrations) + strays
        } catch {
            throw Failure(error)
        }
    }

    /// The merge markers in migrations and in their list.
    func mergeMarkers() -> [HistoryFinding] {
        (migrations.findings(replay) + state.registry.findings(in: settings.migrations)).filter(\.isAboutMergeMarkers)
    }

    /// What does not agree between snapshots and migrations.
    func snapshotFindings(_ models: TableOwners?) -> [HistoryFinding] {
        let comparison = SnapshotComparison(replay, state.snapshots, in: settings.snapshots)
        let frameworks = replay.frameworkTables(models, snapshots: state.snapshots)
        return comparison.findings() + comparison.misplaced(frameworkTables: frameworks)
    }

    /// What does not agree about some tables.
    func findings(about tables: Set<String>) -> [HistoryFinding] {
        let comparison = SnapshotComparison(replay, state.snapshots, in: settings.snapshots)
        let own = migrations.findings(replay).filter { finding in
            if let table = finding.table { return tables.contains(table) }
            if finding.isAboutMergeMarkers { return true }
            guard case .unreadable(_, let uncertain) = finding.problem else { return false }
            return !tables.isDisjoint(with: uncertain)
        }
        return (own.map { $0.narrowed(to: tables) } + comparison.findings(of: tables)).inOrder
    }
}

/// Ends a run where the folder holds migrations that the list does not take.
func refuseStrays(beside registry: Registry, _ settings: Settings) throws(Failure) {
    let strays: [HistoryFinding]
    do throws(ProjectError) { strays = try strayMigrations(beside: registry, at: settings.migrations) } catch {
        throw Failure(error)
    }
    if !strays.isEmpty { throw Failure(strays, sources: []) }
}

extension HistoryReplay {
    /// - Throws: the damaged files whose tables the history never had: nobody knows whose they are.
    func expectKnownSnapshots(_ survey: SnapshotSurvey, frameworkTables: Set<String>) throws(Failure) {
        let made = Set(snapshots(frameworkTables: frameworkTables).map(\.path))
        let unknown = survey.damaged.filter { !made.contains($0.path) && !isFormerTable($0.tableName) }
        guard unknown.isEmpty else { throw Failure(unknown.map(\.error)) }
    }
}

extension HistoryFinding {
    fileprivate var isAboutMergeMarkers: Bool {
        switch problem {
        case .listMergeMarkers, .migrationMergeMarkers: true
        case .columnOrder, .danglingForeignKey, .danglingReference, .differentSnapshot, .droppedTable, .listDisorder,
            .misfit, .misplacedSnapshot, .missingSnapshot, .notCompilable, .renamedTable, .staleSnapshot,
            .strayMigration, .unknownTable, .unlisted, .unreadable, .wrongLastMigration:
            false
        }
    }

    /// The same, of some tables.
    fileprivate func narrowed(to tables: Set<String>) -> HistoryFinding {
        guard case .unreadable(let isCode, let uncertain) = problem else { return self }
        var finding = self
        finding.problem = .unreadable(isCode: isCode, tables: uncertain.filter(tables.contains))
        return finding
    }
}

extension Failure {
    /// Files of a project that do not agree.
    init(_ findings: [HistoryFinding], sources: [SourceFile]) {
        self.init(
            findings.map(\.diagnostic), sources: sources + findings.compactMap(\.unreadable?.sourceFile))
        self.findings = findings
        let first = findings.first { $0.severity == .error }
        guard let first, let migration = first.migration else { return }
        report = ["The first migration that differs is \(migration)." + (first.firstDifference.map { " \($0)." } ?? "")]
    }
}

extension ReadModels {
    /// Which tables are the project's own, and which a framework's.
    var owners: TableOwners {
        TableOwners(
            project: Set(schema.tables.map(\.name)).subtracting(frameworkTables), frameworks: frameworkTables)
    }
}

extension Project {
    /// Compares the history with the snapshots: all of it for `check`, else the tables of a plan and those around
    /// them. A run without changes does not read it.
    ///
    /// - Returns: warnings.
    /// - Throws: ``Failure`` where a plan from these snapshots would spoil the history.
    func verifyHistory(for plan: Plan, models: ReadModels, isCheck: Bool) throws(Failure) -> [HistoryFinding] {
        if plan.isEmpty, !isCheck { return [] }
        let history = try ProjectHistory(state, settings, refusesStrays: !isCheck)
        let findings =
            isCheck
            ? try history.findings(models.owners) : history.findings(about: plan.tables(on: state.schema))
        guard findings.contains(where: { $0.severity == .error }) else { return findings }
        throw Failure(findings, sources: history.sources)
    }
}

extension Project {
    /// What does not agree in the history, where some of the project's files cannot be read.
    ///
    /// - Parameter isCheck: Whether all of it is wanted. Otherwise only merge markers are: who resolves a merge wants to
    ///   see all of them at once.
    func historyFailure(besides mistakes: [ProjectError], isCheck: Bool) -> Failure {
        do throws(Failure) {
            let history = try ProjectHistory(state, settings)
            guard isCheck else { return Failure(history.mergeMarkers(), sources: history.sources) }
            let unread = mistakes.map(\.path).filter { Path.isInside($0, folder: settings.snapshots) }
            let names = Set(unread.map(Path.name(of:)))
            let isFolder = unread.contains { !$0.hasSuffix(".json") }
            let findings = try history.findings(nil).filter { finding in
                guard case .missingSnapshot = finding.problem else { return true }
                // One that cannot be read is not missing.
                return !isFolder && !names.contains(Path.name(of: finding.path))
            }
            return Failure(findings, sources: history.sources)
        } catch { return error }
    }
}

extension Project {
    /// Reads the models. If they have errors, the findings of the history are reported with them.
    ///
    /// - Parameter isCheck: Whether all of these are. Otherwise only merge markers are.
    func readModelsBesideHistory(isCheck: Bool) throws(Failure) -> ReadModels {
        do { return try readModels() } catch {
            var failure = error
            do throws(Failure) {
                let history = try ProjectHistory(state, settings)
                let findings = isCheck ? try history.findings(nil) : history.mergeMarkers()
                if !findings.isEmpty { failure.add(Failure(findings, sources: history.sources)) }
            } catch { failure.add(error) }
            throw failure
        }
    }
}

extension Plan {
    /// The tables that it changes, those that they refer to before or after it, and those that refer to them: a rename
    /// writes their snapshots, too.
    fileprivate func tables(on before: Schema) -> Set<String> {
        let own = migrations.flatMap(\.changes).writtenTables
        let keys = own.flatMap { (before[$0]?.foreignKeys ?? []) + (after[$0]?.foreignKeys ?? []) }
        let children = (before.tables(around: own) + after.tables(around: own)).map(\.name)
        return own.union(keys.map(\.referencedTable)).union(children)
    }
}
