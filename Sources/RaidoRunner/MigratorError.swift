public import Raido

/// Why nothing, or no more, was applied or reverted. What it was about is rolled back as a whole.
public enum MigratorError: Error, Sendable {
    case open(OpenError)

    /// Nothing of the migration was tried: the database could not be copied before it.
    case backup(BackupError)

    /// Nothing was tried: the history and the program do not fit each other.
    case refused([Refusal])

    /// Nothing was tried: rows are there that migrations would fail on.
    case rowsInTheWay([RowFinding])

    /// Nothing was tried: reverting would lose data, and was not forced.
    case wouldLose([DataLoss])

    /// The history could not be written, and nothing else was tried.
    case notMarked(migration: String, StepFailure)

    /// A migration was rolled back.
    case failed(migration: String, isReverting: Bool, StepFailure)

    /// The connection was lost while a migration was committed: all of it is made, or nothing. Or one of its statements
    /// ended the transaction (``DatabaseError/Kind/endedTransaction``): those before it may stand.
    case undecided(migration: String, isReverting: Bool, StepFailure)

    /// A statement of a migration failed on an engine where each commits: those before it stand, and the next run goes
    /// on from it.
    case halted(migration: String, isReverting: Bool, step: Int, of: Int, StepFailure)

    /// A statement of a migration failed on an engine where each commits, and some of it may be made all the same:
    /// a person has to look.
    case inDoubt(migration: String, isReverting: Bool, step: Int, of: Int, StepFailure)

    /// Nothing more was tried: a migration was begun and not finished, and cannot be gone on with.
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
        case .open, .backup, .refused, .rowsInTheWay, .wouldLose, .notMarked, .undecided, .unfinished, .database,
            .unsupported, .mismatch, .irreversible, .unknownMigration, .notApplied, .alreadyApplied, .differs,
            .duplicate, .unreadable:
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

/// What a person may let pass that is refused otherwise.
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
        /// The values are narrowed.
        case values(column: String, table: String)
        /// Rows without a value get one.
        case absence(column: String, table: String)
    }

    public var migration: String
    /// Under the names of today.
    public var kind: Kind
    /// How many rows it is about; nil where the table is not there.
    public var rows: Int?
}
