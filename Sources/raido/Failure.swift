import RaidoConsole

/// Mistakes that end a run with nothing written, and the sources that their places are in.
struct Failure: Error {
    var diagnostics: [Diagnostic]
    var sources: [SourceFile]

    init(_ diagnostics: [Diagnostic], sources: [SourceFile] = []) {
        self.diagnostics = diagnostics
        self.sources = sources
    }
}
