import RaidoConsole

/// The tokens of one block, with the file they are in.
struct BlockText {
    var path: String
    var bytes: [UInt8]
    /// The first opens the block, the last closes it.
    var tokens: [Token]
    /// The `///` comments before a token, by the token's place.
    var docComments: [Int: [Range<Int>]]
    /// Where the code continues after the block.
    var end: Int
    var unreadable: UnreadableParts

    func span(_ start: Int, _ end: Int) -> SourceSpan {
        SourceSpan(path: path, start: start, end: end)
    }

    func span(_ token: Token) -> SourceSpan { span(token.start, token.end) }

    /// The token's text as it is in the file.
    func text(_ token: Token) -> String {
        String(decoding: bytes[token.start..<token.end], as: UTF8.self)
    }

    /// The name that a word spells, without the signs of an escaped one.
    func name(_ token: Token) -> String {
        var part = bytes[token.start..<token.end]
        if part.starts(with: "r#".utf8) { part = part.dropFirst(2) }
        if part.first == UInt8(ascii: "`") { part = part.dropFirst().dropLast() }
        return String(decoding: part, as: UTF8.self)
    }

    /// What the `///` comments before the token say, each line without its signs and one space.
    func docComment(before token: Int) -> String? {
        guard let lines = docComments[token] else { return nil }
        return lines.map { line in
            var part = bytes[line].dropFirst(3)
            if part.first == UInt8(ascii: " ") { part = part.dropFirst() }
            while let last = part.last, last.isSpace { part = part.dropLast() }
            return String(decoding: part, as: UTF8.self)
        }
        .joined(separator: "\n")
    }
}
