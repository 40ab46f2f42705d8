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
        let all = try project.guardedEngines.map { engine throws(Failure) in
            try EngineScripts(plan, from: project.state.schema, for: engine)
        }
        warnings += try all.findings(areTargets: targets != nil, noted: project.notedEngines)
        scripts = all.filter { targets != nil || $0.engine == .sqlite }
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
