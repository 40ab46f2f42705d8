import Raido
import RaidoConsole
import RaidoProject

/// What ends a run with nothing written: mistakes, with the sources that their places are in, or wrong usage.
struct Failure: Error {
    var diagnostics: [Diagnostic] = []
    var sources: [SourceFile] = []
    var usage: UsageError?
    /// Lines that belong into a report of a fault.
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

    /// A plan that does not do what it should: a fault of this program.
    init(fault: SchemaMismatch) {
        self.init([
            Diagnostic(
                .error, "the plan does not lead to the models: \(fault)", at: nil,
                notes: [
                    .init("this is a fault of raido and not of yours; nothing was written"),
                    .init("please report it, with the models and the snapshots"),
                ])
        ])
    }

    init(_ usage: UsageError) {
        self.usage = usage
    }
}
