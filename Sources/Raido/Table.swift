/// A table and all that belongs to it.
///
/// Columns stand in the order in which the database holds them. That order is no part of a table's meaning (a column
/// added later is last in most engines), so two tables that differ in it alone are equal. Everything else is
/// kept in the order of names.
public struct Table: Sendable {
    public var name: String
    public var columns: [Column]

    /// The columns of the primary key, in its order; empty where there is none.
    public var primaryKey: [String]

    public var uniques: [UniqueConstraint] { didSet { uniques.sort { $0.name < $1.name } } }
    public var indexes: [Index] { didSet { indexes.sort { $0.name < $1.name } } }
    public var foreignKeys: [ForeignKey] { didSet { foreignKeys.sort { $0.name < $1.name } } }
    public var checks: [CheckConstraint] { didSet { checks.sort { $0.name < $1.name } } }
    public var enums: [EnumType] { didSet { enums.sort { $0.name < $1.name } } }
    public var comment: String?

    public init(
        _ name: String, columns: [Column], primaryKey: [String] = [], uniques: [UniqueConstraint] = [],
        indexes: [Index] = [], foreignKeys: [ForeignKey] = [], checks: [CheckConstraint] = [], enums: [EnumType] = [],
        comment: String? = nil
    ) {
        self.name = name
        self.columns = columns
        self.primaryKey = primaryKey
        self.uniques = uniques.sorted { $0.name < $1.name }
        self.indexes = indexes.sorted { $0.name < $1.name }
        self.foreignKeys = foreignKeys.sorted { $0.name < $1.name }
        self.checks = checks.sorted { $0.name < $1.name }
        self.enums = enums.sorted { $0.name < $1.name }
        self.comment = comment
    }

    public func column(_ name: String) -> Column? { columns.first { $0.name == name } }
    public func enumType(_ name: String) -> EnumType? { enums.first { $0.name == name } }

    /// The enum that a column's type names; nil for other types.
    package func enumType(of type: ColumnType) -> EnumType? {
        if case .enumeration(let name) = type { enumType(name) } else { nil }
    }

    private var columnsByName: [Column] { columns.sorted { $0.name < $1.name } }
}

extension Table: Hashable {
    public static func == (left: Self, right: Self) -> Bool {
        left.name == right.name && left.primaryKey == right.primaryKey && left.uniques == right.uniques
            && left.indexes == right.indexes && left.foreignKeys == right.foreignKeys && left.checks == right.checks
            && left.enums == right.enums && left.comment.isExactly(right.comment)
            && (left.columns == right.columns || left.columnsByName == right.columnsByName)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(columnsByName)
    }
}
