import Raido

/// An expression as a tree, so that two texts that mean the same to MySQL and MariaDB can be seen to: both write
/// what they store again, with brackets, other names of functions, and other words.
indirect enum MySQLExpression: Equatable {
    /// A name, a literal, or anything that is written as it is.
    case leaf(String)
    case call(String, [MySQLExpression])
    case unary(String, MySQLExpression)
    case binary(String, MySQLExpression, MySQLExpression)
    /// Several conditions joined by `AND`, or by `OR`.
    case all(String, [MySQLExpression])
    case not(MySQLExpression)
    case isNull(MySQLExpression)
    case within(MySQLExpression, [MySQLExpression])
    case between(MySQLExpression, MySQLExpression, MySQLExpression)
    case choice(MySQLExpression?, [(MySQLExpression, MySQLExpression)], MySQLExpression?)

    static func == (left: Self, right: Self) -> Bool { left.text.isExactly(right.text) }
}

extension MySQLExpression {
    var text: String { written.text }

    /// The text, and how tightly it holds together.
    private var written: (text: String, strength: Int) {
        switch self {
        case .leaf(let text): return (text, 10)
        case .call(let name, let arguments):
            return ("\(name)(\(arguments.map(\.text).joined(separator: ", ")))", 10)
        case .unary(let sign, let operand): return (sign + operand.bracketed(below: 9), 9)
        case .binary(let word, let left, let right):
            let strength = Self.strength(of: word)
            return ("\(left.bracketed(below: strength)) \(word) \(right.bracketed(below: strength + 1))", strength)
        case .all(let word, let parts):
            let strength = word == "OR" ? 1 : 2
            return (parts.map { $0.bracketed(below: strength + 1) }.joined(separator: " \(word) "), strength)
        case .not(let inner): return inner.negated
        case .isNull(let operand): return ("\(operand.bracketed(below: 5)) IS NULL", 4)
        case .within(let operand, let values): return ("\(operand.bracketed(below: 5)) IN \(Self.list(values))", 4)
        case .between(let operand, let low, let high):
            return (
                "\(operand.bracketed(below: 5)) BETWEEN \(low.bracketed(below: 5)) AND \(high.bracketed(below: 5))", 4
            )
        case .choice(let subject, let cases, let otherwise):
            var words = ["CASE"]
            if let subject { words.append(subject.text) }
            words += cases.map { "WHEN \($0.0.text) THEN \($0.1.text)" }
            if let otherwise { words.append("ELSE \(otherwise.text)") }
            return ((words + ["END"]).joined(separator: " "), 10)
        }
    }

    private static func list(_ values: [MySQLExpression]) -> String {
        "(\(values.map(\.text).joined(separator: ", ")))"
    }

    private var negated: (text: String, strength: Int) {
        switch self {
        case .not(let inner): return inner.written
        case .isNull(let operand): return ("\(operand.bracketed(below: 5)) IS NOT NULL", 4)
        case .within(let operand, let values):
            return ("\(operand.bracketed(below: 5)) NOT IN \(Self.list(values))", 4)
        case .between(let operand, let low, let high):
            let range = "\(low.bracketed(below: 5)) AND \(high.bracketed(below: 5))"
            return ("\(operand.bracketed(below: 5)) NOT BETWEEN \(range)", 4)
        case .binary(let word, let left, let right):
            if let opposite = Self.opposites[word] { return MySQLExpression.binary(opposite, left, right).written }
            if word == "LIKE" || word == "REGEXP" {
                return ("\(left.bracketed(below: 5)) NOT \(word) \(right.bracketed(below: 5))", 4)
            }
        case .leaf, .call, .unary, .all, .choice: break
        }
        return ("NOT \(bracketed(below: 4))", 3)
    }

    private static let opposites = ["=": "<>", "<>": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"]

    private func bracketed(below strength: Int) -> String {
        let (text, own) = written
        return own < strength ? "(\(text))" : text
    }

    static func strength(of operation: String) -> Int {
        switch operation {
        case "=", "<>", "<", ">", "<=", ">=", "<=>", "LIKE", "REGEXP", "IS": 4
        case "|", "&", "<<", ">>": 5
        case "+", "-": 6
        case "*", "/", "%", "DIV": 7
        case "^": 8
        default: 10
        }
    }
}

/// An expression in the one spelling that what the user wrote and what MySQL or MariaDB make of it have in common.
///
/// - Parameter text: standard SQL; ``standardExpression(_:)`` makes that of what a server prints.
package func canonicalMySQL(_ text: String) -> String {
    let tokens = Array(SQLTokens(text))
    var parser = MySQLExpressionParser(tokens)
    guard let expression = parser.expression(), parser.isAtEnd else { return canonicalSQL(tokens) }
    return expression.text
}

/// What MySQL or MariaDB print, as standard SQL: texts without backslashes that escape, names without backticks, and
/// no character sets before texts.
package func standardExpression(_ text: String) -> String {
    // By scalars: a mark that a combining character follows is one Character with it.
    var result = String.UnicodeScalarView()
    var rest = Substring(text).unicodeScalars
    while let first = rest.first {
        if first == "'" {
            result += literal(mysqlString(&rest)).unicodeScalars
        } else if first == "`" {
            let body = rest.dropFirst().prefix { $0 != "`" }
            result += quote(String(body)).unicodeScalars
            rest = rest[body.endIndex...].dropFirst()
        } else if first == "_", !(result.last?.isOfWord ?? false), let mark = rest.firstIndex(where: { !$0.isOfWord }),
            rest[mark] == "'"
        {
            rest = rest[mark...]
        } else {
            result.append(rest.removeFirst())
        }
    }
    return String(result)
}

extension Unicode.Scalar {
    fileprivate var isOfWord: Bool { self == "_" || properties.isAlphabetic || properties.numericType != nil }
}

/// Takes a string literal with backslashes from the beginning of `rest` and gives the text it stands for.
func mysqlString(_ rest: inout Substring.UnicodeScalarView) -> String {
    var content = String.UnicodeScalarView()
    var scalars = rest.dropFirst()
    while let scalar = scalars.popFirst() {
        if scalar == "\\", let escaped = scalars.popFirst() {
            switch escaped {
            case "n": content.append("\n")
            case "t": content.append("\t")
            case "r": content.append("\r")
            case "0": content.append("\0")
            case "Z": content.append("\u{1A}")
            case "b": content.append("\u{8}")
            default: content.append(escaped)
            }
        } else if scalar == "'" {
            guard scalars.first == "'" else { break }
            scalars.removeFirst()
            content.append("'")
        } else {
            content.append(scalar)
        }
    }
    rest = scalars
    return String(content)
}
