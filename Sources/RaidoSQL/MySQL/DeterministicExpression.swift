import Raido

extension MySQLFamilyDialect {
    /// Whether both engines take the expression for a stored generated column, and give it the same value whenever and
    /// in whatever session a row is written. What the engines refuse is measured.
    func isDeterministic(_ expression: String, in table: Table) -> Bool {
        let tokens = Array(SQLTokens(expression))
        for (place, token) in tokens.enumerated() {
            switch token {
            case .symbol(let text):
                if text.hasPrefix("@") || text.hasPrefix("?") || text.hasPrefix(":") { return false }
            case .word(let word):
                let isCall = place + 1 < tokens.count && tokens[place + 1].isSymbol("(")
                let name = word.lowercased()
                if isCall ? !deterministicCalls.contains(name) : movingWords.contains(name) { return false }
            case .quoted, .string, .number: break
            }
        }
        let read = columnNames(in: expression)
        return table.columns.allSatisfy { column in
            guard read.contains(column.name.lowercased()) else { return true }
            if case .char = column.type, !keepsPaddedTexts { return false }
            return !isZoned(column)
        }
    }

    /// Whether the column holds moments that each session sees in its own zone.
    func isZoned(_ column: Column) -> Bool { column.nativeTypes[engine]?.lowercased().hasPrefix("timestamp") == true }
}

/// Words without brackets that stand for something other in each row, session or moment. A cast to a moment depends on
/// how the session rounds.
private let movingWords: Set<String> = [
    "select", "exists", "current_timestamp", "current_date", "current_time", "current_user", "current_role",
    "localtime", "localtimestamp", "utc_date", "utc_time", "utc_timestamp", "sysdate", "date", "time", "datetime",
    "timestamp", "default", "values",
]

/// Functions, types and words that may be before a bracket.
private let deterministicCalls: Set<String> = [
    "abs", "and", "ascii", "between", "bin", "binary", "bit_count", "bit_length", "by", "case", "cast", "ceil",
    "ceiling", "char", "char_length", "character_length", "coalesce", "concat", "concat_ws", "conv", "convert", "crc32",
    "date", "date_add", "date_sub", "datediff", "day", "dayofmonth", "dayofweek", "dayofyear", "decimal", "div", "else",
    "elt", "exp", "field", "find_in_set", "floor", "from_base64", "from_days", "greatest", "hex", "hour", "if",
    "ifnull", "in", "insert", "instr", "is", "isnull", "json_array", "json_extract", "json_object", "json_quote",
    "json_unquote", "json_valid", "last_day", "lcase", "least", "left", "length", "like", "ln", "locate", "log",
    "log10", "log2", "lower", "lpad", "ltrim", "makedate", "mid", "minute", "mod", "month", "not", "nullif", "numeric",
    "octet_length", "or", "ord", "position", "pow", "power", "quarter", "regexp", "repeat", "replace", "reverse",
    "right", "rlike", "round", "rpad", "rtrim", "second", "sha1", "sha2", "sign", "space", "sqrt", "str_to_date",
    "strcmp", "substr", "substring", "substring_index", "then", "timestampdiff", "to_base64", "to_days", "trim",
    "truncate", "ucase", "unhex", "upper", "varchar", "when", "xor", "year",
]
