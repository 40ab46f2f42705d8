import Raido

extension String {
    /// A script in which texts with the end of a line as Windows writes it are spelled without that: the engines' own
    /// clients drop the first half of it.
    private func keepingCarriageReturns(_ dialect: any Dialect) -> String {
        let bytes = Array(utf8)
        var result: [UInt8] = []
        for piece in SQLPieces(self, for: dialect.engine) {
            if case .string(let text)? = piece.token, text.breaksLinesInTwo {
                result += Array(dialect.textWithoutCarriageReturns(text).utf8)
            } else {
                result += bytes[piece.range]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// A script as the engine's own client takes it.
    func forClient(of engine: Engine) -> String {
        let dialect = engine.dialect
        return dialect.clientText(keepingCarriageReturns(dialect))
    }

    private var breaksLinesInTwo: Bool {
        zip(utf8, utf8.dropFirst()).contains { $0 == UInt8(ascii: "\r") && $1 == UInt8(ascii: "\n") }
    }
}
