import RaidoConsole
import RaidoRunner

// What the arguments of a command ask for.
extension Session {
    func upward() throws(UsageError) -> Migrator.Upward {
        let count = try count()
        if let id = arguments.value("--to") {
            if count != nil { throw .notTogether("COUNT", "--to", command: command.name) }
            return .to(id)
        }
        return count.map(Migrator.Upward.batches) ?? .all
    }

    func downward() throws(UsageError) -> Migrator.Downward {
        let count = try count()
        if arguments.has("--all") {
            if count != nil { throw .notTogether("COUNT", "--all", command: command.name) }
            if arguments.has("--to") { throw .notTogether("--to", "--all", command: command.name) }
            return .all
        }
        if let id = arguments.value("--to") {
            if count != nil { throw .notTogether("COUNT", "--to", command: command.name) }
            return .to(id)
        }
        return .batches(count ?? 1)
    }

    private func count() throws(UsageError) -> Int? {
        guard let text = arguments.operands.first else { return nil }
        guard let count = Int(text), count > 0, text.allSatisfy(\.isNumber) else {
            throw .badValue("COUNT", value: text, expected: "a number of batches, 1 or more", command: command.name)
        }
        return count
    }

    func identity() throws(UsageError) -> String {
        guard let id = arguments.operands.first else { throw .missingOperand("ID", command: command.name) }
        return id
    }

    func allowances() throws(UsageError) -> Set<Allowance> {
        var allowances: Set<Allowance> = []
        for text in arguments.all("--allow") {
            guard let allowance = Allowance(rawValue: text) else {
                let words = Allowance.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
                throw .badValue("--allow", value: text, expected: "one of \(words)", command: command.name)
            }
            allowances.insert(allowance)
        }
        return allowances
    }
}
