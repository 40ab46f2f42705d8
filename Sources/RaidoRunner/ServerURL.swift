/// A server's URL in its parts: `scheme://user:password@host:port/database?name=value&name=value`.
///
/// The host ends at the first `/` or `?`. User and password end at the last `@` before that, and the user at the first
/// `:`. So a password may hold `@` and `:` as they are; everything else that means something in a URL is
/// percent-encoded, also `@` after the host. What could be read in two ways is refused, since a part of the password
/// would be taken for a host or a database.
package struct ServerURL: Hashable, Sendable {
    package struct Host: Hashable, Sendable {
        /// Without the brackets of an IPv6 address; empty where there is none.
        var name: String
        var port: Int?
    }

    package struct Parameter: Hashable, Sendable {
        var name: String
        var value: String

        /// Whether it follows a password, whose rest it may be.
        var mayBeSecret: Bool

        /// The parameter as a message may show it.
        var mention: String? { mayBeSecret ? nil : "\(name)=\(value)" }

        fileprivate var isSecret: Bool { ["pass", "secret"].contains { name.lowercased().contains($0) } }
    }

    var user: String?
    var password: String?
    var hosts: [Host]
    var database: String
    var parameters: [Parameter]

    /// The URL with the password made unreadable, and what follows one among the parameters left out.
    package let shown: String

    /// The password, and what else is hidden, as they are and as they were written.
    private let secrets: Set<String>

    package init(_ url: String) throws(OpenError) {
        guard let scheme = DatabaseURL.scheme(of: url), url[scheme.endIndex...].hasPrefix("://") else {
            throw .incompleteURL("'//' and a host")
        }
        let start = url[..<scheme.endIndex] + "://"
        let rest = url.dropFirst(start.count)
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        let path = rest.dropFirst(authority.count).prefix { $0 != "?" }
        let query = rest.dropFirst(authority.count + path.count)
        guard !rest.contains("#"), !path.contains("@"), !query.contains("@"), !path.dropFirst().contains("/") else {
            throw .unencodedURL
        }
        database = try decode(path.dropFirst())
        var place = authority
        var secrets: [Substring] = []
        var shown = start
        if let at = authority.lastIndex(of: "@") {
            place = authority[authority.index(after: at)...]
            let parts = authority[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            user = try decode(parts[0])
            shown += parts[0]
            if parts.count == 2 {
                password = try decode(parts[1])
                secrets.append(parts[1])
                shown += ":***"
            }
            shown += "@"
        }
        hosts = try Self.hosts(place)
        parameters = []
        shown += place + path
        for (position, text) in query.dropFirst().split(separator: "&").enumerated() {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count == 2 ? parts[1] : ""
            let parameter = Parameter(
                name: try decode(parts[0]), value: try decode(value),
                mayBeSecret: parameters.contains { $0.isSecret || $0.mayBeSecret })
            parameters.append(parameter)
            if parameter.isSecret { secrets.append(value) }
            if !parameter.mayBeSecret {
                shown += (position == 0 ? "?" : "&") + (parameter.isSecret ? parts[0] + "=***" : text)
            }
        }
        self.shown = String(shown)
        self.secrets = Set(secrets.map(String.init)).union(try decoded(secrets))
    }

    private static func hosts(_ text: Substring) throws(OpenError) -> [Host] {
        var hosts: [Host] = []
        for place in text.split(separator: ",", omittingEmptySubsequences: false) {
            // An address of IPv6 has colons of its own, in brackets.
            let isBracketed = place.hasPrefix("[")
            if isBracketed, !place.contains("]") { throw .incompleteURL("a ']' after the address of the host") }
            let ending = isBracketed ? place.drop { $0 != "]" }.dropFirst() : place.drop { $0 != ":" }
            let name = place.dropLast(ending.count)
            var port: Int?
            if !ending.isEmpty, ending != ":" {
                guard ending.hasPrefix(":"), let number = Int(ending.dropFirst()), (1...65_535).contains(number) else {
                    throw .incompleteURL("a port that is a number")
                }
                port = number
            }
            hosts.append(Host(name: try decode(isBracketed ? name.dropFirst().dropLast() : name), port: port))
        }
        return hosts
    }

    /// The words of a library without the password: a last line of defence, since it is told no more than it needs.
    ///
    /// Pieces of one or two characters stay: to take them out of every word would tell them.
    package func hidingSecrets(in message: String) -> String {
        let pieces = secrets.flatMap { $0.split { "@:/?#&=% ".contains($0) }.map(String.init) }
        return secrets.union(pieces).filter { $0.count > 2 }.sorted { ($1.count, $1) < ($0.count, $0) }
            .reduce(message) { $0.replacing($1, with: "***") }
    }
}

private func decoded(_ texts: [Substring]) throws(OpenError) -> [String] {
    var result: [String] = []
    for text in texts { result.append(try decode(text)) }
    return result
}

/// The text with `%2F` and the like as what they stand for.
private func decode(_ text: Substring) throws(OpenError) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
        guard byte == UInt8(ascii: "%") else {
            bytes.append(byte)
            continue
        }
        let digits = rest.prefix(2).compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        guard digits.count == 2 else { throw .unencodedURL }
        bytes.append(UInt8(digits[0] * 16 + digits[1]))
        rest = rest.dropFirst(2)
    }
    guard !bytes.contains(0), let decoded = String(validating: bytes, as: UTF8.self) else { throw .unencodedURL }
    return decoded
}
