import Raido
import RaidoConsole
import RaidoMigrate
import RaidoPlanning
import RaidoProject

extension Command {
    static let snapshots = Command(
        "snapshots",
        "Compares the snapshots with the migrations, or writes them from the migrations.",
        task: writing,
        options: historyFolders + [
            Option("--rebuild", help: "Write the snapshots and the list of migrations from the migrations."),
            entities,
        ] + [json, quiet],
        discussion: """
            Without --rebuild nothing is written, and the exit status is 2 if something differs. With it, either all
            files are written or none; snapshots of tables that no migration creates are removed, and the overwritten
            differences are printed. The migrations are read as text. A table that a migration with code may have
            changed keeps its snapshot.
            """)
}

/// `raido snapshots`: compares the snapshots with what the migrations produce.
struct Snapshots: ProjectCommand {
    let request: Request
    private let arguments: Arguments

    init(_ arguments: Arguments) throws(UsageError) {
        request = try Request(arguments, of: .snapshots)
        self.arguments = arguments
    }

    func run() throws(UsageError) -> ExitStatus {
        if arguments.has("--rebuild") {
            return try writing { settings, commit throws(Failure) in
                try compare(settings, isRebuild: true, commit)
            }
        }
        return try reading { settings throws(Failure) in try compare(settings, isRebuild: false) { _ in } }
    }

    private func compare(
        _ settings: Settings, isRebuild: Bool, _ commit: (PendingFiles) throws(Failure) -> Void
    ) throws(Failure) -> ExitStatus {
        let survey = SnapshotSurvey.load(at: settings.snapshots)
        guard survey.mistakes.isEmpty else { throw Failure(survey.mistakes) }
        let history = try ProjectHistory(state(settings, survey), settings, refusesStrays: true)
        let broken = history.migrations.findings(history.replay)
        guard !broken.contains(where: { $0.severity == .error }) else {
            throw Failure(broken, sources: history.sources)
        }
        let owners = owners(settings, history.state, history.replay)
        let frameworks = history.replay.frameworkTables(owners, snapshots: survey.snapshots)
        try history.replay.expectKnownSnapshots(survey, frameworkTables: frameworks)
        let files = history.state.rebuiltFiles(
            from: history.replay, frameworkTables: frameworks, replacing: survey.damaged, settings: settings)
        let findings =
            broken + history.snapshotFindings(owners) + history.state.registry.findings(in: settings.migrations)
        show(isRebuild ? findings.filter { !$0.isFixedByRebuild } : findings, isRebuild ? [] : survey.damaged)
        let overwritten = isRebuild ? findings.filter(\.isOverwrittenByRebuild) : []
        let members: [(String, JSONDocument)] = [
            ("findings", .array(findings.map(\.document))),
            ("overwritten", .array(overwritten.map(\.document))),
            ("damaged", .strings(survey.damaged.map(\.error.path))),
        ]
        let onlyOrdersList = history.state.onlyOrdersList(files, settings: settings)
        if files.isEmpty || (!isRebuild && onlyOrdersList) { return nothingToDo(history, members) }
        guard isRebuild else {
            report("pending", files, members, isPending: true)
            if !request.printsJSON { terminal.say("\nNothing was written; 'raido snapshots --rebuild' writes these.") }
            return .pending
        }
        try commit(files)
        complain(overwritten.map(\.overwritten))
        report("written", files, members)
        return .success
    }

    private func state(_ settings: Settings, _ survey: SnapshotSurvey) throws(Failure) -> ProjectState {
        do {
            return ProjectState(
                snapshots: survey.snapshots, registry: try loadRegistry(at: settings.migrations))
        } catch { throw Failure(error) }
    }

    private func show(_ findings: [HistoryFinding], _ damaged: [SnapshotSurvey.Damaged]) {
        let sources = damaged.compactMap(\.error.sourceFile) + findings.compactMap(\.unreadable?.sourceFile)
        // A damaged snapshot exists, although it cannot be read.
        let tables = Set(damaged.map(\.tableName))
        let findings = findings.filter { finding in
            if case .missingSnapshot(let table) = finding.problem { !tables.contains(table) } else { true }
        }
        complain(damaged.map(\.error.diagnostic) + findings.map(\.diagnostic), sources: sources)
    }

    private func nothingToDo(_ history: ProjectHistory, _ members: [(String, JSONDocument)]) -> ExitStatus {
        if request.printsJSON {
            report("unchanged", PendingFiles(), members)
        } else {
            terminal.say("Nothing to write: \(matches(history)).")
        }
        return .success
    }

    /// How many snapshots match the migrations, and how many cannot be compared.
    private func matches(_ history: ProjectHistory) -> String {
        let uncertain = history.state.snapshots.count { history.replay.content(of: $0.table.name) == .uncertain }
        let subject = uncertain == 1 ? "the snapshot of 1 table" : "the snapshots of \(uncertain) tables"
        let unverified =
            uncertain == 0
            ? []
            : [
                "\(subject) cannot be verified here, because a migration with code may have changed them; "
                    + "'migrate check' verifies them"
            ]
        let verified =
            switch history.replay.schema.tables.count {
            case 0: uncertain == 0 ? ["the migrations produce no tables"] : []
            case 1: ["the snapshot of 1 table matches the migrations"]
            case let count: ["the snapshots of \(count) tables match the migrations"]
            }
        return (verified + unverified).joined(separator: ", ")
    }
}

extension Failure {
    init(_ errors: [ProjectError]) {
        self.init(errors.map(\.diagnostic), sources: errors.compactMap(\.sourceFile))
    }
}
