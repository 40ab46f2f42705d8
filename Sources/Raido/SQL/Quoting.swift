/// An identifier between quotation marks, each mark inside it doubled.
package func quote(_ identifier: String, with mark: Character = "\"") -> String {
    "\(mark)\(doubling(mark, in: identifier))\(mark)"
}

/// A text as a string literal of standard SQL.
package func literal(_ text: String) -> String {
    "'\(doubling("'", in: text))'"
}

private func doubling(_ mark: Character, in text: String) -> String {
    // By scalars: a mark that a combining character follows is one Character with it, and still ends the literal.
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        result.append(scalar)
        if mark.unicodeScalars.first == scalar { result.append(scalar) }
    }
    return String(result)
}

/// Identifiers in quotation marks, separated by commas.
package func quotedList(_ identifiers: [String]) -> String {
    identifiers.map { quote($0) }.joined(separator: ", ")
}
