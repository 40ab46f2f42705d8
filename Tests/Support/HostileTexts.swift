/// Texts made to break out of a path, of a literal or comment in Swift, or of a literal, identifier or comment in SQL.
package let hostileTexts: [String] =
    [
        "'", "''", "\"", "`", "\\", "\\\\", "\\'", "'\\", "it's", "';--", "\";--", "`;--", "');--",
        "'; DROP TABLE hostile; --", "\"; DROP TABLE hostile; --", "*/", "/*", "*/ DROP TABLE hostile /*", "-- x",
        "# x",
        "\\(1 + 1)", "#\"", "\"#", "\"\"\"", "\\#(1)", "\\u{0}", "\\0", "\\n", "\\x00", "\n", "\r", "\r\n", "a\nb",
        "\t",
        "\u{1}", "\u{8}", "\u{1A}", "\u{1B}[31m", "\u{7F}", "\u{85}", "\u{A0}", "\u{200F}", "\u{2028}",
        "\u{202E}gnp.exe",
        "\u{FEFF}", "\u{E000}", "$$", "$a$", "$1", "${x}", "$(x)", "%s%n", "?", ":name", "@x", "{x}", "../x",
        "/etc/passwd",
        "~", "a/b", ".", "..", "-rf", "NULL", "CURRENT_TIMESTAMP", "now()", "true", "0", "0x41", "1e9", "é", "e\u{301}",
        "👩‍👩‍👧", "\u{1F600}", " ", " leading", "trailing ", "E'\\047'", "N'x'", "_utf8mb4'x'", "U&\"\\0041\"",
    ] + [String(repeating: "'", count: 64), String(repeating: "\\", count: 64), String(repeating: "a", count: 64)]

/// Words that mean something in Swift or in SQL, and are names of tables and columns all the same.
package let reservedWords = [
    "all", "and", "any", "as", "associatedtype", "by", "case", "catch", "check", "class", "column", "constraint",
    "create", "current_date", "default", "defer", "deinit", "delete", "desc", "distinct", "do", "drop", "else", "end",
    "enum", "except", "extension", "exists", "false", "for", "foreign", "from", "func", "grant", "group", "guard",
    "having", "if", "import", "in", "index", "init", "insert", "interval", "into", "is", "join", "key", "lateral",
    "let",
    "like", "limit", "lock", "natural", "nil", "not", "null", "offset", "on", "or", "order", "primary", "protocol",
    "public", "range", "references", "repeat", "return", "row", "rows", "select", "self", "set", "some", "static",
    "struct", "super", "switch", "system", "table", "then", "throw", "to", "true", "try", "type", "union", "unique",
    "update", "user", "using", "values", "var", "when", "where", "while", "window", "with",
]
