extension ColumnType: CustomStringConvertible {
    /// The type as snapshots and messages spell it: `varchar(200)`, `decimal(10,2)`, `enum(Status)`.
    public var description: String {
        switch self {
        case .varchar(let length): "varchar(\(length))"
        case .char(let length): "char(\(length))"
        case .decimal(let precision, let scale): "decimal(\(precision),\(scale))"
        case .binary(let length): "binary(\(length))"
        case .varbinary(let length): "varbinary(\(length))"
        case .enumeration(let name): "enum(\(name))"
        case .custom(let name): "custom(\(name))"
        case .text: "text"
        case .boolean: "boolean"
        case .tinyInteger: "tiny_integer"
        case .smallInteger: "small_integer"
        case .integer: "integer"
        case .bigInteger: "big_integer"
        case .unsignedTinyInteger: "unsigned_tiny_integer"
        case .unsignedSmallInteger: "unsigned_small_integer"
        case .unsignedInteger: "unsigned_integer"
        case .unsignedBigInteger: "unsigned_big_integer"
        case .real: "real"
        case .double: "double"
        case .date: "date"
        case .time: "time"
        case .timestamp: "timestamp"
        case .timestampWithTimeZone: "timestamp_tz"
        case .interval: "interval"
        case .uuid: "uuid"
        case .json: "json"
        case .jsonb: "jsonb"
        case .blob: "blob"
        case .inet: "inet"
        case .cidr: "cidr"
        case .macAddress: "mac_address"
        case .xml: "xml"
        }
    }

    /// The types that have no numbers and no name.
    private static let plain: [String: ColumnType] = {
        let types: [ColumnType] = [
            .text, .boolean, .tinyInteger, .smallInteger, .integer, .bigInteger, .unsignedTinyInteger,
            .unsignedSmallInteger, .unsignedInteger, .unsignedBigInteger, .real, .double, .date, .time, .timestamp,
            .timestampWithTimeZone, .interval, .uuid, .json, .jsonb, .blob, .inet, .cidr, .macAddress, .xml,
        ]
        return Dictionary(uniqueKeysWithValues: types.map { ($0.description, $0) })
    }()

    /// The type that `description` spells so, or nil.
    package init?(spelling: String) {
        if let plain = Self.plain[spelling] {
            self = plain
            return
        }
        guard spelling.hasSuffix(")"), let open = spelling.firstIndex(of: "(") else { return nil }
        let word = spelling[..<open]
        let argument = spelling[spelling.index(after: open)..<spelling.index(before: spelling.endIndex)]
        let numbers = argument.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
        switch (word, numbers.count, numbers[0]) {
        case ("enum", _, _) where !argument.isEmpty: self = .enumeration(String(argument))
        case ("custom", _, _) where !argument.isEmpty: self = .custom(String(argument))
        case ("varchar", 1, let length?): self = .varchar(length)
        case ("char", 1, let length?): self = .char(length)
        case ("binary", 1, let length?): self = .binary(length)
        case ("varbinary", 1, let length?): self = .varbinary(length)
        case ("decimal", 2, let precision?):
            guard let scale = numbers[1] else { return nil }
            self = .decimal(precision: precision, scale: scale)
        default: return nil
        }
    }
}
