package import Raido
package import RaidoSQL

/// What the migrator needs of an engine.
package protocol Database: AnyObject {
    var engine: Engine { get }

    /// The table that remembers which migrations are applied.
    var historyTable: HistoryTable { get }

    /// The version that the server, or the library, says it is.
    var serverVersion: String? { get }

    /// How many characters a migration's identity may have in the history; nil where there is no limit.
    var longestIdentity: Int? { get }

    /// The path of the database file if it does not exist; nil for servers.
    var missingFile: String? { get }

    /// The applied migrations in the order in which they were applied; none where there is no history yet.
    func history() throws(StepFailure) -> [AppliedMigration]

    /// Tables with the columns of a history and another name, if no history has the expected name.
    func otherHistories() throws(StepFailure) -> [OtherHistory]

    /// The migration that was started and not finished, on engines where that can be.
    func unfinishedMigration() throws(StepFailure) -> UnfinishedMigration?

    /// The session of another program that migrates the database now, on engines where migrations can be seen half
    /// made.
    func migratingSession() throws(StepFailure) -> LockingSession?

    /// Takes the lock, hands what the history tells to `decide`, makes what it decides on and writes that to the
    /// history: all of it or nothing. Where each statement commits, a journal sees to it that the next run resumes from
    /// the right one; what it reports as unfinished has to be decided on first.
    func recording(
        _ decide: (HistoryState) throws(MigratorError) -> Work?
    ) throws(MigratorError) -> CompletedWork?

    /// Runs `body` in one transaction that is undone in the end, so that what it records is gone again; nil, and
    /// nothing is run, where the engine cannot do that.
    func rehearsing(_ body: () throws(MigratorError) -> [String]) throws(MigratorError) -> [String]?

    /// Refuses what is in the way of one of several migrations, as far as that is told before the first of them is
    /// made.
    func expectFeasible(_ works: [Work]) throws(MigratorError)

    /// How many rows a table has, or nil where there is no such table.
    func rowCount(of table: String) throws(StepFailure) -> Int?

    /// How many rows of a table have no value in the column, or nil where there is no such table.
    func rowCount(of table: String, withoutValueIn column: String) throws(StepFailure) -> Int?

    /// What the database says to a query about rows.
    func answer(to query: String) throws(StepFailure) -> RowAnswer

    /// A number that is another one as soon as another program wrote to the database, on engines that
    /// ``backUp(before:)`` copies; nil on others.
    func versionOfOthers() throws(StepFailure) -> Int64?

    /// Whether any table but the history holds a row, on engines that ``backUp(before:)`` copies; false on others.
    func hasRows() throws(StepFailure) -> Bool

    /// Copies the database before a migration, on engines whose databases are files.
    ///
    /// - Returns: The path of the copy, or nil where there is no file, or where all is undone in the end.
    func backUp(before id: String) throws(BackupError) -> String?

    /// What the database looks like, with what no schema says.
    func inspection() throws(StepFailure) -> Inspection

    /// The schema as this database would tell it: what `inspect` is compared with.
    ///
    /// - Parameter found: What `inspect` gave. Only of what is not alike in both is the server asked.
    func readback(of schema: Schema, beside found: Schema) throws(StepFailure) -> ExpectedReadback
}

/// What a database says to a query about rows.
package enum RowAnswer {
    case rows([[SQLValue]])
    /// The query cannot be made, or not by this user.
    case refused(DatabaseError)
}

/// What a database is expected to tell.
package struct ExpectedReadback {
    package var schema: Schema

    /// The tables of which the server would not say how it spells them, and why not.
    package var unasked: [String: String] = [:]
}

extension Database {
    /// What the database looks like.
    package func inspect() throws(StepFailure) -> Schema { try inspection().schema }

    package func rehearsing(_ body: () throws(MigratorError) -> [String]) throws(MigratorError) -> [String]? { nil }

