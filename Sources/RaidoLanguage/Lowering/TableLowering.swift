import Raido
import RaidoConsole

/// Puts the contents of one block into a table in the making.
struct TableLowering {
    var draft: TableDraft
    let options: LanguageOptions
    let isExtension: Bool
    var report = Report()
    /// The fields that `pk: (a, b)` names.
    private var keyFields: Set<String> = []

    init(_ draft: TableDraft, options: LanguageOptions, isExtension: Bool) {
        self.draft = draft
        self.options = options
        self.isExtension = isExtension
    }

    /// Puts a model's contents into an empty draft.
    mutating func lower(_ block: BlockSyntax, _ contents: BlockContents) {
        (draft.isSound, draft.isWhole) = (contents.isSound, contents.isWhole)
        addRename(block)
        addEnums(contents.enums)
        addKey(block.key)
        for item in contents.fields { add(item) }
        checkKeyFields(block.key)
        for item in contents.relations { add(item) }
        for item in contents.metas { add(item) }
        addComment(block)
        draft.verboseName = block.meta.verboseName
        draft.verboseNamePlural = block.meta.verboseNamePlural
    }

    /// Reads an abstract model's contents for their errors.
    mutating func lowerAbstract(_ contents: BlockContents) {
        addEnums(contents.enums)
        for item in contents.fields { add(item) }
    }

    /// Adds what an extension holds to its table.
    mutating func extend(_ block: BlockSyntax) {
        if !block.isSound { draft.isSound = false }
        if !block.isWhole { draft.isWhole = false }
        addEnums(block.enums)
        for item in block.fields { add(item) }
        for item in block.relations { add(item) }
        add(block.meta)
    }

    private mutating func addRename(_ block: BlockSyntax) {
        guard let old = block.renamedFrom else { return }
        draft.renamedFrom = old
        draft.hints.tables[draft.name] = old.text
        draft.hintPlaces[.table(draft.name)] = old.span
    }

    private mutating func addComment(_ block: BlockSyntax) {
        if let comment = block.meta.comment, let other = block.comment {
            report.error(.givenTwice("comment"), at: comment.span, notes: [.init(.firstHere, at: other.span)])
        }
        draft.comment = block.meta.comment?.value ?? block.comment?.value
    }

    // MARK: Enums

    private mutating func addEnums(_ enums: [EnumSyntax]) {
        var former: [String: SourceSpan] = [:]
        for syntax in enums {
            var lowering = EnumLowering(syntax, table: draft.name, isExtension: isExtension)
            let type = lowering.lower()
            report.add(lowering.report)
            let name = syntax.name
            if !isPlainName(name.text) { report.error(.badName(name.text), at: name.span) }
            if let other = draft.enums[name.text] {
                report.error(
                    .declaredTwice("enum", name.text), at: name.span, notes: [.init(.firstHere, at: other.span)])
                continue
            }
            let key = Hints.EnumKey(table: draft.name, enumType: name.text)
            if let old = lowering.hints.enums[key],
                let span = lowering.hintPlaces[.enumType(table: draft.name, name.text)],
                let first = former.updateValue(span, forKey: old)
            {
                report.error(.claimedTwice(old), at: span, notes: [.init(.firstHere, at: first)])
            }
            draft.enums[name.text] = type
            draft.hints.merge(lowering.hints)
            draft.hintPlaces.merge(lowering.hintPlaces) { first, _ in first }
        }
    }

    // MARK: Key

    private mutating func addKey(_ key: KeySyntax?) {
        switch key {
        case .column(let field): addField(field, .singleKey)
        case nil: addField(FieldSyntax(implicitKeyOf: draft), .singleKey)
        case .fields(let names, _):
            for name in names {
                guard keyFields.insert(name.text).inserted else {
                    report.error(.givenTwice(name.text), at: name.span)
                    continue
                }
                draft.primaryKey.append(name.text)
            }
            return
        }
        if let first = draft.columns.first { draft.primaryKey = [first.column.name] }
    }

    private mutating func checkKeyFields(_ key: KeySyntax?) {
        guard case .fields(let names, _) = key else { return }
        for name in names where draft.column(name.text) == nil {
            let message: LanguageMessage =
                names.count == 1
                ? .keyWithoutType(name.text)
                : .unknownField(name.text, nearest: report.nearest(to: name.text, among: columnNames))
            report.error(message, at: name.span)
        }
    }

    var columnNames: [String] { draft.columns.map(\.column.name) }

    // MARK: Fields

