/// What a column holds, said once for all engines. `docs/engines.md` has the table of what each engine makes of it.
public enum ColumnType: Hashable, Sendable {
    /// At most so many characters.
    case varchar(Int)
    /// Exactly so many characters.
    case char(Int)
    case text
    case boolean
    /// 8, 16, 32 and 64 bits, signed.
    case tinyInteger, smallInteger, integer, bigInteger
    /// 8, 16, 32 and 64 bits, unsigned.
    case unsignedTinyInteger, unsignedSmallInteger, unsignedInteger, unsignedBigInteger
    /// 32-bit and 64-bit floating point.
    case real, double
    /// Exact numbers of `precision` digits, `scale` of them after the point.
    case decimal(precision: Int, scale: Int)
    case date, time
    /// Date and time without a zone.
    case timestamp
    /// An instant: date and time with a zone, or in UTC where the engine keeps none.
    case timestampWithTimeZone
    case interval
    case uuid
    case json, jsonb
    case blob
    /// Exactly, and at most, so many bytes.
    case binary(Int)
    case varbinary(Int)
    case inet, cidr, macAddress
    case xml
    /// One of the values of the table's ``EnumType`` of that name.
    case enumeration(String)
    /// A type only some engines have, as written.
    case custom(String)
}
