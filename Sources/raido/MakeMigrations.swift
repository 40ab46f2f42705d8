import Raido
import RaidoConsole
import RaidoLanguage
import RaidoPlanning
import RaidoPlatform
import RaidoProject
import RaidoSQL

/// `raido makemigrations`: from models and snapshots to migrations on disk.
struct MakeMigrations {
    let request: Request
    let command: Command
    let terminal: Terminal

    init(_ request: Request, command: Command) {
        self.request = request
        self.command = command
        terminal = .standard(isQuiet: request.isQuiet || request.printsJSON)
    }

    /// The whole run. Files are opened at its two ends; between them values become values.
    func run() throws(UsageError) -> ExitStatus {
        let report = Report(request: request, terminal: terminal)
        do throws(Failure) {
            let project = try Project.load(request)                       // files -> settings, sources, snapshots
            let models = try project.readModels()                         // text -> Schema
            let plan = project.plan(to: models)                           // Schemas -> [Migration] + [Hazard]
            try report.show(plan, models: models, project: project)
            try checkAllowances(against: plan)
            ...
        } catch {
            report.fail(error)
            return .failure
        }
    }
}
