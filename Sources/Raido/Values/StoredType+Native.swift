extension StoredType {
    /// What an engine makes of a type in its own words.
    ///
    /// The words are those of PostgreSQL's manual, "Data Types" (8); MySQL's, "Data Types" (13); SQLite's, "Datatypes"
    /// (3.1, affinity).
    package init(native spelling: String, on engine: Engine) {
        let words = NativeTypeWords(spelling)
        let known: StoredType? =
            switch engine {
            case .postgresql: words.onPostgreSQL
            case .mysql, .mariadb: words.onMySQL
            case .sqlite: words.onSQLite
            }
        self = known ?? .unknown(words.description)
    }
}

/// A type as an engine spells it: `character varying(4)`, `decimal(10, 2) unsigned`.
private struct NativeTypeWords: CustomStringConvertible {
    /// In lower case, without what is in brackets.
    let name: String
    let numbers: [Int]
    let description: String
    private let isPlain: Bool

    init(_ spelling: String) {
        let lower = spelling.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        description = lower
        let head = lower.prefix { $0 != "(" }
        let rest = lower.dropFirst(head.count)
        let inside = rest.dropFirst().prefix { $0 != ")" }
        let tail = rest.dropFirst(inside.count + 2)
        let parts = inside.split(separator: ",").map { $0.filter { $0 != " " } }
        numbers = parts.compactMap { Int($0) }
        isPlain = numbers.count == parts.count
        name = (head.split(separator: " ") + tail.split(separator: " ")).joined(separator: " ")
    }

    private var number: Int? { numbers.count == 1 ? numbers[0] : nil }

    // MARK: - PostgreSQL

    var onPostgreSQL: StoredType? {
        guard isPlain else { return nil }
        switch name {
        case "varchar", "character varying": return numbers.isEmpty ? .type(.text) : number.map { .type(.varchar($0)) }
        case "char", "character": return .type(.char(number ?? 1))
        case "bpchar": return number.map { .type(.char($0)) }
        case "numeric", "decimal", "dec":
            guard let precision = numbers.first else { return .number(.unlimited) }
            return .type(.decimal(precision: precision, scale: numbers.dropFirst().first ?? 0))
        case "float": return (number ?? 53) <= 24 ? .type(.real) : .type(.double)
        case "time", "time without time zone": return time(.time)
        case "timestamp", "timestamp without time zone": return time(.timestamp)
        case "timestamptz", "timestamp with time zone": return time(.timestampWithTimeZone)
        default: return numbers.isEmpty ? Self.postgresql[name].map { .type($0) } : nil
        }
    }

    private func time(_ type: ColumnType) -> StoredType {
        guard let number, number < 6 else { return .type(type) }
        return .coarse(type, digits: number)
    }

    private static let postgresql: [String: ColumnType] = [
        "text": .text, "boolean": .boolean, "bool": .boolean, "smallint": .smallInteger, "int2": .smallInteger,
        "integer": .integer, "int": .integer, "int4": .integer, "bigint": .bigInteger, "int8": .bigInteger,
        "real": .real, "float4": .real, "double precision": .double, "float8": .double, "date": .date,
        "interval": .interval, "uuid": .uuid, "json": .json, "jsonb": .jsonb, "bytea": .blob, "inet": .inet,
        "cidr": .cidr, "macaddr": .macAddress, "xml": .xml,
    ]

    // MARK: - MySQL and MariaDB

    var onMySQL: StoredType? {
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
            return Self.integers[String(first)].map { .type(isUnsigned ? $0.unsigned : $0.signed) } ?? simple(first)
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

    private func time(_ type: ColumnType, _ digits: Int) -> StoredType {
        digits < 6 ? .coarse(type, digits: digits) : .type(type)
    }

    private static let integers: [String: (signed: ColumnType, unsigned: ColumnType)] = [
        "tinyint": (.tinyInteger, .unsignedTinyInteger), "smallint": (.smallInteger, .unsignedSmallInteger),
        "int": (.integer, .unsignedInteger), "integer": (.integer, .unsignedInteger),
        "bigint": (.bigInteger, .unsignedBigInteger),
    ]

    // MARK: - SQLite

    /// SQLite goes by the letters of a type, and its lengths mean nothing to it.
    var onSQLite: StoredType? {
        switch name {
        case "date": return .type(.date)
        case "time": return .type(.time)
        case "datetime": return .type(.timestamp)
        default: break
        }
        func has(_ words: String...) -> Bool { words.contains { description.firstRange(of: $0) != nil } }
        if has("int") { return .type(.bigInteger) }
        if has("char", "clob", "text") { return .type(.text) }
        if name.isEmpty || has("blob") { return .type(.blob) }
        if has("real", "floa", "doub") { return .type(.double) }
        return .number(.unlimited)
    }
}
