/// The keyword that a word is, or is one slip of the finger away from: `model`, `Model`, `modle`, `models`, `extends`.
///
/// Works in place on any bytes, since every word of a project's code is looked at.
func nearKeyword(_ word: some RandomAccessCollection<UInt8>) -> BlockKeyword? {
    guard (4...7).contains(word.count) else { return nil }
    if isNear(word, "model") { return .model }
    return isNear(word, "extend") ? .extend : nil
}

/// Whether the words are equal but for case and for one letter left out, added, replaced, or exchanged with the next.
private func isNear(_ word: some RandomAccessCollection<UInt8>, _ keyword: StaticString) -> Bool {
    keyword.withUTF8Buffer { keyword in
        var word = word[...]
        var keyword = keyword[...]
        guard abs(word.count - keyword.count) <= 1 else { return false }
        while let one = word.first, let other = keyword.first, one.lowercased == other {
            (word, keyword) = (word.dropFirst(), keyword.dropFirst())
        }
        while let one = word.last, let other = keyword.last, one.lowercased == other {
            (word, keyword) = (word.dropLast(), keyword.dropLast())
        }
        switch (word.count, keyword.count) {
        case (0, 0), (1, 0), (0, 1), (1, 1): return true
        case (2, 2): return word.first?.lowercased == keyword.last && word.last?.lowercased == keyword.first
        default: return false
        }
    }
}

extension UInt8 {
    /// The letter in lower case, for ASCII.
    fileprivate var lowercased: UInt8 { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self }
}
