import Raido

/// Reads an expression by the precedence of operators (MySQL manual, 14.4.1); nil for what it does not know.
struct MySQLExpressionParser {
    private var rest: ArraySlice<SQLToken>

    init(_ tokens: [SQLToken]) { rest = tokens[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func expression() -> MySQLExpression? { joined(by: "OR", symbol: "||") { $0.conjunction() } }

    private mutating func conjunction() -> MySQLExpression? { joined(by: "AND", symbol: "&&") { $0.negation() } }

    private mutating func joined(
        by word: String, symbol: String, _ part: (inout Self) -> MySQLExpression?
    ) -> MySQLExpression? {
        guard let first = part(&self) else { return nil }
        var parts = [first]
        while skip(word) || skip(symbol) {
            guard let next = part(&self) else { return nil }
            parts.append(next)
        }
        if parts.count == 1 { return first }
        return .all(
            word,
            parts.flatMap { part in
                if case .all(word, let inner) = part { return inner }
                return [part]
            })
    }

    private mutating func negation() -> MySQLExpression? {
        if skip("NOT") || skip("!") { return negation().map { .not($0) } }
        return comparison()
    }

    private mutating func comparison() -> MySQLExpression? {
        guard var left = operation(above: 4) else { return nil }
        while true {
            if skip("IS") {
                let isNegated = skip("NOT")
                guard skip("NULL") else { return nil }
                left = isNegated ? .not(.isNull(left)) : .isNull(left)
                continue
            }
            let isNegated = skip("NOT")
            if skip("IN") {
                guard let values = arguments() else { return nil }
                left = .within(left, values)
            } else if skip("BETWEEN") {
                guard let low = operation(above: 4), skip("AND"), let high = operation(above: 4) else { return nil }
                left = .between(left, low, high)
            } else if skip("LIKE") {
                guard let right = operation(above: 4) else { return nil }
                left = .binary("LIKE", left, right)
            } else if skip("REGEXP") || skip("RLIKE") {
                guard let right = operation(above: 4) else { return nil }
                left = .binary("REGEXP", left, right)
            } else if !isNegated, let word = comparisonSign() {
                guard let right = operation(above: 4) else { return nil }
                left = .binary(word, left, right)
            } else {
                return isNegated ? nil : left
            }
            if isNegated { left = .not(left) }
        }
    }

    private mutating func comparisonSign() -> String? {
        guard case .symbol(let sign)? = rest.first else { return nil }
        let word = sign == "!=" ? "<>" : sign
        guard MySQLExpression.strength(of: word) == 4 else { return nil }
        rest.removeFirst()
        if word == "<=", skip(">") { return "<=>" }
        return word
    }

    /// An operation whose operators bind more tightly than `strength`.
    private mutating func operation(above strength: Int) -> MySQLExpression? {
        guard var left = operand() else { return nil }
        while let (word, own) = arithmeticSign(), own > strength {
            rest.removeFirst()
            guard let right = operation(above: own) else { return nil }
            left = .binary(word, left, right)
        }
        return left
    }

    private func arithmeticSign() -> (String, Int)? {
        switch rest.first {
        case .symbol(let sign) where (5...8).contains(MySQLExpression.strength(of: sign)):
            return (sign, MySQLExpression.strength(of: sign))
        case .word(let word) where word.uppercased() == "DIV": return ("DIV", 7)
        case .word(let word) where word.uppercased() == "MOD": return ("%", 7)
        default: return nil
        }
    }

    private mutating func operand() -> MySQLExpression? {
        for sign in ["-", "~"] where skip(sign) {
            guard let inner = operand() else { return nil }
            // A number with its sign is one.
            if case .leaf(let text) = inner, sign == "-", text.first?.isNumber == true { return .leaf("-" + text) }
            return .unary(sign, inner)
        }
        if skip("+") { return operand() }
        guard let token = rest.popFirst() else { return nil }
        switch token {
        case .symbol("("):
            guard let inner = expression(), skip(")") else { return nil }
            return inner
        case .symbol(let text): return text.hasPrefix("x'") ? .leaf(text) : nil
        case .number(let digits): return .leaf(digits)
        case .string(let text): return .leaf(literal(text))
        case .quoted(let name): return reference(name)
        case .word(let word): return self.word(word)
        }
    }

    private mutating func reference(_ name: String) -> MySQLExpression? {
        var text = canonicalSQL([.quoted(name)])
        while skip(".") {
            guard let next = rest.popFirst()?.identifier else { return nil }
            text += "." + canonicalSQL([.quoted(next)])
        }
        return .leaf(text)
    }

    private mutating func word(_ word: String) -> MySQLExpression? {
        let upper = word.uppercased()
        if upper == "CASE" { return choice() }
        if upper == "CHAR", let text = characters() { return .leaf(literal(text)) }
        if rest.first == .symbol("(") {
            // Their arguments have words of their own between them.
            if ["CAST", "CONVERT", "EXTRACT", "INTERVAL", "TRIM"].contains(upper) { return nil }
            guard let values = arguments() else { return nil }
            return .call(Self.otherNames[word.lowercased()] ?? word.lowercased(), values)
        }
        switch upper {
        case "NULL": return .leaf("NULL")
        case "TRUE": return .leaf("1")
        case "FALSE": return .leaf("0")
        case "CURRENT_TIMESTAMP", "CURRENT_DATE", "CURRENT_TIME", "LOCALTIME", "LOCALTIMESTAMP":
            let name = word.lowercased()
            return .call(Self.otherNames[name] ?? name, [])
        case "AND", "OR", "NOT", "IS", "IN", "LIKE", "BETWEEN", "WHEN", "THEN", "ELSE", "END", "INTERVAL", "BINARY",
            "COLLATE", "XOR", "ESCAPE", "SELECT", "AS":
            return nil
        default: return reference(word)
        }
    }

    /// The text that `char(0x61, 0xf09f9982 using utf8mb4)` stands for.
    private mutating func characters() -> String? {
        let start = rest
        var text: [UInt8] = []
        if skip("(") {
            repeat {
                guard case .number(let digits)? = rest.popFirst(), digits.hasPrefix("0x") else { break }
                text += bytes(hexadecimal: digits.dropFirst(2))
            } while skip(",")
            if skip("USING"), skip("utf8mb4"), skip(")") { return String(decoding: text, as: UTF8.self) }
        }
        rest = start
        return nil
    }

    private static let otherNames = [
        "lcase": "lower", "ucase": "upper", "octet_length": "length", "character_length": "char_length",
        "curdate": "current_date", "curtime": "current_time", "now": "current_timestamp",
        "localtime": "current_timestamp", "localtimestamp": "current_timestamp", "substring": "substr",
        "mid": "substr", "pow": "power", "ceiling": "ceil",
    ]

    private mutating func choice() -> MySQLExpression? {
        var subject: MySQLExpression?
        if rest.first?.isKeyword("WHEN") != true {
            subject = expression()
            if subject == nil { return nil }
        }
        var cases: [(MySQLExpression, MySQLExpression)] = []
        while skip("WHEN") {
            guard let condition = expression(), skip("THEN"), let value = expression() else { return nil }
            cases.append((condition, value))
        }
        var otherwise: MySQLExpression?
        if skip("ELSE") {
            otherwise = expression()
            if otherwise == nil { return nil }
        }
        return skip("END") && !cases.isEmpty ? .choice(subject, cases, otherwise) : nil
    }

    private mutating func arguments() -> [MySQLExpression]? {
        guard skip("(") else { return nil }
        if skip(")") { return [] }
        var values: [MySQLExpression] = []
        repeat {
            guard let value = expression() else { return nil }
            values.append(value)
        } while skip(",")
        return skip(")") ? values : nil
    }

    private mutating func skip(_ word: String) -> Bool {
        guard let first = rest.first, first.isKeyword(word) || first.isSymbol(word) else { return false }
        rest.removeFirst()
        return true
    }
}
