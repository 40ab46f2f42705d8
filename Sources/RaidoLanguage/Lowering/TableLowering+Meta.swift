import Raido
import RaidoConsole

// Relations and `meta`.
extension TableLowering {
    mutating func add(_ relation: RelationSyntax) {
        switch relation.kind {
        case .belongsTo:
            let actions = readActions(relation.actions[...], into: &report)
            draft.requests.append(
                KeyRequest(
                    columns: relation.columns, target: relation.target, targetColumns: relation.targetColumns,
                    actions: actions, name: relation.constraintName, isIndexed: !relation.isUnindexed,
                    span: relation.span, isExtension: isExtension))
            draft.relations.append(relation)
        case .hasMany, .hasOne, .manyToMany:
            draft.relations.append(relation)
        }
    }

    mutating func add(_ meta: MetaSyntax) {
        if isExtension { checkExtensionKeys(meta) }
        for unique in meta.uniques where areColumns(unique.columns) {
            let columns = unique.columns.map(\.text)
            let name = constraintName(unique.name) ?? DerivedName.unique(draft.name, columns)
            draft.uniques.append(
                Part(value: UniqueConstraint(name, columns), span: unique.span, isExtension: isExtension))
        }
        for index in meta.indexes { add(index) }
        for check in meta.checks { add(check) }
        for item in meta.ordering where areColumns([item.column]) {
            draft.ordering.append(.init(column: item.column.text, isDescending: item.isDescending))
        }
    }

    private mutating func checkExtensionKeys(_ meta: MetaSyntax) {
        for (key, span) in meta.keys.sorted(by: { $0.value.start < $1.value.start }) {
            switch key {
            case .uniqueTogether, .indexes, .checks: break
            case .comment, .ordering, .verboseName, .verboseNamePlural, .abstract:
                report.error(.notInExtension(key.rawValue), at: span)
            }
        }
    }

    private mutating func add(_ syntax: IndexSyntax) {
        var parts: [Index.Part] = []
        var columns: [Name] = []
        for part in syntax.parts {
            switch part {
            case .column(let name, let isDescending):
                columns.append(name)
                parts.append(isDescending ? .descending(name.text) : .ascending(name.text))
            case .expression(let value):
                guard let sql = sql(value) else { return }
                parts.append(.expression(sql))
            }
        }
        guard areColumns(columns) else { return }
        let name = constraintName(syntax.name) ?? DerivedName.index(draft.name, parts)
        var index = Index(name, parts, unique: syntax.isUnique, using: syntax.method?.text)
        if let predicate = syntax.predicate {
            guard let sql = sql(predicate) else { return }
            index.predicate = sql
        }
        draft.indexes.append(Part(value: index, span: syntax.span, isExtension: isExtension))
    }

    private mutating func add(_ syntax: CheckSyntax) {
        if let message = nameMistake(syntax.name.text) { report.error(message, at: syntax.name.span) }
        guard let sql = sql(syntax.expression) else { return }
        let name = constraintName(syntax.constraintName) ?? DerivedName.check(draft.name, syntax.name.text)
        let check = CheckConstraint(name, sql)
        draft.checks.append(Part(value: check, span: syntax.name.span, isExtension: isExtension))
    }

    private mutating func sql(_ value: ValueSyntax) -> SQLFragment? {
        do throws(ValueMistake) {
            let fragment = try readSQL(value)
            draft.writtenSQL += WrittenSQL.texts(in: value)
            return fragment
        } catch {
            report.error(error.message, at: error.span)
            return nil
        }
    }

    /// A constraint's own name, if it has one and it can be one.
    private mutating func constraintName(_ name: Name?) -> String? {
        guard let name else { return nil }
        if let message = nameMistake(name.text) { report.error(message, at: name.span) }
        return name.text
    }

    /// Whether all names are declared fields, each once. The others are reported.
    private mutating func areColumns(_ names: [Name]) -> Bool {
        var isGood = true
        var seen: Set<String> = []
        for name in names {
            if draft.column(name.text) == nil {
                report.error(
                    .unknownField(name.text, nearest: report.nearest(to: name.text, among: columnNames)), at: name.span)
                isGood = false
            } else if !seen.insert(name.text).inserted {
                report.error(.givenTwice(name.text), at: name.span)
                isGood = false
            }
        }
        return isGood
    }
}

/// `[cascade, restrict]`, `[on_delete: cascade]`: what happens to rows whose parent is deleted, and gets another key.
func readActions(_ arguments: ArraySlice<ArgumentSyntax>, into report: inout Report) -> KeyRequest.Actions {
    var actions = KeyRequest.Actions()
    for argument in arguments {
        let isUpdate: Bool
        if argument.label == nil, actions.onDelete != nil, actions.onUpdate != nil {
            report.error(.thirdAction, at: argument.value.span)
            continue
        }
        switch argument.label?.text {
        case "on_delete": isUpdate = false
        case "on_update": isUpdate = true
        case nil: isUpdate = actions.onDelete != nil
        case let label?:
            let near = nearest(to: label, among: ["on_delete", "on_update"])
            report.error(.unknownOption(label, nearest: near), at: argument.label?.span ?? argument.value.span)
            continue
        }
        let span = argument.value.span
        guard let word = argument.value.word, let action = actionWords[word] else {
            let shown = argument.value.word ?? argument.value.shown
            report.error(.unknownAction(shown, nearest: nearest(to: shown, among: actionWords.keys.sorted())), at: span)
            continue
        }
        if (isUpdate ? actions.onUpdate : actions.onDelete) != nil {
            report.error(.givenTwice(isUpdate ? "on_update" : "on_delete"), at: span)
        } else if isUpdate {
            actions.onUpdate = Placed(value: action, span: span)
        } else {
            actions.onDelete = Placed(value: action, span: span)
        }
    }
    return actions
}

private let actionWords: [String: ForeignKey.Action] = [
    "cascade": .cascade, "restrict": .restrict, "set_null": .setNull, "set_default": .setDefault,
    "no_action": .noAction,
]
