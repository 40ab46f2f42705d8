package import Raido

/// Something that a plan would do to rows, or to the guarantees about them, and that the user has to allow.
package struct Hazard: Hashable, Sendable {
    /// The kinds of hazards, as their ids begin.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case dropTable = "drop-table"
        case dropColumn = "drop-column"
        case changeType = "change-type"
        case setNotNull = "set-not-null"
        case addNotNull = "add-not-null"
        case addUnique = "add-unique"
        case addCheck = "add-check"
        case addForeignKey = "add-foreign-key"
        case dropForeignKey = "drop-foreign-key"
        case addCascade = "add-cascade"
        case dropEnumValue = "drop-enum-value"
        case renameEnumValue = "rename-enum-value"
        case renumberEnum = "renumber-enum"
        case changePrimaryKey = "change-primary-key"
        case dropDefault = "drop-default"
        case changeCollation = "change-collation"
        case dropUnique = "drop-unique"
        case dropCheck = "drop-check"
    }

    package var kind: Kind

    /// What `--allow` takes: `drop-column:articles.title`.
    package var id: String

    package var table: String

    /// The column it is about, if it is about one: for the place in the models.
    package var column: String?

    /// What would happen to which rows. It names engines where not all targets do the same.
    package var message: String

    /// The targets on which it would happen, in their order.
    package var engines: [Engine]

    /// The rows concerned: each engine has its own query that counts them.
    package var rows: ConcernedRows?

    /// What to do instead, or to paste.
    package var advice: [String]
}
