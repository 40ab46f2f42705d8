/// What a database looks like: its tables.
public struct Schema: Sendable {
    private var boxes = NameMap<TableBox>()

    /// The names of the tables that have a foreign key to a table, by that table's name.
    private var referrers = NameMap<Set<String>>()

    /// A schema of these tables. Of two with one name the later one counts.
    public init(_ tables: [Table] = []) {
        for table in tables { self[table.name] = table }
    }

    /// The tables, in the order of their names.
    public var tables: [Table] {
        #if DEBUG
            for _ in boxes.values { Self.countsRead?() }
        #endif
        return boxes.values.map(\.table).sorted { $0.name < $1.name }
    }

    #if DEBUG
        /// Called for each table that is read: by tests, which count what work costs.
        @TaskLocal package static var countsRead: (@Sendable () -> Void)?
    #endif

    public var isEmpty: Bool { boxes.isEmpty }

    /// The table of that name. What is assigned is under its own name.
    public subscript(name: String) -> Table? {
        get {
            #if DEBUG
                Self.countsRead?()
            #endif
            return boxes[name]?.table
        }
        set {
            if newValue?.name != name { replace(name, by: nil) }
            if let newValue { replace(newValue.name, by: newValue) }
        }
    }

    private mutating func replace(_ name: String, by table: Table?) {
        let old = boxes[name]?.table.referencedTables ?? []
        let new = table?.referencedTables ?? []
        boxes[name] = table.map(TableBox.init)
        for target in old.subtracting(new) {
            referrers.update(target) { users in
                users?.remove(name)
                if users?.isEmpty == true { users = nil }
            }
        }
        for target in new.subtracting(old) {
            referrers.update(target) { users in
                if users == nil { users = [] }
                users?.insert(name)
            }
        }
    }

    package func mapTables(_ transform: (Table) -> Table) -> Schema {
        Schema(boxes.values.map { transform($0.table) })
    }

    /// The tables that have a foreign key to a table, itself included if it has one, in the order of their names.
    package func tables(referringTo name: String) -> [Table] {
        (referrers[name] ?? []).sorted().compactMap { self[$0] }
    }

    /// These tables and those that have a foreign key to one of them, in the order of their names.
    package func tables(around names: Set<String>) -> [Table] {
        names.reduce(into: names) { $0.formUnion(referrers[$1] ?? []) }.sorted().compactMap { self[$0] }
    }
}

extension Schema: Hashable {
    public static func == (left: Self, right: Self) -> Bool { left.boxes == right.boxes }

    public func hash(into hasher: inout Hasher) { hasher.combine(boxes) }
}

/// A table that many copies of a schema share.
private final class TableBox: Hashable, Sendable {
    let table: Table

    init(_ table: Table) { self.table = table }

    static func == (left: TableBox, right: TableBox) -> Bool { left === right || left.table == right.table }

    func hash(into hasher: inout Hasher) { hasher.combine(table) }
}

extension Table {
    fileprivate var referencedTables: Set<String> { Set(foreignKeys.map(\.referencedTable)) }
}
