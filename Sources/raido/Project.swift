import Raido
import RaidoConsole
import RaidoLanguage
import RaidoMigrate
import RaidoPlanning
import RaidoPlatform
import RaidoProject
import RaidoRunner

/// What a run reads first: settings, models, snapshots, and the list of migrations.
struct Project {
    var settings: Settings
    var sources: [SourceFile]
    var frameworks: [SourceFile]
    var state: ProjectState
    var warnings: [Diagnostic]

    /// Reads the project for a run that does not write, while no other run does.
    static func read(_ request: Request, _ report: inout RunReport) throws(Failure) -> Project {
        let settings = try request.settings()
        let lock = try request.lockForReading(settings)
        report.show(lock.recovery)
        let project = try load(request, settings)
        lock.release()
        return project
    }

    /// Reads the project in the working folder. Errors in files and in models are reported together.
    ///
    /// - Parameter state: Snapshots and list, where they are read already.
    static func load(
        _ request: Request, _ settings: Settings, state: ProjectState? = nil
    ) throws(Failure) -> Project {
        var mistakes: [ProjectError] = []
        let sources = readSources(at: settings.entities, isDefault: request.entities == nil, into: &mistakes)
        let frameworks = settings.frameworks.map { readSources(at: $0, isDefault: false, into: &mistakes) }
        var hasList = true
        let state = state ?? loadState(settings, hasList: &hasList, into: &mistakes)
        let project = Project(
            settings: settings, sources: sources.files, frameworks: frameworks.flatMap(\.files),
            state: state,
            warnings: (sources.skippedLinks + frameworks.flatMap(\.skippedLinks)).map {
                Diagnostic(.warning, $0.message, at: nil)
            })
        guard mistakes.isEmpty else {
            var failure = project.failure(of: mistakes)
            if hasList { failure.add(project.historyFailure(besides: mistakes, isCheck: request.isCheck)) }
            throw failure
        }
        return project.warningOfLostMigrations()
    }

    /// - Parameter hasList: Whether the list of migrations could be read.
    private static func loadState(
        _ settings: Settings, hasList: inout Bool, into mistakes: inout [ProjectError]
    ) -> ProjectState {
        let snapshots = loadSnapshots(at: settings.snapshots, mistakes: &mistakes)
        var registry = Registry(ids: [])
        do { registry = try loadRegistry(at: settings.migrations) } catch {
            hasList = false
            mistakes.append(error)
        }
        return ProjectState(snapshots: snapshots, registry: registry)
    }

    /// A snapshot names the last migration that touched its table; where that is gone, the two folders disagree.
    private func warningOfLostMigrations() -> Project {
        var project = self
        let known = Set(state.registry.ids)
        for snapshot in state.snapshots where !known.contains(snapshot.lastMigration) {
            let path = Path.join(settings.snapshots, snapshot.path)
            project.warnings.append(
                Diagnostic(
                    .warning,
                    "\(path) names \(snapshot.lastMigration), which is not in \(settings.migrations); "
                        + "restore it from version control, unless you removed it on purpose",
                    at: nil))
        }
        return project
    }

    private static func readSources(
        at folder: String, isDefault: Bool, into mistakes: inout [ProjectError]
    ) -> SourceFiles {
        do throws(ProjectError) {
            let found = try sourceFiles(at: folder, isDefault: isDefault)
            mistakes += found.mistakes
            return found
        } catch {
            mistakes.append(error)
            return SourceFiles()
        }
    }

    /// Mistakes in files, together with those in the models that could be read.
    private func failure(of mistakes: [ProjectError]) -> Failure {
        var failure = Failure(
            mistakes.map { $0.diagnostic(inWordsOfMigrationsAt: settings.migrations) },
            sources: mistakes.compactMap(\.sourceFile))
        do throws(Failure) { _ = try readModels() } catch {
            failure.diagnostics += error.diagnostics
            failure.sources += error.sources
        }
        return failure
    }

    /// The engines that notes are about: those of the settings, else those whose drivers are built in.
    var notedEngines: [Engine] { settings.engines ?? builtInEngines }

    /// Everything that messages may point into.
    var allSources: [SourceFile] {
        sources + frameworks + [builtInFrameworkModels] + (settings.file.map { [$0] } ?? [])
    }

    /// - Parameter known: Names of tables that are included where a framework declares them, beside those of snapshots.
    func readModels(alsoKnown known: Set<String> = []) throws(Failure) -> ReadModels {
        var options = LanguageOptions()
        options.nullability =
            switch settings.nullability {
            case .semantic: .semantic
            case .required: .required
            }
        options.typeMappings = settings.typeMappings
        options.typeMappingPlaces = settings.typeMappingPlaces
        options.engines = Set(notedEngines)
        options.requiresTargets = settings.engines != nil
        options.historyTables = settings.historyTable.names
        options.historyTablePlace = settings.historyTablePlace
        do throws(DiagnosticsError) {
            return try RaidoLanguage.readModels(
                sources, frameworks: frameworks,
                knownFrameworkTables: state.frameworkTables.union(known), options: options)
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
                targets: settings.targets))
    }

    /// The files that a plan makes: its migrations, the registry, and the snapshots of the tables it touches.
    func files(for plan: Plan, models: ReadModels) throws(Failure) -> PendingFiles {
        let new = zip(plan.migrations, plan.summaries).map { NewMigration($0, summary: $1.sentence) }
        do throws(ProjectError) {
            return try state.pendingFiles(
                for: new, on: plan.targets, frameworkTables: models.frameworkTables, settings: settings)
        } catch {
            throw Failure(error)
        }
    }
}

extension ProjectError {
    /// The error with what the two sides of a merge did.
    ///
    /// - Parameter folder: The folder of migrations.
    fileprivate func diagnostic(inWordsOfMigrationsAt folder: String) -> Diagnostic {
        guard case .snapshotMergeMarkers(let sides) = problem else { return diagnostic }
        let words = sides.compactMap { try? readMigration($0, at: folder).sideInWords }
        var diagnostic = diagnostic
        diagnostic.notes = words.map { Diagnostic.Note($0) } + diagnostic.notes
        return diagnostic
    }
}