    private mutating func add(_ item: FieldItem) {
        switch item {
        case .field(let field): addField(field, keyFields.contains(field.name.text) ? .keyPart : .field)
        case .timestamps(let span):
            addField(FieldSyntax("created_at", "datetime", option: "auto_now", at: span), .field)
            addField(FieldSyntax("updated_at", "datetime", option: "auto_now_update", at: span), .field)
        case .softDelete(let span):
            addField(FieldSyntax("deleted_at", "datetime", option: "nullable", at: span), .field)
        }
    }

    private mutating func addField(_ field: FieldSyntax, _ role: FieldContext.Role) {
        let context = FieldContext(
            table: draft.name, enums: draft.enums, options: options, isExtension: isExtension)
        var lowering = FieldLowering(field, role, in: context)
        let lowered = lowering.lower()
        report.add(lowering.report)
        let name = field.name
        if let message = nameMistake(name.text) { report.error(message, at: name.span) }
        if let place = draft.columnPlaces[name.text.lowercased()] {
            return reportSecond(name, after: draft.columns[place])
        }
        draft.columnPlaces[name.text.lowercased()] = draft.columns.count
        draft.columns.append(lowered.column)
        addParts(lowered)
        addHints(lowered)
    }

    private mutating func reportSecond(_ name: Name, after first: ColumnDraft) {
        let isImplicitKey = first.span == draft.span
        let message: LanguageMessage =
            isImplicitKey
            ? .implicitKey(name.text)
            : first.column.name == name.text
                ? .declaredTwice("field", name.text) : .equalButForCase(name.text, first.column.name)
        report.error(message, at: name.span, notes: isImplicitKey ? [] : [.init(.firstHere, at: first.span)])
    }

    private mutating func addParts(_ lowered: LoweredField) {
        let column = lowered.column.column.name
        if let span = lowered.unique {
            let unique = UniqueConstraint(DerivedName.unique(draft.name, [column]), [column])
            draft.uniques.append(Part(value: unique, span: span, isExtension: isExtension))
        }
        if let span = lowered.index {
            let index = Index(DerivedName.index(draft.name, [.ascending(column)]), [.ascending(column)])
            draft.indexes.append(Part(value: index, span: span, isExtension: isExtension))
        }
        draft.checks += lowered.checks
        draft.writtenSQL += lowered.writtenSQL
        if let request = lowered.request { draft.requests.append(request) }
    }

    private mutating func addHints(_ lowered: LoweredField) {
        let column = lowered.column.column.name
        let key = Hints.ColumnKey(table: draft.name, column: column)
        if let fill = lowered.fill { draft.hints.fills[key] = fill }
        if let using = lowered.using { draft.hints.usings[key] = using }
        draft.hintPlaces[.expression(table: draft.name, column)] = lowered.usingSpan
        draft.hintSQL[.expression(table: draft.name, column)] = lowered.usingSQL
        draft.hintSQL[.fill(table: draft.name, column)] = lowered.fillSQL
        guard let old = lowered.renamedFrom else { return }
        if let first = draft.formerNames.updateValue(old.span, forKey: old.text) {
            return report.error(.claimedTwice(old.text), at: old.span, notes: [.init(.firstHere, at: first)])
        }
        draft.hints.columns[key] = old.text
        draft.hintPlaces[.column(table: draft.name, column)] = old.span
    }
}

extension FieldSyntax {
    /// `id => i64`, where nothing is said about a key. It is where the model's name is.
    fileprivate init(implicitKeyOf draft: TableDraft) {
        self.init("id", "i64", at: draft.span)
    }

    /// A field that a word of the language stands for.
    fileprivate init(_ name: String, _ type: String, option: String? = nil, at span: SourceSpan) {
        let word = TypeSyntax(word: Name(text: type, span: span), arguments: [], isOptional: false, span: span)
        let options = option.map { [OptionSyntax(name: Name(text: $0, span: span), arguments: [], span: span)] } ?? []
        self.init(name: Name(text: name, span: span), type: word, options: options, comment: nil)
    }
}

extension Hints {
    /// Adds the hints about other things.
    mutating func merge(_ other: Hints) {
        tables.merge(other.tables) { first, _ in first }
        columns.merge(other.columns) { first, _ in first }
        enums.merge(other.enums) { first, _ in first }
        enumValues.merge(other.enumValues) { first, _ in first }
        replacements.merge(other.replacements) { first, _ in first }
        fills.merge(other.fills) { first, _ in first }
        usings.merge(other.usings) { first, _ in first }
    }
}
