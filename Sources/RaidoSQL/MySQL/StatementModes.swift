package import Raido

/// The mode of a session under which a backslash in a text is one, and texts end elsewhere than they are read to end.
package let backslashMode = "NO_BACKSLASH_ESCAPES"

/// Whether the session has ``backslashMode`` after a statement, as far as the statement says so by that name; nil where
/// it sets no mode. By functions and variables it may come to have it, too.
package func setsBackslashMode(_ sql: String, on engine: Engine) -> Bool? {
    let tokens = statementTokens(sql, on: engine)
    var words = StatementWords(tokens)
    guard words.skip("SET"), words.nextKeyword != "STATEMENT", words.containsName(endingIn: "sql_mode") else {
        return nil
    }
    return !words.contains("REPLACE") && tokens.contains { $0.nameOrText?.uppercased().contains(backslashMode) == true }
}

/// The mode, of those that a session has, under which a statement ends elsewhere than it is read to end, if any does.
///
/// Under `ANSI_QUOTES` a backslash escapes nothing between double quotation marks.
package func misreadMode(of sql: String, under modes: [String], on engine: Engine) -> String? {
    let text = openingExecutedComments(in: sql, for: engine)
    let bytes = Array(text.utf8)
    let quoted = SQLPieces(text, for: engine).filter { $0.token?.isString == true }.map { bytes[$0.range] }
    let escaping = quoted.filter { $0.contains(UInt8(ascii: "\\")) }
    if modes.contains(backslashMode), !escaping.isEmpty { return backslashMode }
    let isNameEscaped = escaping.contains { $0.first == UInt8(ascii: "\"") }
    return modes.contains("ANSI_QUOTES") && isNameEscaped ? "ANSI_QUOTES" : nil
}

/// Whether the statement begins with the word by which clients are told what ends the next ones.
package func isDelimiter(_ sql: String, on engine: Engine) -> Bool {
    StatementWords(statementTokens(sql, on: engine)).nextKeyword == "DELIMITER"
}
