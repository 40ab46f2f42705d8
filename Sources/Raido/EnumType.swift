/// The values a column of type ``ColumnType/enumeration(_:)`` may hold. It belongs to its table.
///
///     CREATE TYPE "articles_status" AS ENUM ('draft', 'published')
///
///     EnumType("Status", [.text("draft"), .text("published")])
public struct EnumType: Hashable, Sendable {
    public var name: String

    /// How the values are stored: `.text`, or an integer type.
    public var storage: ColumnType

    /// The values, in their order.
    public var values: [EnumValue]

    public init(_ name: String, storage: ColumnType = .text, _ values: [EnumValue]) {
        self.name = name
        self.storage = storage
        self.values = values
    }

    /// Whether the values are stored as texts. Numbers are checked by nothing: a new one needs no migration.
    package var storesText: Bool { storage == .text }

    /// The number that a name stands for.
    package func number(of name: String) -> Int64? {
        for case .number(let number, name) in values { return number }
        return nil
    }
}

/// One value of an ``EnumType``.
public enum EnumValue: Hashable, Sendable {
    /// A value stored as this text.
    case text(String)

    /// A value stored as this number. The name is not stored; it tells a changed number from another value.
    case number(Int64, name: String)

    /// What distinguishes the value from the others of its type: the stored text, or the name of the number.
    public var identity: String {
        switch self {
        case .text(let text): text
        case .number(_, let name): name
        }
    }

    /// The stored number; nil for a text.
    package var number: Int64? {
        switch self {
        case .text: nil
        case .number(let number, _): number
        }
    }

    /// Texts and names are compared by their bytes.
    public static func == (left: Self, right: Self) -> Bool {
        switch (left, right) {
        case (.text(let text), .text(let other)): text.isExactly(other)
        case (.number(let number, let name), .number(let other, let otherName)):
            number == other && name.isExactly(otherName)
        case (.text, .number), (.number, .text): false
        }
    }
}
