package import Raido
package import RaidoConsole

/// What the models of a project say.
package struct ReadModels: Sendable {
    /// The wanted tables: the project's, and the framework tables that are extended, referred to or known already.
    package var schema = Schema()
    package var hints = Hints()

    /// Where each `renamed_from` is, by the new name; for removed enum values, by the removed one.
    package var hintPlaces: [HintKey: SourceSpan] = [:]

    /// The SQL of hints, as it is written.
    var hintSQL: [HintKey: [WrittenSQL]] = [:]

    /// Which tables of `schema` are framework tables.
    package var frameworkTables: Set<String> = []

    /// The framework tables as their owner declares them, without the project's extensions.
    package var frameworkBases: [String: Table] = [:]

    package var tablePlaces: [String: SourceSpan] = [:]
    package var columnPlaces: [Hints.ColumnKey: SourceSpan] = [:]

    /// What applications want to know beside the tables, in the order of table names.
    package var models: [ModelDescription] = []
    package var counts = ModelCounts()
    package var warnings: [Diagnostic] = []
}

/// Reads the `model!` and `extend!` blocks of `files` into the schema they ask for. Opens no file itself.
///
/// `frameworks` are files that declare tables which something else owns, beside the built-in ones of
/// ``builtInFrameworkModels``. A framework table is part of the result where a model extends it or refers to it, or
/// where `knownFrameworkTables` names it.
///
/// - Throws: every error in the options' type mappings and in all the files, in the order of files and places.
package func readModels(
    _ files: [SourceFile], frameworks: [SourceFile], knownFrameworkTables: Set<String>, options: LanguageOptions
) throws(DiagnosticsError) -> ReadModels {
    var report = Report()
    checkTypeMappings(of: options, into: &report)
    let project = readBlocks(of: files, into: &report)
    checkForBlocks(in: files, project, into: &report)
    let framework = readBlocks(of: [builtInFrameworkModels], into: &report)
    let added = readBlocks(of: frameworks, into: &report)
    // What the other files refer to may be in a conflict.
    if report.says(.mergeMarkers) { throw DiagnosticsError(report.sorted()) }

    let library = collectModels(project, framework: framework, added: added, files: files, into: &report)
    checkHistoryTables(of: library, options: options, into: &report)
    var drafts = lowerModels(library, options: options, into: &report)
    extendFrameworks(&drafts, by: library, options: options, into: &report)
    resolveRelations(&drafts, known: knownFrameworkTables, into: &report)
    checkWrittenSQL(of: drafts, engines: options.engines, into: &report)
    checkNames(of: drafts, engines: options, into: &report)

    let diagnostics = report.sorted()
    guard !diagnostics.contains(where: { $0.severity == .error }) else { throw DiagnosticsError(diagnostics) }
    return assemble(drafts, counts: ModelCounts(project), warnings: diagnostics)
}
