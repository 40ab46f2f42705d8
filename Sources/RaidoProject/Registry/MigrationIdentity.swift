package import RaidoPlatform

/// The name of a migration, taken apart: `m20260131_120000_001_create_articles`.
package struct MigrationIdentity: Hashable, Sendable {
    package var text: String
    /// `20260131_120000`
    package var batch: String
    /// The place in its run, from 1.
    package var number: Int

    /// Nil where the text is no identity. It is then no file name of ours either.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        let shape = Array("mnnnnnnnn_nnnnnn_nnn".utf8)
        guard bytes.count > shape.count else { return nil }
        for (byte, wanted) in zip(bytes, shape) {
            let fits = wanted == UInt8(ascii: "n") ? (0x30...0x39).contains(byte) : byte == wanted
            guard fits else { return nil }
        }
        // A run of more than 999 migrations takes more than three digits.
        let words = bytes.dropFirst(shape.count).drop { (0x30...0x39).contains($0) }
        guard words.count > 1, words.first == UInt8(ascii: "_"), words.allSatisfy(Self.isWordByte) else { return nil }
        self.text = text
        batch = String(decoding: bytes[1..<16], as: UTF8.self)
        number = Int(String(decoding: bytes[17..<words.startIndex], as: UTF8.self)) ?? 0
    }

    /// Whether a name, of a table or of what is done, can be at the end of an identity.
    static func canEnd(with name: String) -> Bool { !name.isEmpty && name.utf8.allSatisfy(isWordByte) }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}

/// The batch of a run that starts now: this second, or the one after the last that an identity has.
///
/// So two runs in one second differ, and a clock that was set back does not put new migrations before old ones.
package func nextBatch(now: Timestamp, existing ids: [String]) -> String {
    let last = ids.compactMap { MigrationIdentity($0).flatMap { Timestamp(compact: $0.batch) } }.max()
    guard let last, last >= now else { return now.compact }
    return Timestamp(seconds: last.seconds + 1).compact
}
