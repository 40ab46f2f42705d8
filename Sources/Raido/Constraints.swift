/// A unique constraint.
///
///     CONSTRAINT "uq_articles_slug" UNIQUE ("slug")
public struct UniqueConstraint: Hashable, Sendable {
    public var name: String
    public var columns: [String]

    public init(_ name: String, _ columns: [String]) {
        self.name = name
        self.columns = columns
    }
}

/// A check constraint.
///
///     CONSTRAINT "ck_articles_views" CHECK (views >= 0)
public struct CheckConstraint: Hashable, Sendable {
    public var name: String
    public var expression: SQLFragment

    public init(_ name: String, _ expression: SQLFragment) {
        self.name = name
        self.expression = expression
    }
}

/// A foreign key.
///
///     CONSTRAINT "fk_articles_author_id" FOREIGN KEY ("author_id") REFERENCES "authors" ("id") ON DELETE CASCADE
public struct ForeignKey: Hashable, Sendable {
    /// What happens to a row when the row it refers to is deleted, or gets another key.
    public enum Action: String, CaseIterable, Hashable, Sendable {
        case noAction, restrict, cascade, setNull, setDefault
    }

    public var name: String
    public var columns: [String]
    public var referencedTable: String
    public var referencedColumns: [String]
    public var onDelete: Action
    public var onUpdate: Action

    public init(
        _ name: String, _ columns: [String], references referencedTable: String, _ referencedColumns: [String],
        onDelete: Action = .noAction, onUpdate: Action = .noAction
    ) {
        self.name = name
        self.columns = columns
        self.referencedTable = referencedTable
        self.referencedColumns = referencedColumns
        self.onDelete = onDelete
        self.onUpdate = onUpdate
    }
}
