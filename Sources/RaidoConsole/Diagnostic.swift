/// Something to tell the user about a place in a file.
package struct Diagnostic: Hashable, Sendable {
    package enum Severity: String, Hashable, Sendable { case error, warning, note }

    /// A second place that belongs to the message, or a piece of advice without a place.
    package struct Note: Hashable, Sendable {
        package var message: String
        package var span: SourceSpan?

        package init(_ message: String, at span: SourceSpan? = nil) {
            self.message = message
            self.span = span
        }
    }

    package var severity: Severity
    package var message: String
    /// Nil where the message is about no file in particular.
    package var span: SourceSpan?
    package var notes: [Note]

    package init(_ severity: Severity, _ message: String, at span: SourceSpan?, notes: [Note] = []) {
        self.severity = severity
        self.message = message
        self.span = span
        self.notes = notes
    }
}

/// Errors that stopped a stage. Warnings may be among them.
package struct DiagnosticsError: Error {
    package var diagnostics: [Diagnostic]

    package init(_ diagnostics: [Diagnostic]) {
        self.diagnostics = diagnostics
    }
}
