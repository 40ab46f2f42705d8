import Raido
import RaidoConsole

/// Turns relations into foreign keys, now that every table is known. Framework tables that are referred to become part
/// of the result, and so do those that they refer to.
func resolveRelations(_ drafts: inout Drafts, known: Set<String>, into report: inout Report) {
    for draft in drafts.tables where draft.isFramework && known.contains(draft.name) {
        drafts.included.insert(draft.name)
    }
    widenKeys(&drafts)
    var included = drafts.included
    var waiting = included.sorted(by: >)
    var resolved: [TableDraft] = []
    while let table = waiting.popLast() {
        guard let draft = drafts.byTable[table] else { continue }
        var lowering = RelationLowering(draft, drafts)
        lowering.lower()
        if draft.isWhole { report.add(lowering.report) }
        resolved.append(lowering.draft)
        for target in lowering.referred.sorted(by: >) where included.insert(target).inserted {
            waiting.append(target)
        }
    }
    for draft in resolved { drafts.byTable[draft.name] = draft }
    drafts.included = included
}

/// Makes columns written `int` as wide as the key they refer to, where that is written `Pk`: in Runique both words
/// follow one setting. A column may in turn be what others refer to.
private func widenKeys(_ drafts: inout Drafts) {
    var isDone = false
    while !isDone {
        isDone = true
        for draft in drafts.tables {
            for request in draft.requests {
                guard let target = drafts.table(named: request.target.text).flatMap({ drafts.byTable[$0] }) else {
                    continue
                }
                let keys = request.targetColumns.isEmpty ? target.primaryKey : request.targetColumns.map(\.text)
                guard keys.count == request.columns.count else { continue }
                for (column, key) in zip(request.columns, keys) {
                    isDone = !drafts.widen(column.text, of: draft.name, to: key, of: target, for: request) && isDone
                }
            }
        }
    }
}

extension Drafts {
    fileprivate mutating func widen(
        _ column: String, of table: String, to key: String, of target: TableDraft, for request: KeyRequest
    ) -> Bool {
        guard let place = byTable[table]?.columnPlaces[column.lowercased()], let wanted = target.column(key),
            let found = byTable[table]?.columns[place], !found.isBroken, !wanted.isBroken,
            found.column.type != wanted.column.type, wanted.column.type.family.isNumeric
        else { return false }
        let isFollowed =
            found.followsKey && (wanted.leadsKeys || wanted.column.type == .bigInteger && wanted.followsKey)
        let isFrameworks = byTable[table]?.isFramework == true && !found.isExtension
        // An extension adds to a framework's table; the columns that exist stay as they are.
        if isFrameworks && request.isExtension { return false }
        // A framework's own keys follow a table that the project declares in the framework's place.
        let isReplaced = isFrameworks && !target.isFramework
        guard isFollowed || isReplaced else { return false }
        byTable[table]?.columns[place].column.type = wanted.column.type
        byTable[table]?.columns[place].column.nativeTypes = wanted.column.nativeTypes
        return true
    }
}

/// Resolves the relations of one table.
struct RelationLowering {
    var draft: TableDraft
    let drafts: Drafts
    var report = Report()
    /// The tables that are referred to.
    var referred: Set<String> = []

    private var requestsByColumns: [[String]: Int] = [:]
    private var keys: [ResolvedKey] = []

    init(_ draft: TableDraft, _ drafts: Drafts) {
        self.draft = draft
        self.drafts = drafts
    }

    mutating func lower() {
        for request in draft.requests { resolve(request) }
        for key in keys {
            addForeignKey(key)
            addIndex(key)
        }
        checkRelationNames()
        for relation in draft.relations { describe(relation) }
    }

    /// A request whose columns and target are known.
    private struct ResolvedKey {
        var request: KeyRequest
        var columns: [String]
        var table: String
        var targetColumns: [String]
    }

    // MARK: Foreign keys

    private mutating func resolve(_ request: KeyRequest) {
        var isKnown = true
        for column in request.columns where draft.column(column.text) == nil {
            report.error(
                .unknownField(column.text, nearest: report.nearest(to: column.text, among: columnNames)),
                at: column.span)
            isKnown = false
        }
        guard let target = target(request.target), isKnown, target.isWhole,
            let targetColumns = targetColumns(request, target)
        else {
            return
        }
        referred.insert(target.name)
        let key = ResolvedKey(
            request: request, columns: request.columns.map(\.text), table: target.name, targetColumns: targetColumns)
        guard let place = requestsByColumns[key.columns] else {
            guard fits(key, target) else { return }
            requestsByColumns[key.columns] = keys.count
            keys.append(key)
            return
        }
        merge(key, into: place)
    }

