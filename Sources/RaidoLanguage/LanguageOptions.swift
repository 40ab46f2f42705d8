package import Raido
package import RaidoConsole

/// What a project's settings say about how its models are read.
package struct LanguageOptions: Sendable {
    /// What a semantic type says about NULL when neither `required` nor `nullable` is next to it.
    package enum Nullability: Hashable, Sendable {
        /// NULL, as in Runique 2.
        case semantic
        /// NOT NULL, as in Runique 3.
        case required
    }

    package var nullability: Nullability = .semantic

    /// An engine's own type for a type word: `{"postgresql": {"text": "citext"}}`. `{length}`, `{precision}` and
    /// `{scale}` stand for the numbers of the column; `custom:tsvector` is the key of `custom("tsvector")`.
    package var typeMappings: [Engine: [String: String]] = [:]

    /// Where the keys of `typeMappings` stand, for messages about them.
    package var typeMappingPlaces: [Engine: [String: SourceSpan]] = [:]

    /// The engines that the migrations are for.
    package var engines: Set<Engine> = Set(Engine.allCases)

    /// Whether `engines` was chosen, so that a type which one of them lacks is an error rather than a warning.
    package var requiresTargets = false

    /// The tables in which a database remembers its migrations: the history table and its journal. No model has them.
    package var historyTables: [String] = []

    /// Where the settings name the history table, for messages about it.
    package var historyTablePlace: SourceSpan?

    package init() {}
}
