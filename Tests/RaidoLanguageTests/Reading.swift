import Raido
import RaidoConsole
import RaidoLanguage
import Testing

/// Reads one file of models.
func read(
    _ text: String, path: String = "models.swift", frameworks: [SourceFile] = [], known: Set<String> = [],
    options: LanguageOptions = LanguageOptions()
) throws -> ReadModels {
    try read([path: text], frameworks: frameworks, known: known, options: options)
}

/// Reads several files of models, by their paths.
func read(
    _ files: [String: String], frameworks: [SourceFile] = [], known: Set<String> = [],
    options: LanguageOptions = LanguageOptions()
) throws -> ReadModels {
    let sources = files.sorted { $0.key < $1.key }.map { SourceFile(path: $0.key, bytes: Array($0.value.utf8)) }
    return try readModels(sources, frameworks: frameworks, knownFrameworkTables: known, options: options)
}

/// Reads one model `T` with the table `t`, whose sections are given, and tells its table.
func table(_ sections: String, options: LanguageOptions = LanguageOptions()) throws -> Table {
    try #require(try read("model! { T, table: \"t\", \(sections) }", options: options).schema["t"])
}

/// The column that one field makes.
func column(_ field: String, options: LanguageOptions = LanguageOptions()) throws -> Column {
    try #require(
        try table("enums: { E: [A, B = \"b\"], N: i16 [Low = 1, High = 9] }, fields: { \(field) }", options: options)
            .columns.last)
}

/// A message that a source text should give rise to. Its place is that of a marker in the text.
struct Expected: Hashable, CustomStringConvertible {
    var severity: Diagnostic.Severity
    var marker: String
    var message: String
    var notes: [String] = []

    static func error(_ marker: String, _ message: String, notes: [String] = []) -> Self {
        Self(severity: .error, marker: marker, message: message, notes: notes)
    }

    static func warning(_ marker: String, _ message: String, notes: [String] = []) -> Self {
        Self(severity: .warning, marker: marker, message: message, notes: notes)
    }

    var description: String {
        ([marker + " " + severity.rawValue + ": " + message] + notes).joined(separator: "\n    ")
    }
}

/// Expects exactly these messages, in the order of their places. `1️⃣` to `9️⃣` mark places and are taken out of
/// the text before it is read; a note at a place is written `2️⃣ first here`.
func expect(
    _ text: String, reports expected: [Expected], path: String = "models.swift",
    options: LanguageOptions = LanguageOptions(), at location: SourceLocation = #_sourceLocation
) {
    expect([path: text], reports: expected, options: options, at: location)
}

func expect(
    _ files: [String: String], reports expected: [Expected], options: LanguageOptions = LanguageOptions(),
    at location: SourceLocation = #_sourceLocation
) {
    var markers: [SourcePlace: String] = [:]
    var sources: [String: String] = [:]
    for (path, text) in files {
        let (bytes, places) = withoutMarkers(text)
        sources[path] = String(decoding: bytes, as: UTF8.self)
        for (marker, offset) in places { markers[SourcePlace(path: path, offset: offset)] = marker }
    }
    func place(_ span: SourceSpan?) -> String {
        guard let span else { return "-" }
        return markers[SourcePlace(path: span.path, offset: span.start)] ?? "\(span.path):\(span.start)"
    }
    var found: [Diagnostic]
    do {
        found = try read(sources, options: options).warnings
    } catch let error as DiagnosticsError {
        found = error.diagnostics
    } catch {
        found = []
    }
    let reported = found.map { diagnostic in
        Expected(
            severity: diagnostic.severity, marker: place(diagnostic.span), message: diagnostic.message,
            notes: diagnostic.notes.map { "\(place($0.span)) \($0.message)" })
    }
    #expect(reported == expected, sourceLocation: location)
}

private struct SourcePlace: Hashable {
    var path: String
    var offset: Int
}

/// The text without its markers, and where each stood.
private func withoutMarkers(_ text: String) -> ([UInt8], [String: Int]) {
    var bytes: [UInt8] = []
    var places: [String: Int] = [:]
    for character in text {
        if character.unicodeScalars.contains("\u{20E3}") {
            places[String(character)] = bytes.count
        } else {
            bytes += Array(String(character).utf8)
        }
    }
    return (bytes, places)
}
