/// What the vocabulary knows of an engine: its names, how it reads SQL, which types it has and what it does to values.
///
/// How it spells SQL is known to RaidoSQL, and how it is reached to RaidoRunner.
package protocol EngineFacts: Sendable {
    // MARK: - Names

    /// The engine's name as its makers write it.
    var displayName: String { get }

    /// The schemes of its URLs, in lower case.
    var schemes: [String] { get }

    /// Another word for it in settings and in `DB_ENGINE`.
    var abbreviation: String? { get }

    /// Whether its databases are on a server, and not each a file.
    var isServer: Bool { get }

    /// Whether a URL names the folder of the server's socket, and not the socket itself.
    var findsSocketInFolder: Bool { get }

    // MARK: - Reading SQL

    var lexicalRules: LexicalRules { get }

    /// The mark around names, whatever modes a session sets.
    var identifierMark: Character { get }

    /// Whether names without quotation marks are read in lower case, and others as they are.
    var foldsNames: Bool { get }

    /// Whether a name in double quotation marks may be read as a text.
    var mayReadNamesAsTexts: Bool { get }

    /// The function that counts the characters of a text.
    var lengthFunction: String { get }

    /// The names of columns that every table has, in lower case.
    var systemColumns: Set<String> { get }

    // MARK: - Types

    /// Whether a type may be any that the user has made.
    var hasUserTypes: Bool { get }

    /// Whether there are integers of 8 bits.
    var hasTinyInteger: Bool { get }

    /// Whether there are types for intervals, network addresses and XML; elsewhere these are texts.
    var hasIntervalAndAddressTypes: Bool { get }

    /// Whether `jsonb` is another type than `json`.
    var hasBinaryJSON: Bool { get }

    /// Whether `unsignedBigInteger` holds numbers above 2⁶³.
    var hasUnsignedBigInteger: Bool { get }

    /// Whether times keep fractions of a second.
    var keepsFractionsOfSeconds: Bool { get }

    /// How many digits of a decimal number before its scale of up to six are exact.
    var exactWholeDigits: Int { get }

    /// How many bytes a value of an enum of texts may have.
    var longestEnumValue: Int? { get }

    /// Why the engine cannot hold a column of that type, or nil where it can. Types of the user's own are not asked for.
    func limit(of type: ColumnType) -> String?

    /// What the engine makes of a type in its own words; nil where nothing is known of it.
    func storedType(_ words: NativeTypeWords) -> StoredType?

    // MARK: - Values

    /// What can happen to values whose column gets another type, where the types are known and share values.
    func effect(of change: TypeChange) -> ValueEffect?

    /// Whether a column's values are compared no more loosely after the change.
    func comparesAsStrictly(_ change: TypeChange, from old: Column, to new: Column) -> Bool

    /// Whether each value that is converted is compared with what it was before.
    var comparesConvertedValues: Bool { get }

    /// Whether moments are converted in the session's time zone between types with and without one; elsewhere both
    /// types store them alike.
    var convertsTimeZones: Bool { get }

    /// An expression that converts the moments of a column in a time zone of the user's, as an example; nil where there
    /// is none.
    func zoneConversion(of column: String) -> String?

    /// Whether a number is made of bytes that are its text; elsewhere they stay bytes.
    var readsNumbersFromBytes: Bool { get }

    /// Whether `real` numbers are written with six digits.
    var writesRealsWithSixDigits: Bool { get }

    /// Whether long numbers in a JSON document lose digits.
    var roundsNumbersInDocuments: Bool { get }

    // MARK: - Errors

    /// Whether the error about a NULL may be that of a value that does not fit the type.
    var reportsNullsAsUnfit: Bool { get }

    /// Whether errors about NULL and about duplicates name the columns.
    var namesFailedColumns: Bool { get }
}

extension EngineFacts {
    package var abbreviation: String? { nil }
    package var findsSocketInFolder: Bool { false }
    package var systemColumns: Set<String> { [] }
    package var longestEnumValue: Int? { nil }
    package func zoneConversion(of column: String) -> String? { nil }
}
