import RaidoConsole

/// `belongs_to: Author via author_id [cascade]`
struct RelationSyntax {
    enum Kind: String, CaseIterable {
        case belongsTo = "belongs_to"
        case hasMany = "has_many"
        case hasOne = "has_one"
        case manyToMany = "many_to_many"
    }

    var kind: Kind
    var span: SourceSpan
    var target: Name
    var junction: Name?
    var columns: [Name] = []
    /// `to (tenant_id, code)`: a key of the target's that is not its primary key.
    var targetColumns: [Name] = []
    /// `unindexed`
    var isUnindexed = false
    /// `as author`
    var alias: Name?
    /// What is in square brackets.
    var actions: [ArgumentSyntax] = []
    /// `name "fk_…"`
    var constraintName: Name?
}
