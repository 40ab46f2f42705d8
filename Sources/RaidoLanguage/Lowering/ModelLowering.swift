import Raido
import RaidoConsole

/// Turns every model into a table in the making. Foreign keys wait until all tables are known.
func lowerModels(_ library: ModelLibrary, options: LanguageOptions, into report: inout Report) -> Drafts {
    var drafts = Drafts()
    for block in library.abstract.values {
        if let name = block.name { drafts.abstractModels[foldedName(name.text)] = name.span }
    }
    for model in library.replaced { drafts.addName(model.name.text, of: model.table) }
    for model in library.models {
        let parts = contents(of: model.block, library, into: &report)
        let draft = TableDraft(
            name: model.table, modelName: model.name.text, span: model.name.span, isFramework: model.isFramework)
        // What is built in says all itself; a project's settings are about the project.
        let options = model.origin == .builtIn ? LanguageOptions() : options
        var lowering = TableLowering(draft, options: options, isExtension: false)
        lowering.lower(model.block, parts)
        if parts.isWhole { report.add(lowering.report) }
        drafts.add(lowering.draft)
        if !model.isFramework { drafts.included.insert(model.table) }
    }
    checkAbstractModels(library, options: options, into: &report)
    return drafts
}

/// What a block holds together with what it includes, the included first.
struct BlockContents {
    var enums: [EnumSyntax] = []
    var fields: [FieldItem] = []
    var relations: [RelationSyntax] = []
    var metas: [MetaSyntax] = []
    /// Whether all the blocks could be read.
    var isSound = true
    /// Whether the brackets of all the blocks match.
    var isWhole = true

    init() {}

    init(_ block: BlockSyntax) {
        (enums, fields, relations, metas) = (block.enums, block.fields, block.relations, [block.meta])
        (isSound, isWhole) = (block.isSound, block.isWhole)
    }

    fileprivate mutating func append(_ other: BlockContents) {
        enums += other.enums
        fields += other.fields
        relations += other.relations
        metas += other.metas
        isSound = isSound && other.isSound
        isWhole = isWhole && other.isWhole
    }
}

private func contents(
    of block: BlockSyntax, _ library: ModelLibrary, into report: inout Report
) -> BlockContents {
    var visited: Set<String> = []
    var path: [String] = block.name.map { [$0.text] } ?? []
    return contents(of: block, library, &visited, &path, into: &report)
}

private func contents(
    of block: BlockSyntax, _ library: ModelLibrary, _ visited: inout Set<String>, _ path: inout [String],
    into report: inout Report
) -> BlockContents {
    var result = BlockContents()
    for include in block.includes {
        guard let base = library.abstract[include.text] else {
            report.error(unknownInclude(include.text, library), at: include.span)
            result.isSound = false
            continue
        }
        guard !path.contains(include.text) else {
            report.error(.includesItself(path + [include.text]), at: include.span)
            continue
        }
        guard visited.insert(include.text).inserted else {
            report.error(.givenTwice(include.text), at: include.span)
            continue
        }
        path.append(include.text)
        result.append(contents(of: base, library, &visited, &path, into: &report))
        path.removeLast()
    }
    result.append(BlockContents(block))
    return result
}

private func unknownInclude(_ name: String, _ library: ModelLibrary) -> LanguageMessage {
    if library.models.contains(where: { $0.name.text == name }) { return .includeOfTable(name) }
    return .unknownInclude(name, nearest: nearest(to: name, among: library.abstract.keys.sorted()))
}

/// Lowers the abstract models for their errors alone.
private func checkAbstractModels(_ library: ModelLibrary, options: LanguageOptions, into report: inout Report) {
    for block in library.abstract.values.sorted(by: { $0.span.path < $1.span.path || $0.span.start < $1.span.start }) {
        guard let name = block.name else { continue }
        for section in [SectionKeyword.table, .pk, .renamedFrom] {
            guard let span = block.sections[section] else { continue }
            report.error(.sectionOfAbstract(section.rawValue), at: span)
        }
        for key in [MetaKeyword.comment, .verboseName, .verboseNamePlural] {
            guard let span = block.meta.keys[key] else { continue }
            report.error(.sectionOfAbstract(key.rawValue), at: span)
        }
        let draft = TableDraft(name: snakeCase(name.text), modelName: name.text, span: name.span, isFramework: false)
        var lowering = TableLowering(draft, options: options, isExtension: false)
        let parts = contents(of: block, library, into: &report)
        lowering.lowerAbstract(parts)
        if parts.isWhole { report.add(lowering.report) }
    }
}
