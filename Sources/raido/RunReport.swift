import Raido
import RaidoConsole
import RaidoLanguage
import RaidoMigrate
import RaidoPlanning
import RaidoProject
import RaidoProof

/// The output of a run: text as it proceeds, or one JSON document at the end.
struct RunReport {
    private let printsJSON: Bool
    private let reader: DiagnosticFormat.Reader
    private var terminal: Terminal
    /// The notices from before anything was read.
    private var notices: [Diagnostic] = []

    init(printsJSON: Bool = false, isQuiet: Bool = false, reader: DiagnosticFormat.Reader = .text) {
        self.printsJSON = printsJSON
        self.reader = reader
        terminal = .standard(isQuiet: isQuiet || printsJSON)
    }

    init(_ request: Request) {
        self.init(printsJSON: request.printsJSON, isQuiet: request.isQuiet, reader: request.reader)
    }

    /// For commands that print text or JSON.
    init(_ arguments: Arguments) {
        self.init(printsJSON: arguments.has("--json"), isQuiet: arguments.has("--quiet"))
    }

    private var style: Style { terminal.outputStyle }

    /// What became of the work of an interrupted run.
    mutating func show(_ recovery: Recovery?) {
        guard let recovery else { return }
        notices.append(recovery.notice)
        complain(notices, sources: [])
    }

    /// What was read, and the plan.
    func show(_ planReport: PlanReport) {
        complain(planReport.warnings, sources: planReport.sources)
        guard !planReport.plan.isEmpty else { return }
        terminal.say("Read \(planReport.counts).")
        for summary in planReport.plan.summaries {
            terminal.say("\n" + style.bold("\(summary.verb) \(summary.table)"))
            for line in summary.lines { terminal.say("  " + paint(visible(line))) }
        }
        terminal.say()
    }

    private func paint(_ line: String) -> String {
        switch line.first {
        case "+": style.green(line)
        case "-": style.red(line)
        case "~": style.yellow(line)
        default: line
        }
    }

    // MARK: - Endings

    func nothingToDo(_ planReport: PlanReport) -> ExitStatus {
        sayNoChanges(planReport)
        printDocument("unchanged", planReport)
        return .success
    }

    private func sayNoChanges(_ planReport: PlanReport) {
        let models = planReport.counts.models
        let extensions = planReport.counts.extensions
        if models == 0, extensions == 0 {
            terminal.say("No changes: no models in \(visible(planReport.entities)).")
        } else {
            let match = models + extensions == 1 ? "matches its snapshot" : "match their snapshots"
            var subjects = models > 0 ? [counted(models, "model")] : []
            if extensions > 0 { subjects.append(counted(extensions, "extension")) }
            terminal.say("No changes: \(subjects.listedInWords) \(match).")
        }
    }

    func pending(_ planReport: PlanReport) -> ExitStatus {
        listHazards(planReport)
        let isRefused = !planReport.plan.hazards.isEmpty
        terminal.say(
            "Changes are pending; 'raido makemigrations' writes them"
                + (isRefused ? " once the findings are allowed." : "."))
        printDocument("pending", planReport)
        return .pending
    }

    func dryRun(_ planReport: PlanReport) -> ExitStatus {
        listHazards(planReport)
        for scripts in planReport.scripts {
            for script in scripts.all {
                terminal.say("-- \(script.id) on \(scripts.engine.displayName)\n\(script.text)")
            }
        }
        terminal.say("Nothing was written.")
        printDocument("dry-run", planReport)
        return .success
    }

    func refused(_ refused: [Hazard], _ planReport: PlanReport) -> ExitStatus {
        if printsJSON {
            printDocument("refused", planReport, refused: refused)
            return .refused
        }
        let style = terminal.errorStyle
        let findings = refused.count == 1 ? "1 finding needs" : "\(refused.count) findings need"
        let headline = "\(findings) your approval; no files were changed"
        terminal.complain("\(style.red("refused:")) \(style.bold(headline))\n")
        for hazard in refused { terminal.complain(text(hazard, planReport, style: style)) }
        let options = refused.map { "--allow \($0.id)" }.joined(separator: " ")
        terminal.complain(
            "\nAllow \(refused.count == 1 ? "it" : "them") with: \(options)\nor allow all findings with: --force\n")
        return .refused
    }

