/// A Swift expression on its way to being text. Where it does not fit on a line it is broken as `swift format` has it.
indirect enum SwiftNode {
    /// Anything without places to break: `.bigInteger`, `12`, `true`.
    case atom(String)
    case string(String)
    /// `head(arguments)`.
    case call(String, [SwiftArgument], layout: SwiftLayout)
    case array([SwiftNode], layout: SwiftLayout)
    case dictionary([(key: String, value: SwiftNode)])
}

/// How a call or a list is laid out.
enum SwiftLayout {
    /// On one line; what does not fit there fills as many lines as it needs.
    case filled
    /// On one line; what does not fit there takes one line for each part.
    case listed
    /// One line for each part in any case.
    case alwaysListed
}

/// An argument of a call.
struct SwiftArgument {
    var label: String?
    var value: SwiftNode

    var prefix: String { label.map { $0 + ": " } ?? "" }

    /// An argument that is left out where it is nil.
    static func optional(_ label: String, _ value: SwiftNode?) -> [SwiftArgument] {
        value.map { [SwiftArgument(label: label, value: $0)] } ?? []
    }

    /// A flag that is false unless it is given.
    static func flag(_ label: String, _ value: Bool) -> [SwiftArgument] {
        value ? [SwiftArgument(label: label, value: .atom("true"))] : []
    }
}

extension SwiftNode {
    /// A call: `.call("Column", .plain(…), .labelled("from", …))` without the ceremony.
    static func call(_ head: String, _ arguments: SwiftArgument...) -> SwiftNode {
        .call(head, arguments, layout: .filled)
    }

    /// A case of an enum: `.text`, `.string("a")`.
    static func member(_ name: some RawRepresentable<String>, _ arguments: SwiftArgument...) -> SwiftNode {
        let head = "." + name.rawValue
        return arguments.isEmpty ? .atom(head) : .call(head, arguments, layout: .filled)
    }

    /// A case whose arguments are not broken into lines: `.varchar(200)`.
    static func member(_ name: some RawRepresentable<String>, _ arguments: String) -> SwiftNode {
        .atom(".\(name.rawValue)(\(arguments))")
    }

    static func strings(_ texts: [String]) -> SwiftNode { .array(texts.map(SwiftNode.string), layout: .filled) }
}

extension SwiftArgument {
    static func plain(_ value: SwiftNode) -> SwiftArgument { SwiftArgument(label: nil, value: value) }

    static func labelled(_ label: String, _ value: SwiftNode) -> SwiftArgument {
        SwiftArgument(label: label, value: value)
    }

    static func string(_ text: String) -> SwiftArgument { .plain(.string(text)) }

    static func string(_ label: String, _ text: String) -> SwiftArgument { .labelled(label, .string(text)) }
}
