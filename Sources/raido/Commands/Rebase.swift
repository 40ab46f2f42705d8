import Raido
import RaidoConsole
import RaidoMigrate
import RaidoPlatform
import RaidoProject

extension Command {
    static let rebase = Command(
        "rebase",
        "Moves the migrations that another branch does not have after those that it has.",
        task: writing,
        options: [
            Option("--onto", value: "REF", help: "The other branch, a tag or a commit: main, origin/main, MERGE_HEAD."),
            Option("--dry-run", help: "Show what would be moved; write nothing."),
            Option("--force", help: "Move hand-written or edited migrations, too, with their text as it is."),
            unappliedDatabase, entities, now,
        ] + historyFolders + [json, quiet],
        discussion: """
            For two branches that changed the same table: merge them with git, resolve the models, then run this. The
            migrations get new names and keep their text. The list and the snapshots are written from the migrations,
            so conflicts in them do not matter. All files are changed, or none.

            It is refused, with exit status 3, where the database has one of the migrations to move, and, unless --force
            is given, where one of them is hand-written or edited: raido cannot know whether your SQL is still right
            after the other branch's migrations. It ends with status 1 where they do not fit those of the other branch,
            and says which contradict each other.
            """)
}

/// `raido rebase`: the migrations of this branch, after those of another.
struct RebaseMigrations: ProjectCommand {
    let request: Request
    private let arguments: Arguments
    private let reference: String

    init(_ arguments: Arguments) throws(UsageError) {
        request = try Request(arguments, of: .rebase)
        self.arguments = arguments
        guard let reference = arguments.value("--onto") else {
            throw .missingOperand("--onto REF", command: Command.rebase.name)
        }
        self.reference = reference
    }

    func run() throws(UsageError) -> ExitStatus {
        if request.isDryRun { return try reading { settings throws(Failure) in try rebase(settings) { _ in } } }
        return try writing { settings, commit throws(Failure) in try rebase(settings, commit) }
    }

    private func rebase(
        _ settings: Settings, _ commit: (PendingFiles) throws(Failure) -> Void
    ) throws(Failure) -> ExitStatus {
        let project = try BranchedProject(settings, onto: reference)
        let rebase = try plan(project, settings)
        let trial = rebase.trial()
        try project.expectFit(trial)
        complain(project.history.migrations.findings(trial).map(\.diagnostic), sources: project.history.sources)
        let replay = rebase.result.replay()
        let files = try project.files(
            replacing: rebase.moves.map { ($0.old, $0.new) }, replay: replay,
            owners(settings, project.history.state, replay))
        let checks = AppliedCheck(
            Set(rebase.moves.map(\.old.id)), option: arguments.value("--database"), settings.historyTable)
        let edited = EditedMoves(of: rebase, project.history.migrations, shared: project.shared)
        let members = members(rebase, project, checks, edited)
        tell(rebase, project, checks, edited)
        if !checks.applied.isEmpty { return refused(checks, members) }
        if !edited.entries.isEmpty, !request.allowsAll, !request.isDryRun { return refused(edited, members) }
        if files.isEmpty {
            if request.printsJSON {
                report("unchanged", files, members)
            } else {
                terminal.say("Nothing to write: the list and the snapshots are as the migrations produce them.")
            }
            return .success
        }
        if request.isDryRun {
            report("dry-run", files, members, isPending: true)
            if !request.printsJSON { terminal.say("\nNo files were changed.") }
            return .success
        }
        try commit(files)
        report("written", files, members)
        if !request.printsJSON {
            terminal.say(
                "\nNext: 'raido check', then 'git add \(shellWord(settings.migrations)) \(shellWord(settings.snapshots))'."
            )
        }
        return .success
    }