    func done(_ files: PendingFiles, _ proof: ProofNote, _ planReport: PlanReport) -> ExitStatus {
        var report = self
        let what = planReport.plan.isEmpty ? "these files" : "the migrations"
        report.terminal.done = "\(what) were written: " + (files.written + files.deleted).joined(separator: ", ")
        return report.showWritten(files, proof, planReport)
    }

    private func showWritten(_ files: PendingFiles, _ proof: ProofNote, _ planReport: PlanReport) -> ExitStatus {
        if planReport.plan.isEmpty { sayNoChanges(planReport) }
        listHazards(planReport)
        if let line = proof.line { terminal.say(visible(line)) }
        terminal.say("Wrote")
        for path in files.written { terminal.say("  \(visible(path))") }
        if !files.deleted.isEmpty {
            terminal.say("Deleted")
            for path in files.deleted { terminal.say("  \(visible(path))") }
        }
        if !planReport.plan.isEmpty {
            terminal.say("\nNext: read \(planReport.plan.migrations.count == 1 ? "it" : "them"), then 'raido up'.")
        }
        printDocument("written", planReport, files: files, proof: proof)
        return .success
    }

    func failed(_ failure: Failure) -> ExitStatus {
        if printsJSON {
            let document = document(
                "mistakes", diagnostics: failure.diagnostics, sources: failure.sources, report: failure.report,
                findings: failure.findings)
            terminal.print(document.text())
            return .failure
        }
        complain(failure.diagnostics, sources: failure.sources)
        terminal.complain(failure.report.map { visible($0) + "\n" }.joined())
        let errors = failure.diagnostics.count { $0.severity == .error }
        if reader == .text {
            terminal.complain("\(counted(errors, "error")); no files were changed.\n")
        }
        return .failure
    }

    // MARK: - Parts

    /// Annotations go to standard output, where GitHub looks for them; everything else to standard error.
    func complain(_ diagnostics: [Diagnostic], sources: [SourceFile]) {
        guard !diagnostics.isEmpty, !printsJSON else { return }
        let isText = reader == .text
        let format = DiagnosticFormat(
            reader: reader, style: isText ? terminal.errorStyle : .plain, sources: sources)
        let text = format.render(diagnostics)
        if isText { terminal.complain(text) } else { terminal.print(text, terminator: "") }
    }

    private func listHazards(_ planReport: PlanReport) {
        let hazards = planReport.plan.hazards
        guard !hazards.isEmpty else { return }
        terminal.say(style.yellow(counted(hazards.count, "finding") + " of the guard:"))
        for hazard in hazards { terminal.say(text(hazard, planReport, style: style), terminator: "") }
        terminal.say()
    }

    private func text(_ hazard: Hazard, _ planReport: PlanReport, style: Style) -> String {
        var text = "  \(style.yellow(hazard.id)): \(visible(hazard.message))\n"
        let queries = planReport.hazardCounts.queries(for: hazard)
        for query in queries {
            let engines = queries.count == 1 ? "" : " on " + query.engines.map(\.displayName).listedInWords
            text += "      count them\(engines): \(style.dim(visible(query.text)))\n"
        }
        for advice in hazard.advice { text += "      \(visible(advice))\n" }
        return text
    }

    private func counted(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }
}

extension PendingFiles {
    /// The paths of files that are written, and of those that are deleted.
    var written: [String] { files.filter { !$0.isRemoval }.map(\.path) }
    var deleted: [String] { files.filter(\.isRemoval).map(\.path) }
}

