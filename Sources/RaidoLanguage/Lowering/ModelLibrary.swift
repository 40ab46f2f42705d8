import Raido
import RaidoConsole

/// Who declares a model.
enum ModelOrigin {
    /// This package.
    case builtIn
    /// A folder of the setting `frameworks`.
    case framework
    case project
}

/// All blocks of a run, sorted by what they are.
struct ModelLibrary {
    struct Model {
        var block: BlockSyntax
        var name: Name
        var table: String
        var origin: ModelOrigin

        var isFramework: Bool { origin != .project }
    }

    /// The models that have a table: the frameworks' first, of those that no project model replaces.
    var models: [Model] = []
    /// The framework models whose tables the project declares itself. Their names still mean these tables.
    var replaced: [Model] = []
    /// The models that only give their fields to others.
    var abstract: [String: BlockSyntax] = [:]
    var extensions: [BlockSyntax] = []
    var files: [String: SourceFile] = [:]
}

/// Sorts the blocks, and says where two models are one.
func collectModels(
    _ project: [[BlockSyntax]], framework: [[BlockSyntax]], added: [[BlockSyntax]], files: [SourceFile],
    into report: inout Report
) -> ModelLibrary {
    var collection = ModelCollection()
    collection.add(project, from: .project, into: &report)
    let projectTables = Set(collection.library.models.map { $0.table.lowercased() })
    var frameworks = ModelCollection()
    frameworks.add(added, from: .framework, into: &report)
    let addedTables = Set(frameworks.library.models.map { $0.table.lowercased() })
    var builtIn = ModelCollection()
    builtIn.add(framework, from: .builtIn, into: &report)

    var library = collection.library
    let builtInModels = builtIn.library.models.filter { !addedTables.contains($0.table.lowercased()) }
    let others = builtInModels + frameworks.library.models
    library.models = others.filter { !projectTables.contains($0.table.lowercased()) } + library.models
    library.replaced = others.filter { projectTables.contains($0.table.lowercased()) }
    library.abstract.merge(frameworks.library.abstract) { own, _ in own }
    for file in files { library.files[file.path] = file }
    return library
}

/// Says which models have a table that the history of migrations needs for itself. Names that are reserved whatever the
/// settings say have been reported.
func checkHistoryTables(of library: ModelLibrary, options: LanguageOptions, into report: inout Report) {
    let names = options.historyTables.map { $0.lowercased() }
    for model in library.models where names.contains(model.table.lowercased()) && !isReserved(model.table) {
        let span = model.block.table?.span ?? model.name.span
        let message = LanguageMessage.historyTable(
            model.table, of: model.name.text, isJournal: names.first != model.table.lowercased())
        if let place = options.historyTablePlace {
            report.error(message, at: place, notes: [.init(.renameModelOrHistory, at: span)])
        } else {
            report.error(message, at: span, notes: [.init(.renameModelOrHistory)])
        }
    }
}

/// Whether tables of that name belong to an engine or to Raido in every project.
private func isReserved(_ table: String) -> Bool {
    table.lowercased().hasPrefix("sqlite_") || table.lowercased().hasPrefix("_raido_")
}

/// Models of one origin, with where each name and table was seen first.
private struct ModelCollection {
    var library = ModelLibrary()
    private var namePlaces: [String: SourceSpan] = [:]
    private var tablePlaces: [String: SourceSpan] = [:]
    private var formerPlaces: [String: SourceSpan] = [:]

    mutating func add(_ files: [[BlockSyntax]], from origin: ModelOrigin, into report: inout Report) {
        for block in files.joined() {
            switch block.keyword {
            case .model: addModel(block, from: origin, into: &report)
            case .extend:
                if origin == .project {
                    library.extensions.append(block)
                } else {
                    report.error(.extensionInFramework, at: block.span)
                }
            }
        }
    }

    private mutating func addModel(_ block: BlockSyntax, from origin: ModelOrigin, into report: inout Report) {
        // A block without a name has been reported.
        guard let name = block.name else { return }
        if name.text.first?.isUppercase != true || !isPlainName(name.text) {
            report.error(.modelName(name.text), at: name.span)
        }
        if let first = namePlaces.updateValue(name.span, forKey: foldedName(name.text)) {
            report.error(.declaredTwice("model", name.text), at: name.span, notes: [.init(.firstHere, at: first)])
            return
        }
        guard !block.meta.isAbstract else {
            library.abstract[name.text] = block
            return
        }
        let table = block.table?.text ?? snakeCase(name.text)
        let span = block.table?.span ?? name.span
        guard checkTableName(table, at: span, into: &report) else { return }
        if let first = tablePlaces.updateValue(span, forKey: table.lowercased()) {
            report.error(.twoModels(table), at: span, notes: [.init(.firstHere, at: first)])
            return
        }
        if let old = block.renamedFrom {
            if old.text.isEmpty { report.error(.emptyName, at: old.span) }
            if old.text == table { report.error(.renamedFromItself(table), at: old.span) }
            if let first = formerPlaces.updateValue(old.span, forKey: old.text) {
                report.error(.claimedTwice(old.text), at: old.span, notes: [.init(.firstHere, at: first)])
            }
        }
        library.models.append(.init(block: block, name: name, table: table, origin: origin))
    }

    private func checkTableName(_ table: String, at span: SourceSpan, into report: inout Report) -> Bool {
        if let message = nameMistake(table) {
            report.error(message, at: span)
            return false
        }
        if isReserved(table) { report.error(.reservedTable(table), at: span) }
        return true
    }
}

/// Whether a name has letters, digits and underscores only, and begins with no digit.
func isPlainName(_ name: String) -> Bool {
    guard let first = name.utf8.first, first.isWordStart else { return false }
    return name.utf8.allSatisfy { $0.isWordPart && $0 < 0x80 }
}

/// What is wrong with the name of a table or column, if anything is.
func nameMistake(_ name: String) -> LanguageMessage? {
    if name.isEmpty { return .emptyName }
    if !isPlainName(name) { return .badName(name) }
    return name.utf8.count > DerivedName.greatestLength ? .longName(name) : nil
}
