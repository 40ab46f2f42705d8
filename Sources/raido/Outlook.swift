import Raido
import RaidoConsole
import RaidoLanguage
import RaidoPlanning
import RaidoProject
import RaidoSQL

/// All there is to say about a plan before anything is written.
struct Outlook {
    var plan: Plan
    var counts: ModelCounts
    var tableCount: Int
    var entities: String
    /// Warnings of every stage, with places.
    var warnings: [Diagnostic]
    var sources: [SourceFile]
    /// SQLite's SQL, a script for each migration.
    var scripts: [(id: String, text: String)]

    init(_ plan: Plan, models: ReadModels, project: Project) throws(Failure) {
        self.plan = plan
        counts = models.counts
        tableCount = models.schema.tables.count
        entities = project.settings.entities
        sources = project.allSources
        warnings =
            project.warnings + models.warnings + plan.staleHints.map { $0.diagnostic(at: models.hintPlaces[$0.key]) }
        scripts = []
        if let fault = plan.fault { throw Failure(fault: fault) }
        scripts = try render(plan, before: project.state.schema, models: models)
    }

    /// The SQL for every engine that the project is for and that this version renders.
    private func render(_ plan: Plan, before: Schema, models: ReadModels) throws(Failure) -> [(
        id: String, text: String
    )] {
        var schema = before
        var scripts: [(id: String, text: String)] = []
        for migration in plan.migrations {
            do throws(UnsupportedChange) {
                let steps = try RaidoSQL.render(migration.changes, on: schema, for: .sqlite)
                scripts.append((migration.id, transactionScript(steps, for: .sqlite)))
            } catch {
                let notes: [Diagnostic.Note] = [.init("the change is part of \(migration.id); nothing was written")]
                throw Failure([Diagnostic(.error, error.description, at: nil, notes: notes)])
            }
            do throws(SchemaMismatch) { schema = try schema.applying(migration.changes) } catch {
                throw Failure(fault: error)
            }
        }
        return scripts
    }

    func summary(of id: String) -> MigrationSummary? { plan.summaries.first { $0.id == id } }
}

extension StaleHint {
    fileprivate func diagnostic(at span: SourceSpan?) -> Diagnostic {
        Diagnostic(.warning, message, at: span)
    }
}
