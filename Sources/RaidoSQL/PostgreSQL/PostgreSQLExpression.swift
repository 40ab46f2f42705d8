import Raido

/// An expression as PostgreSQL means it, however it is written.
///
/// PostgreSQL does not keep the text of a check, a default or an index's expression; it writes one of its own from
/// what it understood: `(((views >= 0)) AND ((title)::text <> 'x'::text))`. Both texts are read into this form, in
/// which brackets and the several spellings of one operator are gone, and written again from it.
indirect enum PostgreSQLExpression: Hashable {
    /// A number, a keyword such as `NULL` or `CURRENT_DATE`: as written.
    case word(String)
    case name([String])
    case string(String)
    case call(String, [PostgreSQLExpression])
    case prefix(String, PostgreSQLExpression)
    case postfix(PostgreSQLExpression, String)
    case binary(PostgreSQLExpression, String, PostgreSQLExpression)
    case list(PostgreSQLExpression, isNegated: Bool, [PostgreSQLExpression])
    case array([PostgreSQLExpression])
    case cast(PostgreSQLExpression, PostgreSQLTypeName)
    case conditional(
        PostgreSQLExpression?, [PostgreSQLExpression.Branch], otherwise: PostgreSQLExpression?)

    struct Branch: Hashable {
        var condition: PostgreSQLExpression
        var value: PostgreSQLExpression
    }
}

/// An expression of a model in the one spelling that texts are compared by; a text that is not understood stays as it
/// is.
package func canonicalPostgreSQL(_ text: String) -> String {
    PostgreSQLExpression(postgresqlTokens(text))?.text ?? text
}

/// An expression that the server prints, in the same spelling, without the implicit casts.
///
/// - Parameter types: The types of the table's columns, as the server prints them.
package func canonicalPostgreSQL(printed text: String, columns types: [String: String]) -> String {
    PostgreSQLExpression(postgresqlTokens(text))?.withoutOwnCasts(types).text ?? text
}

/// The tokens, with PostgreSQL's operators, and names that are bare in small letters, as PostgreSQL reads them.
func postgresqlTokens(_ text: String) -> [SQLToken] {
    var tokens: [SQLToken] = []
    for token in SQLTokens(text) {
        switch (tokens.last, token) {
        case (.symbol(let left)?, .symbol(let right)) where operatorPairs.contains(left + right):
            tokens[tokens.count - 1] = .symbol(left + right)
        case (_, .word(let word)): tokens.append(.word(word.lowercased()))
        default: tokens.append(token)
        }
    }
    return tokens
}

private let operatorPairs: Set<String> = [
    "::", "~~", "!~", "~*", "~~*", "!~~", "!~*", "!~~*", "->>", "#>", "#>>", "@>", "<@", "&&", "?|", "?&", "@@", "||/",
]

extension PostgreSQLExpression {
    /// What the tokens say, or nil where they are no expression that is understood to the end.
    init?(_ tokens: [SQLToken]) {
        var parser = Parser(rest: tokens[...])
        guard let expression = parser.expression(above: 0), parser.rest.isEmpty else { return nil }
        self = expression
    }
}

private struct Parser {
    var rest: ArraySlice<SQLToken>

    private var first: SQLToken? { rest.first }

    private func isNext(_ words: String...) -> Bool {
        rest.count >= words.count
            && zip(rest, words).allSatisfy { $0 == .word($1) || $0 == .symbol($1) }
    }

