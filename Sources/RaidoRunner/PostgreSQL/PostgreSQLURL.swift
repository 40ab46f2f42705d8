/// A server's URL, as far as messages need to know it: `postgresql://user:password@host:5432/app?sslmode=require`.
struct PostgreSQLURL {
    private let text: String

    init(_ text: String) { self.text = text }

    /// The URL without user and password, and without parameters.
    var shown: String {
        let scheme = text.prefix { $0 != ":" }
        let rest = String(text.dropFirst(scheme.count)).withoutParameters
        guard let at = rest.lastIndex(of: "@") else { return scheme + rest }
        return "\(scheme)://\(rest[rest.index(after: at)...])"
    }

    /// A message of the library, on one line, without anything that may be a password.
    func hidingSecrets(in message: String) -> String {
        var result = message.split(separator: "\n").map { $0.drop { $0 == " " || $0 == "\t" } }.joined(separator: "; ")
        for secret in [text] + secrets where !secret.isEmpty { result = result.replacing(secret, with: "***") }
        return result
    }

    private var secrets: [String] {
        var found: [String] = []
        let parts = text.split(separator: "?", maxSplits: 1).map(String.init)
        if let authority = parts.first?.lastIndex(of: "@").map({ parts[0][..<$0] }),
            let colon = authority.dropFirst("postgresql://".count).lastIndex(of: ":")
                ?? authority.lastIndex(of: ":")
        {
            found.append(String(authority[authority.index(after: colon)...]))
        }
        for parameter in parts.dropFirst().flatMap({ $0.split(separator: "&") }) {
            for name in ["password=", "sslpassword="] where parameter.lowercased().hasPrefix(name) {
                found.append(String(parameter.dropFirst(name.count)))
            }
        }
        return found + found.map(\.withoutPercents)
    }
}

extension String {
    fileprivate var withoutParameters: String { String(prefix { $0 != "?" }) }

    /// The text with `%40` and the like as the bytes they stand for.
    fileprivate var withoutPercents: String {
        var bytes: [UInt8] = []
        var rest = utf8[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2).compactMap { Character(UnicodeScalar($0)).hexDigitValue }
            if byte == UInt8(ascii: "%"), digits.count == 2 {
                bytes.append(UInt8(digits[0] * 16 + digits[1]))
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
