import Raido

/// The arguments of a call, taken one after the other in the order in which Swift wants them.
struct ArgumentReader {
    /// What they belong to, for messages: `Column`, `.addColumn`.
    private let owner: String
    private let literal: SwiftLiteral
    /// Nil where there is no call: `.text`.
    private let arguments: [SwiftLiteral.Argument]?
    private var position = 0
    /// The labels that were asked for, nil for an argument without one.
    private var asked: [String?] = []

    init(of owner: String, _ literal: SwiftLiteral) {
        self.owner = owner
        self.literal = literal
        if case .call(_, let arguments) = literal.content {
            self.arguments = arguments
        } else {
            arguments = nil
        }
    }

    /// Whether the next argument has this label.
    func isNext(_ label: String) -> Bool {
        guard let arguments, position < arguments.count else { return false }
        return arguments[position].label == label
    }

    /// The next argument.
    ///
    /// - Parameter usual: The value where the argument is left out; nil where it must be given.
    mutating func next<Value: LiteralReadable>(
        _ label: String? = nil, or usual: Value? = nil
    ) throws(SwiftMistake) -> Value {
        asked.append(label)
        guard let arguments else {
            throw SwiftMistake(.missingArguments(of: owner), from: literal.start, to: literal.end)
        }
        if position < arguments.count, arguments[position].label == label {
            position += 1
            return try Value(reading: arguments[position - 1].value)
        }
        guard let usual else { throw missing(label, in: arguments) }
        return usual
    }

    /// The next argument, or nil where it is left out.
    mutating func optional<Value: LiteralReadable>(_ label: String? = nil) throws(SwiftMistake) -> Value? {
        try next(label, or: .some(nil))
    }

    /// The next argument, which is a name.
    mutating func name() throws(SwiftMistake) -> String {
        let name: String = try next()
        if name.isEmpty, let value = taken { throw SwiftMistake(.emptyName, from: value.start, to: value.end) }
        return name
    }

    /// The next argument, which is a number of characters, bytes or digits.
    mutating func count(_ label: String? = nil, from least: Int = 1) throws(SwiftMistake) -> Int {
        let count: Int = try next(label)
        if count < least, let value = taken {
            throw SwiftMistake(.numberBelow(count, least: least), from: value.start, to: value.end)
        }
        return count
    }

    /// The next argument, which is a list of parts of a table, each under a name of its own.
    ///
    /// - Parameter usual: As for ``next(_:or:)``.
    mutating func parts<Part: LiteralReadable & TablePart>(
        _ label: String, or usual: [Part]? = nil
    ) throws(SwiftMistake) -> [Part] {
        let parts: [Part] = try next(label, or: usual)
        guard !parts.isEmpty, case .array(let literals)? = taken?.content else { return parts }
        var names: Set<String> = []
        for (part, literal) in zip(parts, literals) where !names.insert(part.name).inserted {
            throw SwiftMistake(.nameTwice(part.name), from: literal.start, to: literal.end)
        }
        return parts
    }

    /// The value of the argument that was taken last.
    private var taken: SwiftLiteral? {
        guard let arguments, position > 0 else { return nil }
        return arguments[position - 1].value
    }

    /// - Throws: where an argument is left, or a case without arguments is called.
    func finish() throws(SwiftMistake) {
        guard let arguments else { return }
        if asked.isEmpty { throw SwiftMistake(.noArguments(of: owner), from: literal.start, to: literal.end) }
        guard position < arguments.count else { return }
        let argument = arguments[position]
        throw SwiftMistake(problem(of: argument, in: arguments), from: argument.start, to: argument.labelEnd)
    }

    private func problem(of argument: SwiftLiteral.Argument, in arguments: [SwiftLiteral.Argument]) -> SwiftProblem {
        guard let label = argument.label else { return .extraArgument(of: owner) }
        if arguments[..<position].contains(where: { $0.label == label }) { return .argumentTwice(label) }
        let labels = asked.compactMap(\.self)
        guard asked.contains(label), let place = labels.firstIndex(of: label) else {
            return .unknownArgument(label, of: owner, known: labels)
        }
        let later = labels[(place + 1)...].first { later in arguments[..<position].contains { $0.label == later } }
        return later.map { .argumentOrder(label, before: $0) } ?? .unexpectedLabel(label, of: owner)
    }

    private func missing(_ label: String?, in arguments: [SwiftLiteral.Argument]) -> SwiftMistake {
        guard position < arguments.count else {
            return SwiftMistake(.missingArgument(label, of: owner), from: literal.end - 1, to: literal.end)
        }
        let argument = arguments[position]
        let problem: SwiftProblem
        switch (label, argument.label) {
        case (let label?, let found?) where arguments[position...].contains { $0.label == label }:
            problem = .argumentOrder(label, before: found)
        case (let label?, let found?): problem = .unknownArgument(found, of: owner, known: [label])
        case (nil, let found?): problem = .unexpectedLabel(found, of: owner)
        case (_, nil): problem = .missingArgument(label, of: owner)
        }
        return SwiftMistake(problem, from: argument.start, to: argument.labelEnd)
    }
}
