/// The parts of a block in which brackets do not match, so that tokens may not belong where they seem to. The bracket
/// has been reported; other errors there are most likely its consequences.
struct UnreadableParts {
    private let blockStart: Int
    /// Where the first bracket is that is not closed. All behind it is unreadable.
    private var lostBracket: Int?
    /// The beginnings of lines, up to a bracket that closes nothing, in their order.
    private var lines: [Range<Int>] = []

    init(blockStart: Int) {
        self.blockStart = blockStart
    }

    var isEmpty: Bool { lostBracket == nil && lines.isEmpty }

    mutating func addAll(behind place: Int) {
        lostBracket = min(lostBracket ?? place, place)
    }

    /// Adds the line that holds a place, up to the place.
    mutating func addLine(upTo place: Int, in bytes: [UInt8]) {
        // No line is looked at twice, however many such brackets it has.
        let known = lines.last?.upperBound ?? blockStart
        let lineEnd = bytes[known..<place].lastIndex(where: \.isLineEnd)
        if lineEnd == nil, let last = lines.popLast() {
            lines.append(last.lowerBound..<place)
        } else {
            lines.append((lineEnd.map { $0 + 1 } ?? known)..<place)
        }
    }

    func isBehindLostBracket(_ place: Int) -> Bool { lostBracket.map { place > $0 } ?? false }

    func contains(_ place: Int) -> Bool {
        if isBehindLostBracket(place) { return true }
        var low = 0
        var high = lines.count
        while low < high {
            let middle = (low + high) / 2
            if lines[middle].upperBound <= place { low = middle + 1 } else { high = middle }
        }
        return low < lines.count && lines[low].contains(place)
    }
}
