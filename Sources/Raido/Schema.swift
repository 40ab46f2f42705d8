/// What a database looks like: its tables.
public struct Schema: Hashable, Sendable {
    private(set) var tablesByName: [String: Table]

    /// A schema of these tables. Of two with one name the later one counts.
    public init(_ tables: [Table] = []) {
        tablesByName = Dictionary(tables.map { ($0.name, $0) }) { $1 }
    }

    /// The tables, in the order of their names.
    public var tables: [Table] { tablesByName.values.sorted { $0.name < $1.name } }

    public var isEmpty: Bool { tablesByName.isEmpty }

    /// The table of that name. What is assigned stands under its own name.
    public subscript(name: String) -> Table? {
        get { tablesByName[name] }
        set {
            if newValue?.name != name { tablesByName[name] = nil }
            if let newValue { tablesByName[newValue.name] = newValue }
        }
    }

    package func mapTables(_ transform: (Table) -> Table) -> Schema {
        Schema(tablesByName.values.map(transform))
    }
}
