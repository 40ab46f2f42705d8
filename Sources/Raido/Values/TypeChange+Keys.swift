extension TypeChange {
    /// Whether two values that a unique key tells apart before a column's change are still two after it: each stays what
    /// it is, and they are compared no more loosely.
    package static func keepsApart(
        from old: Column, to new: Column, enums oldEnums: [EnumType] = [], _ newEnums: [EnumType]? = nil,
        on engine: Engine
    ) -> Bool {
        guard old.generated == new.generated else { return false }
        let change = TypeChange(from: old, to: new, enums: oldEnums, newEnums, on: engine)
        return !change.losesValues && engine.facts.comparesAsStrictly(change, from: old, to: new)
    }
}
