package import Raido

/// Migrations applied one after the other to values, with the states that each table went through.
///
/// A migration that cannot be read makes every table uncertain, since it may have changed any of them; one that does
/// not fit makes its own tables uncertain. A table is certain again once a later migration creates it.
package struct HistoryReplay: Sendable {
    /// What is known of a table's name at one point of the history.
    package enum Content: Hashable, Sendable {
        case table(Table)
        case dropped
        case renamed(to: String)
        /// A migration that cannot be read, or does not fit, may have changed it.
        case uncertain
    }

    /// What one migration left under the name of a table.
    package struct State: Hashable, Sendable {
        package var migration: String
        package var content: Content
    }

    /// A migration that does not fit what the ones before it make.
    package struct Misfit: Hashable, Sendable {
        package var migration: String
        package var mismatch: SchemaMismatch
    }

    /// The tables that are certain.
    package private(set) var schema = Schema()
    /// The migrations that do not fit, in their order.
    package private(set) var misfits: [Misfit] = []
    /// The migrations that cannot be read, in their order.
    package private(set) var unreadable: [String] = []
    /// The identities of all migrations, also of those that cannot be read or do not fit.
    package private(set) var ids: Set<String> = []
    /// The tables that a migration adopted, by their present names.
    package private(set) var adopted: Set<String> = []

    private var statesByName: [String: [State]] = [:]

    package init() {}

    /// Continues from snapshots, as the migrations that they name left them.
    package init(from snapshots: [Snapshot]) {
        schema = Schema(snapshots.map(\.table))
        for snapshot in snapshots {
            statesByName[snapshot.table.name] = [
                State(migration: snapshot.lastMigration, content: .table(snapshot.table))
            ]
        }
    }

    /// The states of a table, oldest first. A renamed table has states under both of its names.
    package func states(of table: String) -> [State] { statesByName[table] ?? [] }

    /// The present state under a name; nil where the history never had such a table.
    package func content(of table: String) -> Content? {
        if let state = statesByName[table]?.last { return state.content }
        return unreadable.isEmpty ? nil : .uncertain
    }

    /// The migration that last changed a table, or gave up its name.
    package func lastMigration(of table: String) -> String? { statesByName[table]?.last?.migration }

    /// Every name that a table ever had, sorted.
    package var tableNames: [String] { statesByName.keys.sorted() }

    /// The names of tables that may be there and are not certain, sorted.
    package var uncertainTables: [String] {
        tableNames.filter { statesByName[$0]?.last?.content == .uncertain }
    }

    // MARK: - Steps

    /// Passes over a migration that cannot be read: the state of every table is uncertain after it.
    package mutating func skip(_ id: String) {
        ids.insert(id)
        unreadable.append(id)
        for name in Array(statesByName.keys) { append(.uncertain, to: name, by: id) }
        schema = Schema()
        adopted = []
    }

    /// Applies a migration. One that does not fit is recorded in ``misfits``.
    package mutating func apply(_ migration: Migration) {
        ids.insert(migration.id)
        let changes = migration.changes.replayed
        let uncertain = changes.writtenTables.filter { content(of: $0) == .uncertain }
        var step = ReplayStep(on: tables(concernedBy: changes), uncertain: uncertain, adopted: adopted)
        do {
            for change in changes { try step.apply(change) }
        } catch {
            misfits.append(Misfit(migration: migration.id, mismatch: error))
            let concerned = changes.writtenTables.union([error.element.table])
            for name in concerned {
                schema[name] = nil
                append(.uncertain, to: name, by: migration.id)
            }
            return
        }
        for (name, content) in step.contents { record(content, of: name, by: migration.id) }
        adopted = step.adopted
    }

    private mutating func record(_ content: Content, of name: String, by migration: String) {
        switch content {
        case .table(let table):
            if let former = schema[name], former.isIdentical(to: table) { return }
            schema[name] = table
        case .dropped, .renamed, .uncertain:
            schema[name] = nil
        }
        append(content, to: name, by: migration)
    }

    private mutating func append(_ content: Content, to name: String, by migration: String) {
        statesByName[name, default: []].append(State(migration: migration, content: content))
    }

    /// The certain tables that changes read or write: their own, and those with foreign keys to what they rename or
    /// drop.
    private func tables(concernedBy changes: [Change]) -> Schema {
        var names = changes.writtenTables
        let referenced = Set(changes.filter(\.concernsReferences).compactMap(\.table))
        if !referenced.isEmpty {
            names.formUnion(
                schema.tables.filter { table in
                    table.foreignKeys.contains { referenced.contains($0.referencedTable) }
                }.map(\.name))
        }
        return Schema(names.compactMap { schema[$0] })
    }
}

extension Change {
    /// Whether tables that refer to the change's table follow the change, or stand in its way.
    fileprivate var concernsReferences: Bool {
        switch shape {
        case .renameTable, .dropTable, .alterTable(_, .rename(.column, _, _)): true
        case .createTable, .alterTable, .sql: false
        }
    }
}
