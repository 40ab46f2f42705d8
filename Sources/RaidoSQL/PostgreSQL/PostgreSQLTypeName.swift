import Raido

/// The name of a type in an expression, in its shortest spelling: `varchar(20)`, `timestamptz`, `app."Status"`, `text[]`.
struct PostgreSQLTypeName: Hashable {
    /// Without its numbers.
    private(set) var name: String
    private var numbers = ""
    private(set) var isArray = false

    var text: String { name + numbers + (isArray ? "[]" : "") }

    init(_ name: String) { self.name = name }

    /// The type of a column, as the server prints it.
    init?(printed text: String) {
        var tokens = postgresqlTokens(text)[...]
        self.init(&tokens)
    }

    /// Takes the words of a type from the tokens.
    init?(_ tokens: inout ArraySlice<SQLToken>) {
        guard let head = tokens.popFirst(), var path = Self.part(head) else { return nil }
        while tokens.first == .symbol(".") {
            tokens.removeFirst()
            guard let next = tokens.popFirst(), let part = Self.part(next) else { return nil }
            path += ".\(part)"
        }
        name = path
        for tail in ["varying", "precision"] where tokens.first == .word(tail) {
            tokens.removeFirst()
            name += " \(tail)"
        }
        if tokens.first == .symbol("(") {
            guard let end = tokens.firstIndex(of: .symbol(")")) else { return nil }
            numbers = canonicalSQL(Array(tokens[...end])).filter { $0 != " " }
            tokens = tokens[(end + 1)...]
        }
        for tail in ["with", "without"] where Array(tokens.prefix(3)) == [.word(tail), .word("time"), .word("zone")] {
            tokens.removeFirst(3)
            if tail == "with" { name += " with time zone" }
        }
        while Array(tokens.prefix(2)) == [.symbol("["), .symbol("]")] {
            tokens.removeFirst(2)
            isArray = true
        }
        name = Self.short[name] ?? name
    }

    private static func part(_ token: SQLToken) -> String? {
        switch token {
        case .word(let word): word
        // A type of one byte; `char` without quotation marks is another one.
        case .quoted("char"): quote("char")
        case .quoted(let name): postgresqlName(name)
        case .string, .number, .symbol: nil
        }
    }

    private static let short = [
        "character varying": "varchar", "character": "char", "bpchar": "char", "int4": "integer", "int": "integer",
        "int8": "bigint", "int2": "smallint", "decimal": "numeric", "double precision": "float8", "float": "float8",
        "real": "float4", "bool": "boolean", "timestamp with time zone": "timestamptz",
        "time with time zone": "timetz", "bit varying": "varbit",
    ]

    var isText: Bool { !isArray && ["text", "varchar", "char"].contains(name) }
    var isNumber: Bool {
        !isArray && ["integer", "bigint", "smallint", "numeric", "float8", "float4"].contains(name)
    }
}
