import Raido

extension Step {
    /// Whether PostgreSQL refuses the statement inside a transaction: `CREATE INDEX CONCURRENTLY` and its like.
    package var isOutsideTransaction: Bool {
        guard case .statement(let statement) = self, statement.origin == .raw else { return false }
        let words = SQLPieces(statement.text, for: .postgresql).compactMap(\.token).map { token in
            if case .word(let word) = token { word.uppercased() } else { "" }
        }
        switch words.first {
        case "CREATE", "DROP":
            return ["DATABASE", "SUBSCRIPTION", "TABLESPACE"].contains(words.dropFirst().first)
                || words.prefix(4).contains("CONCURRENTLY")
        // Of a partitioned table or index it is refused, too, and nowhere does it harm.
        case "REINDEX", "VACUUM": return true
        case "CLUSTER": return words.filter { $0 != "VERBOSE" }.count == 1
        case "ALTER": return words.dropFirst().first == "SYSTEM" || isOutside(alteration: words)
        default: return false
        }
    }

    private func isOutside(alteration words: [String]) -> Bool {
        switch words.dropFirst().first {
        case "TABLE": words.contains("DETACH") && words.last == "CONCURRENTLY"
        case "DATABASE": words.contains("TABLESPACE")
        case "SUBSCRIPTION": words.contains("REFRESH") || words.contains("PUBLICATION")
        default: false
        }
    }
}

extension Step {
    /// The statements of the user's text for PostgreSQL, one by one.
    package var single: [Step] {
        guard case .statement(let statement) = self, statement.origin == .raw else { return [self] }
        return splitStatements(statement.text, for: .postgresql).map {
            .statement(SQLStatement($0, for: statement.purpose, origin: .raw))
        }
    }
}

extension [Step] {
    /// The steps, where what the user wrote in one text is split if PostgreSQL refuses a part of it in a transaction.
    package var separated: [Step] {
        flatMap { step -> [Step] in
            let single = step.single
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
