import Raido
import RaidoConsole

/// Makes sure that no two things of the schema share a name, and that the chosen engines have the types.
func checkNames(of drafts: Drafts, engines options: LanguageOptions, into report: inout Report) {
    var check = NameCheck()
    for draft in drafts.tables where drafts.included.contains(draft.name) {
        check.add(draft)
        checkEngines(draft, options: options, into: &report)
    }
    report.add(check.report)
}

private struct NameCheck {
    var report = Report()
    /// Who has which name, in lower case: engines differ in whether case matters.
    private var owners: [String: (what: String, span: SourceSpan)] = [:]

    mutating func add(_ draft: TableDraft) {
        add(draft.name, "the table '\(draft.name)'", draft.span)
        if !draft.primaryKey.isEmpty {
            add(DerivedName.primaryKey(draft.name), "the primary key of '\(draft.name)'", draft.span)
        }
        for part in draft.uniques { add(part.value.name, "a unique constraint of '\(draft.name)'", part.span) }
        for part in draft.indexes { add(part.value.name, "an index of '\(draft.name)'", part.span) }
        for part in draft.foreignKeys { add(part.value.name, "a foreign key of '\(draft.name)'", part.span) }
        for part in draft.checks { add(part.value.name, "a check of '\(draft.name)'", part.span) }
        for column in draft.columns where column.column.isSetOnUpdate {
            let name = DerivedName.updateTrigger(draft.name, column.column.name)
            add(name, "the trigger of '\(draft.name).\(column.column.name)'", column.span)
        }
        for type in draft.enums.values.sorted(by: { $0.type.name < $1.type.name }) {
            let name = DerivedName.enumType(draft.name, type.type.name)
            add(name, "the enum '\(type.type.name)' of '\(draft.name)'", type.span)
        }
    }

    private mutating func add(_ name: String, _ what: String, _ span: SourceSpan) {
        if let first = owners[name.lowercased()] {
            report.error(.nameTaken(name, what, first.what), at: span, notes: [.init(.firstHere, at: first.span)])
        } else {
            owners[name.lowercased()] = (what, span)
        }
    }
}
