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

    /// The whole run. One that may write has the project to itself from reading the snapshots to writing them.
    func run() throws(UsageError) -> ExitStatus {
        var report = RunReport(request)
        do throws(Failure) {
            return try request.isReadOnly ? readOnly(&report) : exclusive(&report)
        } catch {
            if let usage = error.usage { throw usage }
            return report.failed(error)
        }
    }

    private func readOnly(_ report: inout RunReport) throws(Failure) -> ExitStatus {
        let project = try Project.read(request, &report)
        return try make(project, report) { _ in }
    }

    private func exclusive(_ report: inout RunReport) throws(Failure) -> ExitStatus {
        Platform.sayWhenInterrupted(
            "\nraido: interrupted. The files are as they were, or the next run finishes or undoes the work.\n")
        let settings = try request.settings()
        let lock = try request.lockProject(settings)
        report.show(lock.recovery)
        let project = try Project.load(request, settings)
        return try make(project, report) { files throws(ProjectError) in try lock.commit(files) }
    }

    /// The story. Files are opened at its two ends; between them values become values.
    private func make(
        _ project: Project, _ report: RunReport, commit: (PendingFiles) throws(ProjectError) -> Void
    ) throws(Failure) -> ExitStatus {
        // text -> Schema
        let models = try project.readModelsBesideHistory(isCheck: request.isCheck)
        let plan = project.plan(to: models, at: request.now ?? .now(), named: request.name)  // Schemas -> changes
        let findings = try project.verifyHistory(for: plan, models: models, isCheck: request.isCheck)
        var planReport = try PlanReport(plan, models: models, project: project)  // what there is to say about them
        planReport.add(findings)
        try check(request.allowed, against: plan)
        report.show(planReport)

        let files = try project.files(for: plan, models: models)  // values -> contents of files
        let onlyOrdersList = project.state.onlyOrdersList(files, settings: project.settings)
        if files.isEmpty || (request.isCheck && onlyOrdersList) { return report.nothingToDo(planReport) }
        if request.isCheck { return report.pending(planReport) }
        if request.isDryRun { return report.dryRun(planReport) }
        let refused = plan.hazards.filter { !request.allowsAll && !request.allowed.contains($0.id) }
        guard refused.isEmpty else { return report.refused(refused, planReport) }
        let proof = try project.prove(plan, models: models, for: request)  // changes -> tried on a database
        do { try commit(files) } catch { throw Failure(error) }  // contents -> files, all or none
        return report.done(files, proof, planReport)
    }

    /// Every allowed id must be one of the findings: a mistyped id must not pass unnoticed.
    private func check(_ allowed: [String], against plan: Plan) throws(Failure) {
        let ids = plan.hazards.map(\.id)
        for id in allowed where !ids.contains(id) {
            throw Failure(.notInPlan("--allow \(id)", nearest: nearest(to: id, among: ids), command: command.name))
        }
    }
}
