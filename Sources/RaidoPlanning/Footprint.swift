import Raido

/// Something that two changes can both concern. Names that differ in case alone are one name to some engines.
enum Resource: Hashable {
    case table(String)
    case column(String, String)
    case key(String, [String])
    /// The name of a constraint or an index.
    case part(String)
    /// A native enum type of PostgreSQL.
    case nativeType(String)
}

/// What a change needs as it is, and what it makes, changes or takes away. Two changes of which one writes what the
/// other reads or writes keep their order.
struct Footprint {
    var reads: [Resource] = []
    var writes: [Resource] = []

    init(of change: Change) {
        switch change.shape {
        case .createTable(let table, _), .dropTable(let table, _):
            writes = [.table(table.name.lowercased())]
            writes += table.partNames.map(Resource.part)
            writes += table.enums.map { .nativeType(DerivedName.enumType(table.name, $0.name)) }
            for key in table.foreignKeys where key.referencedTable != table.name { read(key) }
        case .renameTable(let old, let new): writes = [.table(old.lowercased()), .table(new.lowercased())]
        case .alterTable(let table, let alteration): add(alteration, of: table)
        case .sql: break
        }
    }

    private mutating func add(_ alteration: Alteration, of table: String) {
        read(table)
        switch alteration {
        case .comment, .enumValues: break
        case .primaryKey(let old, let new):
            writes += [.key(table.lowercased(), old), .key(table.lowercased(), new)]
        case .add(let part), .drop(let part): write(part, of: table)
        case .change(let old, let new):
            write(old, of: table)
            write(new, of: table)
        case .rename(let kind, let old, let new):
            write(kind, named: old, of: table)
            write(kind, named: new, of: table)
        }
    }

    private mutating func read(_ table: String) { reads.append(.table(table.lowercased())) }

    private mutating func read(_ key: ForeignKey) {
        let table = key.referencedTable.lowercased()
        reads.append(.table(table))
        reads.append(.key(table, key.referencedColumns))
        reads += key.referencedColumns.map { .column(table, $0.lowercased()) }
    }

    private mutating func write(_ part: NamedPart, of table: String) {
        write(part.kind, named: part.name, of: table)
        if case .unique(let unique) = part { writes.append(.key(table.lowercased(), unique.columns)) }
        guard case .foreignKey(let key) = part else { return }
        reads += key.columns.map { .column(table.lowercased(), $0.lowercased()) }
        read(key)
    }

    private mutating func write(_ kind: NamedPart.Kind, named name: String, of table: String) {
        switch kind {
        case .column: writes.append(.column(table.lowercased(), name.lowercased()))
        case .unique, .index, .foreignKey, .check: writes.append(.part(name.lowercased()))
        case .enumType: writes.append(.nativeType(DerivedName.enumType(table, name)))
        }
    }
}

extension Table {
    fileprivate var partNames: [String] {
        (uniques.map(\.name) + indexes.map(\.name) + foreignKeys.map(\.name) + checks.map(\.name)).map {
            $0.lowercased()
        }
    }
}
