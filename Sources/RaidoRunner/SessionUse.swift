/// A statement of raw SQL that wants what only the session of the statements before it knows. A migration that
/// continues after an interruption has another session.
public struct SessionUse: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// A function or variable of the server that refers to the previous statement: `LAST_INSERT_ID()`.
        case lastStatement(String)
        /// A variable whose value comes from rows, or from a function that may answer otherwise the next time.
        case computedVariable(String)
        /// A variable that has a value which no `SET` of the migration gives it again.
        case foreignVariable(String)
        /// A setting whose value comes from rows.
        case computedSetting
        case temporaryTable
        /// What PostgreSQL makes in several transactions has these only in the session that made them.
        case preparedStatement, heldCursor
        /// A setting that the next transaction of the migration must not have, or that is not made again.
        case setting(String)
        /// A setting that a block makes, which is not made again.
        case settingInBlock
    }

    public var kind: Kind
    public var statement: String

    /// Whether the migration is made in several transactions because of another statement of it.
    public var isInParts = false
}
