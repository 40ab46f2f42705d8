package import Raido

/// What rows have to be like for a change to be made, and the queries that find those that are not.
package struct RowCheck: Hashable, Sendable {
    package enum Rule: Hashable, Sendable {
        /// No row is without a value in the column, which takes no NULL any longer.
        case value(String)
        /// The same of a column whose values an expression gives.
        case computedValue(String)
        /// There is no row, since a column is added that has no value for it.
        case noRows(String)
        /// No two rows have the same values in the columns of a key; nil for the primary one.
        case unique([String], key: String?)
        /// Each row refers to one that exists.
        case foreignKey(String, [String], parent: String)
        case check(String)
        /// Each value is one of the column's new type.
        case type(String, ColumnType)
        /// No row has a value that the enum loses.
        case enumValue(String, of: String)
        /// Each value stays the same in the column's new type. Other values are changed like this, without an error.
        case exactly(String, ColumnType, SilentChange)

        /// Whether the change cannot be made while it is broken.
        package var isBinding: Bool {
            switch self {
            case .exactly: false
            case .value, .computedValue, .noRows, .unique, .foreignKey, .check, .type, .enumValue: true
            }
        }
    }

    package var rule: Rule

    /// The table as the change calls it.
    package var table: String

    /// The columns that tell which rows they are: the key, or else the columns in question.
    package var keys: [String]

    /// The keys as a list of SQL: those of an index may be expressions.
    var items: String

    /// The rows of the table under the names of the change, as a `FROM` takes them.
    var source: String
    var condition: String

    /// The condition where the user accepts that values become others; nil where it is the same.
    var conditionAcceptingLoss: String?

    /// The columns that the rule is about in which rows get values that nobody gave, by their names when they are added.
    package var invented: [SchemaElement] = []

    /// Finds the rows that the change fails on although the user accepts that values become others; nil where these are
    /// the ones that this check finds.
    package var acceptingLoss: RowCheck? {
        conditionAcceptingLoss.map { condition in
            var check = self
            check.condition = condition
            check.conditionAcceptingLoss = nil
            return check
        }
    }

    /// Gives one number: of rows, or for a key of values that several rows have.
    package var countQuery: String {
        switch rule {
        case .unique: "SELECT count(*) FROM (\(duplicates)) AS duplicates"
        case .value, .computedValue, .noRows, .foreignKey, .check, .type, .enumValue, .exactly:
            "SELECT count(*) FROM \(source) WHERE \(condition)"
        }
    }

    /// Gives up to five rows: the columns of `keys`; for a key its values and the number of rows that have them.
    package var exampleQuery: String {
        switch rule {
        case .unique: return "\(duplicates) ORDER BY 1 LIMIT 5"
        case .value, .computedValue, .noRows, .foreignKey, .check, .type, .enumValue, .exactly:
            return "SELECT \(items) FROM \(source) WHERE \(condition) ORDER BY 1 LIMIT 5"
        }
    }

    /// Gives all of them, for the user.
    package var listQuery: String {
        switch rule {
        case .unique: duplicates
        case .value, .computedValue, .noRows, .foreignKey, .check, .type, .enumValue, .exactly:
            "SELECT * FROM \(source) WHERE \(condition)"
        }
    }

    private var duplicates: String {
        "SELECT \(items), count(*) FROM \(source) WHERE \(condition) GROUP BY \(items) HAVING count(*) > 1"
    }
}
