public import Raido

/// Why a migration was rolled back.
public enum StepFailure: Error, Hashable, Sendable {
    /// The database refused a statement.
    case database(DatabaseError, doing: String)

    /// A person's own index, trigger or view does not fit what the migration makes of its table.
    case ownObject(kind: OwnObjectKind, name: String, DatabaseError)

    /// Objects of a person's own name what the migration takes away, and the engine would say so only when they are
    /// used; nothing was begun.
    case inUse([OwnObjectUse])

    /// A person's statement only works in the session of those before it; nothing was begun.
    case needsSession(SessionUse)

    /// MySQL and MariaDB are not given such a statement in a migration; nothing of it was run.
    case refused(RefusedStatement)

    /// MariaDB runs such a block outside of a routine, but where it ends cannot be told; nothing was begun.
    case unboundedBlock(statement: String)

    /// The journal's row of the statement would be larger than what the server takes; all in bytes. Nothing was begun.
    case tooLargeForPacket(statement: String, size: Int, limit: Int)

    /// To make it anew would lose what Raido does not know of.
    case unknownParts(of: SchemaElement, [String])

    /// It is to be made anew and is not there, though the migrations say so.
    case missingTable(String)

    /// To make it anew would need columns that it does not have, though the migrations say so.
    case missingColumns([String], table: String)

    /// Copying a table gave another number of rows.
    case rowCount(table: String, before: Int, after: Int)

    /// So many values are not of the column's new type.
    case notConverted(table: String, column: String, type: String, count: Int)

    /// Rows refer to rows that are not there, and did not before.
    case orphans([Orphans])

    /// Foreign keys could not be put to sleep, so nothing was begun.
    case foreignKeysAwake

    /// Another program migrated while this one waited for a lock.
    case historyMoved

    /// Something temporary that a person's SQL left would be taken for a part of the database.
    case shadowed([TemporaryObject])

    /// The server says of no schema that tables are made there.
    case noSchema

    /// Tables would be made in the first schema, and another one on the search path holds the history.
    case otherHistory(schema: String, first: String)
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
