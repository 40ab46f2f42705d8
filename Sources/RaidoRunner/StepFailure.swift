public import Raido

/// Why a migration was rolled back.
public enum StepFailure: Error, Hashable, Sendable {
    /// The database refused a statement.
    case database(DatabaseError, doing: String)

    /// The user's own index, trigger or view does not fit what the migration makes of its table.
    case userObject(kind: UserObjectKind, name: String, DatabaseError)

    /// Objects of the user's own name what the migration takes away, and the engine would say so only when they are
    /// used; nothing was started.
    case inUse([UserObjectUse])

    /// The user's statement only works in the session of those before it; nothing was started.
    case needsSession(SessionUse)

    /// MySQL and MariaDB are not given such a statement in a migration; nothing of it was run.
    case refused(RefusedStatement)

    /// MariaDB runs such a block outside of a routine, but where it ends cannot be told; nothing was started.
    case unboundedBlock(statement: String)

    /// The journal's row of the statement would be larger than what the server takes; all in bytes. Nothing was
    /// started.
    case tooLargeForPacket(statement: String, size: Int, limit: Int)

    /// To make it again would lose what Raido does not know of.
    case unknownParts(of: SchemaElement, [String])
    /// Options of a table that models cannot have, and that no statement removes.
    case unknownTableOptions([String], table: String)

    /// To write it again would lose what Raido knows in general, but migrations do not know of: `AUTO_INCREMENT`. Nothing
    /// was started.
    case unknownOptions([String], of: SchemaElement)

    /// Zero dates in a column are in the way of making dates of another column's values; nothing was started.
    case zeroDates(in: SchemaElement, changing: String)

    /// An older version left an index out, which the migration takes away; with the statement that makes it. Nothing was
    /// started.
    case missingIndex(SchemaElement, creating: String)

    /// It is to be rebuilt and does not exist, though the migrations say so.
    case missingTable(String)

    /// To make it again would need columns that it does not have, though the migrations say so.
    case missingColumns([String], table: String)

    /// Copying a table gave another number of rows.
    case rowCount(table: String, before: Int, after: Int)

    /// So many values are not of the column's new type.
    case notConverted(table: String, column: String, type: String, count: Int)

    /// Rows refer to rows that do not exist, and did not before.
    case orphans([Orphans])

    /// Foreign keys could not be disabled, so no statement was run.
    case foreignKeysEnabled

    /// Another program migrated while this one waited for a lock.
    case historyMoved

    /// Something temporary that the user's SQL left would be taken for a part of the database.
    case shadowed([TemporaryObject])

    /// The server says of no schema that tables are made there.
    case noSchema

    /// Tables would be made in the first schema, and another one on the search path holds the history.
    case otherHistory(schema: String, first: String)

    /// The history of the program's migrations is in a table with another name; with the statements that rename it.
    case historyElsewhere(table: String, expected: String, renaming: [String])

    /// A table of the history may do more than hold rows; nothing was started.
    case untrusted(UntrustedTable)
}

/// Rows of a table that refer to nothing.
public struct Orphans: Hashable, Sendable {
    public var table: String
    public var columns: [String]
    public var parent: String
    public var count: Int

    /// Whether the key itself does not work: what it refers to is no key, or not there.
    public var isBroken: Bool
}

/// Something that only the connection knows.
public struct TemporaryObject: Hashable, Sendable {
    /// The word of SQL for it: `table`, `view`, `index`, `trigger`.
    public var kind: String
    public var name: String
    /// The table of the database that a trigger is on.
    public var table: String?
}
