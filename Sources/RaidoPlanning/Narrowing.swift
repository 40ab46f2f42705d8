import Raido

/// What can happen to old values when a column gets another type.
struct Narrowing: Equatable {
    enum Effect {
        /// Values that do not fit make the migration fail.
        case fails
        /// Values are rounded, shortened or converted without an error.
        case silent
        /// Values are read and written anew; what cannot be read makes the migration fail.
        case converted
    }

    var effect: Effect
    var engines: Set<Engine>

    static let everywhere = Set(Engine.allCases)
    /// SQLite keeps a value of another type as it is.
    static let servers = everywhere.subtracting([.sqlite])
}

/// What a change of type does to old values, or nil where the new type holds each of them.
///
/// Which engines stay silent is measured; docs/engines.md has the table.
func narrowing(from old: ColumnType, to new: ColumnType, enums: Pair<[EnumType]>) -> Narrowing? {
    let old = old.storedType(enums.old)
    let new = new.storedType(enums.new)
    switch (old, new) {
    case (.values(let from), .values(let to)):
        return Set(from).isSubset(of: to) ? nil : Narrowing(effect: .fails, engines: Narrowing.everywhere)
    case (.values(let from), .type(let to)):
        let longest = from.map(\.unicodeScalars.count).max() ?? 0
        return to.textCapacity.map { $0 >= longest } == true
            ? nil : Narrowing(effect: .converted, engines: Narrowing.everywhere)
    case (.type, .values): return Narrowing(effect: .converted, engines: Narrowing.everywhere)
    case (.type(let from), .type(let to)): return from == to ? nil : narrowing(from: from, to: to)
    }
}

private func narrowing(from old: ColumnType, to new: ColumnType) -> Narrowing? {
    if let from = old.exactNumber, let to = new.exactNumber { return narrowing(from: from, to: to) }
    if let capacity = new.textCapacity { return narrowing(from: old, toTextOf: capacity) }
    switch (old, new) {
    case (.real, .double), (.boolean, .tinyInteger), (.boolean, .smallInteger), (.boolean, .integer),
        (.boolean, .bigInteger), (.jsonb, .json), (.cidr, .inet), (.date, .timestamp), (.binary, .blob),
        (.varbinary, .blob):
        return nil
    case (.double, .real): return Narrowing(effect: .silent, engines: Narrowing.servers)
    case (.binary(let from), .varbinary(let to)), (.varbinary(let from), .varbinary(let to)):
        return to >= from ? nil : Narrowing(effect: .fails, engines: Narrowing.everywhere)
    case (.json, .jsonb), (.timestamp, .timestampWithTimeZone), (.timestampWithTimeZone, .timestamp):
        return Narrowing(effect: .silent, engines: [.postgresql])
    case (.timestamp, .date), (.timestampWithTimeZone, .date), (.timestamp, .time), (.timestampWithTimeZone, .time):
        return Narrowing(effect: .silent, engines: Narrowing.servers)
    case (.real, _) where new.exactNumber != nil, (.double, _) where new.exactNumber != nil:
        return Narrowing(effect: .silent, engines: Narrowing.servers)
    default: break
    }
    guard let number = old.exactNumber else { return Narrowing(effect: .converted, engines: Narrowing.everywhere) }
    switch new {
    case .real: return number.fits(digits: 6) ? nil : Narrowing(effect: .silent, engines: Narrowing.everywhere)
    case .double: return number.fits(digits: 15) ? nil : Narrowing(effect: .silent, engines: Narrowing.everywhere)
    default: return Narrowing(effect: .converted, engines: Narrowing.everywhere)
    }
}

private func narrowing(from old: ExactNumber, to new: ExactNumber) -> Narrowing? {
    // SQLite has one integer type and checks the sign alone.
    if old.isSigned, !new.isSigned { return Narrowing(effect: .fails, engines: Narrowing.everywhere) }
    if old.scale > new.scale { return Narrowing(effect: .silent, engines: Narrowing.servers) }
    if !new.holds(old) { return Narrowing(effect: .fails, engines: Narrowing.servers) }
    return nil
}

