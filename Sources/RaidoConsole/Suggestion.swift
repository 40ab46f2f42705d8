/// The candidate nearest to a mistyped word, or nil where none is near enough to be meant.
///
/// Near is an edit distance, letter case aside, of at most a third of the word's length and at least one; neighbours
/// exchanged count as one edit. Of several that are equally near, one in the word's own style wins (`datee` means
/// `date` and `Datee` means `Date`), then the one that shares the longer beginning with it (`intt` means `int` and not
/// `inet`), then the longer end (`timestampz` means `timestamptz` and not `timestamp`).
package func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(word.lowercased())
    let style = WordStyle(word)
    var best: (rank: (distance: Int, style: Int, start: Int, end: Int), candidate: String)?
    for candidate in candidates {
        let letters = Array(candidate.lowercased())
        let limit = max(1, max(wanted.count, letters.count) / 3)
        // The distance is at least the difference in length; very long words cost nothing.
        guard abs(wanted.count - letters.count) <= limit else { continue }
        let distance = editDistance(wanted, letters)
        guard distance <= limit else { continue }
        let start = zip(wanted, letters).prefix { $0 == $1 }.count
        let end = zip(wanted.reversed(), letters.reversed()).prefix { $0 == $1 }.count
        let rank = (distance: distance, style: style.distance(to: WordStyle(candidate)), start: -start, end: -end)
        if let best, best.rank < rank || best.rank == rank && best.candidate <= candidate { continue }
        best = (rank, candidate)
    }
    return best?.candidate
}

/// The family that a word's letter case puts it in.
private enum WordStyle {
    /// Words of models and command lines: `date`, `--dry-run`.
    case word
    /// The same as SQL may spell it, and abbreviations: `DATE`, `UUID`.
    case capitals
    /// Names of Swift and Rust types: `Date`.
    case typeName

    init(_ word: String) {
        if word.first?.isUppercase != true {
            self = .word
        } else {
            self = word.contains(where: \.isLowercase) ? .typeName : .capitals
        }
    }

    /// 0 for the same style.
    func distance(to other: WordStyle) -> Int {
        switch (self, other) {
        case (.word, .word), (.capitals, .capitals), (.typeName, .typeName): 0
        case (.word, .capitals), (.capitals, .word): 1
        case (.word, .typeName), (.typeName, .word), (.capitals, .typeName), (.typeName, .capitals): 2
        }
    }
}

/// The optimal string alignment distance.
private func editDistance(_ left: [Character], _ right: [Character]) -> Int {
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for row in 1...left.count {
        var current = [row] + [Int](repeating: 0, count: right.count)
        for column in 1...right.count {
            let change = left[row - 1] == right[column - 1] ? 0 : 1
            current[column] = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + change)
            if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                current[column] = min(current[column], beforeLast[column - 2] + 1)
            }
        }
        (beforeLast, last) = (last, current)
    }
    return last[right.count]
}
