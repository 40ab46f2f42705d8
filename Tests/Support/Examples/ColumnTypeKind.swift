package import Raido

/// The cases of ``ColumnType``. One that is added does not compile here until it is named, and has no example then.
package enum ColumnTypeKind: String, CaseIterable {
    case varchar, char, text, boolean, tinyInteger, smallInteger, integer, bigInteger
    case unsignedTinyInteger, unsignedSmallInteger, unsignedInteger, unsignedBigInteger
    case real, double, decimal, date, time, timestamp, timestampWithTimeZone, interval
    case uuid, json, jsonb, blob, binary, varbinary, inet, cidr, macAddress, xml, enumeration, custom

    package init(_ type: ColumnType) {
        self =
            switch type {
            case .varchar: .varchar
            case .char: .char
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
            case .decimal: .decimal
            case .date: .date
            case .time: .time
            case .timestamp: .timestamp
            case .timestampWithTimeZone: .timestampWithTimeZone
            case .interval: .interval
            case .uuid: .uuid
            case .json: .json
            case .jsonb: .jsonb
            case .blob: .blob
            case .binary: .binary
            case .varbinary: .varbinary
            case .inet: .inet
            case .cidr: .cidr
            case .macAddress: .macAddress
            case .xml: .xml
            case .enumeration: .enumeration
            case .custom: .custom
            }
    }
}
