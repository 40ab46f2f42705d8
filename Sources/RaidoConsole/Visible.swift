/// Text from another source as a terminal may show it: characters that would move the cursor, change colours or turn
/// the direction of writing are spelled out, `\\u{1b}`.
package func visible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
        if isControl(scalar) {
            result += scalar == "\n" ? "\\n" : spelled(scalar)
        } else {
            result.unicodeScalars.append(scalar)
        }
    }
    return result
}

/// The same for text of several lines, whose ends and tabs stay.
package func visibleLines(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        line.split(separator: "\t", omittingEmptySubsequences: false).map { visible(String($0)) }
            .joined(separator: "\t")
    }.joined(separator: "\n")
}

/// Whether a character of a source line must not reach a terminal as it is. A tab may.
func isInvisible(_ character: Character) -> Bool {
    character != "\t" && character.unicodeScalars.contains(where: isControl)
}

/// What a program prints, as a terminal may show it: the same with the sequences that ``Style`` writes left as they are.
/// A carriage return before the end of a line is a part of it.
func visibleOutput(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { isControl($0) && $0 != "\n" && $0 != "\t" }) else { return text }
    var result = ""
    var rest = Substring(text).unicodeScalars
    while let scalar = rest.first {
        if scalar == "\u{1B}", let sequence = Style.sequences.first(where: { rest.starts(with: $0.unicodeScalars) }) {
            result += sequence
            rest.removeFirst(sequence.unicodeScalars.count)
            continue
        }
        rest.removeFirst()
        if scalar == "\n" || scalar == "\t" || (scalar == "\r" && rest.first == "\n") || !isControl(scalar) {
            result.unicodeScalars.append(scalar)
        } else {
            result += spelled(scalar)
        }
    }
    return result
}

/// `\\u{1b}`
func spelled(_ scalar: Unicode.Scalar) -> String { "\\u{\(String(scalar.value, radix: 16))}" }

/// Whether a terminal, or a log that is shown in one, would do something other than show the character.
func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{61C}", "\u{200E}", "\u{200F}", "\u{202A}"..."\u{202E}",
        "\u{2066}"..."\u{2069}":
        true
    default: false
    }
}
