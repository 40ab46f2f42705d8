import Raido
import RaidoConsole
import RaidoProject

/// What ends a run before it writes anything: errors, with the sources of their places, or a usage error.
struct Failure: Error {
    var diagnostics: [Diagnostic] = []
    var sources: [SourceFile] = []
    var usage: UsageError?
    /// Lines for the report of a bug.
    var report: [String] = []
    /// Those among the diagnostics that are about the history.
    var findings: [HistoryFinding] = []

    init(_ diagnostics: [Diagnostic], sources: [SourceFile] = []) {
        self.diagnostics = diagnostics
        self.sources = sources
    }

    init(_ error: ProjectError) {
        self.init([error.diagnostic], sources: error.sourceFile.map { [$0] } ?? [])
    }

    /// A plan that does not produce the models: a bug in this program.
    init(fault: SchemaMismatch) {
        self.init([
            Diagnostic(
                .error, "the plan does not produce the models: \(fault)", at: nil,
                notes: [
                    .init("this is a bug in raido, not in your project; nothing was written"),
                    .init("please report it, with the models and the snapshots"),
                ])
        ])
    }

    init(_ usage: UsageError) {
        self.usage = usage
    }

    /// All errors with their places as one text, for documents that have a single one.
    var summary: String {
        let format = DiagnosticFormat(sources: sources)
        return diagnostics.filter { $0.severity == .error }.map { diagnostic in
            let place = diagnostic.span.map { format.place($0) + ": " } ?? ""
            return place + ([diagnostic.message] + diagnostic.notes.map(\.message)).joined(separator: "; ")
        }.joined(separator: "\n")
    }

    /// Adds what another part of the same run found.
    mutating func add(_ other: Failure) {
        diagnostics += other.diagnostics
        sources += other.sources
        findings += other.findings
        report += other.report
    }
}
