extension DiagnosticFormat {
    /// A diagnostic as a JSON object; lines and columns count from 1, columns in characters.
    package func document(_ diagnostic: Diagnostic) -> JSONDocument {
        .object(
            [("severity", .string(diagnostic.severity.rawValue)), ("message", .string(diagnostic.message))]
                + members(of: diagnostic.span)
                + [
                    (
                        "notes",
                        .array(
                            diagnostic.notes.map { note in
                                .object([("message", .string(note.message))] + members(of: note.span))
                            })
                    )
                ])
    }

    private func members(of span: SourceSpan?) -> [(String, JSONDocument)] {
        guard let span else { return [] }
        guard let position = position(span) else { return [("file", .string(span.path))] }
        return [
            ("file", .string(span.path)), ("line", .integer(position.line)), ("column", .integer(position.column)),
        ]
    }
}
