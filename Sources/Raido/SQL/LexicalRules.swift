/// How an engine divides SQL into tokens where engines differ.
package struct LexicalRules: Hashable, Sendable {
    /// Whether `#` begins a comment, and `--` does only with a blank after it.
    var hasHashComments = false
    /// Whether a comment may hold others.
    var nestsComments = false
    /// Whether a carriage return ends a line.
    var endsLinesAtCarriageReturns = false
    /// Whether a backslash in a text escapes what follows.
    var escapesWithBackslashes = false
    /// Whether double quotation marks are those of texts.
    var hasDoubleQuotedTexts = false
    /// Whether there are `e'…'` and `$$…$$`.
    var hasDollarQuotedTexts = false

    /// SQL that is not for one engine: as the standard has it, with texts as PostgreSQL has them.
    static let anyEngine = LexicalRules(hasDollarQuotedTexts: true)
}
