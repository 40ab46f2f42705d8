import Raido
import RaidoConsole
import RaidoLanguage
import RaidoPlanning
import RaidoPlatform
import RaidoProject

/// `raido makemigrations`: from models and snapshots to migrations on disk.
struct MakeMigrations {
    private let request: Request
    private let command: Command

    init(_ request: Request, command: Command) {
        self.request = request
        self.command = command
    }

    /// The whole run. Files are opened at its two ends; between them values become values.
    func run() throws(UsageError) -> ExitStatus {
        let report = RunReport(request)
        do throws(Failure) {
            let project = try Project.load(request)  // files -> settings, sources, snapshots
            let models = try project.readModels()  // text -> Schema
            let plan = project.plan(to: models, at: request.now ?? .now(), named: request.name)  // Schemas -> changes
            let outlook = try Outlook(plan, models: models, project: project)  // what there is to say about them
            try check(request.allowed, against: plan)
            report.show(outlook)

            let files = try project.files(for: plan, models: models)  // values -> contents of files
            if files.isEmpty { return report.nothingToDo(outlook) }
            if request.isCheck { return report.pending(outlook) }
            if request.isDryRun { return report.dryRun(outlook) }
            let refused = plan.hazards.filter { !request.allowsAll && !request.allowed.contains($0.id) }
            guard refused.isEmpty else { return report.refused(refused, outlook) }
            try project.commit(files)  // contents -> files, all or none
            return report.done(files, outlook)
        } catch {
            if let usage = error.usage { throw usage }
            return report.failed(error)
        }
    }

    /// What is allowed must be something that was found: a mistyped id must not look as if it had done its work.
    private func check(_ allowed: [String], against plan: Plan) throws(Failure) {
        let ids = plan.hazards.map(\.id)
        for id in allowed where !ids.contains(id) {
            throw Failure(.notInPlan("--allow \(id)", nearest: nearest(to: id, among: ids), command: command.name))
        }
    }
}
