package import Raido

/// The marks of comments whose text MySQL and MariaDB run: `/*!40101 SET NAMES utf8 */`.
let executedCommentMarks = ["/*!", "/*M!"]

/// The statement with what is in such comments as a part of it, whatever the server's version is.
package func openingExecutedComments(in sql: String, for engine: Engine) -> String {
    guard engine.isOfMySQLFamily else { return sql }
    let bytes = Array(sql.utf8)
    var result: [UInt8] = []
    for piece in SQLPieces(sql, for: engine) {
        let text = bytes[piece.range]
        guard piece.content == .comment, let mark = executedCommentMarks.first(where: { text.starts(with: $0.utf8) })
        else {
            result += text
            continue
        }
        let inner = text.dropFirst(mark.utf8.count).dropLast(piece.isClosed ? 2 : 0)
        result += [0x20] + inner.drop { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } + [0x20]
    }
    return String(decoding: result, as: UTF8.self)
}