    var columnNames: [String] { draft.columns.map(\.column.name) }

    private mutating func target(_ name: Name) -> TableDraft? {
        if let table = drafts.table(named: name.text) { return drafts.byTable[table] }
        if let span = drafts.abstractModels[foldedName(name.text)] {
            report.error(.abstractTarget(name.text), at: name.span, notes: [.init(.declaredHere, at: span)])
            return nil
        }
        report.error(
            .unknownTarget(name.text, nearest: report.nearest(to: name.text, among: drafts.targetNames)), at: name.span)
        return nil
    }

    private mutating func targetColumns(_ request: KeyRequest, _ target: TableDraft) -> [String]? {
        guard let first = request.targetColumns.first else {
            guard target.primaryKey.count == request.columns.count else {
                let key = target.primaryKey.joined(separator: ", ")
                report.error(.keyColumns(target.name, key: key, count: request.columns.count), at: request.span)
                return nil
            }
            return target.primaryKey
        }
        for column in request.targetColumns where target.column(column.text) == nil {
            let near = report.nearest(to: column.text, among: target.columns.map(\.column.name))
            report.error(.unknownColumn(column.text, of: target.name, nearest: near), at: column.span)
            return nil
        }
        let columns = request.targetColumns.map(\.text)
        let isKey =
            target.primaryKey == columns || target.uniques.contains { $0.value.columns == columns }
            || target.indexes.contains { index in
                index.value.isUnique && index.value.predicate == nil && index.value.parts.map(\.column) == columns
            }
        guard isKey, columns.count == request.columns.count else {
            report.error(.notAKey(columns, of: target.name), at: first.span)
            return nil
        }
        return columns
    }

    /// Whether types and NULLs allow the key.
    private mutating func fits(_ key: ResolvedKey, _ target: TableDraft) -> Bool {
        for (column, targetColumn) in zip(key.columns, key.targetColumns) {
            guard let own = draft.column(column), let other = target.column(targetColumn) else { return false }
            if own.isBroken || other.isBroken { return false }
            guard own.column.type == other.column.type, own.column.type.isComparable else {
                report.error(
                    .keyType(
                        column, own.column.type.description, key: "\(target.name).\(targetColumn)",
                        other.column.type.description),
                    at: key.request.span, notes: [.init(.declaredHere, at: own.typeSpan)])
                return false
            }
            guard own.column.isUUIDBlob == other.column.isUUIDBlob else {
                report.error(
                    .keyStorage(column, key: "\(target.name).\(targetColumn)", isBlob: other.column.isUUIDBlob),
                    at: key.request.span, notes: [.init(.declaredHere, at: own.typeSpan)])
                return false
            }
            for action in [key.request.actions.onDelete, key.request.actions.onUpdate] {
                checkAction(action, own)
            }
        }
        return true
    }

    private mutating func checkAction(_ action: Placed<ForeignKey.Action>?, _ own: ColumnDraft) {
        guard let action else { return }
        let notes = [Diagnostic.Note(.declaredHere, at: own.span)]
        if action.value == .setNull, !own.column.isNullable {
            report.error(.setNullOfRequired(own.column.name), at: action.span, notes: notes)
        }
        if action.value == .setDefault, !own.column.isNullable, own.column.defaultValue == nil {
            report.error(.setDefaultWithoutDefault(own.column.name), at: action.span, notes: notes)
        }
    }

    /// A second request for the same columns: said alike it is the same one. Actions count where they are written.
    private mutating func merge(_ key: ResolvedKey, into place: Int) {
        let first = keys[place]
        let notes = [Diagnostic.Note(.firstHere, at: first.request.span)]
        guard first.table == key.table, first.targetColumns == key.targetColumns else {
            return report.error(
                .twoKeys(key.columns.joined(separator: ", "), first.table, key.table), at: key.request.span,
                notes: notes)
        }
        for path in [\KeyRequest.Actions.onDelete, \.onUpdate] {
            guard let said = key.request.actions[keyPath: path] else { continue }
            if let before = first.request.actions[keyPath: path], before.value != said.value {
                report.error(.twoActions(key.columns.joined(separator: ", ")), at: said.span, notes: notes)
            } else if first.request.actions[keyPath: path] == nil {
                keys[place].request.actions[keyPath: path] = said
                for column in key.columns { if let own = draft.column(column) { checkAction(said, own) } }
            }
        }
        if first.request.name == nil { keys[place].request.name = key.request.name }
    }

