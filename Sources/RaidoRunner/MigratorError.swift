public import Raido

/// Why nothing, or no more, was applied or reverted. What it was about is rolled back as a whole.
public enum MigratorError: Error, Sendable {
    case open(OpenError)

    /// Nothing was tried: servers of the cluster do not share the migration lock, so another run could migrate at the
    /// same time, and the caller did not say that there is none.
    case lockNotShared(ServerCluster)

    /// Nothing of the migration was tried: the database could not be copied before it.
    case backup(BackupError)

    /// Nothing was tried: the history and the program do not fit each other, and the call did not allow it.
    case refused([Refusal])

    /// Nothing was compared or marked: the history and the program do not fit each other, and no ``Allowance`` helps.
    case unlikeHistory([Refusal])

    /// Nothing was tried: rows are there that migrations would fail on.
    case rowViolations([RowFinding])

    /// Nothing was tried: a value is given for a column that does not come back, or is none of the column.
    case unusableFill(FillRefusal)

    /// Nothing was tried: reverting would lose data, or put values in rows that nobody gave, and was not forced.
    case wouldLose([DataLoss])

    /// The history could not be written, and nothing else was tried.
    case notMarked(migration: String, StepFailure)

    /// A migration was rolled back.
    case failed(migration: String, isReverting: Bool, StepFailure)

    /// The connection was lost while a migration was committed: all of it is made, or nothing. Or one of its statements
    /// ended the transaction (``DatabaseError/Kind/endedTransaction``): the effects of those before it may remain.
    case undecided(migration: String, isReverting: Bool, StepFailure)

    /// A statement of a migration failed on an engine where each commits: earlier ones stay applied, and the next run
    /// resumes from this one.
    case halted(migration: String, isReverting: Bool, step: Int, of: Int, StepFailure)

    /// A statement of a migration failed on an engine where each commits, and some of it may be made all the same:
    /// the user has to look.
    case inDoubt(migration: String, isReverting: Bool, step: Int, of: Int, StepFailure)

    /// Nothing more was tried: a migration was started and not finished, and cannot be resumed.
    case unfinished(UnfinishedMigration, ResumeRefusal)

    /// The database refused something outside of any migration.
    case database(StepFailure)

    /// The engine cannot do what a migration asks for.
    case unsupported(migration: String, reason: String)

    /// A migration does not fit what the ones before it leave behind.
    case mismatch(migration: String, SchemaMismatch)

    case irreversible(IrreversibleChange)

    /// There is no migration of that identity.
    case unknownMigration(String)

    /// The migration asked for is not applied.
    case notApplied(String)

    /// The migration is marked as applied already.
    case alreadyApplied(String)

    /// The database does not have what the migrations give.
    case differs(SchemaComparison)

    /// Two migrations of the program have one identity.
    case duplicate(String)

    /// The migration's file cannot be read without compiling it, and what was asked for needs it.
    case unreadable(migration: String, reason: String)
}

extension MigratorError {
    /// Why a statement of a migration was not made; nil where none was tried.
    package var failureOfMigration: StepFailure? {
        switch self {
        case .failed(_, _, let failure), .halted(_, _, _, _, let failure), .inDoubt(_, _, _, _, let failure): failure
        case .open, .lockNotShared, .backup, .refused, .unlikeHistory, .rowViolations, .unusableFill, .wouldLose,
            .notMarked, .undecided, .unfinished, .database, .unsupported, .mismatch, .irreversible, .unknownMigration,
            .notApplied, .alreadyApplied, .differs, .duplicate, .unreadable:
            nil
        }
    }
}

/// One way in which the history and the program do not fit each other.
public enum Refusal: Hashable, Sendable {
    /// Applied, and not in this program.
    case unknown(id: String, appliedAt: String)
    /// Applied, and changed since.
    case edited(id: String, appliedAt: String)
    /// Not applied, and older than the last one that is.
    case outOfOrder(id: String, lastApplied: String)

    public var id: String {
        switch self {
        case .unknown(let id, _), .edited(let id, _), .outOfOrder(let id, _): id
        }
    }

    /// What lets it pass.
    public var allowance: Allowance {
        switch self {
        case .unknown: .unknown
        case .edited: .edited
        case .outOfOrder: .outOfOrder
        }
    }
}

/// What the user may let pass that is refused otherwise.
public enum Allowance: String, CaseIterable, Hashable, Sendable {
    case unknown
    case edited
    case outOfOrder = "out-of-order"
}

/// Data that reverting a migration takes.
public struct DataLoss: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case table(String)
        case column(String, table: String)
        /// Values become others, or may become others.
        case values(column: String, table: String, ValueLoss)
        /// Rows without a value get one.
        case absence(column: String, table: String)
        /// A column comes back, and rows get a value in it that nobody gave, or need one and have none.
        case invented(InventedValue)
    }

    public var migration: String
    /// Under the names of today; of a column that comes back, under those after the revert.
    public var kind: Kind
    /// How many rows it is about; nil where the table does not exist.
    public var rows: Int?

    /// Whether other migrations of the run were reverted before, and left these rows.
    public var isLate = false
}

/// What reverting makes of the values of a column that stays.
public enum ValueLoss: Hashable, Sendable {
    /// Why nobody knows whether values become others.
    public enum Reason: Hashable, Sendable {
        /// Nothing tells what the engine makes of values of one type as ones of another.
        case conversion(from: String, to: String, Engine)
        /// The run writes the values before, in a way that only running it tells.
        case written
        /// The database refuses the question, with these words.
        case refused(String)
    }

    /// They are changed to fit the type that comes back.
    case changed(SilentChange)
    /// Generated ones replace them.
    case generated
    case unknown(Reason)
}
