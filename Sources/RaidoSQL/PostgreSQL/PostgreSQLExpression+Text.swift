import Raido

extension PostgreSQLExpression {
    /// The expression with no more brackets than it needs.
    var text: String {
        switch self {
        case .word(let text): text
        case .name(let path): path.map(postgresqlName).joined(separator: ".")
        case .string(let text): literal(text)
        case .call(let name, let arguments): "\(name)(\(arguments.map(\.text).joined(separator: ", ")))"
        case .prefix(let symbol, let operand): symbol + operand.text(above: symbol == "-" ? Level.unary : Level.not - 1)
        case .postfix(let operand, let words): "\(operand.text(above: Level.is)) \(words)"
        case .binary(let left, let symbol, let right): binaryText(left, symbol, right)
        case .list(let left, let isNegated, let items):
            "\(left.text(above: Level.membership)) \(isNegated ? "NOT IN" : "IN") "
                + "(\(items.map(\.text).joined(separator: ", ")))"
        case .array(let items): "ARRAY[\(items.map(\.text).joined(separator: ", "))]"
        case .cast(let operand, let type): "\(operand.text(above: Level.unary))::\(type.text)"
        case .conditional(let subject, let branches, let otherwise):
            (["CASE"] + [subject?.text].compactMap { $0 }
                + branches.map { "WHEN \($0.condition.text) THEN \($0.value.text)" }
                + [otherwise.map { "ELSE \($0.text)" }].compactMap { $0 } + ["END"]).joined(separator: " ")
        }
    }

    private func binaryText(_ left: Self, _ symbol: String, _ right: Self) -> String {
        let level = Level.of(symbol)
        // `a AND (b AND c)` is `a AND b AND c`.
        let isChain = symbol == "AND" || symbol == "OR"
        let start = left.text(above: isChain || level > Level.membership ? level - 1 : level)
        return "\(start) \(symbol) \(right.text(above: isChain ? level - 1 : level))"
    }

    private func text(above level: Int) -> String {
        self.level > level ? text : "(\(text))"
    }

    private var level: Int {
        switch self {
        case .word(let text): text.hasPrefix("-") ? Level.unary : Level.unary + 1
        case .name, .string, .call, .array, .cast, .conditional: Level.unary + 1
        case .prefix(let symbol, _): symbol == "-" ? Level.unary : Level.not
        case .postfix: Level.is
        case .binary(_, let symbol, _): Level.of(symbol)
        case .list: Level.membership
        }
    }
}

/// The name as PostgreSQL takes it: in quotation marks where it is not in small letters, or a word of SQL.
func postgresqlName(_ name: String) -> String {
    let isPlain =
        name.utf8.first.map { $0 == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) } == true
        && name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
            default: false
            }
        }
    return isPlain && !reserved.contains(name) ? name : quote(name)
}

/// PostgreSQL manual, appendix C: the words that are reserved there.
private let reserved: Set<String> = [
    "all", "analyse", "analyze", "and", "any", "array", "as", "asc", "asymmetric", "authorization", "binary", "both",
    "case", "cast", "check", "collate", "collation", "column", "concurrently", "constraint", "create", "cross",
    "current_catalog", "current_date", "current_role", "current_schema", "current_time", "current_timestamp",
    "current_user", "default", "deferrable", "desc", "distinct", "do", "else", "end", "except", "false", "fetch", "for",
    "foreign", "freeze", "from", "full", "grant", "group", "having", "ilike", "in", "initially", "inner", "intersect",
    "into", "is", "isnull", "join", "lateral", "leading", "left", "like", "limit", "localtime", "localtimestamp",
    "natural", "not", "notnull", "null", "offset", "on", "only", "or", "order", "outer", "overlaps", "placing",
    "primary", "references", "returning", "right", "select", "session_user", "similar", "some", "symmetric", "table",
    "tablesample", "then", "to", "trailing", "true", "union", "unique", "user", "using", "variadic", "verbose", "when",
    "where", "window", "with",
]
