import RaidoConsole

/// Text that was meant as a block and is none: `Model! {`, `modle! {`, `model {`, `model! Article {`.
///
/// Only text whose contents can be nothing but a block's is taken for one. A name, a comma and a section
/// (`{ Article, table: "articles"`) are neither Swift nor Rust.
struct NearMiss {
    var keyword: BlockKeyword
    /// From the word to what shows that a block was meant.
    var range: Range<Int>
    /// How the block begins now: `modle! {`.
    var written: String
    /// How it should begin: `model! {`.
    var wanted: String
}

extension ByteCursor {
    /// The near miss that begins with a word, which ends at the cursor. Looks ahead and moves nowhere.
    func nearMiss(_ word: Range<Int>, meaning keyword: BlockKeyword) -> NearMiss? {
        var ahead = self
        ahead.skipTrivia()
        let hasMark = ahead.accept(UInt8(ascii: "!"))
        if hasMark { ahead.skipTrivia() }
        let name = keyword == .model ? ahead.readTypeName() : nil
        ahead.skipTrivia()
        let end = ahead.position
        guard let opening = ahead.readOpening(hasMark: hasMark, hasName: name != nil) else { return nil }
        guard ahead.seesContents(of: keyword, isNamed: name != nil, hasMark: hasMark) else { return nil }
        let spelled = String(decoding: bytes[word], as: UTF8.self) + (hasMark ? "!" : "")
        let written = [spelled, name, opening.isEmpty ? nil : opening].compactMap(\.self).joined(separator: " ")
        let bracket = opening.isEmpty ? "{" : opening
        return NearMiss(
            keyword: keyword, range: word.lowerBound..<end, written: written,
            wanted: "\(keyword.rawValue)! \(bracket)" + (name.map { " \($0), …" } ?? ""))
    }

    /// A name as types have it.
    private mutating func readTypeName() -> String? {
        guard (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) else { return nil }
        let start = position
        skipWord()
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    /// Moves past the bracket that opens the contents. With the mark it may be any of the four, or be forgotten before
    /// `Article, table: …`, which gives the empty text.
    private mutating func readOpening(hasMark: Bool, hasName: Bool) -> String? {
        guard let bracket = isAtEnd ? nil : Bracket(opening: byte) else {
            return hasMark && hasName && accept(UInt8(ascii: ",")) ? "" : nil
        }
        guard hasMark || byte == UInt8(ascii: "{") else { return nil }
        position += 1
        return bracket.opening
    }

    /// Whether what follows can be nothing but the contents of a block, after its name where `isNamed`.
    private func seesContents(of keyword: BlockKeyword, isNamed: Bool, hasMark: Bool) -> Bool {
        var ahead = self
        ahead.skipTrivia()
        guard keyword == .model, !isNamed else { return ahead.seesSection() || isNamed && ahead.seesField() }
        let start = ahead.position
        ahead.skipWord()
        guard ahead.position > start else { return false }
        // `Model { name, table: x }` is a struct literal of Rust.
        let isType = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(bytes[start])
        guard isType || hasMark else { return false }
        ahead.skipTrivia()
        guard ahead.accept(UInt8(ascii: ",")) else { return false }
        ahead.skipTrivia()
        return ahead.seesSection() || hasMark && isType && ahead.byte == UInt8(ascii: "{")
    }

    /// Whether a section begins here, with a value as sections have it.
    private func seesSection() -> Bool {
        var ahead = self
        guard let section = SectionKeyword(rawValue: ahead.readLabel() ?? "") else { return false }
        switch section {
        case .table, .renamedFrom: return [UInt8(ascii: "\""), UInt8(ascii: "#")].contains(ahead.byte)
        case .enums, .fields, .relations, .meta: return ahead.byte == UInt8(ascii: "{")
        case .include: return ahead.byte == UInt8(ascii: "[") || ahead.readTypeName() != nil
        case .pk:
            if ahead.byte == UInt8(ascii: "(") { return true }
            let start = ahead.position
            ahead.skipWord()
            guard ahead.position > start else { return false }
            ahead.skipTrivia()
            return ahead.sees("=>")
        }
    }

    /// Whether `title: text` continues here: a word, a colon and a type.
    private func seesField() -> Bool {
        var ahead = self
        guard ahead.readLabel() != nil else { return false }
        let start = ahead.position
        ahead.skipWord()
        return TypeRule.named(String(decoding: bytes[start..<ahead.position], as: UTF8.self)) != nil
    }

    /// A word of at most 63 bytes, and the colon behind it.
    private mutating func readLabel() -> String? {
        let start = position
        skipWord()
        let word = start..<position
        guard (1...63).contains(word.count) else { return nil }
        skipTrivia()
        guard accept(UInt8(ascii: ":")) else { return nil }
        skipTrivia()
        return String(decoding: bytes[word], as: UTF8.self)
    }

    private mutating func accept(_ sign: UInt8) -> Bool {
        guard byte == sign, !isAtEnd else { return false }
        position += 1
        return true
    }
}
