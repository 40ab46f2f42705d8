package import Raido

/// The cases of ``DefaultValue``, ``Fill``, ``Index/Part`` and ``EnumValue``. One that is added does not compile here
/// until it is named, and has no example then.
package enum ValueKind: String, CaseIterable {
    case string, integer, unsigned, decimal, boolean, now, today, uuid, sql
    case filledWithValue, filledWithPlaceholder
    case ascending, descending, expression
    case text, number

    package init(_ value: DefaultValue) {
        self =
            switch value {
            case .string: .string
            case .integer: .integer
            case .unsigned: .unsigned
            case .decimal: .decimal
            case .boolean: .boolean
            case .now: .now
            case .today: .today
            case .uuid: .uuid
            case .sql: .sql
            }
    }

    package init(_ fill: Fill) {
        self =
            switch fill {
            case .value: .filledWithValue
            case .placeholder: .filledWithPlaceholder
            }
    }

    package init(_ part: Index.Part) {
        self =
            switch part {
            case .ascending: .ascending
            case .descending: .descending
            case .expression: .expression
            }
    }

    package init(_ value: EnumValue) {
        self =
            switch value {
            case .text: .text
            case .number: .number
            }
    }
}
