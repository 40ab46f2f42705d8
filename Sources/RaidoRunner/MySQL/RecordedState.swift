import RaidoSQL

/// What the journal says that things looked like before a statement, taken apart.
struct RecordedState {
    private var definitions: [SchemaObject: String] = [:]

    /// - Parameter text: What ``MySQLDatabase/state(of:)`` gave for these things, in this order.
    init(_ text: String, of things: [SchemaObject]) {
        var rest = text[...]
        for (place, thing) in things.enumerated() {
            let mark = "\(thing): "
            guard rest.hasPrefix(mark) else { return }
            rest.removeFirst(mark.count)
            let next = things[(place + 1)...].first.flatMap { rest.firstRange(of: "\n\($0): ") }
            definitions[thing] = String(rest[..<(next?.lowerBound ?? rest.endIndex)])
            if let next { rest = rest[rest.index(after: next.lowerBound)...] }
        }
    }

    /// Whether the text says what the part was like. Under other settings of the session the server may have told names
    /// in other quotation marks, and then it does not.
    func knows(_ part: StatementTrace.Part) -> Bool {
        guard let text = definitions[part.owner] else { return false }
        if case .thing = part { return true }
        return text.hasPrefix("CREATE TABLE `")
    }

    func definition(of thing: SchemaObject) -> String? {
        definitions[thing].flatMap { $0 == MySQLDatabase.absence ? nil : $0 }
    }
}
