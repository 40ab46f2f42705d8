/// What can happen to values that are there when their column gets another type.
package enum ValueEffect: Hashable, Sendable, CaseIterable {
    /// Values that do not fit make the migration fail; the others stay what they are.
    case fails
    /// Values are rounded, shortened or converted without an error.
    case silent
    /// Values are read and written anew; what cannot be read makes the migration fail.
    case converted
    /// Values stay, and nothing sees to it that they are of the new type.
    case unchecked

    /// Whether a value can be gone for good, so that the old type does not bring it back.
    package var losesValues: Bool {
        switch self {
        case .fails: false
        case .silent, .converted, .unchecked: true
        }
    }
}

/// A column's change from one type to another: the one place that knows what it does to values, on each engine.
///
/// The planner warns by it, generated files say by it what reverting does not bring back, and the runner refuses by it
/// to take values away unasked. What SQLite does follows from how RaidoSQL has it store values; what servers do is
/// measured.
package struct TypeChange: Hashable, Sendable {
    package var old: StoredType
    package var new: StoredType

    /// - Parameter enums: those of the table before and after. A type that is missing there is taken for one of texts
    ///   that nobody knows.
    package init(
        from old: ColumnType, to new: ColumnType, enums oldEnums: [EnumType] = [], _ newEnums: [EnumType]? = nil
    ) {
        self.old = StoredType(old, oldEnums)
        self.new = StoredType(new, newEnums ?? oldEnums)
    }

    /// What can happen on one engine, or nil where the new type holds each value of the old one.
    package func effect(on engine: Engine) -> ValueEffect? {
        if old == new { return nil }
        if sharesNoValue { return .converted }
        return switch engine {
        case .sqlite: effectOnSQLite
        case .postgresql, .mysql, .mariadb: effectOnServer(engine)
        }
    }

    package func losesValues(on engine: Engine) -> Bool { effect(on: engine)?.losesValues ?? false }

    /// Whether values can be gone for good on some engine.
    package var losesValues: Bool { Engine.allCases.contains { losesValues(on: $0) } }
}

/// How a column's values are stored: an enum of texts by its values, an enum of numbers by their type, everything else
/// by its own.
package enum StoredType: Hashable, Sendable {
    case values([String])
    /// An enum whose values are not at hand.
    case unknownValues(String)
    case type(ColumnType)

    package var isText: Bool {
        switch self {
        case .type(let type): type.textCapacity != nil
        case .values, .unknownValues: true
        }
    }

    package init(_ type: ColumnType, _ enums: [EnumType]) {
        guard case .enumeration(let name) = type else {
            self = .type(type)
            return
        }
        guard let type = enums.first(where: { $0.name == name }) else {
            self = .unknownValues(name)
            return
        }
        self = type.storesText ? .values(type.identities) : .type(type.storage)
    }
}
