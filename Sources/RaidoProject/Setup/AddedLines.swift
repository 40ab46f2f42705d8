/// Lines that a file of settings for git must have.
struct AddedLines {
    /// Those that are added, in the order given.
    private(set) var added: [String] = []
    /// What the file is to hold.
    private(set) var bytes: [UInt8]

    /// The lines that are missing, at the end of a text, with the text's line ends. Nothing is taken away or given
    /// twice.
    ///
    /// - Parameter isPresent: Whether a line of the text does already what a new one is to do.
    /// - Returns: nil if the file is UTF-16 or binary: appending a line of UTF-8 would damage it.
    init?(_ lines: [String], to old: [UInt8], isPresent: (_ line: String, _ wanted: String) -> Bool) {
        guard !old.contains(0), !old.starts(with: [0xFE, 0xFF]), !old.starts(with: [0xFF, 0xFE]) else { return nil }
        bytes = old
        let present = old.split { $0 == 0x0A || $0 == 0x0D }.map { String(decoding: $0, as: UTF8.self).trimmed }
        let lineEnd: [UInt8] = Self.endsLinesWithReturn(old) ? [0x0D, 0x0A] : [0x0A]
        for line in lines where !present.contains(where: { isPresent($0, line) }) {
            if let last = bytes.last, last != 0x0A { bytes += lineEnd }
            bytes += Array(line.utf8) + lineEnd
            added.append(line)
        }
    }

    /// As the first line of the text does.
    private static func endsLinesWithReturn(_ text: [UInt8]) -> Bool {
        guard let end = text.firstIndex(of: 0x0A), end > 0 else { return false }
        return text[end - 1] == 0x0D
    }
}

extension String {
    /// Without blanks and a byte order mark around it.
    fileprivate var trimmed: String {
        let isBlank = { (character: Character) in character == " " || character == "\t" || character == "\u{FEFF}" }
        return String(drop(while: isBlank).reversed().drop(while: isBlank).reversed())
    }
}
