import Raido
import RaidoSQL

extension [WorkPart] {
    /// Why the parts cannot be made, or not be resumed after an interruption.
    var refusal: StepFailure? {
        for statement in flatMap(\.ownStatements) {
            if let word = transactionCommand(in: statement) {
                return .database(.transactionCommand(word, in: statement), doing: "run the migration's own SQL")
            }
            if let words = lockRelease(in: statement) {
                return .database(.lockRelease(words, in: statement), doing: "run the migration's own SQL")
            }
            if case .createIndex(nil, _, _) = OutsideStatement(statement) {
                return .database(.unnamedIndex(statement), doing: "run the migration's own SQL")
            }
        }
        return sessionUse.map(StepFailure.needsSession)
    }

    /// What a part wants the session to keep for those after it, other than settings that can be made again, or wants
    /// of those before it.
    private var sessionUse: SessionUse? {
        for statement in dropLast().flatMap(\.ownStatements) {
            guard let kind = SessionUse.Kind(keptBy: statement) else { continue }
            return SessionUse(kind: kind, statement: statement, isInParts: true)
        }
        return dropFirst().lazy.compactMap(\.wantedNumber).first
    }
}

extension WorkPart {
    /// What the user wrote, one by one.
    fileprivate var ownStatements: [String] {
        switch self {
        case .outside(let statement): [statement.text]
        case .transaction(let steps): steps.flatMap(\.ownStatements)
        }
    }

    /// A number of a sequence that was given out in an earlier part, maybe in another session.
    fileprivate var wantedNumber: SessionUse? {
        var isGivenOut = false
        for statement in ownStatements {
            let words = PostgreSQLWords(statement)
            isGivenOut = isGivenOut || words.contains("INSERT") || words.contains("NEXTVAL")
            guard !isGivenOut, let name = ["LASTVAL", "CURRVAL"].first(where: { words.contains($0) }) else { continue }
            return SessionUse(kind: .lastStatement("\(name.lowercased())()"), statement: statement, isInParts: true)
        }
        return nil
    }
}

extension Sequence<WorkPart> {
    /// The statements that set something for the session, after the last one that is rendered: before that, the session
    /// is put back.
    var settings: [String] {
        var settings: [String] = []
        for case .transaction(let steps) in self {
            for step in steps {
                guard step.isOwnSQL else {
                    settings = []
                    continue
                }
                settings += step.ownStatements.filter { PostgreSQLWords($0).isSetting }
            }
        }
        return settings
    }
}

extension Step {
    fileprivate var ownStatements: [String] {
        guard case .statement(let statement) = self, statement.origin == .raw else { return [] }
        return splitStatements(statement.text, for: .postgresql)
    }
}

/// The tokens of a statement for PostgreSQL.
struct PostgreSQLWords {
    private let tokens: [SQLToken]

    init(_ sql: String) { tokens = SQLPieces(sql, for: .postgresql).compactMap(\.token) }

    private var texts: [String] {
        tokens.compactMap { token in if case .string(let text) = token { text } else { nil } }
    }

    /// The body of `DO`, and the texts in it, which its `EXECUTE` may run.
    var blockTexts: [String] { self[0] == "DO" ? texts.flatMap { [$0] + PostgreSQLWords($0).texts } : [] }

    /// Whether a statement in it sets something for the session.
    var hasSettingInside: Bool {
        tokens.indices.contains { place in
            guard self[place] == "SET", !["CONSTRAINTS", "LOCAL", "TRANSACTION"].contains(self[place + 1]) else {
                return false
            }
            return place == 0 || tokens[place - 1].isSymbol(";")
                || ["BEGIN", "ELSE", "LOOP", "THEN"].contains(self[place - 1])
        }
    }

    /// The word at a place, in capitals.
    subscript(place: Int) -> String {
        if tokens.indices.contains(place), case .word(let word) = tokens[place] { return word.uppercased() }
        return ""
    }

    func contains(_ words: String...) -> Bool {
        tokens.indices.contains { place in words.indices.allSatisfy { self[place + $0] == words[$0] } }
    }

    /// Whether it holds beyond the transaction that it is in.
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
        if let kind = words.blockTexts.lazy.compactMap({ SessionUse.Kind(keptByBlock: $0) }).first {
            self = kind
        } else if words.createsTemporary {
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

    /// The same for the body of `DO`, where statements stand between the words of another language, or a text in it.
    private init?(keptByBlock text: String) {
        let words = PostgreSQLWords(text)
        let isTemporary = ["TEMP", "TEMPORARY"].contains { words.contains("CREATE", $0) }
        if words.createsTemporary || isTemporary && !words.contains("ON", "COMMIT", "DROP") {
            self = .temporaryTable
        } else if words.configuresSession {
            self = .setting("set_config(…, false)")
        } else if words.hasSettingInside {
            self = .settingInBlock
        } else {
            return nil
        }
    }
}

/// The words by which the user's statement would give away the lock that migrations are made under, if it has any.
private func lockRelease(in sql: String) -> String? {
    let tokens = SQLPieces(sql, for: .postgresql).compactMap(\.token)
    if tokens.count > 1, tokens[0].isKeyword("discard"), tokens[1].isKeyword("all") { return "DISCARD ALL" }
    return lockRelease(by: "pg_advisory_unlock_all", in: tokens)
}
