/// What a database said when it refused a statement. Bound values are no part of it.
public struct DatabaseError: Error, Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case unique, notNull, check, foreignKey
        /// A value is not of the type that the column insists on.
        case type
        /// Somebody else holds the lock.
        case busy
        case readOnly, cannotOpen
        /// Something of that name is there already.
        case exists
        /// Something else, such as a view, depends on what the statement takes away.
        case dependent
        case damaged, notADatabase, diskFull
        /// A statement that a migration must not hold: it would end the transaction, or reach another database.
        case notAllowed
        /// There is no connection to the server, or no longer one.
        case cannotConnect
        /// The user may not do that.
        case denied
        case other
    }

    public var kind: Kind
    /// The engine's own number for it.
    public var code: Int
    /// The engine's own words.
    public var message: String
    public var statement: String

    package init(kind: Kind, code: Int, message: String, statement: String) {
        self.kind = kind
        self.code = code
        self.message = message
        self.statement = statement
    }
}
