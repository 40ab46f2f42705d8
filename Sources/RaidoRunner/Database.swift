package import Raido
package import RaidoSQL

/// What the migrator needs of an engine.
package protocol Database: AnyObject {
    var engine: Engine { get }

    /// The applied migrations in the order in which they were applied; none where there is no history yet.
    func history() throws(StepFailure) -> [AppliedMigration]

    /// Takes the lock, hands what is applied to `decide`, makes what it decides on and writes that to the history: all
    /// of it or nothing.
    func recording(
        _ decide: ([AppliedMigration]) throws(MigratorError) -> Work?
    ) throws(MigratorError) -> CompletedWork?

    /// How many rows a table has, or nil where there is no such table.
    func rowCount(of table: String) throws(StepFailure) -> Int?

    /// What the database looks like.
    func inspect() throws(StepFailure) -> Schema

    /// The schema as this database would tell it: what `inspect` is compared with.
    func normalised(_ schema: Schema) throws(StepFailure) -> Schema
}

extension Database {
    package func normalised(_ schema: Schema) throws(StepFailure) -> Schema {
        RaidoSQL.normalised(schema, for: engine)
    }
}

/// One row of the history table.
public struct AppliedMigration: Hashable, Sendable {
    public var id: String
    public var batch: String
    public var checksum: String
    /// In UTC: `2026-01-31T12:00:00Z`.
    public var appliedAt: String
    /// In seconds.
    public var duration: Double
}

/// What is to be done in one transaction.
package struct Work {
    package enum Entry: Hashable, Sendable {
        case add(id: String, batch: String, checksum: String)
        case remove(id: String)

        package var id: String {
            switch self {
            case .add(let id, _, _), .remove(let id): id
            }
        }
    }

    package var entry: Entry
    package var changes: [Change]
    package var steps: [Step]
}

/// What was done, and in how many seconds.
package struct CompletedWork: Hashable, Sendable {
    package var id: String
    package var duration: Double
}
