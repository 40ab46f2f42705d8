import Raido
import RaidoConsole
import RaidoLanguage
import RaidoMigrate
import RaidoPlanning
import RaidoPlatform
import RaidoProject
import RaidoSQL

/// `raido sql`: the SQL that lies between the snapshots and the models, or that of all models. It writes nothing, and
/// needs no database.
struct PrintSQL {
    private let request: Request
    private let arguments: Arguments
    private let command: Command
    private let terminal = Terminal.standard()

    init(_ arguments: Arguments, command: Command) throws(UsageError) {
        if arguments.has("--schema"), arguments.has("--down") {
            throw .notTogether("--schema", "--down", command: command.name)
        }
        request = try Request(arguments, of: command)
        self.arguments = arguments
        self.command = command
    }

    func run() throws(UsageError) -> ExitStatus {
        var report = RunReport(request)
        do throws(Failure) {
            let project = try Project.read(request, &report)
            let choice = try choice(project)
            let models = try project.readModels()
            report.complain(project.warnings + models.warnings, sources: project.allSources)
            let text =
                arguments.has("--schema")
                ? try schema(models, project: project, for: choice.engine)
                : try changes(to: models, project: project, for: choice.engine, report)
            terminal.print("-- \(choice.engine.displayName) (\(choice.reason)).\n\(text)", terminator: "")
            return .success
        } catch {
            if let usage = error.usage { throw usage }
            return report.failed(error)
        }
    }

    private func choice(_ project: Project) throws(Failure) -> EngineChoice {
        let variables: Variables
        do { variables = try .load() } catch { throw Failure([Diagnostic(.error, error.description, at: nil)]) }
        for warning in variables.warnings { terminal.warn(warning) }
        do {
            return try EngineChoice(
                option: arguments.value("--engine"), variables: variables, settings: project.settings, command: command)
        } catch { throw Failure(error) }
    }

    /// What the next migrations would run, or what would revert them.
    ///
    /// - Throws: ``Failure``, also if the snapshots do not fit the migrations.
    private func changes(
        to models: ReadModels, project: Project, for engine: Engine, _ report: RunReport
    ) throws(Failure) -> String {
        let plan = project.plan(to: models, at: request.now ?? .now(), named: nil)
        let warnings = try plan.warnings(about: models, project)
        guard !plan.isEmpty else { return "-- Nothing to do: the models match their snapshots.\n" }
        let findings = try project.verifyHistory(for: plan, models: models, isCheck: false)
        report.complain(
            warnings + findings.map(\.diagnostic),
            sources: project.allSources + findings.compactMap(\.unreadable?.sourceFile))
        let isDown = arguments.has("--down")
        let scripts = try EngineScripts(plan, from: project.state.schema, for: engine, isDown ? .down : .up)
        if let refusal = scripts.refusal { throw Failure(refusal.change) }
        let titles = Dictionary(plan.summaries.map { ($0.id, "\($0.verb) \($0.table)") }) { first, _ in first }
        let text = scripts.all.map { script in
            "\n-- \(isDown ? "Reverts: " : "")\(titles[script.id] ?? script.id)\n\(script.text)"
        }.joined()
        return sessionScript(text, for: engine)
    }

    /// All tables of the models, but for those that something else makes.
    private func schema(_ models: ReadModels, project: Project, for engine: Engine) throws(Failure) -> String {
        var schema = models.schema
        var lines = [
            "-- Creates missing tables; can be run repeatedly. Existing tables stay as they are."
        ]
        if project.settings.frameworkTables == .external {
            for table in models.frameworkTables.sorted() {
                schema[table] = nil
                lines.append("-- Omitted, because another program creates it: \(table)")
            }
        }
        do throws(UnsupportedChange) {
            return lines.map { $0 + "\n" }.joined() + "\n" + (try schemaScript(schema, for: engine))
        } catch { throw Failure(error) }
    }
}

extension Failure {
    fileprivate init(_ change: UnsupportedChange) {
        self.init([Diagnostic(.error, change.description, at: nil)])
    }
}