extension PendingFiles.File {
    fileprivate var isRemoval: Bool {
        if case .remove = change { true } else { false }
    }
}

// MARK: - JSON

extension RunReport {
    private func printDocument(
        _ status: String, _ planReport: PlanReport, refused: [Hazard] = [], files: PendingFiles? = nil,
        proof: ProofNote = .skipped
    ) {
        guard printsJSON else { return }
        let document = document(
            status, diagnostics: planReport.warnings, sources: planReport.sources, planReport: planReport,
            refused: refused,
            files: files, proof: proof, findings: planReport.findings)
        terminal.print(document.text())
    }

    /// Version 1 of the document. Members may be added to it; a change of those that exist makes it version 2.
    private func document(
        _ status: String, diagnostics: [Diagnostic], sources: [SourceFile], planReport: PlanReport? = nil,
        refused: [Hazard] = [], files: PendingFiles? = nil, proof: ProofNote = .skipped, report: [String] = [],
        findings: [HistoryFinding] = []
    ) -> JSONDocument {
        let format = DiagnosticFormat(sources: sources)
        var members: [(String, JSONDocument)] = [
            ("version", .integer(1)), ("status", .string(status)),
            ("diagnostics", .array((notices + diagnostics).map { format.document($0) })),
        ]
        if !report.isEmpty { members.append(("report", .strings(report))) }
        if !findings.isEmpty { members.append(("findings", .array(findings.map(\.document)))) }
        if case .proved(let record) = proof {
            members.append(
                (
                    "proof",
                    .object([
                        ("engine", .string(record.engine.rawValue)), ("version", .string(record.version)),
                        ("rows", .integer(record.rows)),
                    ])
                ))
        }
        if let planReport {
            let texts = planReport.texts()
            members += [
                (
                    "read",
                    .object([
                        ("models", .integer(planReport.counts.models)),
                        ("extensions", .integer(planReport.counts.extensions)),
                        ("enums", .integer(planReport.counts.enums)), ("files", .integer(planReport.counts.files)),
                    ])
                ),
                ("migrations", .array(planReport.plan.summaries.map { document($0, planReport, texts) })),
                (
                    "hazards",
                    .array(planReport.plan.hazards.map { document($0, planReport, isRefused: refused.contains($0)) })
                ),
                ("written", .strings(files?.written ?? [])), ("deleted", .strings(files?.deleted ?? [])),
            ]
        }
        return .object(members)
    }

    /// - Parameter texts: The SQL of each migration by its id, for each engine.
    private func document(
        _ summary: MigrationSummary, _ planReport: PlanReport, _ texts: [Engine: [String: String]]
    ) -> JSONDocument {
        .object([
            ("id", .string(summary.id)), ("verb", .string(summary.verb)), ("table", .string(summary.table)),
            ("summary", .string(summary.sentence)), ("changes", .strings(summary.lines)),
            ("lost_on_revert", .strings(summary.lost)),
            ("sqlite", .optional(texts[.sqlite]?[summary.id])),
            (
                "sql",
                .object(planReport.scripts.map { ($0.engine.rawValue, .optional(texts[$0.engine]?[summary.id])) })
            ),
        ])
    }

    private func document(_ hazard: Hazard, _ planReport: PlanReport, isRefused: Bool) -> JSONDocument {
        let queries = planReport.hazardCounts.queries(for: hazard)
        let byEngine = queries.flatMap { query in
            query.engines.map { ($0.rawValue, JSONDocument.string(query.text)) }
        }
        return .object([
            ("id", .string(hazard.id)), ("table", .string(hazard.table)), ("column", .optional(hazard.column)),
            ("message", .string(hazard.message)), ("engines", .strings(hazard.engines.map(\.rawValue))),
            ("count_query", .optional(queries.first?.text)),
            ("count_queries", .object(byEngine)), ("advice", .strings(hazard.advice)),
            ("refused", .boolean(isRefused)),
        ])
    }
}
