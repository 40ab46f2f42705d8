import Raido
import RaidoSQL

/// The views, triggers and foreign keys of a database, and which tables each of them names, kept from one migration to
/// the next: so a migration asks about what concerns its own tables, however many others there are.
struct SQLiteCatalogue {
    /// What `PRAGMA schema_version` said when the catalogue was true.
    var version: Int64 = 0

    private var keys: [String: [SQLiteForeignKey]] = [:]
    /// The tables that refer to a table.
    private var children: [String: Set<String>] = [:]
    /// The names in the text of each view and trigger.
    private var names: [Dependent: Set<String>] = [:]
    /// The views and triggers whose text has a name.
    private var dependents: [String: Set<Dependent>] = [:]

    /// In lower case, as all names that are looked up: SQLite compares them so.
    private var views: Set<String> = []

    /// A view, or a trigger of a table or view, by their names in the database.
    fileprivate enum Dependent: Hashable {
        case view(String)
        case trigger(String, table: String)
    }

    // MARK: - What concerns a table

    /// The foreign keys of these tables and those that refer to them; all where `tables` is nil.
    func foreignKeys(around tables: Set<String>?) -> [SQLiteForeignKey] {
        guard let tables else { return keys.values.flatMap { $0 } }
        let related = tables.reduce(into: tables) { $0.formUnion(children[$1] ?? []) }
        return related.flatMap { keys[$0] ?? [] }.filter {
            tables.contains($0.table.lowercased()) || tables.contains($0.parent.lowercased())
        }
    }

    /// The tables that refer to one of these, by their names in the database.
    func children(of tables: Set<String>) -> Set<String> {
        Set(tables.flatMap { children[$0] ?? [] }.compactMap { keys[$0]?.first?.table })
    }

    /// The views, and the tables with triggers, that a change of these tables may break: what names one of them, and
    /// what names that, however far. All where `tables` is nil.
    func subjects(around tables: Set<String>?) -> (views: Set<String>, tables: Set<String>) {
        var found: (views: Set<String>, tables: Set<String>) = ([], [])
        for dependent in concerned(by: tables) {
            switch dependent {
            case .view(let name): found.views.insert(name)
            // A view with triggers is looked at as a view.
            case .trigger(_, let name): if !views.contains(name.lowercased()) { found.tables.insert(name) }
            }
        }
        return found
    }

    private func concerned(by tables: Set<String>?) -> Set<Dependent> {
        guard let tables else { return Set(names.keys) }
        var found: Set<Dependent> = []
        var known = tables
        var waiting = Array(tables)
        while let name = waiting.popLast() {
            for dependent in dependents[name] ?? [] where found.insert(dependent).inserted {
                if known.insert(dependent.subject).inserted { waiting.append(dependent.subject) }
            }
        }
        return found
    }

    // MARK: - What changes

    /// Notes the foreign keys of a table as they are now.
    mutating func set(_ new: [SQLiteForeignKey], of table: String) {
        let table = table.lowercased()
        for key in keys[table] ?? [] { children[key.parent.lowercased()]?.remove(table) }
        keys[table] = new.isEmpty ? nil : new
        for key in new { children[key.parent.lowercased(), default: []].insert(table) }
    }

    /// Notes a view or trigger.
    mutating func add(_ kind: UserObjectKind, _ name: String, on table: String, text: String) {
        let dependent = kind == .view ? Dependent.view(name) : .trigger(name, table: table)
        if kind == .view { views.insert(name.lowercased()) }
        // SQLite takes a text where a name is wanted for the name.
        let found = Set(SQLPieces(text, for: .sqlite).compactMap { $0.token?.possibleName?.lowercased() })
        names[dependent] = found
        for name in found { dependents[name, default: []].insert(dependent) }
    }

    /// Forgets the views and triggers that a change of these tables may have written.
    ///
    /// - Returns: The views, and the tables and views that had the triggers.
    mutating func forget(around tables: Set<String>) -> Set<String> {
        let forgotten = concerned(by: tables)
        for dependent in forgotten {
            for name in names.removeValue(forKey: dependent) ?? [] { dependents[name]?.remove(dependent) }
            if case .view(let name) = dependent { views.remove(name.lowercased()) }
        }
        return Set(forgotten.map(\.subject))
    }
}

extension SQLiteCatalogue.Dependent {
    /// The view, or what has the trigger, in lower case. Their own texts name it.
    fileprivate var subject: String {
        switch self {
        case .view(let name), .trigger(_, let name): name.lowercased()
        }
    }
}

extension SQLToken {
    fileprivate var possibleName: String? {
        switch self {
        case .word(let name), .quoted(let name), .string(let name): name
        case .number, .symbol: nil
        }
    }
}
