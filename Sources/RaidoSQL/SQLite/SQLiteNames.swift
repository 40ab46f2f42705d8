import Raido

/// A column's name where SQLite takes an expression: `` `title` ``.
///
/// In double quotes, a name that the table does not have would be a text to SQLite, and no error (manual, "Quirks,
/// Caveats, and Gotchas", 8). In these marks it is never one.
package func sqliteColumn(_ name: String) -> String { quote(name, with: "`") }

func sqliteColumns(_ names: [String]) -> String { names.map(sqliteColumn).joined(separator: ", ") }

/// The user's SQL with the names of the table's columns so written. What else is in double quotes may be a text.
func sqliteExpression(_ text: String, over table: Table) -> String {
    let bytes = Array(text.utf8)
    let columns = Set(table.columns.map { $0.name.lowercased() })
    var result: [UInt8] = []
    for piece in SQLPieces(text, for: .sqlite) {
        if case .quoted(let name)? = piece.token, bytes[piece.range.lowerBound] == UInt8(ascii: "\""),
            columns.contains(name.lowercased())
        {
            result += Array(sqliteColumn(name).utf8)
        } else {
            result += bytes[piece.range]
        }
    }
    return String(decoding: result, as: UTF8.self)
}
