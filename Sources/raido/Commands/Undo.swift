import Raido
import RaidoConsole
import RaidoMigrate
import RaidoPlanning
import RaidoProject

extension Command {
    static let undo = Command(
        "undo",
        "Undoes the last run that wrote migrations: its files, their lines in the list, the snapshots.",
        task: writing,
        options: historyFolders + [
            Option(
                "--onto", value: "REF",
                help: "After a merge, undo all migrations that this branch, tag or commit does not have."),
            unappliedDatabase,
            Option("--force", help: "Undo it even if it is committed, edited or applied."),
        ] + [json, quiet],
        discussion: """
            Either all files are changed, or none. The command is refused, with exit status 3, if git has a file of the
            run, if git fails in its repository, if a file was edited since it was written, if the database has a
            migration of the run, if it answers with an error, or if the numbers of the migrations show that they are of two
            runs in one second. A database that cannot be reached is reported but does not stop the command. No database
            is changed: revert the migrations there first.

            With --onto the list and the snapshots become those of the other branch, regardless of conflicts, and
            'raido makemigrations' writes the difference again. Files that git has do not matter then.
            """)
}

/// `raido undo`: removes the last run.
struct Undo: ProjectCommand {
    let request: Request
    private let arguments: Arguments

    init(_ arguments: Arguments) throws(UsageError) {
        request = try Request(arguments, of: .undo)
        self.arguments = arguments
    }

    func run() throws(UsageError) -> ExitStatus {
        try writing { settings, commit throws(Failure) in
            if let reference = arguments.value("--onto") { return try undo(settings, onto: reference, commit) }
            let state = try loadState(settings)
            let history = try ProjectHistory(state, settings, refusesStrays: true)
            let run = try LastRun(of: history)
            guard let run else {
                report("unchanged", PendingFiles())
                if !request.printsJSON { terminal.say("Nothing to undo: there are no migrations.") }
                return .success
            }
            let files = try files(without: run, history)
            let checks = UndoChecks(run, history, database: arguments.value("--database"))
            return try finish(run, files, checks, commit)
        }
    }

    private func finish(
        _ run: LastRun, _ files: PendingFiles, _ checks: UndoChecks, _ commit: (PendingFiles) throws(Failure) -> Void
    ) throws(Failure) -> ExitStatus {
        if !request.printsJSON { for line in checks.lines { terminal.say(visible(line)) } }
        if !checks.objections.isEmpty, !request.allowsAll { return refused(checks, run) }
        try commit(files)
        report("written", files, members(checks, run))
        return .success
    }

    /// Removes the migrations that another branch does not have.
    private func undo(
        _ settings: Settings, onto reference: String, _ commit: (PendingFiles) throws(Failure) -> Void
    ) throws(Failure) -> ExitStatus {
        let project = try BranchedProject(settings, onto: reference)
        let run = LastRun(project.own)
        let rest = project.history.migrations.without(run.ids)
        let replay = rest.replay()
        let broken = rest.findings(replay)
        guard !broken.contains(where: { $0.severity == .error }) else {
            throw Failure(broken, sources: project.history.sources)
        }
        let files = try project.files(
            replacing: run.entries.map { ($0, nil) }, replay: replay,
            owners(settings, project.history.state, project.history.replay))
        if files.isEmpty {
            report("unchanged", files)
            if !request.printsJSON {
                terminal.say("Nothing to undo: there are no migrations that \(visible(reference)) does not have.")
            }
            return .success
        }
        let checks = UndoChecks(
            run, project.history, database: arguments.value("--database"), keepsCommits: true,
            collisions: project.collisions)
        if !request.printsJSON { for line in project.collisionLines { terminal.say(visible(line)) } }
        return try finish(run, files, checks, commit)
    }

    private func files(without run: LastRun, _ history: ProjectHistory) throws(Failure) -> PendingFiles {
        let rest = history.migrations.without(run.ids).replay()
        let frameworks = rest.frameworkTables(
            owners(history.settings, history.state, history.replay), snapshots: history.state.snapshots)
        do {
            return try history.state.filesWithout(
                run.ids, of: history.migrations, frameworkTables: frameworks, settings: history.settings)
        } catch {
            throw Failure([
                Diagnostic(
                    .error,
                    "the snapshots of \(error.names.joined(separator: ", ")) before the last run are unknown: "
                        + "\(error.migrations.joined(separator: ", ")) cannot be read or applied", at: nil,
                    notes: [.init("remove the run's files and restore the snapshots and the list from version control")]
                )
            ])
        }
    }

    private func refused(_ checks: UndoChecks, _ run: LastRun) -> ExitStatus {
        if request.printsJSON {
            report("refused", PendingFiles(), members(checks, run))
            return .refused
        }
        let style = terminal.errorStyle
        let what = "the run of \(run.ids.count == 1 ? "1 migration" : "\(run.ids.count) migrations") was not undone"
        terminal.complain("\(style.red("refused:")) \(style.bold("\(what); no files were changed"))\n")
        for objection in checks.objections {
            terminal.complain("  \(visibleLines(objection.message))\n      \(visible(objection.advice))\n")
        }
        let onto = arguments.value("--onto").map { " --onto \(shellWord($0))" } ?? ""
        terminal.complain("\nUndo it anyway with: raido undo\(visible(onto)) --force\n")
        return .refused
    }

    private func members(_ checks: UndoChecks, _ run: LastRun) -> [(String, JSONDocument)] {
        [
            ("migrations", .strings(run.ids.sorted())), ("checks", .strings(checks.lines)),
            (
                "objections",
                .array(
                    checks.objections.map {
                        .object([
                            ("id", .string($0.id)), ("message", .string($0.message)), ("advice", .string($0.advice)),
                        ])
                    })
            ),
        ]
    }
}
