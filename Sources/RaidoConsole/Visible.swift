/// Text of somebody else's as a terminal may show it: characters that would move the cursor, change colours or turn the
/// direction of writing are spelled out, `\\u{1b}`.
package func visible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
        if isControl(scalar) {
            result += scalar == "\n" ? "\\n" : "\\u{\(String(scalar.value, radix: 16))}"
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

private func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{200E}", "\u{200F}", "\u{202A}"..."\u{202E}",
        "\u{2066}"..."\u{2069}":
        true
    default: false
    }
}
