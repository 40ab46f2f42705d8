/// A migration that was begun and not finished, as the journal of the database tells it.
public struct UnfinishedMigration: Hashable, Sendable {
    public var id: String
    public var isReverting: Bool

    /// Of the migration as it was begun.
    package var checksum: String

    /// The statement that was begun last, counted from 1, and how many there are; 0 where none was begun.
    public var step: Int
    public var count: Int
    public var statement: String

    /// Whether that statement is known to be made.
    package var isMade: Bool

    /// Whether that statement failed and is known not to be made.
    package var isUndone = false

    /// What the database said of the things that the statement changes, before it was begun.
    package var before: String

    /// In UTC: `2026-01-31T12:00:00Z`.
    public var startedAt: String
}

/// Why an unfinished migration is not gone on with.
public enum ResumeRefusal: Hashable, Sendable {
    /// Something else was asked for than to go on.
    case notAsked
    /// It was being applied, and now something is to be reverted, or the other way round.
    case otherDirection
    /// The program does not have the migration.
    case unknown
    /// The migration was edited since.
    case edited
    /// Its statements are others now: those of another version of Raido, or of the server.
    case otherStatements
    /// What the last statement changes is neither as it was before nor as it should be after.
    case neitherBeforeNorAfter(now: String)
    /// Nothing in the database tells whether the last statement was made.
    case untraceable
    /// All statements are made, and the tables are not what they should be.
    case differs(SchemaComparison)
}

/// What a history table tells: what is applied, and what was begun.
package struct HistoryState {
    /// In the order in which they were applied.
    package var applied: [AppliedMigration]
    package var unfinished: UnfinishedMigration?
}
