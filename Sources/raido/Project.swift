import Raido
import RaidoConsole
import RaidoLanguage
import RaidoPlanning
import RaidoPlatform
import RaidoProject

/// All that a run reads before it thinks: settings, models, snapshots, and which migrations there are.
struct Project {
    var settings: Settings
    var sources: [SourceFile]
    var frameworks: [SourceFile]
    var state: ProjectState
    var warnings: [Diagnostic]

    /// Reads the project in the working folder.
    static func load(_ request: Request) throws(Failure) -> Project {
        do throws(ProjectError) {
            var settings = try loadSettings()
            if let entities = request.entities { settings.entities = entities }
            if let migrations = request.migrations { settings.migrations = migrations }
            if let snapshots = request.snapshots { settings.snapshots = snapshots }
            let sources = try sourceFiles(at: settings.entities, isDefault: request.entities == nil)
            var frameworks: [SourceFile] = []
            var skipped = sources.skippedLinks
            for folder in settings.frameworks {
                let found = try sourceFiles(at: folder)
                frameworks += found.files
                skipped += found.skippedLinks
            }
            return Project(
                settings: settings, sources: sources.files, frameworks: frameworks,
                state: try .load(settings),
                warnings: skipped.map { Diagnostic(.warning, $0.message, at: nil) })
        } catch {
            throw Failure(error)
        }
    }

    /// Everything that messages may point into.
    var allSources: [SourceFile] { sources + frameworks + [builtInFrameworkModels] }

    func readModels() throws(Failure) -> ReadModels {
        var options = LanguageOptions()
        options.nullability =
            switch settings.nullability {
            case .semantic: .semantic
            case .required: .required
            }
        options.typeMappings = settings.typeMappings
        if let engines = settings.engines {
            options.engines = Set(engines)
            options.requiresTargets = true
        }
        do throws(DiagnosticsError) {
            return try RaidoLanguage.readModels(
                sources, frameworks: frameworks,
                knownFrameworkTables: state.frameworkTables, options: options)
        } catch {
            throw Failure(error.diagnostics, sources: allSources)
        }
    }

    /// The way from the snapshots to the models.
    func plan(to models: ReadModels, at now: Timestamp, named name: String?) -> Plan {
        RaidoPlanning.plan(
            PlanRequest(
                before: state.schema, after: models.schema, hints: models.hints,
                frameworkTables: models.frameworkTables, frameworkBases: models.frameworkBases,
                frameworkIsExternal: settings.frameworkTables == .external,
                batch: nextBatch(now: now, existing: state.registry.ids), name: name,
                targets: Set(settings.engines ?? Engine.allCases)))
    }

    /// The files that a plan makes: its migrations, the registry, and the snapshots of the tables it touches.
    func files(for plan: Plan, models: ReadModels) throws(Failure) -> PendingFiles {
        let new = zip(plan.migrations, plan.summaries).map { NewMigration($0, summary: $1.sentence) }
        do throws(ProjectError) {
            return try state.pendingFiles(for: new, frameworkTables: models.frameworkTables, settings: settings)
        } catch {
            throw Failure(error)
        }
    }
}
