import Raido
import RaidoConsole

/// Adds what the `extend!` blocks hold to the framework tables they name.
func extendFrameworks(
    _ drafts: inout Drafts, by library: ModelLibrary, options: LanguageOptions, into report: inout Report
) {
    for block in library.extensions {
        checkSections(of: block, into: &report)
        guard let table = block.table else {
            if block.isWhole { report.error(.extensionWithoutTable, at: block.span) }
            continue
        }
        guard let draft = drafts.byTable[table.text] else {
            let frameworks = drafts.tables.filter(\.isFramework).map(\.name)
            report.error(
                .unknownFrameworkTable(table.text, nearest: nearest(to: table.text, among: frameworks)), at: table.span)
            continue
        }
        guard draft.isFramework else {
            reportProjectTable(draft, at: table.span, library, into: &report)
            continue
        }
        if block.addsNothing { report.warning(.emptyExtension(table.text), at: block.span) }
        var lowering = TableLowering(draft, options: options, isExtension: true)
        lowering.extend(block)
        if block.isWhole { report.add(lowering.report) }
        drafts.byTable[table.text] = lowering.draft
        drafts.included.insert(table.text)
    }
}

private func checkSections(of block: BlockSyntax, into report: inout Report) {
    for (section, span) in block.sections.sorted(by: { $0.value.start < $1.value.start }) {
        switch section {
        case .table, .enums, .fields, .relations, .meta: break
        case .renamedFrom, .pk, .include: report.error(.notInExtension(section.rawValue), at: span)
        }
    }
}

extension BlockSyntax {
    /// Whether the block was read whole, and there is nothing in it beside the table's name.
    fileprivate var addsNothing: Bool {
        isSound && enums.isEmpty && fields.isEmpty && relations.isEmpty
            && sections.keys.allSatisfy { [.table, .enums, .fields, .relations, .meta].contains($0) }
            && meta.uniques.isEmpty && meta.indexes.isEmpty && meta.checks.isEmpty
            && meta.keys.keys.allSatisfy { [.uniqueTogether, .indexes, .checks].contains($0) }
    }
}

/// Says where the fields belong: to the model that declares the table.
private func reportProjectTable(
    _ draft: TableDraft, at span: SourceSpan, _ library: ModelLibrary, into report: inout Report
) {
    let line = library.files[draft.span.path].map { LineTable($0.bytes).position(of: draft.span.start).line }
    let place = line.map { "\(draft.span.path):\($0)" } ?? draft.span.path
    report.error(
        .extensionOfModel(draft.name, model: draft.modelName, at: place), at: span,
        notes: [.init(.declaredHere, at: draft.span)])
}
