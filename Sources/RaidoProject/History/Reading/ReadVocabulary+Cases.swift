import Raido

extension ColumnType: VocabularyEnum {
    static let path = ["ColumnType"]

    init(_ name: Name, _ a: inout ArgumentReader) throws(SwiftMistake) {
        self =
            switch name {
            case .varchar: .varchar(try a.count())
            case .char: .char(try a.count())
            case .binary: .binary(try a.count())
            case .varbinary: .varbinary(try a.count())
            case .decimal: .decimal(precision: try a.count("precision"), scale: try a.count("scale", from: 0))
            case .enumeration: .enumeration(try a.next())
            case .custom: .custom(try a.next())
            case .text: .text
            case .boolean: .boolean
            case .tinyInteger: .tinyInteger
            case .smallInteger: .smallInteger
            case .integer: .integer
            case .bigInteger: .bigInteger
            case .unsignedTinyInteger: .unsignedTinyInteger
            case .unsignedSmallInteger: .unsignedSmallInteger
            case .unsignedInteger: .unsignedInteger
            case .unsignedBigInteger: .unsignedBigInteger
            case .real: .real
            case .double: .double
            case .date: .date
            case .time: .time
            case .timestamp: .timestamp
            case .timestampWithTimeZone: .timestampWithTimeZone
            case .interval: .interval
            case .uuid: .uuid
            case .json: .json
            case .jsonb: .jsonb
            case .blob: .blob
            case .inet: .inet
            case .cidr: .cidr
            case .macAddress: .macAddress
            case .xml: .xml
            }
    }
}

extension DefaultValue: VocabularyEnum {
    static let path = ["DefaultValue"]

    init(_ name: Name, _ a: inout ArgumentReader) throws(SwiftMistake) {
        self =
            switch name {
            case .string: .string(try a.next())
            case .integer: .integer(try a.next())
            case .unsigned: .unsigned(try a.next())
            case .decimal: .decimal(try a.next())
            case .boolean: .boolean(try a.next())
            case .now: .now
            case .today: .today
            case .uuid: .uuid
            case .sql: .sql(try a.next())
            }
    }
}

extension Fill: VocabularyEnum {
    static let path = ["Fill"]

    init(_ name: Name, _ a: inout ArgumentReader) throws(SwiftMistake) {
        self =
            switch name {
            case .value: .value(try a.next())
            case .placeholder: .placeholder
            }
    }
}

extension EnumValue: VocabularyEnum {
    static let path = ["EnumValue"]

    init(_ name: Name, _ a: inout ArgumentReader) throws(SwiftMistake) {
        self =
            switch name {
            case .text: .text(try a.next())
            case .number: .number(try a.next(), name: try a.next("name"))
            }
    }
}

extension Index.Part: VocabularyEnum {
    static let path = ["Index", "Part"]

    init(_ name: Name, _ a: inout ArgumentReader) throws(SwiftMistake) {
        self =
            switch name {
            case .ascending: .ascending(try a.next())
            case .descending: .descending(try a.next())
            case .expression: .expression(try a.next())
            }
    }
}

extension ForeignKey.Action: VocabularyEnum {
    static let path = ["ForeignKey", "Action"]

    init(_ name: Self, _ a: inout ArgumentReader) throws(SwiftMistake) { self = name }
}

extension Engine: VocabularyEnum {
    static let path = ["Engine"]

    init(_ name: Self, _ a: inout ArgumentReader) throws(SwiftMistake) { self = name }
}