    package func expectFeasible(_ works: [Work]) throws(MigratorError) {}

    package func unfinishedMigration() throws(StepFailure) -> UnfinishedMigration? { nil }

    package func readback(of schema: Schema, beside found: Schema) throws(StepFailure) -> ExpectedReadback {
        ExpectedReadback(schema: RaidoSQL.normalised(schema, for: engine))
    }
}

extension Database {
    /// The schema as this database would tell it now.
    package func normalised(_ schema: Schema) throws(StepFailure) -> Schema {
        try readback(of: schema, beside: inspect()).schema
    }
}

extension StepFailure {
    /// Why a server did not say how it spells a table, and what to do about it.
    var reasonUncompared: String {
        if case .database(let error, _) = self { return error.wordsOfComparison }
        return "\(self)"
    }
}

// Errors on their way up, with what was being done.
extension Database {
    func asking<Value>(
        _ purpose: String, _ body: () throws(DatabaseError) -> Value
    ) throws(StepFailure) -> Value {
        do { return try body() } catch {
            throw .database(error, doing: error.isConnectionFailure ? "connect to the server" : purpose)
        }
    }

    func failing<Value>(_ body: () throws(StepFailure) -> Value) throws(MigratorError) -> Value {
        do { return try body() } catch { throw .database(error) }
    }
}

extension Connection {
    /// What the database says to a query about rows; that it does not answer at all is an error.
    func answer(to query: String) throws(StepFailure) -> RowAnswer {
        do {
            return .rows(try rows(query))
        } catch {
            guard error.kind == .busy || error.kind == .cannotConnect || error.kind == .damaged else {
                return .refused(error)
            }
            throw .database(error, doing: "look at the rows")
        }
    }
}

extension Database {
    package var serverVersion: String? { nil }

    package var longestIdentity: Int? { nil }

    package var missingFile: String? { nil }

    package func otherHistories() throws(StepFailure) -> [OtherHistory] { [] }

    package func migratingSession() throws(StepFailure) -> LockingSession? { nil }

    package func versionOfOthers() throws(StepFailure) -> Int64? { nil }

    package func hasRows() throws(StepFailure) -> Bool { false }

    package func backUp(before id: String) throws(BackupError) -> String? { nil }
}

/// One row of the history table.
package struct AppliedMigration: Hashable, Sendable {
    package var id: String
    package var batch: String
    package var checksum: String
    /// In UTC: `2026-01-31T12:00:00Z`.
    package var appliedAt: String
    /// In seconds.
    package var duration: Double
}

/// A table with the columns of a history, but not with the expected name.
package struct OtherHistory: Hashable, Sendable {
    package var table: String
    /// The identities in it.
    package var ids: [String]
    /// The statements that rename it to the expected name.
    package var renaming: [String]

    /// The columns that identify a history.
    static let columns = ["id", "batch", "checksum", "applied_at", "duration"]
}

/// What is to be done as one.
package struct Work {
    package enum Entry: Hashable, Sendable {
        case add(id: String, batch: String, checksum: String)
        case remove(id: String, checksum: String)

        package var id: String {
            switch self {
            case .add(let id, _, _), .remove(let id, _): id
            }
        }

        package var checksum: String {
            switch self {
            case .add(_, _, let checksum), .remove(_, let checksum): checksum
            }
        }
    }

    package var entry: Entry
    package var changes: [Change]
    package var steps: [Step]

    /// What the migrations before it give; empty where that does not matter.
    package var schema = Schema()

    /// Whether to continue where a value cannot be told from what it becomes.
    package var acceptsLoss = false

    /// What was started of it before.
    package var unfinished: UnfinishedMigration?

    /// Throws where the database does not have afterwards what it should; asked where that is in doubt.
    package var expectResult: (() throws(MigratorError) -> Void)?
}

/// What was done, and in how many seconds.
package struct CompletedWork: Hashable, Sendable {
    package var id: String
    package var duration: Double
}
