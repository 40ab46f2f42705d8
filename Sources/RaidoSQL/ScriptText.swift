import Raido

extension String {
    /// A script in which texts with the end of a line as Windows writes it are spelled without that: the engines' own
    /// clients drop the first half of it.
    func keepingCarriageReturns(for engine: Engine) -> String {
        let bytes = Array(utf8)
        var result: [UInt8] = []
        for piece in SQLPieces(self, for: engine) {
            if case .string(let text)? = piece.token, text.breaksLinesInTwo {
                result += Array(text.withoutCarriageReturns(for: engine).utf8)
            } else {
                result += bytes[piece.range]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private var breaksLinesInTwo: Bool {
        zip(utf8, utf8.dropFirst()).contains { $0 == UInt8(ascii: "\r") && $1 == UInt8(ascii: "\n") }
    }

    private func withoutCarriageReturns(for engine: Engine) -> String {
        switch engine {
        case .mysql, .mariadb: return backslashLiteral(self)
        case .sqlite:
            let parts = unicodeScalars.split(separator: "\r", omittingEmptySubsequences: false)
            return "(" + parts.map { literal(String($0)) }.joined(separator: " || char(13) || ") + ")"
        case .postgresql: return literal(self)
        }
    }
}
