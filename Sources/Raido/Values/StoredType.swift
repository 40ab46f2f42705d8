/// How an engine stores a column's values: an enum of texts by its values, an enum of numbers by their type, a type of
/// the engine's own by what is known of it.
package enum StoredType: Hashable, Sendable {
    case values([String])
    /// An enum whose values are not at hand.
    case unknownValues(String)
    case type(ColumnType)
    /// Exact numbers that no type of the models has: `numeric` without digits, `mediumint`, `decimal unsigned`.
    case number(ExactNumber)
    /// Times, or moments, with fewer than six digits of a second.
    case coarse(ColumnType, digits: Int)
    /// Texts of at most so many bytes.
    case textOfBytes(Int)
    /// A type of the engine's own of which nothing is known, as it is spelled.
    case unknown(String)

    package init(of column: Column, _ enums: [EnumType], on engine: Engine) {
        if column.isUUIDBlob(on: engine) {
            self = .type(.binary(16))
        } else if let native = column.nativeTypes[engine] {
            self = StoredType(native: native, on: engine)
        } else {
            self.init(column.type, enums, on: engine)
        }
    }

    private init(_ type: ColumnType, _ enums: [EnumType], on engine: Engine) {
        if case .custom(let spelling) = type {
            self = StoredType(native: spelling, on: engine)
        } else if case .enumeration(let name) = type {
            guard let type = enums.first(where: { $0.name == name }) else {
                self = .unknownValues(name)
                return
            }
            if type.storesText {
                self = .values(type.identities)
            } else {
                self.init(type.storage, [], on: engine)
            }
        } else {
            self = .type(type == .tinyInteger && !engine.facts.hasTinyInteger ? .smallInteger : type)
        }
    }

    /// A type of the models whose literals an engine takes in the column, also where settings map its type to another
    /// one, or where it is one of the engine's own.
    package static func typeOfLiterals(in column: Column, on engine: Engine) -> ColumnType {
        if column.isUUIDBlob(on: engine) { return .binary(16) }
        if case .enumeration = column.type { return column.type }
        let stored = StoredType(of: column, [], on: engine)
        // A text column takes what any type is written as.
        if !column.type.isCustom, column.nativeTypes[engine] == nil || stored.isText { return column.type }
        if let type = stored.type { return type }
        guard let number = stored.exactNumber else { return column.type }
        return .decimal(precision: number.digits + number.scale, scale: number.scale)
    }

    /// The type of the models whose values behave like these; nil where there is none.
    package var type: ColumnType? {
        switch self {
        case .type(let type), .coarse(let type, _): type
        case .textOfBytes: .text
        case .values, .unknownValues, .number, .unknown: nil
        }
    }

    package var isUnknown: Bool {
        if case .unknown = self { true } else { false }
    }

    package var isText: Bool {
        switch self {
        case .type(let type): type.textCapacity != nil
        case .values, .unknownValues, .textOfBytes: true
        case .number, .coarse, .unknown: false
        }
    }

    package var exactNumber: ExactNumber? {
        if case .number(let number) = self { number } else { type?.exactNumber }
    }

    /// Whether it holds moments: a day and a time.
    package var isMoment: Bool { type == .timestamp || type == .timestampWithTimeZone }

    package var isFloating: Bool { type == .real || type == .double }

    /// How many characters it takes for sure; nil where it holds no text.
    package var textCapacity: Int? {
        // A character has at most four bytes.
        if case .textOfBytes(let count) = self { return count / 4 }
        return type?.textCapacity
    }

    var byteLengths: ClosedRange<Int>? { type?.byteLengths }

    package var isOfBytes: Bool { byteLengths != nil }

    /// How many characters a value is written with at most, where all engines write it alike.
    var spelledLength: Int? {
        if case .number(let number) = self { return number.spelledLength }
        return type?.spelledLength
    }

    /// How many digits of a second it keeps; nil where it holds no time.
    package var secondDigits: Int? {
        if case .coarse(_, let digits) = self { return digits }
        return isMoment || type == .time ? 6 : nil
    }
}

extension ColumnType {
    /// Whether it is a type of an engine's own.
    package var isCustom: Bool {
        if case .custom = self { true } else { false }
    }
}
