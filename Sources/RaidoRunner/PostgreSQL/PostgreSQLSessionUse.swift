import Raido
import RaidoSQL

extension [WorkPart] {
    /// What a part wants the session to keep for those after it, other than settings that can be made again.
    var sessionUse: SessionUse? {
        for statement in dropLast().flatMap(\.ownStatements) {
            guard let kind = SessionUse.Kind(keptBy: statement) else { continue }
            return SessionUse(kind: kind, statement: statement, isInParts: true)
        }
        return nil
    }
}

extension WorkPart {
    /// What a person wrote, one by one.
    fileprivate var ownStatements: [String] {
        switch self {
        case .outside(let statement): [statement.text]
        case .transaction(let steps):
            steps.flatMap { step -> [String] in
                guard case .statement(let statement) = step, statement.origin == .raw else { return [] }
                return splitStatements(statement.text, for: .postgresql)
            }
        }
    }

    /// The statements that set something for the session.
    var settings: [String] {
        ownStatements.filter { statement in
            let words = PostgreSQLWords(statement)
            return words.isSetting
        }
    }
}

/// The tokens of a statement for PostgreSQL.
struct PostgreSQLWords {
    private let tokens: [SQLToken]

    init(_ sql: String) { tokens = SQLPieces(sql, for: .postgresql).compactMap(\.token) }

    /// The word at a place, in capitals.
    subscript(place: Int) -> String {
        if tokens.indices.contains(place), case .word(let word) = tokens[place] { return word.uppercased() }
        return ""
    }

    func contains(_ words: String...) -> Bool {
        tokens.indices.contains { place in words.indices.allSatisfy { self[place + $0] == words[$0] } }
    }

    /// Whether it holds beyond the transaction that it stands in.
    var isSetting: Bool {
        if self[0] == "RESET" { return true }
        return self[0] == "SET" && !["CONSTRAINTS", "LOCAL", "TRANSACTION"].contains(self[1])
    }

    var createsTemporary: Bool {
        // That one is gone with its transaction, whatever happens.
        if contains("ON", "COMMIT", "DROP") { return false }
        let isNamedSo = tokens.indices.dropLast().contains { place in
            tokens[place].identifier?.lowercased() == "pg_temp" && tokens[place + 1].isSymbol(".")
        }
        let isMade = self[0] == "CREATE" && (1...4).contains { ["TEMP", "TEMPORARY"].contains(self[$0]) }
        return isNamedSo || isMade || contains("INTO", "TEMP") || contains("INTO", "TEMPORARY")
    }

    /// The setting that the runner's own statements cannot do with.
    var runnersSetting: String? {
        guard isSetting else { return nil }
        let name = self[1] == "SESSION" ? self[2] : self[1]
        return ["AUTHORIZATION", "CHARACTERISTICS", "ROLE", "SCHEMA", "SEARCH_PATH"].contains(name)
            ? "\(self[0]) \(name.lowercased())" : nil
    }

    /// Whether a call of `set_config` is for the session: its last argument is not `true`.
    var configuresSession: Bool {
        tokens.indices.contains { place in
            guard self[place] == "SET_CONFIG" else { return false }
            var call = TokenReader(Array(tokens[(place + 1)...]))
            return call.group()?.last?.isKeyword("true") != true
        }
    }
}

extension SessionUse.Kind {
    /// What a statement leaves in the session that it is made in, if anything.
    fileprivate init?(keptBy statement: String) {
        let words = PostgreSQLWords(statement)
        if words.createsTemporary {
            self = .temporaryTable
        } else if words[0] == "PREPARE" {
            self = .preparedStatement
        } else if words[0] == "DECLARE", words.contains("WITH", "HOLD") {
            self = .heldCursor
        } else if let name = words.runnersSetting {
            self = .setting(name)
        } else if words.configuresSession {
            self = .setting("set_config(…, false)")
        } else {
            return nil
        }
    }
}
