/// What is known of PostgreSQL.
struct PostgreSQLFacts: EngineFacts {
    let displayName = "PostgreSQL"
    let schemes = ["postgresql", "postgres"]
    let abbreviation: String? = "pg"
    let isServer = true
    let findsSocketInFolder = true

    /// Comments hold others (manual, 4.1.5), and a carriage return ends a line (its scan.l: `non_newline`).
    let lexicalRules = LexicalRules(nestsComments: true, endsLinesAtCarriageReturns: true, hasDollarQuotedTexts: true)
    let identifierMark: Character = "\""
    let foldsNames = true
    let mayReadNamesAsTexts = false
    let lengthFunction = "char_length"
    /// Manual, 5.6.
    let systemColumns: Set<String> = ["tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"]

    let hasUserTypes = true
    let hasTinyInteger = false
    let hasIntervalAndAddressTypes = true
    let hasBinaryJSON = true
    let hasUnsignedBigInteger = true
    let keepsFractionsOfSeconds = true
    let exactWholeDigits = 20
    let longestEnumValue: Int? = DerivedName.greatestLength

    let comparesConvertedValues = false
    let convertsTimeZones = true
    let readsNumbersFromBytes = true
    func zoneConversion(of column: String) -> String? { "\(column) AT TIME ZONE 'Europe/Berlin'" }
    let writesRealsWithSixDigits = false
    let roundsNumbersInDocuments = false

    let reportsNullsAsUnfit = false
    let namesFailedColumns = false

    func limit(of type: ColumnType) -> String? {
        switch type {
        case .varchar(let length), .char(let length):
            length > 10_485_760 ? "the greatest length is 10485760" : nil
        default: nil
        }
    }

    func effect(of change: TypeChange) -> ValueEffect? { change.effectOnServer }

    /// Of its own collations each takes for equal what is the same letter by letter (manual, 23.2.2.4).
    func comparesAsStrictly(_ change: TypeChange, from old: Column, to new: Column) -> Bool {
        guard let after = new.collation, after != old.collation else { return true }
        return ["c", "posix", "default", "ucs_basic", "unicode"].contains(after.lowercased())
    }

    func storedType(_ words: NativeTypeWords) -> StoredType? { words.onPostgreSQL }
}

// Manual, 8: "Data Types".
extension NativeTypeWords {
    fileprivate var onPostgreSQL: StoredType? {
        guard isPlain else { return nil }
        switch name {
        case "varchar", "character varying": return numbers.isEmpty ? .type(.text) : number.map { .type(.varchar($0)) }
        case "char", "character": return .type(.char(number ?? 1))
        case "bpchar": return number.map { .type(.char($0)) }
        case "numeric", "decimal", "dec":
            guard let precision = numbers.first else { return .number(.unlimited) }
            return .type(.decimal(precision: precision, scale: numbers.dropFirst().first ?? 0))
        case "float": return (number ?? 53) <= 24 ? .type(.real) : .type(.double)
        case "time", "time without time zone": return time(.time, number ?? 6)
        case "timestamp", "timestamp without time zone": return time(.timestamp, number ?? 6)
        case "timestamptz", "timestamp with time zone": return time(.timestampWithTimeZone, number ?? 6)
        default: return numbers.isEmpty ? simpleTypes[name].map { .type($0) } : nil
        }
    }
}

private let simpleTypes: [String: ColumnType] = [
    "text": .text, "boolean": .boolean, "bool": .boolean, "smallint": .smallInteger, "int2": .smallInteger,
    "integer": .integer, "int": .integer, "int4": .integer, "bigint": .bigInteger, "int8": .bigInteger,
    "real": .real, "float4": .real, "double precision": .double, "float8": .double, "date": .date,
    "interval": .interval, "uuid": .uuid, "json": .json, "jsonb": .jsonb, "bytea": .blob, "inet": .inet,
    "cidr": .cidr, "macaddr": .macAddress, "xml": .xml,
]
