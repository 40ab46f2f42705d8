/// A database engine that migrations can be applied to.
///
/// MySQL and MariaDB are two engines: their SQL differs where it matters here.
public enum Engine: String, CaseIterable, Hashable, Sendable, Comparable {
    case sqlite, postgresql, mysql, mariadb

    /// The engine's name as its makers write it.
    public var displayName: String {
        switch self {
        case .sqlite: "SQLite"
        case .postgresql: "PostgreSQL"
        case .mysql: "MySQL"
        case .mariadb: "MariaDB"
        }
    }

    public static func < (left: Self, right: Self) -> Bool { left.place < right.place }

    private var place: Int {
        switch self {
        case .sqlite: 0
        case .postgresql: 1
        case .mysql: 2
        case .mariadb: 3
        }
    }
}
