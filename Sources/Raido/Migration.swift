/// A step in the life of a database: the changes of one generated file.
///
/// A migration says the same to every engine; its SQL is rendered when it is applied.
public struct Migration: Hashable, Sendable {
    /// What the history table stores: `m20260131_120000_001_create_articles`. It never changes once applied.
    public var id: String

    /// The run of `raido makemigrations` that wrote it: `20260131_120000`. Migrations of one batch belong together.
    public var batch: String

    public var changes: [Change]

    public init(id: String, batch: String, changes: [Change]) {
        self.id = id
        self.batch = batch
        self.changes = changes
    }
}

extension Migration {
    /// The changes that take this migration back, in the order in which to make them.
    ///
    /// - Throws: ``IrreversibleChange`` where raw SQL was given one direction only.
    public func inverse() throws(IrreversibleChange) -> [Change] {
        var inverses: [Change] = []
        for change in changes.reversed() {
            guard let inverse = change.inverse else { throw IrreversibleChange(migration: id, change: change) }
            inverses.append(inverse)
        }
        return inverses
    }
}

/// A change that says how to make it and not how to take it back.
public struct IrreversibleChange: Error, Hashable, CustomStringConvertible {
    public var migration: String
    public var change: Change

    public var description: String {
        "\(migration) cannot be reverted: its raw SQL gives no 'down'; add one to the migration's file"
    }
}