private func narrowing(from old: ColumnType, toTextOf capacity: Int) -> Narrowing? {
    if let length = old.textCapacity {
        return capacity >= length ? nil : Narrowing(effect: .fails, engines: Narrowing.everywhere)
    }
    guard let longest = old.spelledLength else { return Narrowing(effect: .converted, engines: Narrowing.everywhere) }
    return capacity >= longest ? nil : Narrowing(effect: .fails, engines: Narrowing.everywhere)
}

/// How a column's values are stored: an enum of texts by its values, everything else by a type.
private enum StoredType {
    case values([String])
    case type(ColumnType)
}

/// The range of an exact number.
private struct ExactNumber {
    var isSigned: Bool
    var scale: Int

    /// Digits in front of the point, and for integers the bits.
    var digits: Int
    var bits: Int?

    func holds(_ other: ExactNumber) -> Bool {
        if let bits, let otherBits = other.bits {
            return isSigned == other.isSigned ? bits >= otherBits : bits > otherBits
        }
        // An integer type holds all numbers of its digits but the last one.
        return (bits == nil ? digits : digits - 1) >= other.digits
    }

    func fits(digits bound: Int) -> Bool { scale == 0 && digits <= bound }
}

extension ColumnType {
    fileprivate func storedType(_ enums: [EnumType]) -> StoredType {
        guard case .enumeration(let name) = self, let type = enums.first(where: { $0.name == name }) else {
            return .type(self)
        }
        return type.storage == .text ? .values(type.identities) : .type(type.storage)
    }

    fileprivate var exactNumber: ExactNumber? {
        switch self {
        case .tinyInteger: ExactNumber(isSigned: true, scale: 0, digits: 3, bits: 8)
        case .smallInteger: ExactNumber(isSigned: true, scale: 0, digits: 5, bits: 16)
        case .integer: ExactNumber(isSigned: true, scale: 0, digits: 10, bits: 32)
        case .bigInteger: ExactNumber(isSigned: true, scale: 0, digits: 19, bits: 64)
        case .unsignedTinyInteger: ExactNumber(isSigned: false, scale: 0, digits: 3, bits: 8)
        case .unsignedSmallInteger: ExactNumber(isSigned: false, scale: 0, digits: 5, bits: 16)
        case .unsignedInteger: ExactNumber(isSigned: false, scale: 0, digits: 10, bits: 32)
        case .unsignedBigInteger: ExactNumber(isSigned: false, scale: 0, digits: 20, bits: 64)
        case .decimal(let precision, let scale):
            ExactNumber(isSigned: true, scale: scale, digits: precision - scale, bits: nil)
        case .varchar, .char, .text, .boolean, .real, .double, .date, .time, .timestamp, .timestampWithTimeZone,
            .interval, .uuid, .json, .jsonb, .blob, .binary, .varbinary, .inet, .cidr, .macAddress, .xml, .enumeration,
            .custom:
            nil
        }
    }

    /// How many characters the type takes; nil for types that hold no text.
    fileprivate var textCapacity: Int? {
        switch self {
        case .varchar(let length), .char(let length): length
        case .text: .max
        case .boolean, .tinyInteger, .smallInteger, .integer, .bigInteger, .unsignedTinyInteger,
            .unsignedSmallInteger, .unsignedInteger, .unsignedBigInteger, .real, .double, .decimal, .date, .time,
            .timestamp, .timestampWithTimeZone, .interval, .uuid, .json, .jsonb, .blob, .binary, .varbinary, .inet,
            .cidr, .macAddress, .xml, .enumeration, .custom:
            nil
        }
    }

    /// How long the texts are that values of the type are written as, where all engines write them alike.
    fileprivate var spelledLength: Int? {
        if let number = exactNumber { return number.digits + 1 + (number.scale > 0 ? number.scale + 1 : 0) }
        return switch self {
        case .uuid: 36
        case .date: 10
        case .inet, .cidr: 43
        case .macAddress: 17
        case .json, .jsonb, .xml: .max
        case .varchar, .char, .text, .boolean, .tinyInteger, .smallInteger, .integer, .bigInteger,
            .unsignedTinyInteger, .unsignedSmallInteger, .unsignedInteger, .unsignedBigInteger, .real, .double,
            .decimal, .time, .timestamp, .timestampWithTimeZone, .interval, .blob, .binary, .varbinary, .enumeration,
            .custom:
            nil
        }
    }
}
