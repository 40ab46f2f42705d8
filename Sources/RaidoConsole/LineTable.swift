/// Turns byte offsets of a text into lines and columns. Lines end in LF, CRLF or CR.
package struct LineTable: Sendable {
    /// A place as editors count: both from 1, the column in characters.
    package struct Position: Hashable, Sendable {
        package var line: Int
        package var column: Int
    }

    private let bytes: [UInt8]
    private let starts: [Int]

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var starts = [0]
        for (place, byte) in bytes.enumerated() {
            if byte == 0x0A { starts.append(place + 1) }
            if byte == 0x0D, place + 1 == bytes.count || bytes[place + 1] != 0x0A { starts.append(place + 1) }
        }
        self.starts = starts
    }

    package func position(of offset: Int) -> Position {
        let line = lineIndex(of: offset)
        let before = bytes[textStart(of: line)..<max(textStart(of: line), min(offset, bytes.count))]
        return Position(line: line + 1, column: characters(in: before) + 1)
    }

    /// The text of the line that holds the offset, without its end and without a byte order mark.
    package func text(at offset: Int) -> String {
        let line = lineIndex(of: offset)
        var end = line + 1 < starts.count ? starts[line + 1] : bytes.count
        while end > textStart(of: line), bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
        return String(decoding: bytes[textStart(of: line)..<end], as: UTF8.self)
    }

    /// How many characters of the offset's line the span up to `end` covers, at least one.
    package func width(from offset: Int, to end: Int) -> Int {
        let line = lineIndex(of: offset)
        let lineEnd = line + 1 < starts.count ? starts[line + 1] - 1 : bytes.count
        let start = min(offset, bytes.count)
        return max(1, characters(in: bytes[start..<max(start, min(end, lineEnd))]))
    }

    private func textStart(of line: Int) -> Int {
        line == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : starts[line]
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

    private func characters(in part: ArraySlice<UInt8>) -> Int {
        part.count { $0 & 0xC0 != 0x80 }
    }
}
