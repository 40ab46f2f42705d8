extension [String] {
    /// `a, b and c`
    package var listedInWords: String {
        guard let last, count > 1 else { return first ?? "" }
        return dropLast().joined(separator: ", ") + " and " + last
    }

    /// `a, b and 7 more`, for a list that may be long.
    package func listedInShort(showing most: Int = 6) -> String {
        let shown = prefix(most).joined(separator: ", ")
        return count > most ? "\(shown) and \(count - most) more" : shown
    }
}
