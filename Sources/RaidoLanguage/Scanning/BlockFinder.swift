/// The keyword of a block.
enum BlockKeyword: String {
    case model, extend
}

/// Walks through the code around blocks and stops at each one.
struct BlockFinder {
    struct Found {
        var keyword: BlockKeyword
        /// Where the keyword is.
        var word: Range<Int>
        /// Where the opening bracket is.
        var open: Int
    }

    let host: HostLanguage
    /// What looked like a block so far, and is none.
    private(set) var nearMisses: [NearMiss] = []
    private var cursor: ByteCursor

    init(_ bytes: [UInt8], host: HostLanguage) {
        self.host = host
        let hasByteOrderMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        cursor = ByteCursor(bytes: bytes, position: hasByteOrderMark ? 3 : 0)
    }

    /// Goes on from there, after a block has been read.
    mutating func resume(at position: Int) {
        cursor.position = position
    }

    /// Moves to the next block.
    mutating func next() -> Found? {
        while !cursor.isAtEnd {
            if cursor.skipComment() || skipLiteral() { continue }
            if cursor.byte.isWordPart {
                if let found = readWord() { return found }
            } else {
                cursor.position += 1
            }
        }
        return nil
    }

    /// The first line of a conflict that a merge left: one that begins with each of its three marks follows, outside of
    /// comments and literals.
    mutating func startOfConflict() -> Int? {
        var start: Int?
        var isSecondSide = false
        while !cursor.isAtEnd {
            if cursor.isAtStartOfLine {
                if start == nil, cursor.sees("<<<<<<<") { start = cursor.position }
                if start != nil, cursor.sees("=======") { isSecondSide = true }
                if isSecondSide, cursor.sees(">>>>>>>") { return start }
            }
            if cursor.skipComment() || skipLiteral() { continue }
            if cursor.byte.isWordPart { cursor.skipWord() } else { cursor.position += 1 }
        }
        return nil
    }

    private mutating func skipLiteral() -> Bool {
        switch host {
        case .swift: skipSwiftWordOrLiteral()
        case .rust: cursor.skipRustLiteral()
        }
    }

    private mutating func skipSwiftWordOrLiteral() -> Bool {
        guard cursor.byte == UInt8(ascii: "`") else { return cursor.skipSwiftLiteral() }
        cursor.position += 1
        cursor.skip { $0 != UInt8(ascii: "`") && !$0.isLineEnd }
        cursor.position += 1
        return true
    }

    /// Moves past a word, and shows whether a block begins with it. The cursor is then at the opening bracket.
    private mutating func readWord() -> Found? {
        let start = cursor.position
        cursor.skipWord()
        let word = start..<cursor.position
        guard let keyword = nearKeyword(cursor.bytes[word]) else { return nil }
        if let found = block(word, keyword) {
            cursor.position = found.open
            return found
        }
        if let miss = cursor.nearMiss(word, meaning: keyword) { nearMisses.append(miss) }
        return nil
    }

    /// The block that begins with the word, which ends at the cursor.
    private func block(_ word: Range<Int>, _ keyword: BlockKeyword) -> Found? {
        guard cursor.bytes[word].elementsEqual(keyword.rawValue.utf8) else { return nil }
        var ahead = cursor
        ahead.skipTrivia()
        guard ahead.byte == UInt8(ascii: "!") else { return nil }
        ahead.position += 1
        ahead.skipTrivia()
        guard Bracket(opening: ahead.byte) != nil, !ahead.isAtEnd else { return nil }
        let found = Found(keyword: keyword, word: word, open: ahead.position)
        return host == .swift && isForcedUnwrap(found) ? nil : found
    }

    /// Whether Swift code unwraps a variable here: `model![0]`, `if self.model! < limit`, `guard x == model! {`. Where
    /// the bracket is no brace, or is not the first thing on its line, what is in it must begin as a block does.
    private func isForcedUnwrap(_ found: Found) -> Bool {
        if cursor.bytes[found.open] == UInt8(ascii: "{"), isFirstOnLine(found.word.lowerBound) { return false }
        var inside = ByteCursor(bytes: cursor.bytes, position: found.open + 1)
        inside.skipTrivia()
        return !inside.seesBeginningOfBlock(found.keyword)
    }

    /// Whether nothing but a qualification is before the word on its line.
    private func isFirstOnLine(_ start: Int) -> Bool {
        var place = start
        while place > 0, !cursor.bytes[place - 1].isLineEnd {
            place -= 1
            let byte = cursor.bytes[place]
            guard byte.isSpace || byte.isWordPart || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":") else {
                return byte == UInt8(ascii: "}") || byte == UInt8(ascii: ";")
            }
            if byte.isSpace {
                let before = cursor.bytes[..<place].last { !$0.isSpace || $0.isLineEnd }
                return before.map { $0.isLineEnd || $0 == UInt8(ascii: "}") || $0 == UInt8(ascii: ";") } ?? true
            }
        }
        return true
    }
}

extension ByteCursor {
    /// Whether `Name,` or `Name)` continues here, with a name as types have it, or `name, table:`; for an extension, a
    /// section.
    fileprivate mutating func seesBeginningOfBlock(_ keyword: BlockKeyword) -> Bool {
        let start = position
        skipWord()
        let name = bytes[start..<position]
        guard let first = name.first else { return false }
        let isType = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first)
        skipTrivia()
        switch keyword {
        case .extend:
            return byte == UInt8(ascii: ":") && SectionKeyword(rawValue: String(decoding: name, as: UTF8.self)) != nil
        case .model:
            guard byte == UInt8(ascii: ",") else { return isType && Bracket(closing: byte) != nil }
            position += 1
            skipTrivia()
            if isType || byte == UInt8(ascii: "{") { return true }
            let section = position
            skipWord()
            let word = String(decoding: bytes[section..<position], as: UTF8.self)
            skipTrivia()
            return byte == UInt8(ascii: ":") && SectionKeyword(rawValue: word) != nil
        }
    }
}
