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
        switch change {
        case .createTable(let table), .dropTable(let table), .adoptTable(let table), .releaseTable(let table):
            writes = [.table(table.name.lowercased())]
            writes += table.partNames.map(Resource.part)
            writes += table.enums.map { .nativeType(DerivedName.enumType(table.name, $0.name)) }
            for key in table.foreignKeys where key.referencedTable != table.name { read(key) }
        case .renameTable(let old, let new): writes = [.table(old.lowercased()), .table(new.lowercased())]
        case .changeTableComment(let table, _, _): read(table)

        case .addColumn(let column, let table, _), .dropColumn(let column, let table):
            write(column.name, of: table)
        case .renameColumn(let old, let new, let table):
            write(old, of: table)
            write(new, of: table)
        case .alterColumn(let table, let old, _, _, _): write(old.name, of: table)

        case .changePrimaryKey(let table, let old, let new):
            read(table)
            writes += [.key(table.lowercased(), old), .key(table.lowercased(), new)]
        case .addUnique(let unique, let table), .dropUnique(let unique, let table): write([unique], of: table)
        case .changeUnique(let table, let old, let new): write([old, new], of: table)
        case .addIndex(let index, let table), .dropIndex(let index, let table): write(part: index.name, of: table)
        case .changeIndex(let table, let old, _): write(part: old.name, of: table)
        case .addForeignKey(let key, let table), .dropForeignKey(let key, let table): write([key], of: table)
        case .changeForeignKey(let table, let old, let new): write([old, new], of: table)
        case .addCheck(let check, let table), .dropCheck(let check, let table): write(part: check.name, of: table)
        case .changeCheck(let table, let old, _): write(part: old.name, of: table)

        case .renameUnique(let old, let new, let table), .renameIndex(let old, let new, let table),
            .renameForeignKey(let old, let new, let table), .renameCheck(let old, let new, let table):
            write(part: old, of: table)
            write(part: new, of: table)

        case .createEnum(let type, let table), .dropEnum(let type, let table): write(enumType: type.name, of: table)
        case .renameEnum(let old, let new, let table):
            write(enumType: old, of: table)
            write(enumType: new, of: table)
        case .addEnumValue(_, _, let table, _), .dropEnumValue(_, _, let table, _, _),
            .renameEnumValue(_, _, _, let table), .renumberEnumValue(_, _, _, _, let table),
            .reorderEnum(_, _, _, let table):
            read(table)

        case .sql: break
        }
    }

    private mutating func read(_ table: String) { reads.append(.table(table.lowercased())) }

    private mutating func read(_ key: ForeignKey) {
        let table = key.referencedTable.lowercased()
        reads.append(.table(table))
        reads.append(.key(table, key.referencedColumns))
        reads += key.referencedColumns.map { .column(table, $0.lowercased()) }
    }

    private mutating func write(_ column: String, of table: String) {
        read(table)
        writes.append(.column(table.lowercased(), column.lowercased()))
    }

    private mutating func write(part: String, of table: String) {
        read(table)
        writes.append(.part(part.lowercased()))
    }

    private mutating func write(enumType: String, of table: String) {
        read(table)
        writes.append(.nativeType(DerivedName.enumType(table, enumType)))
    }

    private mutating func write(_ uniques: [UniqueConstraint], of table: String) {
        for unique in uniques {
            write(part: unique.name, of: table)
            writes.append(.key(table.lowercased(), unique.columns))
        }
    }

    private mutating func write(_ keys: [ForeignKey], of table: String) {
        for key in keys {
            write(part: key.name, of: table)
            reads += key.columns.map { .column(table.lowercased(), $0.lowercased()) }
            read(key)
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
