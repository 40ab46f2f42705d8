package import Raido
package import RaidoConsole

/// What `raido.json` says about a project. All of it may be left out, and so may the file.
package struct Settings: Hashable, Sendable {
    package enum Nullability: String, CaseIterable, Sendable {
        /// By the kind of each type, as Runique 2 has it.
        case semantic
        /// NOT NULL unless `nullable`, as Runique 3 has it.
        case required
    }

    package enum FrameworkTables: String, CaseIterable, Sendable {
        /// Created by a migration where a model needs them.
        case managed
        /// There already; only their extensions are ours.
        case external
    }

    package static let fileName = "raido.json"

    /// What they were read from; nil where the project has no such file.
    package var file: SourceFile?

    /// Folders, as the project's folder sees them.
    package var entities = "entities"
    package var migrations = "migration"
    package var snapshots = "snapshots"

    package var nullability = Nullability.semantic
    /// The engines that migrations must work on, in the order of ``Engine``; nil where the project does not say.
    package var engines: [Engine]?
    /// Types by the words of the model language, for each engine that does not use the usual ones.
    package var typeMappings: [Engine: [String: String]] = [:]
    /// Where the keys of `typeMappings` stand in `file`.
    package var typeMappingPlaces: [Engine: [String: SourceSpan]] = [:]
    /// Folders whose models are framework tables.
    package var frameworks: [String] = []
    package var frameworkTables = FrameworkTables.managed
    /// The table that remembers which migrations are applied.
    package var historyTable = HistoryTable.standard
    /// Where its name is in `file`.
    package var historyTablePlace: SourceSpan?

    package init() {}

    /// The engines that plans are made for: those that the project names, else all, so that a plan does not depend on
    /// how this program was built.
    package var targets: Set<Engine> { Set(engines ?? Engine.allCases) }
}
