import Raido

/// How an engine spells what the questions about rows need, and what it makes of values.
///
/// The questions themselves never compare engines. What most engines do alike has its default here.
protocol RowDialect: Sendable {
    var engine: Engine { get }

    // MARK: - Spelling

    func name(_ name: String) -> String

    /// A text as a literal.
    func text(_ text: String) -> String

    func boolean(_ isTrue: Bool) -> String

    /// The user's expression.
    ///
    /// - Parameter table: The one whose columns the text may name.
    func expression(_ text: String, over table: Table) -> String

    /// An operator that compares, which no operator of the user's own replaces.
    func comparison(_ symbol: String) -> String

    /// The condition that two values differ, where two NULLs do not.
    func differs(_ left: String, from right: String) -> String

    /// A value as a text that is compared letter by letter.
    func exactText(_ value: String) -> String

    /// The number of characters of a text.
    func length(_ text: String) -> String

    /// The number of bytes of a value, or of the text that is written for it.
    func octets(_ value: String, of type: StoredType) -> String

    /// A text that looks like a whole number, as a number.
    func wholeNumber(_ text: String) -> String

    // MARK: - Values after pending changes

    /// A value of a column's type.
    func typed(_ value: String, of column: Column, in table: Table) -> String

    /// The neutral value that rows get in a column that is added without a value for them.
    func commonValue(for column: Column, in table: Table) -> String

    /// The same where it has to be another one in each row; nil where nothing shows it.
    func distinctValue(for column: Column, in table: Table) -> String?

    /// A value of an enum, where it is compared with texts that its type may not have yet.
    func enumText(_ value: String) -> String

    /// What a generated column of texts or numbers stores of its expression; nil where nothing shows it.
    func stored(_ expression: String, as type: StoredType, of column: Column, in table: Table) -> String?

    /// What a change of a column makes of a value that fits the new type; nil where nothing shows it.
    func converted(_ value: String, by conversion: ConvertedValues) -> String?

    /// The converted value with the collation of the new column.
    func collated(_ value: String, by conversion: ConvertedValues) -> String

    /// How a column's texts are compared; nil for the default.
    func collation(of column: Column) -> String?

    /// Whether days get a time of day when they become moments.
    var addsTimeToDates: Bool { get }

    /// The condition that a value becomes another one as a time; nil where a trial of the conversion tells.
    func changedAsTime(_ column: String) -> String?

    // MARK: - Values of another type

    /// Whether the engine writes the values as texts, and reads these as values of the new type.
    func writesTexts(in change: TypeChange) -> Bool

    /// What is read as a value of the new type.
    func reading(of column: String, in change: TypeChange) -> String

    /// Whether numbers stay numbers where the column is of bytes.
    var keepsNumbersAmongBytes: Bool { get }

    /// The same answers where the user accepts that values become others; nil where no answer differs.
    var acceptingLoss: (any RowDialect)? { get }

    /// The condition that a value is rounded or shortened to the new type without an error; nil where nothing shows it,
    /// or no value is.
    func rounded(_ column: String, by change: TypeChange) -> String?

    // MARK: - Values that cannot be of a type

    // Each is a condition; nil where nothing shows which values are refused, or none is.

    /// Bytes that are no text, where the change reads them as one.
    func notText(_ bytes: String, in change: TypeChange) -> String?
    func notNumeric(_ text: String, isWhole: Bool) -> String
    func notNumeric(_ text: String, _ number: ExactNumber) -> String
    func notFloating(_ text: String, _ bounds: FloatingBounds) -> String
    func outOfRange(_ column: String, _ number: ExactNumber, from old: StoredType) -> String?
    /// - Parameter expression: One of a type that is not known, of whose values those are found that are surely refused.
    func outOfRange(_ expression: String, _ number: ExactNumber) -> String?
    func outOfRange(_ column: String, _ bounds: FloatingBounds, from old: StoredType) -> String?
    /// Days that are too far away for a moment.
    func beyondMoments(_ day: String) -> String?
    func notMoment(_ text: String, _ type: ColumnType) -> String
    func notUUID(_ text: String) -> String
    func notDocument(_ text: String, _ type: ColumnType) -> String
    func notBoolean(_ text: String) -> String

    /// A document of `json` that `jsonb` refuses.
    func notBinaryDocument(_ column: String) -> String?

    /// A number that is neither true nor false.
    func notTruth(_ column: String) -> String

    /// A text that is no interval, no address or no XML.
    func notReadable(_ text: String, _ type: ColumnType) -> String?
}

extension RowDialect {
    func text(_ text: String) -> String { literal(text) }
    func boolean(_ isTrue: Bool) -> String { isTrue ? "1" : "0" }
    func comparison(_ symbol: String) -> String { symbol }
    func typed(_ value: String, of column: Column, in table: Table) -> String { value }
    func enumText(_ value: String) -> String { value }
    func collation(of column: Column) -> String? { column.collation }
    func reading(of column: String, in change: TypeChange) -> String { column }
    func changedAsTime(_ column: String) -> String? { nil }
    func notDocument(_ text: String, _ type: ColumnType) -> String { "NOT json_valid(\(text))" }
    func notText(_ bytes: String, in change: TypeChange) -> String? { nil }
    func notBinaryDocument(_ column: String) -> String? { nil }
    func beyondMoments(_ day: String) -> String? { nil }
    func notTruth(_ column: String) -> String { "\(column) NOT IN (0, 1)" }
    func notReadable(_ text: String, _ type: ColumnType) -> String? { nil }
    var addsTimeToDates: Bool { false }
    var keepsNumbersAmongBytes: Bool { false }
    var acceptingLoss: (any RowDialect)? { nil }

    /// What a placeholder puts in rows; nil where nothing shows it, as for a reference to some row.
    ///
    /// - Parameter final: The table after the migration.
    func placeholder(for column: Column, in table: Table, final: Table) -> String? {
        guard ![table, final].contains(where: { $0.foreignKeys.contains { $0.columns.contains(column.name) } }) else {
            return nil
        }
        return [table, final].contains { $0.isDistinct(column.name) }
            ? distinctValue(for: column, in: table) : commonValue(for: column, in: table)
    }

    func list(_ names: [String]) -> String { names.map(name).joined(separator: ", ") }

    func present(_ columns: [String]) -> String {
        columns.map { "\(name($0)) IS NOT NULL" }.joined(separator: " AND ")
    }

    func expression(_ fragment: SQLFragment, over table: Table) -> String? {
        fragment.text(for: engine).map { expression($0, over: table) }
    }

    func columns(namedIn text: String, of table: Table) -> [String] {
        let names = columnNames(in: text, for: engine)
        return table.columns.map(\.name).filter { names.contains($0.lowercased()) }
    }

    /// A value that is the same whenever it is asked for, of the column's type; nil for others.
    func constant(_ value: DefaultValue, of column: Column, in table: Table) -> String? {
        let constant: String? =
            switch value {
            case .string(let text): self.text(text)
            case .integer(let number): "\(number)"
            case .unsigned(let number): "\(number)"
            case .decimal(let digits): digits
            case .boolean(let isTrue): boolean(isTrue)
            case .now, .today, .uuid, .sql: nil
            }
        return constant.map { typed($0, of: column, in: table) }
    }
}
