import Raido

/// What an expression gives, as far as it decides whether MySQL indexes it (manual, "Functional Key Parts"; the rest is
/// measured).
enum MySQLIndexedValue: Int, Comparable {
    /// A number, a moment, or a text or bytes of limited length.
    case limited
    /// A text or bytes of any length (error 3757).
    case long
    /// JSON (error 3753).
    case document

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension MySQLFamilyDialect {
    /// What the expression gives for a row of the table. What is not known gives what it is given: a cast says more.
    func indexedValue(of expression: String, in table: Table) -> MySQLIndexedValue {
        var columns: [String: MySQLIndexedValue] = [:]
        for column in table.columns {
            columns[column.name.lowercased()] =
                isJSON(column) ? .document : keyLength(of: column) == nil ? .long : .limited
        }
        return IndexedValueReading(columns: columns).value(of: Array(SQLTokens(expression))[...])
    }
}

private struct IndexedValueReading {
    /// In lower case.
    var columns: [String: MySQLIndexedValue]

    func value(of tokens: ArraySlice<SQLToken>) -> MySQLIndexedValue {
        var rest = tokens
        var values: [MySQLIndexedValue] = []
        var path: MySQLIndexedValue?
        while let token = rest.popFirst() {
            switch token {
            case .symbol("->"):
                path = rest.first == .symbol(">") ? .long : .document
                if path == .long { rest.removeFirst() }
            case .symbol("("): values.append(value(of: Self.group(&rest)))
            case .symbol(let sign):
                if Self.signs.contains(sign) { return .limited }
            case .word(let word) where Self.operators.contains(word.uppercased()): return .limited
            case .word(let word) where word.uppercased() == "CASE": values.append(choice(&rest))
            case .word(let name) where rest.first == .symbol("("):
                rest.removeFirst()
                values.append(call(name.lowercased(), Self.group(&rest)))
            case .word(let name), .quoted(let name): values.append(columns[name.lowercased()] ?? .limited)
            case .string, .number: break
            }
        }
        return path ?? values.max() ?? .limited
    }

    /// What follows an opening bracket, up to its partner.
    private static func group(_ rest: inout ArraySlice<SQLToken>) -> ArraySlice<SQLToken> {
        let start = rest
        var depth = 1
        while let token = rest.popFirst() {
            if token == .symbol("(") { depth += 1 }
            if token == .symbol(")") { depth -= 1 }
            if depth == 0 { return start[..<(rest.startIndex - 1)] }
        }
        return start
    }

    /// The values between `CASE`, which was read, and its `END`. Its conditions are none.
    private func choice(_ rest: inout ArraySlice<SQLToken>) -> MySQLIndexedValue {
        var values: [MySQLIndexedValue] = []
        var (value, isValue): ([SQLToken], Bool) = ([], false)
        var (depth, cases) = (0, 1)
        while let token = rest.popFirst() {
            if token == .symbol("(") { depth += 1 }
            if token == .symbol(")") { depth -= 1 }
            if token.isKeyword("CASE") { cases += 1 }
            if token.isKeyword("END") { cases -= 1 }
            let isOfThis = depth == 0 && cases <= 1
            if isOfThis, cases == 0 || ["WHEN", "THEN", "ELSE"].contains(where: token.isKeyword) {
                if isValue { values.append(self.value(of: value[...])) }
                (value, isValue) = ([], !token.isKeyword("WHEN"))
                if cases == 0 { break }
            } else {
                value.append(token)
            }
        }
        return values.max() ?? .limited
    }

    private func call(_ name: String, _ tokens: ArraySlice<SQLToken>) -> MySQLIndexedValue {
        if Self.limitedFunctions.contains(name) { return .limited }
        if name == "cast" || name == "convert" { return cast(tokens) }
        if name == "json_unquote" || name == "json_pretty" { return .long }
        if name.hasPrefix("json_"), name != "json_quote" { return .document }
        let arguments = Self.split(tokens)
        if Self.cuttingFunctions.contains(name), let length = Self.length(arguments, of: name) {
            return length <= Self.longestText ? .limited : .long
        }
        switch name {
        case "if", "elt": return arguments.dropFirst().map(value).max() ?? .limited
        case "nullif": return arguments.first.map(value) ?? .limited
        default: return arguments.map(value).max() ?? .limited
        }
    }

