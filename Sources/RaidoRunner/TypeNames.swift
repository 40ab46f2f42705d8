import Raido

/// What the types that columns get are called in messages.
struct TypeNames {
    private let changes: [Change]
    private let engine: Engine

    /// - Parameter changes: Those of a migration, in their order.
    init(_ changes: [Change], on engine: Engine) {
        self.changes = changes
        self.engine = engine
    }

    /// The native type that settings map the type to, or the type itself; an enum that the migration renames later by
    /// its last name.
    func name(of type: ColumnType, _ column: String, in table: String) -> String {
        for case .alterColumn(table, _, let new, _, _) in changes where new.name == column && new.type == type {
            if let native = new.nativeTypes[engine] { return native }
        }
        guard case .enumeration(var name) = type else { return "\(type)" }
        for case .renameEnum(name, let new, _) in changes { name = new }
        return "\(ColumnType.enumeration(name))"
    }
}
