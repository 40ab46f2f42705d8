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
    var snapshots: [Snapshot]
    var registry: Registry
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
                snapshots: try loadSnapshots(at: settings.snapshots),
                registry: try loadRegistry(at: settings.migrations),
                warnings: skipped.map { Diagnostic(.warning, $0.message, at: nil) })
        } catch {
            throw Failure([error.diagnostic], sources: error.sourceFile.map { [$0] } ?? [])
        }
    }

    /// Everything that messages may point into.
    var allSources: [SourceFile] { sources + frameworks }

    /// The schema as the snapshots have it.
    var schema: Schema { Schema(snapshots.map(\.table)) }

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
                knownFrameworkTables: Set(snapshots.filter(\.isFramework).map(\.table.name)), options: options)
        } catch {
            throw Failure(error.diagnostics, sources: allSources)
        }
    }

    /// The way from the snapshots to the models.
    func plan(to models: ReadModels, at now: Timestamp, named name: String?) -> Plan {
        RaidoPlanning.plan(
            PlanRequest(
                before: schema, after: models.schema, hints: models.hints,
                frameworkTables: models.frameworkTables, frameworkBases: models.frameworkBases,
                frameworkIsExternal: settings.frameworkTables == .external,
                batch: nextBatch(now: now, existing: registry.ids), name: name,
                targets: Set(settings.engines ?? Engine.allCases)))
    }
}
