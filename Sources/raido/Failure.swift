import RaidoConsole

/// What ends a run with nothing written: mistakes, with the sources that their places are in, or wrong usage.
struct Failure: Error {
    var diagnostics: [Diagnostic] = []
    var sources: [SourceFile] = []
    var usage: UsageError?

    init(_ diagnostics: [Diagnostic], sources: [SourceFile] = []) {
        self.diagnostics = diagnostics
        self.sources = sources
    }

    init(_ usage: UsageError) {
        self.usage = usage
    }
}
