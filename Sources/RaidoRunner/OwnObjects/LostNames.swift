import Raido

/// A table or a column that changes take away from whoever names it.
public struct LostName: Hashable, Sendable {
    public enum Fate: Hashable, Sendable {
        case dropped
        case renamed(to: String)
        /// The column is dropped, and another one takes its place with the converted values.
        case madeAnew
    }

    public var table: String
    /// Nil where the whole table goes.
    public var column: String?
    public var fate: Fate
}

/// What is called otherwise after changes, or is gone: whoever names it finds nothing then, or something else.
struct LostNames {
    private struct Place: Hashable {
        var table: String
        /// Nil for the table itself.
        var column: String?
    }

    /// The former names of tables and columns that were renamed, by where they stand now.
    private var formerTables: [String: String] = [:]
    private var formerColumns: [Place: String] = [:]

    private var fates: [Place: LostName.Fate] = [:]
    private var made: Set<Place> = []
    private var replaced: Set<Place> = []

    init(_ changes: [Change]) {
        for change in changes.replayed { follow(change) }
    }

    /// Under the names from before the changes, in order.
    var found: [LostName] {
        lostNames(fates.filter { place, fate in fate != .dropped || !made.contains(place) }.map { $0 })
    }

    /// The columns that are dropped, though another may take their place: what an index loses on engines that convert
    /// so.
    var lostToIndexes: [LostName] {
        let dropped = fates.filter { place, fate in fate == .dropped && place.column != nil }
        return lostNames(dropped.map { $0 } + replaced.filter { dropped[$0] == nil }.map { ($0, .madeAnew) })
    }

    /// The names from before the changes of what is called so after them, or while they are made.
    func former(_ table: String, _ column: String) -> (table: String, column: String) {
        let place = former(Place(table: table, column: column))
        return (place.table, place.column ?? column)
    }

    private func lostNames(_ places: [(Place, LostName.Fate)]) -> [LostName] {
        places.map { place, fate in LostName(table: place.table, column: place.column, fate: fate) }
            .sorted { ($0.table, $0.column ?? "") < ($1.table, $1.column ?? "") }
    }

    private mutating func follow(_ change: Change) {
        switch change {
        case .createTable(let table): made.insert(Place(table: table.name))
        case .addColumn(let column, let table, _): made.insert(Place(table: table, column: column.name))
        case .dropTable(let table): fates[former(Place(table: table.name))] = .dropped
        case .dropColumn(let column, let table): fates[former(Place(table: table, column: column.name))] = .dropped
        case .renameTable(let old, let new): renameTable(old, to: new)
        case .renameColumn(let old, let new, let table):
            let before = former(Place(table: table, column: old))
            fates[before] = before.column == new ? nil : .renamed(to: new)
            formerColumns[Place(table: table, column: old)] = nil
            formerColumns[Place(table: table, column: new)] = before.column
        case .alterColumn(let table, _, let new, .some, _) where new.generated == nil:
            replaced.insert(former(Place(table: table, column: new.name)))
        case .changeTableComment, .adoptTable, .releaseTable, .alterColumn, .changePrimaryKey, .addUnique, .dropUnique,
            .changeUnique, .renameUnique, .addIndex, .dropIndex, .changeIndex, .renameIndex, .addForeignKey,
            .dropForeignKey, .changeForeignKey, .renameForeignKey, .addCheck, .dropCheck, .changeCheck, .renameCheck,
            .createEnum, .dropEnum, .renameEnum, .addEnumValue, .dropEnumValue, .renameEnumValue, .renumberEnumValue,
            .reorderEnum, .sql:
            break
        }
    }

    private func former(_ place: Place) -> Place {
        Place(table: formerTables[place.table] ?? place.table, column: formerColumns[place] ?? place.column)
    }

    private mutating func renameTable(_ old: String, to new: String) {
        let before = former(Place(table: old))
        fates[before] = before.table == new ? nil : .renamed(to: new)
        formerTables[old] = nil
        formerTables[new] = before.table
        for (place, name) in formerColumns where place.table == old {
            formerColumns[place] = nil
            formerColumns[Place(table: new, column: place.column)] = name
        }
    }
}
