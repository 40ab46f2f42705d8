package import Raido

/// The collation that a column gets from what it is told; nil where it has none, or only the server knows.
///
/// - Parameter usual: The table's own collation.
package func mysqlCollation(
    of column: Column, in table: Table, where usual: String, _ engine: Engine
) -> String? {
    let dialect = mysqlDialect(of: engine)
    guard let words = try? dialect.typeWords(of: column, in: table) else { return nil }
    // MariaDB's is a text with a check.
    if dialect.isJSON(column) { return engine == .mariadb ? mysqlEnumCollation : nil }
    let tokens = Array(SQLTokens(words))
    if let mark = tokens.lastIndex(where: { $0.isKeyword("collate") }), tokens.indices.contains(mark + 1) {
        return tokens[mark + 1].identifier
    }
    guard !tokens.contains(where: { $0.isKeyword("character") || $0.isKeyword("charset") }) else { return nil }
    let type = words.lowercased().prefix { $0.isLetter }
    return type.hasSuffix("char") || type.hasSuffix("text") || type == "enum" || type == "set" ? usual : nil
}
