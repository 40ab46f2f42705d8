/// What is known of MySQL and MariaDB, and where they differ.
struct MySQLFacts: EngineFacts {
    let displayName: String
    let schemes: [String]
    let roundsNumbersInDocuments: Bool

    static let mysql = MySQLFacts(displayName: "MySQL", schemes: ["mysql"], roundsNumbersInDocuments: true)
    static let mariadb = MySQLFacts(displayName: "MariaDB", schemes: ["mariadb"], roundsNumbersInDocuments: false)

    let isServer = true

    /// 5--3 is a number (MySQL manual, 1.7.2.4).
    let lexicalRules = LexicalRules(hasHashComments: true, escapesWithBackslashes: true, hasDoubleQuotedTexts: true)
    let identifierMark: Character = "`"
    let foldsNames = false
    let mayReadNamesAsTexts = true
    let lengthFunction = "char_length"

    let hasUserTypes = false
    let hasTinyInteger = true
    let hasIntervalAndAddressTypes = false
    let hasBinaryJSON = false
    let hasUnsignedBigInteger = true
    let keepsFractionsOfSeconds = true
    let exactWholeDigits = 20

    let comparesConvertedValues = false
    let convertsTimeZones = false
    let readsNumbersFromBytes = true
    let writesRealsWithSixDigits = true

    /// A NULL is "Data truncated" (error 1265) at times.
    let reportsNullsAsUnfit = true
    let namesFailedColumns = false

    func limit(of type: ColumnType) -> String? {
        switch type {
        case .varchar(let length): length > 16383 ? "the greatest length is 16383" : nil
        case .char(let length), .binary(let length): length > 255 ? "the greatest length is 255" : nil
        case .varbinary(let length): length > 65_532 ? "the greatest length is 65532" : nil
        case .decimal(let precision, let scale):
            precision > 65 || scale > 30 ? "the greatest precision is 65, the greatest scale 30" : nil
        default: nil
        }
    }

    func effect(of change: TypeChange) -> ValueEffect? { change.effectOnServer }

    func comparesAsStrictly(_ change: TypeChange, from old: Column, to new: Column) -> Bool {
        // Numbers, moments and UUIDs are written with letters of one case.
        guard change.new.isText, change.old.isText else { return true }
        let (before, after) = (old.collation, new.collation?.lowercased())
        // These look at each byte, and at blanks at the end.
        if after == "binary" || after == "utf8mb4_0900_bin" { return true }
        if after?.hasSuffix("_bin") == true { return before.padsBlanks }
        if case .values(let values) = change.old {
            if case .values = change.new { return before == after }
            let words = values.map { $0.lowercased() }
            return Set(words).count == words.count && words.allSatisfy { $0.allSatisfy(\.isASCII) && $0.last != " " }
        }
        return before?.lowercased() == after
    }

    func storedType(_ words: NativeTypeWords) -> StoredType? { words.onMySQL }
}

extension Engine {
    /// Whether it is MySQL or MariaDB.
    package var isOfMySQLFamily: Bool { facts is MySQLFacts }
}

extension String? {
    /// Whether a collation, or the usual one, takes texts for equal that differ in blanks at their end.
    fileprivate var padsBlanks: Bool {
        guard let name = self?.lowercased() else { return true }
        return name != "binary" && name.firstRange(of: "_0900_") == nil && name.firstRange(of: "nopad") == nil
    }
}

// MySQL manual, 13: "Data Types".
extension NativeTypeWords {
    fileprivate var onMySQL: StoredType? {
        guard isPlain else { return nil }
        let words = name.split(separator: " ")
        guard let first = words.first,
            words.dropFirst().allSatisfy({ ["unsigned", "signed", "precision"].contains($0) })
        else { return nil }
        let isUnsigned = words.contains("unsigned")
        switch first {
        case "tinyint" where numbers == [1] && !isUnsigned: return .type(.boolean)
        case "bool", "boolean": return .type(.boolean)
        case "mediumint":
            return .number(ExactNumber(isSigned: !isUnsigned, scale: 0, digits: isUnsigned ? 8 : 7, bits: 24))
        case "float", "real", "double": return isUnsigned ? nil : floating(first)
        case "decimal", "numeric", "dec", "fixed":
            let type = ColumnType.decimal(precision: numbers.first ?? 10, scale: numbers.dropFirst().first ?? 0)
            guard isUnsigned, var number = type.exactNumber else { return .type(type) }
            number.isSigned = false
            return .number(number)
        case "varchar": return number.map { .type(.varchar($0)) }
        case "char": return .type(.char(number ?? 1))
        case "binary": return .type(.binary(number ?? 1))
        case "varbinary": return number.map { .type(.varbinary($0)) }
        case "datetime": return time(.timestamp, number ?? 0)
        case "time": return time(.time, number ?? 0)
        default:
            return integers[String(first)].map { .type(isUnsigned ? $0.unsigned : $0.signed) } ?? simple(first)
        }
    }

    private func simple(_ word: Substring) -> StoredType? {
        guard numbers.isEmpty else { return nil }
        switch word {
        case "tinytext": return .textOfBytes(255)
        case "text": return .textOfBytes(65_535)
        case "mediumtext": return .textOfBytes(16_777_215)
        case "longtext": return .type(.text)
        case "tinyblob": return .type(.varbinary(255))
        case "blob": return .type(.varbinary(65_535))
        case "mediumblob": return .type(.varbinary(16_777_215))
        case "longblob": return .type(.blob)
        case "date": return .type(.date)
        case "json": return .type(.json)
        case "uuid": return .type(.uuid)
        default: return nil
        }
    }

    private func floating(_ word: Substring) -> StoredType? {
        guard numbers.count < 2 else { return nil }
        return .type(word == "float" && (number ?? 24) <= 24 ? .real : .double)
    }
}

private let integers: [String: (signed: ColumnType, unsigned: ColumnType)] = [
    "tinyint": (.tinyInteger, .unsignedTinyInteger), "smallint": (.smallInteger, .unsignedSmallInteger),
    "int": (.integer, .unsignedInteger), "integer": (.integer, .unsignedInteger),
    "bigint": (.bigInteger, .unsignedBigInteger),
]
