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
        default: Self.plain.first { $0.type == self }?.spelling ?? ""
        }
    }

    private static let plain: [(spelling: String, type: ColumnType)] = [
        ("text", .text), ("boolean", .boolean),
        ("tiny_integer", .tinyInteger), ("small_integer", .smallInteger), ("integer", .integer),
        ("big_integer", .bigInteger),
        ("unsigned_tiny_integer", .unsignedTinyInteger), ("unsigned_small_integer", .unsignedSmallInteger),
        ("unsigned_integer", .unsignedInteger), ("unsigned_big_integer", .unsignedBigInteger),
        ("real", .real), ("double", .double), ("date", .date), ("time", .time), ("timestamp", .timestamp),
        ("timestamp_tz", .timestampWithTimeZone), ("interval", .interval), ("uuid", .uuid), ("json", .json),
        ("jsonb", .jsonb), ("blob", .blob), ("inet", .inet), ("cidr", .cidr), ("mac_address", .macAddress),
        ("xml", .xml),
    ]

    /// The type that `description` spells so, or nil.
    package init?(spelling: String) {
        if let plain = Self.plain.first(where: { $0.spelling == spelling }) {
            self = plain.type
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
