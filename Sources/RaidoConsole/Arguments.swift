/// The arguments of a command, checked against what it takes.
package struct Arguments: Sendable {
    private var values: [String: [String]] = [:]
    package private(set) var operands: [String] = []

    package init(_ arguments: [String], for command: Command) throws(UsageError) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            if argument == "--" {
                operands += rest
                break
            }
            guard argument.hasPrefix("-"), argument != "-" else {
                operands.append(argument)
                continue
            }
            try readOption(argument, &rest, of: command)
        }
        try checkOperands(of: command)
    }

    private mutating func readOption(
        _ argument: String, _ rest: inout ArraySlice<String>, of command: Command
    ) throws(UsageError) {
        let equals = argument.firstIndex(of: "=")
        let name = String(argument[..<(equals ?? argument.endIndex)])
        guard let option = command.options.first(where: { $0.name == name }) else {
            let candidates = command.options.map(\.name) + ["--help"]
            throw .unknownOption(name, command: command.name, nearest: nearest(to: name, among: candidates))
        }
        if values[name] != nil, !option.isRepeatable { throw .optionTwice(name, command: command.name) }
        let inline = equals.map { String(argument[argument.index(after: $0)...]) }
        guard let word = option.value else {
            if let inline { throw .valueForFlag(name, value: inline, command: command.name) }
            values[name] = []
            return
        }
        guard let value = inline ?? takeValue(&rest) else {
            throw .missingValue(name, word: word, command: command.name)
        }
        values[name, default: []].append(value)
    }

    /// The next argument, unless it looks like an option.
    private func takeValue(_ rest: inout ArraySlice<String>) -> String? {
        guard let next = rest.first, !next.hasPrefix("--") else { return nil }
        return rest.popFirst()
    }

    private func checkOperands(of command: Command) throws(UsageError) {
        guard let operand = command.operand else {
            if let extra = operands.first { throw .unexpectedOperand(extra, command: command.name) }
            return
        }
        if !operand.isRepeatable, operands.count > 1 {
            throw .unexpectedOperand(operands[1], command: command.name)
        }
    }

    /// Whether a flag was given.
    package func has(_ name: String) -> Bool { values[name] != nil }

    /// The value of an option.
    package func value(_ name: String) -> String? { values[name]?.last }

    /// The values of an option that may be repeated.
    package func all(_ name: String) -> [String] { values[name] ?? [] }
}
