private let operators: Set<String> = [
    "=", "==", "<", ">", "<=", ">=", "<>", "!=", "+", "-", "*", "/", "%", "||", "<<", ">>", "&", "|", "^", "~", "#",
    "!", "->", ",",
]

let symbolsBeforeValues: Set<String> = operators.union(["(", "["])
let symbolsAfterValues: Set<String> = operators.union([")", "[", "]", "::", "?", "@"])

/// Words after which a value is.
let wordsBeforeValues: Set<String> = [
    "and", "between", "by", "case", "div", "else", "from", "glob", "ilike", "like", "mod", "not", "or", "regexp",
    "rlike", "then", "when", "where", "xor",
]

/// Words in front of which a value is.
let wordsAfterValues: Set<String> = [
    "and", "as", "asc", "at", "between", "collate", "desc", "div", "else", "end", "escape", "for", "from", "glob",
    "ilike", "in", "is", "isnull", "like", "mod", "not", "notnull", "nulls", "or", "placing", "regexp", "rlike",
    "similar", "then", "using", "when", "xor",
]

/// Words that are no columns where a value is: keywords, values, and columns that every table has.
let wordsOfSQL: Set<String> = wordsBeforeValues.union(wordsAfterValues).union([
    "all", "any", "array", "asymmetric", "binary", "both", "cast", "character", "cross", "default", "distinct",
    "document", "except", "exists", "interval", "json", "leading", "left", "natural", "normalized", "of", "on", "only",
    "over", "overlaps", "returning", "right", "row", "rows", "select", "set", "some", "symmetric", "table", "to",
    "trailing", "union", "unique", "values", "variadic", "with", "within", "without", "zone", "current_catalog",
    "current_date", "current_role", "current_schema", "current_time", "current_timestamp", "current_user", "false",
    "localtime", "localtimestamp", "null", "session_user", "sysdate", "system_user", "true", "unknown", "user",
    "utc_date", "utc_time", "utc_timestamp",
    // Columns of the engines
    "_rowid_", "cmax", "cmin", "ctid", "oid", "rowid", "tableoid", "xmax", "xmin",
])

/// Words that some functions take as an argument: `TIMESTAMPDIFF(MONTH, a, b)`, `CONVERT(a, CHAR)`.
let wordsOfArguments: Set<String> = [
    // Types, and forms of Unicode
    "bigint", "bit", "blob", "bool", "boolean", "bytea", "char", "date", "datetime", "decimal", "double", "float",
    "int", "integer", "jsonb", "nchar", "nfc", "nfd", "nfkc", "nfkd", "numeric", "precision", "real", "signed",
    "smallint", "text", "time", "timestamp", "timestamptz", "timetz", "unsigned", "uuid", "varchar", "varying", "xml",
    // Units of time
    "century", "day", "day_hour", "day_microsecond", "day_minute", "day_second", "decade", "dow", "doy", "epoch",
    "hour", "hour_microsecond", "hour_minute", "hour_second", "isodow", "isoyear", "julian", "microsecond",
    "microseconds", "millennium", "milliseconds", "minute", "minute_microsecond", "minute_second", "month", "quarter",
    "second", "second_microsecond", "sql_tsi_day", "sql_tsi_hour", "sql_tsi_minute", "sql_tsi_month",
    "sql_tsi_quarter", "sql_tsi_second", "sql_tsi_week", "sql_tsi_year", "timezone", "week", "year", "year_month",
]
