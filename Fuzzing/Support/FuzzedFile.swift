package import RaidoConsole

extension SourceFile {
    /// The first byte of an input chooses the language of the file, so that both scanners are tried.
    package init(fuzzed bytes: [UInt8]) {
        let isRust = bytes.first.map { $0 % 2 == 1 } ?? false
        self.init(path: isRust ? "fuzzed.rs" : "fuzzed.swift", bytes: Array(bytes.dropFirst()))
    }
}

/// Traps where a message has no place in the file, or cannot be shown with it.
package func checkPlaces(of diagnostics: [Diagnostic], in file: SourceFile) {
    for diagnostic in diagnostics {
        guard let span = diagnostic.span else { fatalError("a message without a place: \(diagnostic.message)") }
        precondition(span.path == file.path && 0 <= span.start && span.start <= span.end, diagnostic.message)
        precondition(span.end <= file.bytes.count, "a place past the end of the file: \(diagnostic.message)")
    }
    for reader in DiagnosticFormat.Reader.allCases {
        _ = DiagnosticFormat(reader: reader, sources: [file]).render(Array(diagnostics.prefix(2)))
    }
}
