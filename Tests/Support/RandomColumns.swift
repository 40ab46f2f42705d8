import Raido

extension SplitMix64 {
    mutating func columnType() -> ColumnType {
        if chance(50) { return keyType() }
        if chance(15), let custom = pick(EngineType.customs) { return .custom(custom.name) }
        return pick(Self.types) ?? .text
    }

    private static let types: [ColumnType] = [
        .text, .boolean, .tinyInteger, .smallInteger, .unsignedTinyInteger, .unsignedSmallInteger, .unsignedInteger,
        .unsignedBigInteger, .real, .double, .decimal(precision: 10, scale: 2), .decimal(precision: 19, scale: 4),
        .date, .time, .timestamp, .timestampWithTimeZone, .interval, .uuid, .json, .jsonb, .blob, .binary(16),
        .varbinary(40), .inet, .cidr, .macAddress, .xml, .char(1), .char(3),
    ]

    /// A type that every engine takes in a key.
    mutating func keyType() -> ColumnType {
        switch below(8) {
        case 0: .varchar(20 + 20 * below(5))
        case 1: .varchar(100)
        case 2: .integer
        case 3: .bigInteger
        case 4: .smallInteger
        case 5: .date
        case 6: .uuid
        default: .decimal(precision: 8 + below(4), scale: below(4))
        }
    }

    /// A default that fits the type, or nil.
    mutating func defaultValue(of type: ColumnType, enums: [EnumType]) -> DefaultValue? {
        switch type {
        case .custom(let name): pick(EngineType.custom(name)?.defaults ?? [])
        case .varchar, .text:
            one(
                of: .string("it's"), .string(""), .string("a\\b \"c\" 🙂"), .string("\u{E9}\n€'\\"), .string("1e2"),
                .string("e\u{301}"), .string("\u{E9}"), .sql("cast('e\u{301}' as char(2))"),
                .sql("lower('AB')"), .sql("upper('X')"), .sql("coalesce(null, 'a''b')"),
                .sql("case when 1 > 0 then 'é' else '' end"),
                .sql(.sql("concat('a', '-')", sqlite: "'a' || '-'")))
        case .char(let length): .string(String(repeating: "x", count: length))
        case .boolean:
            one(of: .boolean(chance(50)), .sql("not true"), .sql("1 > 2"), .sql("not (1 < 2 and 2 < 1)"))
        case .tinyInteger, .unsignedTinyInteger: .integer(Int64(below(100)))
        case .smallInteger, .integer:
            one(
                of: .integer(0), .integer(-7), .integer(32_000), .sql("1 + 1"), .sql("- (3)"), .sql("-3"),
                .sql("7 % 4"),
                .sql("length('abc')"), .sql("coalesce(null, 4)"), .sql("case when 1 > 0 then 1 else 2 end"),
                .sql("abs(-5)"),
                .sql(.sql("cast('12' as integer)", mysql: "cast('12' as signed)", mariadb: "cast('12' as signed)")))
        case .bigInteger: one(of: .integer(.min + 1), .integer(.max), .integer(1))
        case .unsignedSmallInteger, .unsignedInteger: .integer(Int64(below(60_000)))
        case .unsignedBigInteger: one(of: .integer(3), .integer(.max))
        case .real, .double:
            one(
                of: .decimal("0.5"), .decimal("-1.25"), .integer(2), .decimal("1e-7"), .decimal("1e2"),
                .decimal("1e20"),
                .decimal("-2.5e-3"), .decimal("123456789012345678901"), .sql("-.5"), .sql("1 / 4.0"))
        case .decimal(_, 0): one(of: .integer(12), .integer(-1), .integer(9))
        case .decimal:
            one(
                of: .decimal("12.5"), .decimal("-0.1"), .integer(9), .decimal("1.25e1"), .decimal("1e2"),
                .sql("-.5"), .sql("cast(1.5 as decimal(6,2))"))
        case .date:
            one(
                of: .today, .string("2026-01-31"),
                .sql(.sql("cast('2026-01-31' as date)", sqlite: "date('2026-01-31')")))
        case .time: one(of: .now, .string("12:30:00"), .string("10:00"), .string("10:00:00.50"))
        case .timestamp:
            one(
                of: .now, .string("2026-01-31 12:00:00"), .string("2026-01-31T12:00"),
                .string("2026-01-31 12:00:00.250"))
        case .timestampWithTimeZone:
            one(
                of: .now, .string("2026-01-31 12:00:00"), .string("2020-01-01T00:00:00Z"),
                .string("2019-12-31 23:30:00.5-01:30"), .string("2020-03-01T00:30+02"))
        case .uuid: one(of: .uuid, .string("123e4567-e89b-12d3-a456-426614174000"))
        case .json, .jsonb: .string("{\"a\": [1]}")
        case .interval: .string("1 day")
        case .inet: .string("10.0.0.1")
        case .cidr: .string("10.0.0.0/8")
        case .macAddress: .string("08:00:2b:01:02:03")
        case .xml, .blob, .binary, .varbinary: nil
        case .enumeration(let name): enums.first { $0.name == name }.flatMap { enumDefault($0) }
        }
    }

    private mutating func enumDefault(_ type: EnumType) -> DefaultValue? {
        switch pick(type.values) {
        case .text(let text): .string(text)
        case .number(let number, _): .integer(number)
        case nil: nil
        }
    }

    /// A column of any type that is no key's, with all that may stand beside it.
    mutating func column(_ name: String, type given: ColumnType? = nil, enums: [EnumType] = []) -> Column {
        var type = given ?? columnType()
        if given == nil, chance(20), let used = pick(enums) { type = .enumeration(used.name) }
        var column = Column(name, type, nullable: chance(60))
        if chance(40) { column.defaultValue = defaultValue(of: type, enums: enums) }
        if chance(15) {
            column.comment = one(of: "What readers see", "it's \"quoted\" \\ 🙂", "caf\u{E9}", "cafe\u{301}")
        }
        if type.isTextual, chance(10) { column.collation = "NOCASE" }
        if type.isMoment, chance(40) { column.isSetOnUpdate = true }
        if case .custom(let name) = type, let custom = EngineType.custom(name) { column.nativeTypes = custom.natives }
        if case .varchar = type, chance(5) { column.nativeTypes = EngineType.texts }
        if case .enumeration(let name) = type, chance(20), let used = enums.first(where: { $0.name == name }) {
            column.nativeTypes = natives(of: used.storage == .text ? .varchar(40) : used.storage, keyable: true)
        }
        if column.nativeTypes.isEmpty, chance(15) { column.nativeTypes = natives(of: type, keyable: chance(50)) }
        return column
    }
}

extension ColumnType {
    var isTextual: Bool {
        switch self {
        case .varchar, .char, .text: true
        default: false
        }
    }

    var isMoment: Bool { self == .timestamp || self == .timestampWithTimeZone }

    var isNumeric: Bool {
        switch self {
        case .smallInteger, .integer, .bigInteger, .decimal, .real, .double: true
        default: false
        }
    }

    /// Whether every engine takes the type in a key.
    var isKeyable: Bool {
        switch self {
        case .varchar(let length): length <= 100
        case .char, .smallInteger, .integer, .bigInteger, .uuid, .date, .decimal: true
        default: false
        }
    }
}
