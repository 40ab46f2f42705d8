import Raido

/// A migration that was started and not finished, as the journal of the database tells it.
public struct UnfinishedMigration: Hashable, Sendable {
    public var id: String
    public var isReverting: Bool

    /// Of the migration as it was started.
    package var checksum: String

    /// The statement that was started last, counted from 1, and how many there are.
    public var step: Int
    public var count: Int
    public var statement: String

    /// Whether that statement is known to be made.
    package var isMade: Bool

    /// Whether that statement failed and is known not to be made.
    package var isUndone = false

    /// Whether a statement before was taken for made, or for not made, by what its tables looked like.
    package var isInDoubt = false

    /// Of the statements before it, which are made.
    package var made: String

    /// What the database said of the things that the statement changes, before it was started.
    package var before: String

    /// In UTC: `2026-01-31T12:00:00Z`.
    public var startedAt: String

    /// The session of another program that is at it now; nil where it was interrupted.
    public var session: String?
}

/// Why an unfinished migration is not resumed.
public enum ResumeRefusal: Hashable, Sendable {
    /// Something else was asked for than to continue.
    case notAsked
    /// It was being applied, and now something is to be reverted, or the other way round.
    case otherDirection
    /// The program does not have the migration.
    case unknown
    /// What is made of the migration was edited since.
    case edited
    /// Its statements are others now: those of another version of Raido, or of the server.
    case otherStatements
    /// What the last statement changes is neither as it was before nor as it should be after. Where it could not be
    /// tried for lack of a right, with the server's words.
    case neitherBeforeNorAfter(now: String, unasked: String?)
    /// Nothing in the database shows whether the last statement was made. Where it could not be tried for lack of a
    /// right, with the server's words.
    case untraceable(unasked: String?)
    /// All statements are made, and the tables are not what they should be.
    case differs(SchemaComparison)
}

extension UnfinishedMigration {
    /// Throws where the statements before the one that was started last are no longer those that were made.
    func expectMade(_ statements: [String], of entry: Work.Entry) throws(MigratorError) {
        guard statements.count >= step - 1, MadeStatements(statements.prefix(step - 1)).text == made else {
            throw .unfinished(self, entry.checksum == checksum ? .otherStatements : .edited)
        }
    }

    /// Throws where the one that was started last is another one now, though it was made.
    func expectBegun(_ statements: [String], of entry: Work.Entry) throws(MigratorError) {
        guard statements.count >= step, statements[step - 1] == statement else {
            throw .unfinished(self, entry.checksum == checksum ? .otherStatements : .edited)
        }
    }
}

/// A statement that comes next, as the journal notes it.
struct JournalPlace {
    /// Counted from 1.
    var step: Int
    var count: Int
    var statement: String
    /// Of those before it.
    var made: String
}

/// Tells statements that were made apart from others, also where those that were not made yet are edited.
struct MadeStatements {
    private var hash: UInt64 = 0

    mutating func add(_ text: String) { hash = FNV1a.hash64("\(hash) \(text)".utf8) }

    /// What the journal knows them by.
    var text: String { FNV1a.hexadecimal(hash, digits: 16) }

    init(_ texts: some Sequence<String> = []) {
        for text in texts { add(text) }
    }
}

/// What a history table tells: what is applied, and what was started.
package struct HistoryState {
    /// In the order in which they were applied.
    package var applied: [AppliedMigration]

    /// How many of them, from the first, are those that this connection saw there the last time.
    package var unchanged = 0

    package var unfinished: UnfinishedMigration?
}
