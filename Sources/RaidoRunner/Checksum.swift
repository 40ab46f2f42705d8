package import Raido

extension Migration {
    /// A hash of what the migration does, not of how its file is written: an applied migration that was edited since
    /// is found by it, one whose comments or layout changed is not.
    package var checksum: String {
        "1-" + FNV1a.hexadecimal(FNV1a.hash64(CanonicalText.of(changes).utf8), digits: 16)
    }
}
