import Raido
import RaidoConsole
import RaidoLanguage
import RaidoMigrate
import RaidoPlanning
import RaidoProject

/// All there is to say about a plan before anything is written.
struct Outlook {
    var plan: Plan
    var counts: ModelCounts
    var tableCount: Int
    var entities: String
    /// Warnings of every stage, with places.
    var warnings: [Diagnostic]
    var sources: [SourceFile]
    /// Those of the warnings that are about the history.
    private(set) var findings: [HistoryFinding] = []
    /// The SQL of the engines that the project is for; SQLite's where it does not say.
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
        if let fault = plan.fault { throw Failure(fault: fault) }
        let targets = project.settings.engines
        let all = try (targets ?? Engine.allCases).map { engine throws(Failure) in
            try EngineScripts(plan, from: project.state.schema, for: engine)
        }
        warnings += try all.findings(areTargets: targets != nil)
        scripts = all.filter { targets != nil || $0.engine == .sqlite }
    }

    /// Adds what the history says.
    mutating func add(_ findings: [HistoryFinding]) {
        self.findings += findings
        warnings += findings.map(\.diagnostic)
        sources += findings.compactMap(\.unreadable?.sourceFile)
    }

    func sql(of id: String, for engine: Engine) -> String? {
        scripts.first { $0.engine == engine }?.all.first { $0.id == id }?.text
    }

    func summary(of id: String) -> MigrationSummary? { plan.summaries.first { $0.id == id } }
}

extension UnusedExpression {
    fileprivate var key: HintKey { .expression(table: table, column) }

    fileprivate func diagnostic(at span: SourceSpan?) -> Diagnostic {
        Diagnostic(.warning, message, at: span)
    }
}

extension StaleHint {
    fileprivate func diagnostic(at span: SourceSpan?) -> Diagnostic {
        Diagnostic(.warning, message, at: span)
    }
}
