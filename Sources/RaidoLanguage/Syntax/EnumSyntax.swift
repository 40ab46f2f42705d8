import RaidoConsole

/// `Status: [Draft, Gone = ("gone", "No longer here")]`
struct EnumSyntax {
    var name: Name
    /// `i16` and the like; nil where strings are stored.
    var storage: Name?
    var variants: [VariantSyntax]
    var options: [OptionSyntax]
}

/// `Draft`, `Published = "published"`, `Gone = ("gone", "No longer here") [removed, to: Draft]`
struct VariantSyntax {
    var name: Name
    var value: ValueSyntax?
    var label: String?
    var options: [OptionSyntax]
}
