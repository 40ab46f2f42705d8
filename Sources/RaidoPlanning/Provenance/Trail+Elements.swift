import Raido

extension Trail.Step {
    /// The name that the change gives to an element, or to its table, where it renames it.
    func newName(of element: SchemaElement) -> String? {
        guard let rename = change.rename else { return nil }
        return rename.old == element || rename.old == .table(element.table) ? rename.newName : nil
    }

    /// What an element was before the change; nil where the change created it.
    func former(_ element: SchemaElement) -> SchemaElement? {
        change.former(element).flatMap { before.holds($0) ? $0 : nil }
    }

    /// What the change did to an element, in words; nothing where it does not concern it.
    func lines(about element: SchemaElement) -> [String] {
        switch change.shape {
        case .createTable(let table, _):
            guard table.name == element.table else { return [] }
            if case .table = element { return words }
            return Schema([table]).words(of: element).map { "+ \($0)" }
        case .renameTable(let old, let new):
            if new == element.table { return words }
            return referenceLines(old, of: element) { "\($0) follows the rename of \(old) to \(new)" }
        case .alterTable(let table, .rename(.column, let old, let new)) where table != element.table:
            return referenceLines(table, column: old, of: element) {
                "\($0) follows the rename of \(table).\(old) to \(new)"
            }
        case .dropTable, .alterTable, .sql: return change.table == element.table && concerns(element) ? words : []
        }
    }

    /// The change in the words of a plan.
    private var words: [String] {
        var words = ChangeWords(for: temporaries)
        words.add(change, on: before)
        return words.lines
    }

    /// A line for each foreign key of the element to `target`.
    private func referenceLines(
        _ target: String, column: String? = nil, of element: SchemaElement, _ line: (String) -> String
    ) -> [String] {
        guard let table = before[element.table] else { return [] }
        return table.foreignKeys.filter { key in
            guard key.referencedTable == target, column.map(key.referencedColumns.contains) ?? true else {
                return false
            }
            return switch element {
            case .table: true
            case .foreignKey(let name, _): key.name == name
            case .column(let name, _): key.columns.contains(name)
            case .primaryKey, .unique, .index, .check, .enumType, .enumValue: false
            }
        }.map { "~ " + line("foreign key \($0.name)") }
    }

    /// Whether the change, of the element's table, is about the element.
    private func concerns(_ element: SchemaElement) -> Bool {
        switch element {
        case .table: true
        case .column(let name, _): concernsColumn(name)
        case .primaryKey: if case .changePrimaryKey = change { true } else { false }
        case .unique, .index, .foreignKey, .check: change.parts.contains(element)
        case .enumType(let name, _), .enumValue(_, let name, _): change.enumNames.contains(name)
        }
    }

    private func concernsColumn(_ name: String) -> Bool {
        if change.columns.contains(name) { return true }
        guard case .enumeration(let type) = before[change.table ?? ""]?.column(name)?.type else { return false }
        return change.enumNames.contains(type)
    }
}

extension Schema {
    fileprivate func holds(_ element: SchemaElement) -> Bool {
        if case .table(let name) = element { return self[name] != nil }
        return !words(of: element).isEmpty
    }

    /// An element in words, a line each; a column also with the keys and indexes that it is part of.
    func words(of element: SchemaElement) -> [String] {
        guard let table = self[element.table] else { return [] }
        func find<Part: TablePart>(_ parts: [Part], _ name: String, _ words: (Part) -> String) -> [String] {
            parts.filter { $0.name == name }.map(words)
        }
        switch element {
        case .table: return table.contents
        case .column(let name, _):
            guard let column = table.column(name) else { return [] }
            return [column.words] + table.lines(aboutKeysWith: name)
        case .primaryKey: return table.primaryKey.isEmpty ? [] : ["primary key \(table.primaryKey.keyWords)"]
        case .unique(let name, _): return find(table.uniques, name) { $0.words.long }
        case .index(let name, _): return find(table.indexes, name) { $0.words.long }
        case .foreignKey(let name, _): return find(table.foreignKeys, name) { $0.words.long }
        case .check(let name, _): return find(table.checks, name) { $0.words.long }
        case .enumType(let name, _), .enumValue(_, let name, _): return find(table.enums, name) { $0.words }
        }
    }
}

extension Table {
    fileprivate func lines(aboutKeysWith column: String) -> [String] {
        (primaryKey.contains(column) ? ["primary key \(primaryKey.keyWords)"] : [])
            + uniques.filter { $0.columns.contains(column) }.map { $0.words.long }
            + indexes.filter { $0.parts.contains { $0.column == column } }.map { $0.words.long }
            + foreignKeys.filter { $0.columns.contains(column) }.map { $0.words.long }
    }
}