    private mutating func addForeignKey(_ key: ResolvedKey) {
        let request = key.request
        if let name = request.name, let message = nameMistake(name.text) { report.error(message, at: name.span) }
        let foreignKey = ForeignKey(
            request.name?.text ?? DerivedName.foreignKey(draft.name, key.columns), key.columns, references: key.table,
            key.targetColumns, onDelete: request.actions.onDelete?.value ?? .noAction,
            onUpdate: request.actions.onUpdate?.value ?? .noAction)
        draft.foreignKeys.append(Part(value: foreignKey, span: request.span, isExtension: request.isExtension))
    }

    /// Adds an index on the key's columns, unless the primary key, a unique constraint or an index begins with them.
    private mutating func addIndex(_ key: ResolvedKey) {
        let isExtension = key.request.isExtension
        let leads =
            draft.primaryKey.starts(with: key.columns)
            || draft.uniques.contains { (isExtension || !$0.isExtension) && $0.value.columns.starts(with: key.columns) }
            || draft.indexes.contains { index in
                (isExtension || !index.isExtension) && index.value.predicate == nil && index.value.method == nil
                    && index.value.parts.map(\.column).starts(with: key.columns)
            }
        guard !leads, key.request.isIndexed else { return }
        let parts = key.columns.map { Index.Part.ascending($0) }
        let index = Index(DerivedName.index(draft.name, parts), parts)
        draft.indexes.append(Part(value: index, span: key.request.span, isExtension: isExtension))
    }
}

// What makes no SQL.
extension RelationLowering {
    /// Says which relations are called as another one is, or say again what another one says.
    private mutating func checkRelationNames() {
        var named: [String: SourceSpan] = [:]
        var unnamed: [String: SourceSpan] = [:]
        for relation in draft.relations {
            if let alias = relation.alias {
                guard let first = named.updateValue(alias.span, forKey: alias.text) else { continue }
                report.error(
                    .declaredTwice("relation", alias.text), at: alias.span, notes: [.init(.firstHere, at: first)])
            } else if relation.kind != .belongsTo {
                guard let first = unnamed.updateValue(relation.span, forKey: relation.meaning) else { continue }
                report.error(
                    .givenTwice("\(relation.kind.rawValue): \(relation.target.text)"), at: relation.span,
                    notes: [.init(.firstHere, at: first)])
            }
        }
    }

    private mutating func describe(_ relation: RelationSyntax) {
        switch relation.kind {
        case .belongsTo:
            if let table = drafts.table(named: relation.target.text) {
                add(.belongsTo, relation, table, columns: relation.columns.map(\.text))
            }
        case .hasMany: describeMany(relation, .hasMany)
        case .hasOne: describeMany(relation, .hasOne)
        case .manyToMany: describeManyToMany(relation)
        }
    }

    private mutating func describeMany(_ relation: RelationSyntax, _ kind: RelationDescription.Kind) {
        guard let target = target(relation.target), target.isWhole else { return }
        for column in relation.columns { checkColumn(column, of: target) }
        let isReferredFrom = target.requests.contains { drafts.table(named: $0.target.text) == draft.name }
        if !isReferredFrom {
            report.warning(.nothingRefersBack(target.name, to: draft.name), at: relation.target.span)
        }
        add(kind, relation, target.name, columns: relation.columns.map(\.text))
    }

    private mutating func describeManyToMany(_ relation: RelationSyntax) {
        guard let target = target(relation.target), let name = relation.junction,
            let junction = self.target(name), junction.isWhole
        else {
            return
        }
        for column in relation.columns { checkColumn(column, of: junction) }
        add(.manyToMany, relation, target.name, junction: junction.name, columns: relation.columns.map(\.text))
    }

    private mutating func checkColumn(_ column: Name, of table: TableDraft) {
        guard table.column(column.text) == nil else { return }
        let near = report.nearest(to: column.text, among: table.columns.map(\.column.name))
        report.error(.unknownColumn(column.text, of: table.name, nearest: near), at: column.span)
    }

    private mutating func add(
        _ kind: RelationDescription.Kind, _ relation: RelationSyntax, _ table: String, junction: String? = nil,
        columns: [String]
    ) {
        draft.relationDescriptions.append(
            RelationDescription(
                kind: kind, name: relation.alias?.text, targetTable: table, junctionTable: junction, columns: columns))
    }
}

extension RelationSyntax {
    /// What a relation without a name says, in any case style.
    fileprivate var meaning: String {
        let names = [target.text, junction?.text ?? ""].map(foldedName)
        return ([kind.rawValue] + names + columns.map(\.text)).joined(separator: " ")
    }
}

extension ColumnType {
    /// Whether two columns of the type in two tables hold the same: each enum is its own type.
    fileprivate var isComparable: Bool {
        if case .enumeration = self { false } else { true }
    }
}
