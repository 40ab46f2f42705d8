import Raido
import RaidoConsole
import RaidoLanguage
import RaidoMigrate
import RaidoPlanning
import RaidoProject

/// All there is to say about a plan before anything is written.
struct PlanReport {
    var plan: Plan
    /// The queries of its findings.
    let hazardCounts: HazardCounts
    var counts: ModelCounts
    var tableCount: Int
    var entities: String
    /// Warnings of every stage, with places.
    var warnings: [Diagnostic]
    var sources: [SourceFile]
    /// Those of the warnings that are about the history.
    private(set) var findings: [HistoryFinding] = []
    /// The SQL of the engines that the project is for; the default one's where it does not say.
    var scripts: [EngineScripts]

    init(_ plan: Plan, models: ReadModels, project: Project) throws(Failure) {
        self.plan = plan
        counts = models.counts
        tableCount = models.schema.tables.count
        entities = project.settings.entities
        sources = project.allSources
        warnings =
            project.warnings + models.warnings + plan.staleHints.map { $0.diagnostic(at: models.hintPlaces[$0.key]) }
            + plan.unusedExpressions.map { $0.diagnostic(at: models.hintPlaces[$0.key]) }
        scripts = []
        warnings += try plan.warnings(about: models, project)
        do throws(SchemaMismatch) { hazardCounts = try HazardCounts(plan, from: project.state.schema) } catch {
            throw Failure(fault: error)
        }
        let namesEngines = project.settings.engines != nil
        let all = try plan.targets.sorted().map { engine throws(Failure) in
            try EngineScripts(plan, from: project.state.schema, for: engine)
        }
        warnings += try all.findings(areTargets: namesEngines, noted: project.notedEngines)
        scripts = all.filter { namesEngines || $0.engine == .default }
    }

    /// Adds what the history says.
    mutating func add(_ findings: [HistoryFinding]) {
        self.findings += findings
        warnings += findings.map(\.diagnostic)
        sources += findings.compactMap(\.unreadable?.sourceFile)
    }

    /// The SQL of each migration by its id, for each engine of ``scripts``.
    func texts() -> [Engine: [String: String]] {
        let texts = scripts.map { scripts in
            (scripts.engine, Dictionary(scripts.all.map { ($0.id, $0.text) }) { first, _ in first })
        }
        return Dictionary(texts) { first, _ in first }
    }
}

extension Plan {
    /// Makes sure that the plan can be written.
    ///
    /// - Returns: Warnings about the SQL of its hints.
    /// - Throws: where that SQL names what its table does not have then, or the plan does not produce the models.
    func warnings(about models: ReadModels, _ project: Project) throws(Failure) -> [Diagnostic] {
        if let fault { throw Failure(fault: fault) }
        let found = models.mistakes(in: hintScopes, engines: Set(project.notedEngines))
        guard found.contains(where: { $0.severity == .error }) else { return found }
        throw Failure(found, sources: project.allSources)
    }
}

extension UnusedExpression {
    fileprivate var key: HintKey { .expression(table: table, column) }

    fileprivate func diagnostic(at span: SourceSpan?) -> Diagnostic {
        Diagnostic(.warning, message, at: span)
    }
}

extension StaleHint {
    fileprivate func diagnostic(at span: SourceSpan?) -> Diagnostic {
        let near = nearest(to: oldName, among: candidates)
        return Diagnostic(.warning, message(nearest: near), at: span)
    }
}
