/// Turns byte offsets of a text into lines and columns. Lines end in LF, CRLF or CR.
///
/// A lookup takes a time that does not depend on the length of its line.
package struct LineTable: Sendable {
    /// A place as editors count: both from 1, the column in characters.
    package struct Position: Hashable, Sendable {
        package var line: Int
        package var column: Int
    }

    /// The part of a line around a place.
    package struct Window: Hashable, Sendable {
        package var text: String
        /// The place's column in `text`, from 1.
        package var column: Int
    }

    /// How many bytes lie between two entries of `counts`.
    private static let stride = 4096

    private let bytes: [UInt8]
    private let starts: [Int]
    /// How many characters begin before each 4,096th byte.
    private let counts: [Int]

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var starts = [0]
        var counts: [Int] = []
        var count = 0
        for (place, byte) in bytes.enumerated() {
            if place % Self.stride == 0 { counts.append(count) }
            if byte & 0xC0 != 0x80 { count += 1 }
            if byte == 0x0A { starts.append(place + 1) }
            if byte == 0x0D, place + 1 == bytes.count || bytes[place + 1] != 0x0A { starts.append(place + 1) }
        }
        if bytes.count % Self.stride == 0 { counts.append(count) }
        self.starts = starts
        self.counts = counts
    }

    package func position(of offset: Int) -> Position {
        let line = lineIndex(of: offset)
        let start = textStart(of: line)
        return Position(line: line + 1, column: characters(from: start, to: min(offset, bytes.count)) + 1)
    }

    /// At most `columns` characters of the line that holds the offset, without its end and without a byte order mark.
    /// A longer line is cut around the offset, and `…` stands for what is left out on either side.
    package func window(at offset: Int, columns: Int) -> Window {
        let line = lineIndex(of: offset)
        let (start, end) = (textStart(of: line), textEnd(of: line))
        let place = min(max(offset, start), end)
        let before = characters(from: start, to: place)
        let total = before + characters(from: place, to: end)
        guard total > columns else {
            return Window(text: String(decoding: bytes[start..<end], as: UTF8.self), column: before + 1)
        }
        let first = max(0, min(before - columns / 2, total - columns))
        let left = moved(from: place, by: first - before)
        let right = moved(from: left, by: columns)
        var text = String(decoding: bytes[left..<right], as: UTF8.self).unicodeScalars
        if first > 0, !text.isEmpty { text.replaceSubrange(..<text.index(after: text.startIndex), with: ["…"]) }
        if right < end, !text.isEmpty { text.replaceSubrange(text.index(before: text.endIndex)..., with: ["…"]) }
        return Window(text: String(text), column: before - first + 1)
    }

    /// How many characters of the offset's line the span up to `end` covers, at least one.
    package func width(from offset: Int, to end: Int) -> Int {
        let lineEnd = textEnd(of: lineIndex(of: offset))
        return max(1, characters(from: min(offset, bytes.count), to: min(end, lineEnd)))
    }

    private func textStart(of line: Int) -> Int {
        line == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : starts[line]
    }

    private func textEnd(of line: Int) -> Int {
        var end = line + 1 < starts.count ? starts[line + 1] : bytes.count
        while end > textStart(of: line), bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
        return end
    }

    private func lineIndex(of offset: Int) -> Int {
        var low = 0
        var high = starts.count
        while low + 1 < high {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    /// How many characters begin in that range, which may be empty or turned around.
    private func characters(from start: Int, to end: Int) -> Int {
        guard start < end else { return 0 }
        if end - start <= Self.stride { return characters(in: bytes[start..<end]) }
        return characters(before: end) - characters(before: start)
    }

    private func characters(before offset: Int) -> Int {
        let entry = offset / Self.stride
        return counts[entry] + characters(in: bytes[entry * Self.stride..<offset])
    }

    private func characters(in part: ArraySlice<UInt8>) -> Int {
        part.count { $0 & 0xC0 != 0x80 }
    }

    /// The offset so many characters further on, or back.
    private func moved(from offset: Int, by distance: Int) -> Int {
        var place = offset
        for _ in 0..<max(0, -distance) where place > 0 {
            place -= 1
            while place > 0, bytes[place] & 0xC0 == 0x80 { place -= 1 }
        }
        for _ in 0..<max(0, distance) where place < bytes.count {
            place += 1
            while place < bytes.count, bytes[place] & 0xC0 == 0x80 { place += 1 }
        }
        return place
    }
}
