/// The tokens of a piece of SQL; comments and white space are passed over.
package struct SQLTokens: Sequence, IteratorProtocol {
    private var pieces: SQLPieces

    package init(_ text: String) { pieces = SQLPieces(text) }

    package mutating func next() -> SQLToken? {
        while let piece = pieces.next() {
            if let token = piece.token { return token }
        }
        return nil
    }
}