    private static func split(_ tokens: ArraySlice<SQLToken>) -> [ArraySlice<SQLToken>] {
        var depth = 0
        return tokens.split(omittingEmptySubsequences: false) { token in
            if token == .symbol("(") { depth += 1 }
            if token == .symbol(")") { depth -= 1 }
            return depth == 0 && token == .symbol(",")
        }
    }

    /// How many characters are taken: `left(body, 20)`, `substr(body, 1, 20)`, `substring(body FROM 1 FOR 20)`.
    private static func length(_ arguments: [ArraySlice<SQLToken>], of name: String) -> Int? {
        let place = ["left", "right", "lpad", "rpad"].contains(name) ? 1 : 2
        let words = arguments.count == 1 ? arguments[0].split { $0.isKeyword("FOR") }.dropFirst().last : nil
        guard let last = arguments.indices.contains(place) ? arguments[place] : words, last.count == 1,
            case .number(let digits)? = last.first
        else { return nil }
        return Int(digits)
    }

    /// `CAST(x AS type)`, `CONVERT(x, type)` and `CONVERT(x USING charset)`.
    private func cast(_ tokens: ArraySlice<SQLToken>) -> MySQLIndexedValue {
        var depth = 0
        let mark = tokens.lastIndex { token in
            if token == .symbol(")") { depth += 1 }
            if token == .symbol("(") { depth -= 1 }
            return depth == 0 && (token == .symbol(",") || token.isKeyword("AS") || token.isKeyword("USING"))
        }
        guard let mark else { return value(of: tokens) }
        let inner = value(of: tokens[..<mark])
        let type = tokens[(mark + 1)...]
        if type.first?.isKeyword("json") == true { return .document }
        let isText = ["char", "nchar", "binary"].contains { type.first?.isKeyword($0) == true }
        guard tokens[mark].isKeyword("USING") || isText else { return .limited }
        if let length = type.lazy.compactMap({ if case .number(let digits) = $0 { Int(digits) } else { nil } }).first {
            return length <= Self.longestText ? .limited : .long
        }
        return inner == .limited ? .limited : .long
    }

    /// A longer text is one of any length to MySQL.
    private static let longestText = 512

    private static let signs: Set<String> = [
        "=", "<", ">", "<=", ">=", "<>", "!=", "+", "-", "*", "/", "%", "&", "|", "^", "~", "<<", ">>", "||", "!",
    ]

    private static let operators: Set<String> = [
        "AND", "BETWEEN", "DIV", "IN", "IS", "LIKE", "MEMBER", "MOD", "NOT", "OR", "REGEXP", "RLIKE", "SOUNDS", "XOR",
    ]

    private static let cuttingFunctions: Set<String> = [
        "left", "right", "substr", "substring", "mid", "lpad", "rpad",
    ]

    /// Functions whose values are limited whatever they are given.
    private static let limitedFunctions: Set<String> = [
        "abs", "ascii", "bin", "bin_to_uuid", "bit_count", "bit_length", "ceil", "ceiling", "char_length",
        "character_length", "conv", "crc32", "date", "date_format", "datediff", "day", "dayname", "dayofmonth",
        "dayofweek", "dayofyear", "exp", "extract", "field", "find_in_set", "floor", "hour", "inet_aton", "instr",
        "is_uuid", "isnull", "json_contains", "json_contains_path", "json_depth", "json_length", "json_overlaps",
        "json_schema_valid", "json_storage_size", "json_type", "json_valid", "json_value", "last_day", "length", "ln",
        "locate", "log", "log10", "log2", "makedate", "microsecond", "minute", "mod", "month", "monthname", "oct",
        "octet_length", "ord", "position", "pow", "power", "quarter", "regexp_instr", "regexp_like", "round",
        "sec_to_time", "second", "sha2", "sign", "sqrt", "str_to_date", "strcmp", "time", "time_to_sec", "timestamp",
        "timestampdiff", "to_days", "to_seconds", "truncate", "uuid_to_bin", "week", "weekday", "year", "yearweek",
    ]
}
