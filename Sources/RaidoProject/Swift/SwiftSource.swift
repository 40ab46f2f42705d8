package import Raido

/// The file of a migration.
///
///     /// Adds `phone`, renames `job_title` to `title`.
///     let m20260131_120000_001_alter_employees = Migration(…)
///
/// - Parameters:
///   - summary: What it does, as a sentence: "Adds `phone`."
///   - schema: The schema before it, as far as it is known: for what reverting does not bring back.
///   - engines: Those on which that counts.
/// - Throws: where the identity cannot be a name in Swift, or a text holds a NUL.
package func swiftSource(
    of migration: Migration, summary: String, on schema: Schema = Schema(),
    for engines: Set<Engine> = Set(Engine.allCases)
) throws(ProjectError) -> String {
    let path = migration.id + ".swift"
    guard MigrationIdentity(migration.id) != nil else {
        throw ProjectError(.invalidIdentity(migration.id), path: path)
    }
    guard !migration.changes.contains(where: \.swift.holdsNUL) else {
        throw ProjectError(.nulInText(migration: migration.id), path: path)
    }
    return SwiftSource(migration: migration, summary: summary, schema: schema, engines: engines).text
}

private struct SwiftSource {
    let migration: Migration
    let summary: String
    let schema: Schema
    let engines: Set<Engine>

    var text: String {
        header + documentation + """
            let \(migration.id) = Migration(
                id: "\(migration.id)",
                batch: \(SwiftString(migration.batch).literal),
                changes: \(changes))

            """
    }

    private var header: String {
        """
        // \(SourceWords.header)
        // swift-format-ignore-file: AlwaysUseLowerCamelCase

        internal import Raido


        """
    }

    private var documentation: String {
        let lines = wrap(summary, width: SwiftPrinter.width - 4)
        return lines.map { "/// \($0)\n" }.joined()
    }

    private var changes: String {
        if migration.changes.isEmpty { return "[]" }
        let margin = String(repeating: " ", count: 8)
        var said: Set<String> = []
        var schema = schema
        let lines = migration.changes.map { change in
            // What is the same for several changes stands above the first.
            let sentences = change.losses(in: change.table.flatMap { schema[$0] }, on: engines).map(\.sentence)
            let comments = sentences.filter { said.insert($0).inserted }
                .flatMap { wrap($0, width: SwiftPrinter.width - 11) }
            // A migration that does not fit is reported elsewhere.
            try? schema.apply(change)
            return comments.map { "\(margin)// \($0)\n" }.joined() + margin
                + SwiftPrinter().line(change.swift, indent: 8)
        }
        return "[\n" + lines.joined(separator: ",\n") + (lines.count > 1 ? "," : "") + "\n    ]"
    }
}

/// Words in lines of at most so many characters; a longer word has a line to itself. A line end in the text is no more
/// than a space, so that a comment stays one.
func wrap(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(whereSeparator: \.isInvisible) {
        if let line = lines.last, line.count + 1 + word.count <= width {
            lines[lines.count - 1] += " " + word
        } else {
            lines.append(String(word))
        }
    }
    return lines
}

extension Character {
    /// Whether the character is a space, or would not show in a comment.
    fileprivate var isInvisible: Bool {
        isWhitespace
            || unicodeScalars.allSatisfy {
                $0.properties.generalCategory == .control || $0.properties.generalCategory == .format
            }
    }
}

extension SwiftNode {
    fileprivate var holdsNUL: Bool {
        switch self {
        case .atom: false
        case .string(let text): text.utf8.contains(0)
        case .call(_, let arguments, _): arguments.contains { $0.value.holdsNUL }
        case .array(let elements, _): elements.contains(where: \.holdsNUL)
        case .dictionary(let members): members.contains { $0.value.holdsNUL }
        }
    }
}
