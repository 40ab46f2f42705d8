/// A statement of raw SQL that a migration of MySQL or MariaDB must not hold.
public struct RefusedStatement: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// It begins or ends transactions, locks tables, or goes to another database; with its first word.
        case transaction(String)
        /// Only clients know the word.
        case delimiter
        /// Under that `sql_mode` texts and names end elsewhere than they are read to end.
        case mode(String)
    }

    public var kind: Kind
    public var statement: String
}
