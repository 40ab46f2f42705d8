package import Raido

/// `DROP TABLE a, b` as one statement for each: MariaDB makes it so, and what it dropped before a table that it refuses
/// stays dropped (manual, "Atomic DDL"). MySQL drops all or none.
package func splitDrops(_ sql: String, on engine: Engine) -> [String] {
    guard engine == .mariadb else { return [sql] }
    let text = openingExecutedComments(in: sql, for: engine)
    let tokens = SQLPieces(text, for: engine).compactMap { piece in piece.token.map { ($0, piece.range) } }
    var place = 0
    func skip(_ keywords: String...) -> Bool {
        guard place < tokens.count, keywords.contains(where: tokens[place].0.isKeyword) else { return false }
        place += 1
        return true
    }
    guard skip("DROP") else { return [sql] }
    _ = skip("TEMPORARY")
    guard skip("TABLE", "TABLES", "VIEW", "SEQUENCE") else { return [sql] }
    if skip("IF") { _ = skip("EXISTS") }
    let start = place
    var names: [Range<Int>] = []
    while place < tokens.count {
        let first = place
        place += 1
        while place + 1 < tokens.count, tokens[place].0.isSymbol(".") { place += 2 }
        names.append(tokens[first].1.lowerBound..<tokens[place - 1].1.upperBound)
        guard place < tokens.count, tokens[place].0.isSymbol(",") else { break }
        place += 1
    }
    guard names.count > 1 else { return [sql] }
    let bytes = Array(text.utf8)
    func words(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    let beginning = words(tokens[0].1.lowerBound..<tokens[start].1.lowerBound)
    let end = place < tokens.count ? " " + words(tokens[place].1.lowerBound..<bytes.count) : ""
    return names.map { beginning + words($0) + end }
}
