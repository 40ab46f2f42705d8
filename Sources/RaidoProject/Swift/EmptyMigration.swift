package import Raido

/// A new migration that the user fills with SQL.
package struct EmptyMigration: Hashable, Sendable {
    package var id: String
    package var batch: String
    /// What it is for, in the user's words.
    package var words: String

    package init(id: String, batch: String, words: String) {
        self.id = id
        self.batch = batch
        self.words = words
    }

    /// What the file declares: SQL that does nothing.
    package static let changes: [Change] = [.sql(RawSQL(up: [], down: []))]

    /// The file's content.
    package var source: String {
        """
        // \(SourceWords.emptyHeader)
        // swift-format-ignore-file: AlwaysUseLowerCamelCase

        internal import Raido

        \(documentation)let \(id) = Migration(
            id: "\(id)",
            batch: \(SwiftString(batch).literal),
            changes: [
        \(SourceWords.emptyExplanation.map { "        // \($0)\n" }.joined())\
                .sql(RawSQL(up: [], down: []))
            ])

        """
    }

    private var documentation: String {
        wrap(words, width: SwiftPrinter.width - 4).map { "/// \($0)\n" }.joined()
    }
}
