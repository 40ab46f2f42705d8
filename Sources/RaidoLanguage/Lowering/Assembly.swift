import Raido
import RaidoConsole

/// Puts together what the doors get.
func assemble(_ drafts: Drafts, counts: ModelCounts, warnings: [Diagnostic]) -> ReadModels {
    var result = ReadModels()
    var tables: [Table] = []
    for draft in drafts.tables where drafts.included.contains(draft.name) {
        tables.append(draft.table())
        result.hints.merge(draft.hints)
        result.hintPlaces.merge(draft.hintPlaces) { first, _ in first }
        result.hintSQL.merge(draft.hintSQL) { first, _ in first }
        result.tablePlaces[draft.name] = draft.span
        for column in draft.columns {
            result.columnPlaces[.init(table: draft.name, column: column.column.name)] = column.span
        }
        if draft.isFramework {
            result.frameworkTables.insert(draft.name)
            result.frameworkBases[draft.name] = draft.table(withExtensions: false)
        }
        result.models.append(ModelDescription(draft))
    }
    result.schema = Schema(tables)
    result.counts = counts
    result.warnings = warnings
    return result
}

extension ModelDescription {
    fileprivate init(_ draft: TableDraft) {
        self.init(name: draft.modelName, table: draft.name, isFramework: draft.isFramework)
        fields = draft.columns.map(\.description)
        enums = draft.enums.values.sorted { $0.type.name < $1.type.name }.map { draft in
            EnumDescription(
                name: draft.type.name,
                variants: draft.variants.map { .init(name: $0.name, value: $0.value, label: $0.label) })
        }
        relations = draft.relationDescriptions
        ordering = draft.ordering
        verboseName = draft.verboseName
        verboseNamePlural = draft.verboseNamePlural
    }
}
