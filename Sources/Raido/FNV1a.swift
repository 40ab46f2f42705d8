/// FNV-1a: it tells contents apart, and is no protection against someone who wants two to look alike.
package enum FNV1a {
    package static func hash32(_ bytes: some Sequence<UInt8>) -> UInt32 {
        bytes.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
    }

    package static func hash64(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
    }

    /// The digits of a hash, with zeros in front to so many.
    package static func hexadecimal(_ hash: some BinaryInteger, digits count: Int) -> String {
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: max(0, count - digits.count)) + digits
    }
}