    private func plan(_ project: BranchedProject, _ settings: Settings) throws(Failure) -> Rebase {
        let history = project.history.migrations
        let unmovable = Rebase.unmovable(history.entries.map(\.id), after: project.shared)
        guard unmovable.isEmpty else { throw Failure(BranchProblem.cannotMove(unmovable)) }
        do throws(ProjectError) {
            return try Rebase(
                history, after: project.shared, additions: project.other.additions, now: request.now ?? .now(),
                folder: settings.migrations)
        } catch { throw Failure(error) }
    }

    private func tell(
        _ rebase: Rebase, _ project: BranchedProject, _ checks: AppliedCheck, _ edited: EditedMoves
    ) {
        guard !request.printsJSON else { return }
        for id in project.leftovers {
            terminal.say("The list names \(visible(id)), which has no file: the line is removed.")
        }
        if rebase.moves.isEmpty {
            terminal.say("Nothing to move: no migration of this branch comes before one of \(visible(reference)).")
            return
        }
        terminal.say(
            "\(rebase.moves.count) of this branch's migrations \(rebase.moves.count == 1 ? "moves" : "move") after those "
                + "of \(visible(reference)):")
        for move in rebase.moves {
            terminal.say("  \(visible(move.old.id))\n    → \(visible(move.new.id))")
            if edited.contains(move.old) {
                terminal.say(
                    "      hand-written or edited: "
                        + (request.allowsAll ? "moved with its text as it is" : "moved with --force only"))
            }
        }
        terminal.say(visible(checks.line))
    }

    private func refused(_ checks: AppliedCheck, _ members: [(String, JSONDocument)]) -> ExitStatus {
        if request.printsJSON {
            report("refused", PendingFiles(), members)
            return .refused
        }
        let style = terminal.errorStyle
        terminal.complain(
            "\(style.red("refused:")) \(style.bold("applied migrations are not moved; no files were changed"))\n")
        terminal.complain(visible("  applied, or interrupted, in \(checks.database):") + "\n")
        for id in checks.applied { terminal.complain("    \(visible(id))\n") }
        terminal.complain(
            """

            Revert them there first: abort the merge (git merge --abort, git rebase --abort), run 'raido down' on this
            branch, and merge again. A database that others use must not lose them: then let the other branch move its
            migrations after yours.

            """)
        return .refused
    }

    private func refused(_ edited: EditedMoves, _ members: [(String, JSONDocument)]) -> ExitStatus {
        if request.printsJSON {
            report("refused", PendingFiles(), members)
            return .refused
        }
        let style = terminal.errorStyle
        terminal.complain("\(style.red("refused:")) \(style.bold(edited.headline))\n")
        terminal.complain(visibleLines(edited.explanation(onto: reference)))
        return .refused
    }

    private func members(
        _ rebase: Rebase, _ project: BranchedProject, _ checks: AppliedCheck, _ edited: EditedMoves
    ) -> [(String, JSONDocument)] {
        [
            ("onto", .string(project.other.commit)),
            (
                "moved",
                .array(
                    rebase.moves.map { .object([("from", .string($0.old.id)), ("to", .string($0.new.id))]) })
            ),
            ("edited", .strings(edited.entries.map(\.file.path))),
            ("applied", .strings(checks.applied)), ("checks", .strings(rebase.moves.isEmpty ? [] : [checks.line])),
            ("removed_lines", .strings(project.leftovers)),
        ]
    }
}

/// Which migrations the configured database has.
struct AppliedCheck {
    private(set) var applied: [String] = []
    /// The database, as messages may show it.
    private(set) var database = ""
    /// What was checked, or why not.
    private(set) var line = ""

    init(_ ids: Set<String>, option: String?, _ history: HistoryTable) {
        guard !ids.isEmpty else { return }
        switch DatabaseAnswer.about(ids, option: option, history: history) {
        case .notChecked(let reason): line = "Database: not checked: \(reason)."
        case .none(let database): line = "Database: \(database) has none of them."
        case .has(let found, let database):
            line = "Database: \(database) has \(found.count == 1 ? "one" : "\(found.count)") of them."
            applied = found
            self.database = database
        }
    }
}
