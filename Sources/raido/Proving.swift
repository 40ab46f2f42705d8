import Raido
import RaidoConsole
import RaidoLanguage
import RaidoPlanning
import RaidoProject
import RaidoProof
import RaidoRunner

/// What there is to say about the proof of a plan that is written.
enum ProofNote {
    case proved(ProofRecord)
    /// SQLite does not take what the plan is about.
    case impossible(String)
    /// It took longer than it was given, in seconds of computing.
    case stopped(after: Int)
    case withoutDriver
    case skipped
}

extension Project {
    /// Tries a plan on a database that nobody needs.
    ///
    /// - Throws: ``Failure`` where the plan does not do what it should, or cannot be tried on the server asked for.
    func prove(_ plan: Plan, models: ReadModels, for request: Request) throws(Failure) -> ProofNote {
        if request.skipsProof || plan.isEmpty { return .skipped }
        let proof = ProofRequest(
            before: state.schema, after: models.schema, migrations: plan.migrations, hazards: plan.hazards,
            targets: plan.targets)
        var result: ProofResult
        do { result = try RaidoProof.prove(proof, on: request.proofServer) } catch {
            if request.proofServer == nil, case .open(.notBuilt) = error { return .withoutDriver }
            throw Failure(noProof: "\(error)")
        }
        switch result {
        case .proved(let record): return .proved(record)
        case .impossible(let reason):
            if request.proofServer != nil { throw Failure(noProof: reason) }
            return .impossible(String(reason.prefix { $0 != "\n" }))
        case .stopped(let seconds): return .stopped(after: seconds)
        case .failed(let failure): throw Failure(failure, plan: plan, before: state.schema)
        }
    }
}

extension ProofNote {
    /// A line of a run's report.
    var line: String? {
        switch self {
        case .proved(let record):
            let rows = record.rows == 1 ? "1 row" : "\(record.rows) rows"
            let proved = "Proved on \(record.engine.displayName) \(record.version): up"
            guard let words = record.stoppedByRows else { return "\(proved), down, \(rows)." }
            return "\(proved), \(rows); down without some of them, which do not fit the old tables: "
                + words.prefix { $0 != "\n" }
        case .impossible(let reason):
            let end = reason.hasSuffix(".") ? "" : "."
            return
                "Not proved, because SQLite does not support it: \(reason)\(end) Use '--prove-on URL' to try it on a server."
        case .stopped(let seconds):
            return "Not proved: the proof was stopped after \(seconds) seconds of CPU time. "
                + "Use '--prove-on URL' to try the plan on a server."
        case .withoutDriver:
            return "Not proved: this program was built without SQLite; \(DriverTrait.advice(missing: .sqlite)). "
                + "Use '--prove-on URL' to try the plan on a server."
        case .skipped: return nil
        }
    }
}

extension Failure {
    /// A plan that could not be tried where the user wanted it tried.
    fileprivate init(noProof reason: String) {
        let lines = reason.split(separator: "\n").map(String.init)
        self.init([
            Diagnostic(
                .error, "the plan cannot be proved: \(lines.first ?? "")", at: nil,
                notes: lines.dropFirst().map { .init($0) } + [
                    .init(
                        "nothing was written; omit --prove-on to prove the plan on SQLite, or use --no-proof to skip the proof"
                    )
                ])
        ])
    }

    /// A plan that does not do what it should on a database: a fault of this program.
    fileprivate init(_ failure: ProofFailure, plan: Plan, before: Schema) {
        self.init([
            Diagnostic(
                .error,
                "the plan fails on \(failure.engine.displayName) \(failure.version): \(failure.headline)",
                at: nil,
                notes: failure.notes)
        ])
        report = failure.details
        if !failure.isAboutGivenValues { report += Self.lines(of: plan, from: before, on: failure.engine) }
    }

    /// The plan, as changes and as SQL.
    private static func lines(of plan: Plan, from before: Schema, on engine: Engine) -> [String] {
        var schema = before
        let texts = zip(plan.migrations, plan.summaries).map { migration, summary in
            defer { schema = (try? schema.applying(migration.changes)) ?? schema }
            let source = try? swiftSource(of: migration, summary: summary.sentence, on: schema, for: plan.targets)
            return source ?? "\(migration)"
        }
        let scripts = [EngineScripts.Direction.up, .down].flatMap { direction -> [String] in
            let all = (try? EngineScripts(plan, from: before, for: engine, direction))?.all ?? []
            return all.map { "-- \($0.id), \(direction == .up ? "up" : "down")\n\($0.text)" }
        }
        return (texts + scripts).flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false) }.map(
            String.init)
    }
}

extension ProofFailure {
    private var direction: String { isReverting ? "reverting" : "applying" }

    fileprivate var isAboutGivenValues: Bool {
        if case .givenValues = fault { true } else { false }
    }

    fileprivate var notes: [Diagnostic.Note] {
        if isAboutGivenValues {
            return [
                .init("the values that 'fill', 'using' or the default gives to rows are not valid: change them"),
                .init(
                    "nothing was written; if they are valid for your rows, use '--no-proof' to write the migrations anyway"
                ),
            ]
        }
        return [
            .init("this is a bug in raido, not in your project; nothing was written"),
            .init("please report it, with the models, the snapshots and the text below"),
        ]
    }

    fileprivate var headline: String {
        switch fault {
        case .givenValues(let migration, let words), .refused(let migration, let words):
            "\(direction) \(migration) fails: \(words.prefix { $0 != "\n" })"
        case .differs(let difference, _, _): "after \(direction) all, \(words(of: difference))"
        case .lostRows(let migration, let rows): "\(direction) \(migration) changes rows: \(rows.first ?? "")"
        }
    }

    /// In the words that a plan uses for its changes.
    private func words(of difference: SchemaDifference) -> String {
        switch (difference.expected, difference.found) {
        case (nil, _): "\(difference.element) exists but should not"
        case (_, nil): "\(difference.element) is missing"
        case (let expected?, let found?): "\(difference.element) is \(found), but should be \(expected)"
        }
    }

    fileprivate var details: [String] {
        switch fault {
        case .givenValues(_, let words), .refused(_, let words): words.split(separator: "\n").map(String.init) + [""]
        case .differs(_, let expected, let found): ["-- expected"] + lines(expected) + ["-- found"] + lines(found)
        case .lostRows(_, let rows): rows + [""]
        }
    }

    private func lines(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}
