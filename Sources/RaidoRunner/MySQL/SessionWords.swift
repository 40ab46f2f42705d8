import Raido
import RaidoSQL

/// The tokens of a statement of MySQL or MariaDB, where variables of the session are told from accounts
/// (`me@localhost`) and from the server's own variables (`@@sql_mode`).
struct SessionWords {
    private enum Word {
        case token(SQLToken)
        /// By its name, in small letters.
        case variable(String)
    }

    private var words: [Word] = []

    init(_ sql: String, for engine: Engine) {
        let pieces = Array(SQLPieces(openingExecutedComments(in: sql, for: engine), for: engine))
        var place = 0
        while place < pieces.count {
            defer { place += 1 }
            guard let token = pieces[place].token else { continue }
            let next = place + 1 < pieces.count ? pieces[place + 1].token : nil
            guard token.isSymbol("@"), let next, let name = next.name else {
                words.append(.token(token))
                continue
            }
            let previous = place > 0 ? pieces[place - 1].token : nil
            let isOwn = previous.map { $0.name == nil && !$0.isSymbol("@") } ?? true
            words += isOwn ? [.variable(name)] : [.token(token), .token(next)]
            place += 1
        }
    }

    private init(_ words: some Sequence<Word>) { self.words = Array(words) }

    /// The first words, in capitals.
    var first: String { keyword(0) }
    var second: String { keyword(1) }

    private func token(_ place: Int) -> SQLToken? {
        guard words.indices.contains(place), case .token(let token) = words[place] else { return nil }
        return token
    }

    private func keyword(_ place: Int) -> String {
        if case .word(let word)? = token(place) { return word.uppercased() }
        return ""
    }

    private func isSymbol(_ text: String, at place: Int) -> Bool { token(place)?.isSymbol(text) == true }

    private func contains(_ keyword: String) -> Bool { words.indices.contains { self.keyword($0) == keyword } }

    func dropFirst() -> SessionWords { SessionWords(words.dropFirst()) }

    /// What follows the keyword.
    func behind(_ keyword: String) -> SessionWords {
        let place = words.indices.first { self.keyword($0) == keyword }
        return SessionWords(words[(place.map { $0 + 1 } ?? words.endIndex)...])
    }

    /// What is between commas that are in no brackets.
    var clauses: [SessionWords] {
        var clauses: [[Word]] = [[]]
        var depth = 0
        for place in words.indices {
            if isSymbol("(", at: place) { depth += 1 }
            if isSymbol(")", at: place) { depth -= 1 }
            if depth == 0, isSymbol(",", at: place) {
                clauses.append([])
            } else {
                clauses[clauses.count - 1].append(words[place])
            }
        }
        return clauses.map { SessionWords($0) }
    }
}

// What a statement is
extension SessionWords {
    var createsTemporary: Bool {
        first == "CREATE" && words.indices.prefix(4).contains { keyword($0) == "TEMPORARY" }
    }

    /// The function that refers to the previous statement, as users write it.
    var lastStatement: String? {
        for place in words.indices {
            let name = keyword(place)
            if let makers = Self.lastStatements[name], isSymbol("(", at: place + 1), keyword(place - 1) != "INTO" {
                // In a block the statement that it refers to may be before it.
                let isOwn = first == "BEGIN" && words.indices[..<place].contains { makers.contains(keyword($0)) }
                if !isOwn { return "\(name)()" }
            }
            // @@identity, @@session.identity
            let start = isSymbol(".", at: place - 1) ? place - 2 : place
            let isServers = isSymbol("@", at: start - 1) && isSymbol("@", at: start - 2)
            if isServers, Self.lastVariables.contains(name) { return "@@\(name.lowercased())" }
        }
        return nil
    }

    private static let lastStatements: [String: Set<String>] = [
        "FOUND_ROWS": ["SQL_CALC_FOUND_ROWS"],
        "LAST_INSERT_ID": ["INSERT", "REPLACE"],
        "ROW_COUNT": ["DELETE", "INSERT", "LOAD", "REPLACE", "UPDATE"],
    ]
    private static let lastVariables: Set<String> = ["ERROR_COUNT", "IDENTITY", "LAST_INSERT_ID", "WARNING_COUNT"]
}

// Variables and values
extension SessionWords {
    var variables: [String] {
        words.compactMap { word in
            if case .variable(let name) = word { return name }
            return nil
        }
    }

    /// Those with a `:=` after them.
    var assignedVariables: [String] {
        words.indices.compactMap { place in
            guard case .variable(let name) = words[place], isSymbol(":", at: place + 1), isSymbol("=", at: place + 2)
            else { return nil }
            return name
        }
    }

    /// The variable that a `SELECT … INTO` gives its value.
    var selectedVariable: String? {
        words.indices.dropLast().lazy.compactMap { place in
            guard first != "BEGIN", keyword(place) == "INTO", case .variable(let name) = words[place + 1] else {
                return nil
            }
            return name
        }.first
    }

    /// The variable that a clause of `SET` gives its value.
    var target: String? {
        if case .variable(let name)? = words.first { return name }
        return nil
    }

    /// Whether it reads rows.
    var isQuery: Bool { (contains("SELECT") && contains("FROM")) || contains("TABLE") }

    /// Whether it may be another value the next time.
    var varies: Bool {
        words.indices.contains { place in
            let name = keyword(place)
            if Self.momentWords.contains(name) { return true }
            guard isSymbol("(", at: place + 1), token(place)?.identifier != nil else { return false }
            return isSymbol(".", at: place - 1) || !Self.deterministicFunctions.contains(name)
        }
    }

    private static let momentWords: Set<String> = [
        "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP", "LOCALTIME", "LOCALTIMESTAMP", "UTC_DATE", "UTC_TIME",
        "UTC_TIMESTAMP",
    ]

    /// Functions, types and keywords with brackets after them whose value follows from what is in these.
    private static let deterministicFunctions: Set<String> = [
        "ABS", "AND", "AS", "BINARY", "CAST", "CEIL", "CHAR", "COALESCE", "CONCAT", "CONCAT_WS", "CONVERT", "DATABASE",
        "DATE", "DATETIME", "DECIMAL", "ELSE", "FLOOR", "HEX", "IF", "IFNULL", "IN", "JSON_ARRAY", "JSON_OBJECT",
        "LEFT", "LENGTH", "LOWER", "LPAD", "MD5", "MOD", "NOT", "NULLIF", "OR", "POW", "QUOTE", "REPEAT", "REPLACE",
        "RIGHT", "ROUND", "RPAD", "SCHEMA", "SHA1", "SHA2", "STR_TO_DATE", "SUBSTRING", "THEN", "TIME", "TIMESTAMP",
        "TRIM", "UNHEX", "UPPER", "WHEN",
    ]
}

extension SQLToken {
    /// The name of a variable or an account that the token may be, in small letters.
    fileprivate var name: String? {
        if case .string(let text) = self { return text.lowercased() }
        return identifier?.lowercased()
    }
}
