import Raido

extension String {
    /// A script without lines that are nothing but `go` or `/`: sqlite3 takes them for a semicolon unless they are in a
    /// text, a comment or a trigger.
    var withoutBatchEnds: String {
        let lines = utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard lines.contains(where: \.mayEndBatch) else { return self }
        let bytes = Array(utf8)
        var result: [UInt8] = []
        for piece in SQLPieces(self, for: .sqlite) {
            let start = bytes[..<piece.range.lowerBound].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
            let isFirst = bytes[start..<piece.range.lowerBound].allSatisfy { $0 == 0x20 || $0 == 0x09 }
            // The client looks for the word at the beginning of a line alone.
            if isFirst, piece.token != nil, bytes[piece.range.lowerBound...].mayEndBatch {
                result += Array("/**/ ".utf8)
            }
            result += bytes[piece.range]
        }
        return String(decoding: result, as: UTF8.self)
    }
}

extension Collection<UInt8> {
    /// Whether it begins with a line that may be taken for the end of a batch of statements.
    fileprivate var mayEndBatch: Bool {
        let line = drop { $0 == 0x20 || $0 == 0x09 }
        let length = line.first == UInt8(ascii: "/") ? 1 : 2
        guard length == 1 || String(decoding: line.prefix(2), as: UTF8.self).lowercased() == "go" else { return false }
        let next = line.dropFirst(length).first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }
        // Comments count as blanks there.
        return [nil, 0x0A, UInt8(ascii: "-"), UInt8(ascii: "/")].contains(next)
    }
}
