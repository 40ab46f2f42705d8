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
            Option(
                "--onto", value: "REF", required: true,
                help: "The other branch, a tag or a commit: main, origin/main, MERGE_HEAD."),
            Option("--dry-run", help: "Show what would be moved; write nothing."),
            Option("--force", help: "Also move hand-written or edited migrations, without changing their text."),
            unappliedDatabase, entities, now,
        ] + historyFolders + [json, quiet],
        discussion: """
            For two branches that changed the same table: merge them with git, resolve the conflicts in the models, then run
            this command. The migrations get new names and keep their text. The list and the snapshots are rewritten
            from the migrations, so conflicts in them do not matter. Either all files are changed, or none.

            The command is refused, with exit status 3, if the database has one of the migrations to move or answers with
            an error, or, without --force, if one of them is hand-written or edited: raido cannot know whether your SQL is
            still correct after the other branch's migrations. It fails with status 1 if they contradict the other branch's
            migrations, and shows which ones.
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
        let ids = Set(rebase.moves.map { project.collisions.originalID(of: $0.old.id) })
        let answer =
            ids.isEmpty
            ? nil
            : DatabaseAnswer.about(ids, option: arguments.value("--database"), history: settings.historyTable)
        let edited = EditedMoves(of: rebase, project.history.migrations, shared: project.shared)
        let members = members(rebase, project, answer, edited)
        show(rebase, project, answer, edited)
        if let answer, let objection = answer.objection { return refused(answer, objection, members) }
        if !edited.entries.isEmpty, !request.allowsAll, !request.isDryRun {
            return refused(edited, project.collisions, members)
        }
        if files.isEmpty {
            if request.printsJSON {
                report("unchanged", files, members)
            } else {
                terminal.say("Nothing to write: the list and the snapshots match the migrations.")
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
                history, after: project.shared, additions: project.other.additions,
                movesAll: !project.collisions.all.isEmpty, now: request.now ?? .now(), folder: settings.migrations)
        } catch { throw Failure(error) }
    }

    private func show(
        _ rebase: Rebase, _ project: BranchedProject, _ answer: DatabaseAnswer?, _ edited: EditedMoves
    ) {
        guard !request.printsJSON else { return }
        for id in project.leftovers {
            terminal.say("The list names \(visible(id)), which has no file: its line was removed.")
        }
        for line in project.collisionLines { terminal.say(visible(line)) }
        if rebase.moves.isEmpty {
            terminal.say("Nothing to move: no migration of this branch comes before one of \(visible(reference)).")
            return
        }
        terminal.say(
            "\(rebase.moves.count) of this branch's migrations \(rebase.moves.count == 1 ? "moves" : "move") after those "
                + "of \(visible(reference)):")
        for move in rebase.moves {
            terminal.say("  \(visible(project.collisions.originalID(of: move.old.id)))\n    → \(visible(move.new.id))")
            if edited.contains(move.old) {
                terminal.say(
                    "      hand-written or edited: "
                        + (request.allowsAll ? "moved with its text unchanged" : "moved only with --force"))
            }
        }
        if let answer { terminal.say(visible(answer.line)) }
    }

    private func refused(
        _ answer: DatabaseAnswer, _ objection: Objection, _ members: [(String, JSONDocument)]
    ) -> ExitStatus {
        if request.printsJSON {
            report("refused", PendingFiles(), members)
            return .refused
        }
        let style = terminal.errorStyle
        guard case .has(let applied, let database) = answer else {
            terminal.complain("\(style.red("refused:")) \(style.bold("no files were changed"))\n")
            terminal.complain("  \(visibleLines(objection.message))\n      \(visible(objection.advice))\n")
            return .refused
        }
        terminal.complain(
            "\(style.red("refused:")) \(style.bold("applied migrations are not moved; no files were changed"))\n")
        terminal.complain(visible("  applied, or interrupted, in \(database):") + "\n")
        for id in applied { terminal.complain("    \(visible(id))\n") }
        terminal.complain(
            """

            Revert them there first: abort the merge (git merge --abort, git rebase --abort), run 'raido down' on this
            branch, and merge again. A database that others use must not lose them: then let the other branch move its
            migrations after yours.

            """)
        return .refused
    }

    private func refused(
        _ edited: EditedMoves, _ collisions: NameCollisions, _ members: [(String, JSONDocument)]
    ) -> ExitStatus {
        if request.printsJSON {
            report("refused", PendingFiles(), members)
            return .refused
        }
        let style = terminal.errorStyle
        terminal.complain("\(style.red("refused:")) \(style.bold(edited.headline))\n")
        terminal.complain(visibleLines(edited.explanation(onto: reference, collisions)))
        return .refused
    }

    /// What was checked, and what went wrong.
    private func checks(_ answer: DatabaseAnswer?) -> [String] {
        guard let answer else { return [] }
        if case .failed(let reason) = answer { return [answer.line, reason] }
        return [answer.line]
    }

    private func members(
        _ rebase: Rebase, _ project: BranchedProject, _ answer: DatabaseAnswer?, _ edited: EditedMoves
    ) -> [(String, JSONDocument)] {
        [
            ("onto", .string(project.other.commit)),
            (
                "moved",
                .array(
                    rebase.moves.map {
                        .object([
                            ("from", .string(project.collisions.originalID(of: $0.old.id))), ("to", .string($0.new.id)),
                        ])
                    })
            ),
            ("edited", .strings(edited.entries.map(project.collisions.originalPath))),
            ("applied", .strings(answer?.applied ?? [])), ("checks", .strings(checks(answer))),
            ("removed_lines", .strings(project.leftovers)),
        ]
    }
}
