import Raido
import RaidoConsole
import RaidoPlanning
import RaidoPlatform
import RaidoProject

extension Command {
    static let why = Command(
        "why",
        "Lists the migrations that created and changed a table, or a part of one.",
        task: writing,
        options: historyFolders + [json],
        operand: Operand(
            "NAME", required: true,
            help: "TABLE, or TABLE.PART: a column, index, constraint or enum of it. Former names work too."),
        discussion: """
            Renames are followed backwards. A name that no longer exists is explained too. The migrations are read as
            text; those with code are listed, because their changes are unknown. The exit status is 1 if nothing ever
            had the name.
            """)
}

/// `raido why`: the history of one object.
struct Why: ProjectCommand {
    let request: Request
    private let name: String

    init(_ arguments: Arguments) throws(UsageError) {
        request = try Request(arguments, of: .why)
        guard let name = arguments.operands.first else { throw .missingOperand("NAME", command: Command.why.name) }
        self.name = name
    }

    func run() throws(UsageError) -> ExitStatus {
        try reading { settings throws(Failure) in
            let history = try ProjectHistory(loadState(settings), settings)
            let migrations = history.migrations.readable
            let question = self.question
            guard let answer = provenance(of: question, in: migrations) else {
                throw notFound(question, in: history)
            }
            if request.printsJSON {
                terminal.print(document(answer, history.replay.unreadable).text())
            } else {
                show(answer, history)
            }
            return .success
        }
    }

    /// `TABLE.PART`, at the first dot.
    private var question: ProvenanceQuestion {
        let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        return ProvenanceQuestion(table: parts[0], part: parts.count > 1 ? parts[1] : nil)
    }

    private func notFound(_ question: ProvenanceQuestion, in history: ProjectHistory) -> Failure {
        let migrations = history.migrations.readable
        let unread = history.replay.unreadable
        let limit = unread.isEmpty ? "" : ", in the migrations that can be read"
        let tables = namesEverUsed(in: migrations)
        var message = "no migration in \(history.settings.migrations)/ has a table '\(question.table)'"
        if !unread.isEmpty {
            message = "no migration in \(history.settings.migrations)/ that can be read has a table '\(question.table)'"
        }
        var candidate = nearest(to: question.table, among: tables)
        if let part = question.part, tables.contains(question.table) {
            message = "table '\(question.table)' never had a column, index, constraint or enum '\(part)'" + limit
            candidate = nearest(to: part, among: namesEverUsed(in: migrations, partsOf: question.table))
                .map { "\(question.table).\($0)" }
        }
        var notes: [Diagnostic.Note] = []
        if !unread.isEmpty {
            notes.append(.init(notRead(history)))
        }
        // A migration that can be read may use a name that one with code made.
        if let candidate, candidate != name { notes.append(.init("did you mean '\(candidate)'?")) }
        return Failure([Diagnostic(.error, message, at: nil, notes: notes)])
    }

    /// The migrations that were not read, and why.
    private func notRead(_ history: ProjectHistory) -> String {
        let isCode = history.migrations.mistakes.allSatisfy(\.isAboutCode)
        return "not read, because they have code\(isCode ? "" : " or are damaged"): "
            + history.replay.unreadable.joined(separator: ", ")
    }

    private func show(_ answer: Provenance, _ history: ProjectHistory) {
        let style = terminal.outputStyle
        terminal.print(style.bold(visible("\(answer.element)")))
        for step in answer.steps {
            terminal.print("\n\(style.bold(step.migration))" + (date(of: step.migration).map { "  \($0)" } ?? ""))
            for line in step.lines { terminal.print("  " + visible(line)) }
        }
        terminal.print("")
        if let ending = answer.ending {
            terminal.print(visible(ending.words) + ".")
        } else {
            terminal.print("Now:")
            for line in answer.present { terminal.print("  " + visible(line)) }
        }
        if !history.replay.unreadable.isEmpty { terminal.complain("note: \(notRead(history))\n") }
    }

    /// Version 1 of the document.
    private func document(_ answer: Provenance, _ unread: [String]) -> JSONDocument {
        .object([
            ("version", .integer(1)), ("status", .string("found")), ("name", .string(name)),
            ("element", .string("\(answer.element)")),
            (
                "migrations",
                .array(
                    answer.steps.map { step in
                        .object([
                            ("id", .string(step.migration)), ("date", .optional(date(of: step.migration))),
                            ("changes", .strings(step.lines)),
                        ])
                    })
            ),
            ("present", .strings(answer.present)), ("ending", answer.ending?.document ?? .null),
            ("not_read", .strings(unread)),
        ])
    }

    /// The moment of a migration's run, as its identity says.
    private func date(of id: String) -> String? {
        MigrationIdentity(id).flatMap { Timestamp(compact: $0.batch)?.description }
    }
}

extension Provenance.Ending {
    fileprivate var words: String {
        switch self {
        case .dropped(let migration): "Dropped by \(migration)"
        case .renamed(let new, let migration): "Renamed to '\(new)' by \(migration)"
        }
    }

    fileprivate var document: JSONDocument {
        switch self {
        case .dropped(let migration): .object([("kind", .string("dropped")), ("migration", .string(migration))])
        case .renamed(let new, let migration):
            .object([("kind", .string("renamed")), ("to", .string(new)), ("migration", .string(migration))])
        }
    }
}
