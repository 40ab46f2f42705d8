import RaidoConsole

/// `meta: { … }`
struct MetaSyntax {
    var uniques: [UniqueSyntax] = []
    var indexes: [IndexSyntax] = []
    var checks: [CheckSyntax] = []
    var ordering: [OrderingSyntax] = []
    var comment: Placed<String>?
    var verboseName: String?
    var verboseNamePlural: String?
    var isAbstract = false
    /// Where each key is.
    var keys: [MetaKeyword: SourceSpan] = [:]
}

enum MetaKeyword: String, CaseIterable {
    case uniqueTogether = "unique_together"
    case indexes, checks, comment, ordering
    case verboseName = "verbose_name"
    case verboseNamePlural = "verbose_name_plural"
    case abstract
}

/// `(slug, status) name "…"`
struct UniqueSyntax {
    var columns: [Name]
    var name: Name?
    var span: SourceSpan
}

/// `(author_id, -created_at) unique where "…" using gin name "…"`
struct IndexSyntax {
    var parts: [IndexPartSyntax]
    var isUnique = false
    var predicate: ValueSyntax?
    var method: Name?
    var name: Name?
    var span: SourceSpan
}

enum IndexPartSyntax {
    case column(Name, isDescending: Bool)
    case expression(ValueSyntax)
}

/// `views_not_negative: "views >= 0" name "…"`
struct CheckSyntax {
    var name: Name
    var expression: ValueSyntax
    var constraintName: Name?
}

/// `-created_at`
struct OrderingSyntax {
    var column: Name
    var isDescending: Bool
}
