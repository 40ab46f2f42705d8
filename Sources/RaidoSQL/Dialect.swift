package import Raido

extension Engine {
    /// How the engine spells SQL. Other code asks this instead of comparing engines.
    package var dialect: any Dialect { kit }

    /// The same for the questions about rows.
    var rowDialect: any RowDialect { kit }

    private var kit: any Dialect & RowDialect {
        switch self {
        case .sqlite: SQLiteDialect()
        case .postgresql: PostgreSQLDialect()
        case .mysql: MySQLDialect()
        case .mariadb: MariaDBDialect()
        }
    }
}

/// What is known of an engine's SQL: how changes are made, how values are spelled, what statements cost, and what a
/// script needs around them.
package protocol Dialect: Sendable {
    var engine: Engine { get }

    // MARK: - Changes

    /// The statements that make these changes to a database that looks like `schema`.
    func steps(making changes: [Change], on schema: Schema) throws(UnsupportedChange) -> [Step]

    /// Functions that compute with several rows, or give several, in lower case: the engine takes none of them in an
    /// expression for one row.
    var functionsOverRows: Set<String> { get }

    /// How many columns a table can have.
    var mostColumns: Int { get }

    /// Whether a foreign key can be added to a table that exists; elsewhere keys may refer to tables that do not exist.
    var addsForeignKeys: Bool { get }

    /// What each kind of statement costs; nothing for kinds that the engine does not have.
    var costs: [StatementKind: StatementCost] { get }

    // MARK: - What a database tells

    /// The schema as inspecting a database can tell it.
    func normalised(_ schema: Schema, as rendering: Rendering) -> Schema

    /// Whether older versions defined the column by other SQL.
    func hasNewWords(_ column: Column) -> Bool

    /// What the SQL of older versions does, in words.
    var flawsOfOlderSQL: String { get }

    // MARK: - Literals

    func textLiteral(_ text: String) -> String
    func truthLiteral(_ isTrue: Bool) -> String
    func bytesLiteral(_ bytes: [UInt8]) -> String

    /// A text as an expression without carriage returns, which the engine's client drops at the end of a line.
    func textWithoutCarriageReturns(_ text: String) -> String

    // MARK: - Statements of the user

    /// Whether `BEGIN` opens the body of a routine with `ATOMIC` only, and is a name elsewhere.
    var beginsBodiesAtomic: Bool { get }

    // MARK: - Scripts

    /// A whole migration as the runner applies it: the steps in one transaction if the engine supports that, with the
    /// settings that they need.
    func transactionScript(_ steps: [Step]) -> String

    /// Scripts of migrations with the settings that make a client's session like the runner's.
    func sessionScript(around scripts: String) -> String

    /// A script that one client runs at a time, while others wait for up to a minute.
    func exclusiveScript(around script: String) -> String

    /// SQL spelled so that the engine's client does not misread it.
    func clientText(_ sql: String) -> String

    /// The kinds of objects, beside tables, that are created with `IF NOT EXISTS`.
    var kindsWithIfNotExists: Set<StatementKind> { get }

    /// A statement for a script that does nothing where what it creates exists already.
    func guarded(_ statement: SQLStatement) -> String

    // MARK: - Sessions

    /// The statements that end the checks of foreign keys in a session, and begin them again if that is needed; nil
    /// where a session cannot do without.
    var foreignKeyChecks: (off: String, on: String?)? { get }

    /// The statements that set a session's time zone to another one than UTC, as an application may have it, and to the
    /// runner's; nil where sessions have none.
    var timeZones: (application: String, runner: String)? { get }

    // MARK: - Words

    /// What collations are called, for messages.
    var collationNames: String { get }

    /// What rows get in a column of that type when nobody gives a value, in words; nil where that is the same as on most
    /// engines.
    func placeholderWords(for type: ColumnType) -> String?

    /// The same, where each row gets a different value.
    func distinctPlaceholderWords(for type: ColumnType) -> String?
}

extension Dialect {
    package var addsForeignKeys: Bool { true }
    package var beginsBodiesAtomic: Bool { false }
    package func textLiteral(_ text: String) -> String { literal(text) }
    package func truthLiteral(_ isTrue: Bool) -> String { isTrue ? "1" : "0" }
    package func bytesLiteral(_ bytes: [UInt8]) -> String { "x'\(hexadecimal(bytes))'" }
    package func textWithoutCarriageReturns(_ text: String) -> String { textLiteral(text) }
    package func clientText(_ sql: String) -> String { sql }
    package func placeholderWords(for type: ColumnType) -> String? { nil }
    package func distinctPlaceholderWords(for type: ColumnType) -> String? { nil }
}
