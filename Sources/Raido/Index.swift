/// An index.
///
///     CREATE INDEX "idx_articles_author_id_created_at" ON "articles" ("author_id", "created_at" DESC)
///
///     Index("idx_articles_author_id_created_at", [.ascending("author_id"), .descending("created_at")])
public struct Index: Hashable, Sendable {
    /// One part of an index's key.
    public enum Part: Hashable, Sendable {
        case ascending(String)
        case descending(String)
        case expression(SQLFragment)

        /// The column, unless the part is an expression.
        public var column: String? {
            switch self {
            case .ascending(let name), .descending(let name): name
            case .expression: nil
            }
        }
    }

    public var name: String
    public var parts: [Part]
    public var isUnique: Bool

    /// The condition of a partial index.
    public var predicate: SQLFragment?

    /// The access method (`gin`, `hash`), where it is not the engine's usual one.
    public var method: String?

    public init(
        _ name: String, _ parts: [Part], unique: Bool = false, where predicate: SQLFragment? = nil,
        using method: String? = nil
    ) {
        self.name = name
        self.parts = parts
        self.isUnique = unique
        self.predicate = predicate
        self.method = method
    }
}
