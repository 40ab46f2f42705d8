/// What a database said when it refused a statement. Bound values are no part of it.
public struct DatabaseError: Error, Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case unique, notNull, check, foreignKey
        /// A value is not of the type that the column insists on.
        case type
        /// A text is longer than the column takes, a number or a moment is beyond its range.
        case tooLong, outOfRange
        /// An expression divides by zero.
        case divisionByZero
        /// A character is none of the database's encoding.
        case encoding
        /// Someone else holds the lock.
        case busy
        /// The file cannot be written to, or opened.
        case readOnly, cannotOpen
        /// The server, or the session, takes no changes.
        case readOnlyServer
        /// Something of that name already exists.
        case exists
        /// Something else, such as a view, depends on what the statement takes away.
        case dependent
        case damaged, notADatabase, diskFull
        /// A statement that a migration must not hold: it would end the transaction, or reach another database.
        case notAllowed
        /// A statement that was taken for harmless ended the transaction: the effects of those before it may remain.
        case endedTransaction
        /// There is no connection to the server, or no longer one.
        case cannotConnect
        /// The user may not do that.
        case denied
        /// A policy hides rows of the table from the user, and they would be passed over.
        case rowSecurity
        /// A value that the statement itself spells out is not of the type that it is for.
        case writtenValue
        /// The columns on both sides of a foreign key are of different types, character sets or collations.
        case unlikeKeys
        /// It took longer than it was given.
        case stopped
        case other

        /// Whether rows that do not fit are the reason.
        package var isAboutRows: Bool {
            switch self {
            case .unique, .notNull, .check, .foreignKey, .type, .tooLong, .outOfRange, .divisionByZero, .encoding: true
            case .busy, .readOnly, .cannotOpen, .readOnlyServer, .exists, .damaged, .notADatabase, .diskFull,
                .notAllowed,
                .cannotConnect, .denied, .dependent, .rowSecurity, .writtenValue, .unlikeKeys, .stopped,
                .endedTransaction, .other:
                false
            }
        }
    }

    /// Whether there was no connection over which a statement could have been sent.
    var isConnectionFailure: Bool { kind == .cannotConnect && (statement.isEmpty || statement.hasPrefix("--")) }

    public var kind: Kind
    /// The engine's own number for it.
    public var code: Int
    /// The engine's own words.
    public var message: String
    public var statement: String
    /// A statement that an administrator may run, so that the refused one is taken.
    public var remedy: String?

    package init(kind: Kind, code: Int, message: String, statement: String, remedy: String? = nil) {
        self.kind = kind
        self.code = code
        self.message = message
        self.statement = statement
        self.remedy = remedy
    }
}