    private mutating func skip(_ word: String) -> Bool {
        guard isNext(word) else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func skip(_ first: String, _ second: String) -> Bool {
        guard isNext(first, second) else { return false }
        rest.removeFirst(2)
        return true
    }

    /// PostgreSQL manual, 4.1.6, from the weakest to the strongest.
    mutating func expression(above level: Int) -> PostgreSQLExpression? {
        guard var left = operand(level) else { return nil }
        while true {
            if let next = extended(left, level) {
                guard let next else { return nil }
                left = next
            } else {
                return left
            }
        }
    }

    private mutating func operand(_ level: Int) -> PostgreSQLExpression? {
        if skip("not") {
            guard let operand = expression(above: Level.not - 1) else { return nil }
            return operand.negated
        }
        if skip("-") {
            guard let operand = expression(above: Level.unary) else { return nil }
            if case .word(let digits) = operand, digits.first?.isNumber == true { return .word("-\(digits)") }
            return .prefix("-", operand)
        }
        if skip("+") { return expression(above: Level.unary) }
        return primary()
    }

    /// The expression with what follows it, nil in nil where that is not understood, or nil where nothing follows.
    private mutating func extended(_ left: PostgreSQLExpression, _ level: Int) -> PostgreSQLExpression?? {
        guard let first else { return nil }
        switch first {
        case .symbol("::"):
            rest.removeFirst()
            return .some(typeName().map { .cast(left, $0) })
        case .symbol(let symbol): return binary(left, symbol, level)
        case .word(let word): return worded(left, word, level)
        case .quoted, .string, .number: return .some(nil)
        }
    }

    private mutating func binary(
        _ left: PostgreSQLExpression, _ symbol: String, _ level: Int
    ) -> PostgreSQLExpression?? {
        if [")", ",", "]"].contains(symbol) { return nil }
        let own = Level.of(symbol)
        guard own > level else { return nil }
        rest.removeFirst()
        let spelled = Self.synonyms[symbol] ?? symbol
        if own == Level.comparison, isNext("any") || isNext("all") { return .some(quantified(left, spelled)) }
        guard let right = expression(above: own) else { return .some(nil) }
        return .binary(left, spelled, right)
    }

    private static let synonyms = ["!=": "<>", "~~": "LIKE", "!~~": "NOT LIKE", "~~*": "ILIKE", "!~~*": "NOT ILIKE"]

    /// `= ANY (ARRAY[…])`, which is how PostgreSQL writes `IN (…)`.
    private mutating func quantified(_ left: PostgreSQLExpression, _ symbol: String) -> PostgreSQLExpression? {
        let isAny = isNext("any")
        rest.removeFirst()
        guard skip("("), let inner = expression(above: 0), skip(")") else { return nil }
        guard let items = inner.itemsOfTexts else {
            return .binary(left, symbol, .call(isAny ? "any" : "all", [inner]))
        }
        if symbol == "=", isAny { return .list(left, isNegated: false, items) }
        if symbol == "<>", !isAny { return .list(left, isNegated: true, items) }
        return nil
    }

    private mutating func worded(
        _ left: PostgreSQLExpression, _ word: String, _ level: Int
    ) -> PostgreSQLExpression?? {
        switch word {
        case "and" where Level.and > level:
            rest.removeFirst()
            return .some(expression(above: Level.and).map { .binary(left, "AND", $0) })
        case "or" where Level.or > level:
            rest.removeFirst()
            return .some(expression(above: Level.or).map { .binary(left, "OR", $0) })
        case "is" where Level.is > level: return .some(test(left))
        case "isnull" where Level.is > level:
            rest.removeFirst()
            return .postfix(left, "IS NULL")
        case "notnull" where Level.is > level:
            rest.removeFirst()
            return .postfix(left, "IS NOT NULL")
        case "not" where Level.membership > level && (isNext("not", "in") || isNext("not", "between")):
            rest.removeFirst()
            return .some(membership(left, isNegated: true))
        case "in" where Level.membership > level, "between" where Level.membership > level:
            return .some(membership(left, isNegated: false))
        case "like" where Level.membership > level, "ilike" where Level.membership > level:
            rest.removeFirst()
            return .some(expression(above: Level.membership).map { .binary(left, word.uppercased(), $0) })
        case "not" where Level.membership > level && (isNext("not", "like") || isNext("not", "ilike")):
            let kind = isNext("not", "like") ? "NOT LIKE" : "NOT ILIKE"
            rest.removeFirst(2)
            return .some(expression(above: Level.membership).map { .binary(left, kind, $0) })
        case "collate" where Level.unary > level:
            rest.removeFirst()
            return .some(primary().map { .binary(left, "COLLATE", $0) })
        case "and", "or", "is", "isnull", "notnull", "not", "in", "between", "like", "ilike", "collate", "when", "then",
            "else", "end":
            return nil
        default: return .some(nil)
        }
    }

    private mutating func test(_ left: PostgreSQLExpression) -> PostgreSQLExpression? {
        guard skip("is") else { return nil }
        let isNegated = skip("not")
        if skip("distinct", "from") {
            let spelled = isNegated ? "IS NOT DISTINCT FROM" : "IS DISTINCT FROM"
            return expression(above: Level.is).map { .binary(left, spelled, $0) }
        }
        guard case .word(let what)? = first, ["null", "true", "false", "unknown"].contains(what) else { return nil }
        rest.removeFirst()
        return .postfix(left, (isNegated ? "IS NOT " : "IS ") + what.uppercased())
    }

    private mutating func membership(_ left: PostgreSQLExpression, isNegated: Bool) -> PostgreSQLExpression? {
        if skip("between") {
            guard let low = expression(above: Level.membership), skip("and"),
                let high = expression(above: Level.membership)
            else { return nil }
            return isNegated
                ? .binary(.binary(left, "<", low), "OR", .binary(left, ">", high))
                : .binary(.binary(left, ">=", low), "AND", .binary(left, "<=", high))
        }
        guard skip("in"), skip("("), let items = items(until: ")"), !items.isEmpty else { return nil }
        if items.count == 1 { return .binary(left, isNegated ? "<>" : "=", items[0]) }
        return .list(left, isNegated: isNegated, items)
    }

    private mutating func items(until end: String) -> [PostgreSQLExpression]? {
        var items: [PostgreSQLExpression] = []
        if skip(end) { return items }
        while true {
            guard let item = expression(above: 0) else { return nil }
            items.append(item)
            if skip(end) { return items }
            guard skip(",") else { return nil }
        }
    }

    private mutating func primary() -> PostgreSQLExpression? {
        guard let token = rest.popFirst() else { return nil }
        switch token {
        case .number(let digits): return .word(digits)
        case .string(let text): return .string(text)
        case .quoted(let name): return named(name, isBare: false)
        case .symbol("("):
            guard let inner = expression(above: 0), skip(")") else { return nil }
            return inner
        case .symbol(let text): return text.hasPrefix("x'") ? .word(text) : nil
        case .word(let word): return worded(word)
        }
    }

    private mutating func worded(_ word: String) -> PostgreSQLExpression? {
        switch word {
        case "case": return conditional()
        case "cast":
            guard skip("("), let value = expression(above: 0), skip("as"), let type = typeName(), skip(")") else {
                return nil
            }
            return .cast(value, type)
        case "array":
            guard skip("["), let items = items(until: "]") else { return nil }
            return .array(items)
        case "null", "true", "false", "current_date", "current_timestamp", "current_time", "localtime",
            "localtimestamp", "current_user", "session_user":
            return .word(word.uppercased())
        case "select", "and", "or", "when", "then", "else", "end", "is", "in", "like", "between", "interval", "date",
            "time", "timestamp", "extract", "substring", "position", "trim", "overlay", "exists", "row":
            // Typed literals and functions with words between their arguments are compared as they are.
            guard ["date", "time", "timestamp", "interval"].contains(word) else { return nil }
            if case .string(let text)? = first {
                rest.removeFirst()
                return .cast(.string(text), PostgreSQLTypeName(word))
            }
            return named(word, isBare: true)
        default: return named(word, isBare: true)
        }
    }

    private mutating func named(_ name: String, isBare: Bool) -> PostgreSQLExpression? {
        var path = [name]
        while skip(".") {
            guard let part = rest.popFirst()?.identifier else { return nil }
            path.append(part)
        }
        guard skip("(") else { return .name(path) }
        if path.first == "pg_catalog" { path.removeFirst() }
        if skip("*", ")") { return .call(spelling(path), [.word("*")]) }
        return items(until: ")").map { .call(spelling(path), $0) }
    }

    private func spelling(_ path: [String]) -> String { path.map(postgresqlName).joined(separator: ".") }

    private mutating func conditional() -> PostgreSQLExpression? {
        let subject = isNext("when") ? nil : expression(above: 0)
        var branches: [PostgreSQLExpression.Branch] = []
        while skip("when") {
            guard let condition = expression(above: 0), skip("then"), let value = expression(above: 0) else {
                return nil
            }
            branches.append(.init(condition: condition, value: value))
        }
        let otherwise = skip("else") ? expression(above: 0) : nil
        guard skip("end"), !branches.isEmpty else { return nil }
        return .conditional(subject, branches, otherwise: otherwise == .word("NULL") ? nil : otherwise)
    }

    /// The words of a type: `character varying(20)`, `timestamp without time zone`, `app."Status"`, `text[]`.
    private mutating func typeName() -> PostgreSQLTypeName? { PostgreSQLTypeName(&rest) }
}

/// How strongly operators bind.
enum Level {
    static let or = 1
    static let and = 2
    static let not = 3
    static let `is` = 4
    static let comparison = 5
    static let membership = 6
    static let other = 7
    static let sum = 8
    static let product = 9
    static let power = 10
    static let unary = 11

    static func of(_ symbol: String) -> Int {
        switch symbol {
        case "OR": or
        case "AND": and
        case "IS DISTINCT FROM", "IS NOT DISTINCT FROM": `is`
        case "=", "<", ">", "<=", ">=", "<>", "!=": comparison
        case "LIKE", "NOT LIKE", "ILIKE", "NOT ILIKE": membership
        case "+", "-": sum
        case "*", "/", "%": product
        case "^": power
        case "COLLATE": unary
        default: other
        }
    }
}

extension PostgreSQLExpression {
    fileprivate var negated: PostgreSQLExpression {
        switch self {
        case .list(let left, let isNegated, let items): .list(left, isNegated: !isNegated, items)
        case .binary(let left, "LIKE", let right): .binary(left, "NOT LIKE", right)
        case .binary(let left, "ILIKE", let right): .binary(left, "NOT ILIKE", right)
        case .postfix(let left, "IS NULL"): .postfix(left, "IS NOT NULL")
        default: .prefix("NOT ", self)
        }
    }
}
