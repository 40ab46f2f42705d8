/// What can happen to values that exist when their column gets another type.
package enum ValueEffect: Hashable, Sendable {
    /// Values that do not fit make the migration fail; the others stay what they are.
    case fails
    /// Values are rounded, shortened or converted without an error.
    case silent
    /// Values are read and written anew; what cannot be read makes the migration fail.
    case converted
    /// Values stay, and nothing ensures that they are of the new type.
    case unchecked
    /// Values stay what they are and mean something else: a local time is read as one of UTC, or the reverse.
    case reinterpreted
    /// One of the types is the engine's own, and Raido does not know what it does to values.
    case unknown

    /// Whether a value can be gone for good, so that the old type does not bring it back.
    package var losesValues: Bool {
        switch self {
        case .fails, .reinterpreted: false
        case .silent, .converted, .unchecked, .unknown: true
        }
    }
}

/// A column's change from one type to another on one engine: the one place that knows what it does to values.
///
/// Types count as the engine sees them, whatever the models call them: those that a project's settings map, and custom
/// ones, by what the engine makes of their spelling. What SQLite does follows from how Raido has it store values; what
/// servers do is measured.
package struct TypeChange: Hashable, Sendable {
    package let engine: Engine
    package let old: StoredType
    package let new: StoredType

    /// The numbers of the new column's enum, where values may be none of them; nil for other types. Engines take any.
    /// What becomes of the numbers of one enum in another one is said of each of them, and not of the type.
    package let numbers: [Int64]?

    /// - Parameter enums: Those of the table before and after. A type that is missing there is taken for one of texts
    ///   that are not known.
    package init(
        from old: Column, to new: Column, enums oldEnums: [EnumType] = [], _ newEnums: [EnumType]? = nil,
        on engine: Engine
    ) {
        self.engine = engine
        self.old = StoredType(of: old, oldEnums, on: engine)
        self.new = StoredType(of: new, newEnums ?? oldEnums, on: engine)
        numbers = TypeChange.numbers(of: new, newEnums ?? oldEnums, missing: self.old, old, oldEnums)
    }

    private static func numbers(
        of new: Column, _ enums: [EnumType], missing stored: StoredType, _ old: Column, _ oldEnums: [EnumType]
    ) -> [Int64]? {
        guard old.numbers(of: oldEnums) == nil, let numbers = new.numbers(of: enums) else { return nil }
        return stored == .type(.boolean) && numbers.contains(0) && numbers.contains(1) ? nil : numbers
    }

    /// What can happen to values, or nil where the new type holds each value of the old one.
    package var effect: ValueEffect? { effectOnStorage ?? (numbers == nil ? nil : .fails) }

    private var effectOnStorage: ValueEffect? {
        if old == new { return nil }
        if sharesNoValue { return .converted }
        if old.isUnknown || new.isUnknown { return .unknown }
        return engine.facts.effect(of: self)
    }

    /// Whether numbers are wanted where bytes are, of which the engine makes none.
    package var putsBytesInPlaceOfNumbers: Bool {
        let isNumber = new.exactNumber != nil || new.isFloating || new.type == .boolean
        return old.isOfBytes && isNumber && !engine.facts.readsNumbersFromBytes
    }

    package var losesValues: Bool { effect?.losesValues ?? false }
}

extension Column {
    /// The numbers of its enum; nil where it is of no enum of numbers.
    fileprivate func numbers(of enums: [EnumType]) -> [Int64]? {
        guard case .enumeration(let name) = type, let type = enums.first(where: { $0.name == name }), !type.storesText
        else { return nil }
        return type.values.compactMap(\.number)
    }
}
