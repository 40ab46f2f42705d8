/// One thing that can happen to a schema.
///
/// A change carries all that its ``inverse`` needs: a drop carries what it drops, an alteration what was before and
/// what comes after. So the way back is derived and never written twice.
public enum Change: Hashable, Sendable {
    // Tables
    case createTable(Table)
    case dropTable(Table)
    case renameTable(String, to: String)
    case changeTableComment(of: String, from: String?, to: String?)

    /// The table already exists, made by something else: nothing runs, later changes know it.
    case adoptTable(Table)

    /// The inverse of `adoptTable`: nothing runs, the table stays in the database.
    case releaseTable(Table)

    // Columns
    case addColumn(Column, to: String, fill: Fill? = nil)
    case dropColumn(Column, from: String)
    case renameColumn(String, to: String, in: String)

    /// Changes a column into another of the same name. `using` says how old values become the new type, `fill` what
    /// NULLs become where the column is made NOT NULL.
    case alterColumn(in: String, from: Column, to: Column, using: SQLFragment? = nil, fill: Fill? = nil)

    // Keys, constraints, indexes
    case changePrimaryKey(of: String, from: [String], to: [String])

    case addUnique(UniqueConstraint, to: String)
    case dropUnique(UniqueConstraint, from: String)
    case changeUnique(in: String, from: UniqueConstraint, to: UniqueConstraint)
    case renameUnique(String, to: String, in: String)

    case addIndex(Index, to: String)
    case dropIndex(Index, from: String)
    case changeIndex(in: String, from: Index, to: Index)
    case renameIndex(String, to: String, in: String)

    case addForeignKey(ForeignKey, to: String)
    case dropForeignKey(ForeignKey, from: String)
    case changeForeignKey(in: String, from: ForeignKey, to: ForeignKey)
    case renameForeignKey(String, to: String, in: String)

    case addCheck(CheckConstraint, to: String)
    case dropCheck(CheckConstraint, from: String)
    case changeCheck(in: String, from: CheckConstraint, to: CheckConstraint)
    case renameCheck(String, to: String, in: String)

    // Enums
    case createEnum(EnumType, in: String)
    case dropEnum(EnumType, from: String)
    case renameEnum(String, to: String, in: String)

    /// Adds a value before the value of that identity, or at the end.
    case addEnumValue(EnumValue, to: String, in: String, before: String? = nil)

    /// Removes a value that is before the value of that identity, or at the end. Rows that hold it get
    /// `replacement`; without one, the change fails where there are such rows.
    case dropEnumValue(EnumValue, from: String, in: String, before: String? = nil, replacement: String? = nil)

    /// Gives a value another identity: stored texts are rewritten, a number keeps its number.
    case renameEnumValue(String, to: String, of: String, in: String)

    /// Gives a named number another number. Stored rows stay as they are, so their meaning changes.
    case renumberEnumValue(String, from: Int64, to: Int64, of: String, in: String)

    /// Puts the values, named by their identities, in another order.
    case reorderEnum(String, from: [String], to: [String], in: String)

    /// Statements as the user wrote them.
    case sql(RawSQL)
}

/// Raw statements, in both directions, with what they do to the schema.
public struct RawSQL: Hashable, Sendable {
    /// The statements that make the change. An engine without a text of its own, and no common one, runs nothing.
    public var up: [SQLFragment]

    /// The statements that take it back; nil where nothing can.
    public var down: [SQLFragment]?

    /// What `up` does to the schema, as changes that are replayed and not run. Each must have an inverse.
    public var effect: [Change]

    public init(up: [SQLFragment], down: [SQLFragment]? = nil, effect: [Change] = []) {
        self.up = up
        self.down = down
        self.effect = effect
    }
}
