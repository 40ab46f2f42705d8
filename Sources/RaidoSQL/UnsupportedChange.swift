package import Raido

/// What an engine cannot do, said before anything runs.
package struct UnsupportedChange: Error, Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        case engineNotBuilt
        case mismatch(SchemaMismatch)
        case customType(String, column: String, table: String)
        case missingText(of: SchemaElement)
        case missingEnum(String, column: String, table: String)
        /// The value of an enum has characters that the engine loses from definitions.
        case enumValue(String, of: String, table: String)
        /// The value of an enum ends in a blank, which the engine drops.
        case paddedEnumValue(String, of: String, table: String)
        case nameTaken(String, by: [SchemaElement])
        case nameTooLong(String, table: String)
        case noColumns(table: String)
        /// A foreign key would pass NULL on to a column that takes none.
        case cascadeToNotNull(String, column: String, table: String)
        case collation(String, column: String, table: String)
        /// An expression names a column that the engine changes itself.
        case volatileColumn(String, in: SchemaElement)
        /// A unique index of some rows only.
        case partialUniqueIndex(String, table: String)
        /// A unique index with a part that the engine cannot index.
        case uniqueIndexPart(String, part: String, table: String)
        /// `SET DEFAULT` of a foreign key.
        case setDefault(String, table: String)
        /// `||` in an expression, which joins texts elsewhere and means OR here.
        case pipes(in: SchemaElement)
        /// A NUL in the SQL that is to do what the words say, after this text: the engine would take it for the end.
        case nul(in: String, behind: String)
        /// A foreign key between columns that the engine does not compare: their types, or their collations, differ.
        case foreignKeyTypes(String, column: String, String, referenced: String, String, table: String)
        /// An expression for each row, written with `using` or `fill`, that calls a function over several rows.
        case functionOverRows(String, in: String, column: String, table: String)
        /// An index over an expression whose value is longer than an index holds, or JSON.
        case indexedExpression(String, isJSON: Bool, index: String, table: String)
        /// An access method of another engine.
        case indexMethod(String, index: String, table: String)
        /// A key over a column of a type that the engine does not take in keys.
        case keyType(String, column: String, SchemaElement)
        /// A key of more bytes than the engine has room for.
        case keyTooLong(Int, SchemaElement)
        /// A check that gives a number or a text.
        case noCondition(String, table: String)
        /// A generated column that shows whether texts of a fixed length are filled with blanks.
        case paddedText(String, in: SchemaElement)
        /// Rows of more bytes than the engine has room for.
        case rowTooLong(Int, table: String)
        case tooManyColumns(Int, most: Int, table: String)
        /// A key of more columns than the engine takes.
        case tooManyParts(Int, most: Int, SchemaElement)
        /// An expression for the rows of a table that reads this table, and can only do so by its primary key.
        case readsOwnRows(column: String, table: String)
        /// More keys than the engine keeps of one table.
        case tooManyKeys(Int, table: String)
        case valueTooLarge(UInt64, column: String, table: String)
        /// The column's type, as settings map it, has no room for its default.
        case defaultOutOfRange(Int64, type: String, column: String, table: String)
    }

    package var engine: Engine
    package var reason: Reason

    package init(_ engine: Engine, _ reason: Reason) {
        self.engine = engine
        self.reason = reason
    }
}
