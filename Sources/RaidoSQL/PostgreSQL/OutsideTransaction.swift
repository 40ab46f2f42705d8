import Raido

extension Step {
    /// Whether PostgreSQL refuses the statement inside a transaction: `CREATE INDEX CONCURRENTLY` and its like.
    package var isOutsideTransaction: Bool {
        guard case .statement(let statement) = self, statement.origin == .raw else { return false }
        let words = SQLTokens(statement.text).prefix(5).map { $0.identifier?.uppercased() ?? "" }
        switch words.first {
        case "CREATE", "DROP", "REINDEX": return words.contains("CONCURRENTLY")
        case "VACUUM": return true
        case "ALTER": return words.dropFirst().first == "SYSTEM"
        default: return false
        }
    }
}

extension [Step] {
    /// The steps, where what a person wrote in one text is split if PostgreSQL refuses a part of it in a transaction.
    package var separated: [Step] {
        flatMap { step -> [Step] in
            guard case .statement(let statement) = step, statement.origin == .raw else { return [step] }
            let single = splitStatements(statement.text, for: .postgresql).map {
                Step.statement(SQLStatement($0, for: statement.purpose, origin: .raw))
            }
            return single.contains(where: \.isOutsideTransaction) ? single : [step]
        }
    }
}

/// A migration as the runner makes it on PostgreSQL: in one transaction, or in several around what cannot be in one.
func postgreSQLScript(_ steps: [Step]) -> String {
    var text = ""
    var rest = steps.separated[...]
    while let step = rest.first {
        if step.isOutsideTransaction {
            text += script([rest.removeFirst()], costsOn: .postgresql)
        } else {
            let part = rest.prefix { !$0.isOutsideTransaction }
            rest = rest.dropFirst(part.count)
            text += "BEGIN;\n\(postgreSQLSession)\(script(Array(part), costsOn: .postgresql))COMMIT;\n"
        }
    }
    return text
}
