package import Raido

extension Migration {
    /// A hash of what the migration does, not of how its file is written: an applied migration that was edited since
    /// is found by it, one whose comments or layout changed is not.
    package var checksum: String {
        // FNV-1a, 64 bits: it finds edits, it is no protection against somebody who wants to hide one.
        var hash: UInt64 = 14_695_981_039_346_656_037
        for byte in CanonicalText.of(changes).utf8 { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
        let digits = String(hash, radix: 16)
        return "1-" + String(repeating: "0", count: 16 - digits.count) + digits
    }
}
