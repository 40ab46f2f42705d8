import RaidoConsole

// What other tools and SQL write in a field, where the language has another form for it.
extension Parser {
    /// Says that `[String]` is no type.
    mutating func refuseArray() throws(Unreadable) {
        guard sees(.open(.square)) else { return }
        let partner = text.tokens[token.partner]
        let span = text.span(token.start, partner.end)
        let written = String(decoding: text.bytes[span.start..<span.end], as: UTF8.self)
        // A list of options without a type before it is another error.
        guard written.utf8.count <= 64, !written.utf8.contains(UInt8(ascii: ",")) else { return }
        report.error(.foreignType(written, hint: ForeignWords.arrays), at: span)
        throw Unreadable()
    }

    /// Says what to write where SQL continues after the type: `int = 0`, `text not null`, `double precision`.
    mutating func refuseWordsOfSQL(after type: TypeSyntax, _ options: [OptionSyntax]) throws(Unreadable) {
        if sees(.equals) {
            let start = token.start
            position += 1
            let value = restOfItem
            report.error(.fieldDefault(value.isEmpty ? "…" : value), at: text.span(start, token.start))
            throw Unreadable()
        }
        guard sees(.word), isOnSameLine, !sees(.colon, after: 1) else { return }
        if options.isEmpty, let phrase = phrase(after: type.word, in: .types) {
            report.error(
                .foreignType(phrase.text, hint: ForeignWords.types.hint(for: phrase.text) ?? ""), at: phrase.span)
            throw Unreadable()
        }
        let word = Name(text: text.name(token), span: text.span(token))
        if OptionKeyword(word.text) != nil, options.isEmpty {
            report.error(.optionOutsideBrackets(word.text), at: word.span)
            throw Unreadable()
        }
        position += 1
        let name = phrase(after: word, in: .options) ?? word
        if let hint = ForeignWords.options.hint(for: name.text) {
            report.error(.foreignOption(name.text, hint: hint), at: name.span)
            throw Unreadable()
        }
        position -= 1
    }

    /// What is written from the token at hand up to the next comma or bracket, as far as it is a short value.
    private var restOfItem: String {
        var end = token.start
        for distance in 0..<4 {
            let next = token(after: distance)
            switch next.kind {
            case .word, .string, .integer, .decimal, .pathSeparator, .minus, .dot: end = next.end
            case .comma, .colon, .arrow, .equals, .question, .open, .close, .unknown, .end:
                return String(decoding: text.bytes[token.start..<end], as: UTF8.self)
            }
        }
        return String(decoding: text.bytes[token.start..<end], as: UTF8.self)
    }

    /// The name together with the word at hand, where both are one word of SQL: `not null`. Moves past the second.
    mutating func phrase(after name: Name, in words: ForeignWords) -> Name? {
        guard sees(.word), isOnSameLine else { return nil }
        let joined = "\(name.text) \(text.text(token))"
        guard words.hint(for: joined) != nil else { return nil }
        var span = name.span
        span.end = token.end
        position += 1
        return Name(text: joined, span: span)
    }
}
