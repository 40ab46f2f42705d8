/// Why a migration cannot be tried in a transaction that is rolled back.
enum NoRehearsal {
    /// It has a statement that PostgreSQL refuses inside a transaction.
    case outsideTransaction
    /// It is made in part.
    case unfinished
    /// It uses a value of an enum that came in the same transaction.
    case newEnumValue
}
