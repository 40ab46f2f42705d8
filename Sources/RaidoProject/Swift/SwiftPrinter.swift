/// Lays expressions out in lines, four columns to a level.
struct SwiftPrinter {
    /// The columns of a line. `swift format` allows 120; some lines that fill them exactly it breaks all the same.
    static let width = 118
    static let step = 4

    /// The text of an expression that starts at `column` of a line whose level is `indent`, with room for `reserve`
    /// more characters behind it.
    func text(_ node: SwiftNode, indent: Int, column: Int, reserve: Int) -> String {
        if let flat = flat(node), column + flat.count + reserve <= Self.width { return flat }
        switch node {
        case .atom(let text): return text
        case .string(let text): return SwiftString(text).multiline(indent: indent, width: Self.width)
        case .call(let head, let arguments, let layout):
            return head + "(" + lines(arguments, layout, indent: indent + Self.step, reserve: reserve + 1) + ")"
        case .array(let elements, _):
            let lines = elements.map { self.line($0, indent: indent + Self.step) }
            return "[" + list(lines, indent: indent) + "]"
        case .dictionary(let members):
            let lines = members.map { member in
                let prefix = member.key + ": "
                let column = indent + Self.step + prefix.count
                return prefix + text(member.value, indent: indent + Self.step, column: column, reserve: 1)
            }
            return "[" + list(lines, indent: indent) + "]"
        }
    }

    /// An expression on lines of its own, with room for a comma.
    func line(_ node: SwiftNode, indent: Int) -> String {
        text(node, indent: indent, column: indent, reserve: 1)
    }

    /// The expression on one line, or nil where a part of it takes several in any case.
    private func flat(_ node: SwiftNode) -> String? {
        switch node {
        case .atom(let text): return text
        case .string(let text): return SwiftString(text).literal
        case .call(let head, let arguments, let layout):
            if layout == .alwaysListed { return nil }
            return flat(arguments.map { ($0.prefix, $0.value) }).map { head + "(" + $0 + ")" }
        case .array(let elements, let layout):
            if layout == .alwaysListed, !elements.isEmpty { return nil }
            return flat(elements.map { ("", $0) }).map { "[" + $0 + "]" }
        case .dictionary(let members):
            if members.isEmpty { return "[:]" }
            return flat(members.map { ($0.key + ": ", $0.value) }).map { "[" + $0 + "]" }
        }
    }

    private func flat(_ parts: [(prefix: String, node: SwiftNode)]) -> String? {
        var texts: [String] = []
        for part in parts {
            guard let text = flat(part.node) else { return nil }
            texts.append(part.prefix + text)
        }
        return texts.joined(separator: ", ")
    }

    /// Elements of a list on lines of their own. A comma follows the last one where there are several.
    private func list(_ lines: [String], indent: Int) -> String {
        let start = "\n" + spaces(indent + Self.step)
        let comma = lines.count > 1 ? "," : ""
        return start + lines.joined(separator: "," + start) + comma + "\n" + spaces(indent)
    }

    /// Arguments on lines of their own: as many on a line as fit, or one.
    private func lines(_ arguments: [SwiftArgument], _ layout: SwiftLayout, indent: Int, reserve: Int) -> String {
        var result = ""
        var column = Self.width
        for (place, argument) in arguments.enumerated() {
            let isLast = place == arguments.count - 1
            let room = isLast ? reserve : 1
            if layout == .filled, let flat = flat(argument.value).map({ argument.prefix + $0 }),
                column + 1 + flat.count + room <= Self.width
            {
                result += " " + flat
                column += 1 + flat.count
            } else {
                let text = text(argument, indent: indent, reserve: room)
                result += "\n" + spaces(indent) + text
                column = text.contains("\n") ? Self.width : indent + text.count
            }
            if !isLast {
                result += ","
                column += 1
            }
        }
        return result
    }

    private func text(_ argument: SwiftArgument, indent: Int, reserve: Int) -> String {
        let column = indent + argument.prefix.count
        var level = indent
        if case .string = argument.value, argument.label != nil { level += Self.step }
        return argument.prefix + text(argument.value, indent: level, column: column, reserve: reserve)
    }

    private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
}
