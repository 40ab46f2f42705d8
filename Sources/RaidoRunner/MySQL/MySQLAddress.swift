/// Where a MySQL or MariaDB server is, and how to get in.
///
///     mysql://user:password@host:3306/shop?ssl-mode=verify-full&ssl-ca=/etc/ssl/ca.pem
///     mariadb://root@localhost/shop?socket=/run/mysqld/mysqld.sock
package struct MySQLAddress: Hashable, Sendable {
    package enum Encryption: String, CaseIterable, Hashable, Sendable {
        /// None, encrypted with any certificate, with one that `ssl-ca` vouches for, with one of the host's own name.
        case disabled
        case required
        case verifyCA = "verify-ca"
        case verifyFull = "verify-full"
    }

    package var host = "localhost"
    package var port = 3306
    package var user: String?
    package var password: String?
    package var database = ""
    package var socket: String?
    package var encryption: Encryption?
    package var authority: String?
    package var certificate: String?
    package var key: String?

    /// In seconds.
    package var connectTimeout = 10
    /// How long one statement waits for others that use its table, in seconds, before it is tried again.
    package var lockTimeout = 5

    package init(_ url: String) throws(OpenError) {
        guard let scheme = url.firstRange(of: "://") else { throw .incompleteURL("'//' and a host") }
        var rest = url[scheme.upperBound...]
        if let mark = rest.firstIndex(of: "?") {
            try read(options: rest[rest.index(after: mark)...])
            rest = rest[..<mark]
        }
        // Who names an authority wants it to vouch for the server.
        if self.authority != nil, encryption == nil { encryption = .verifyCA }
        let authority = rest.prefix { $0 != "/" }
        database = try Self.decode(rest.dropFirst(authority.count + 1))
        guard !database.isEmpty else { throw .incompleteURL("a database: …@host/database") }
        var place = authority
        if let at = authority.lastIndex(of: "@") {
            place = authority[authority.index(after: at)...]
            let parts = authority[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            user = try Self.decode(parts[0])
            if parts.count == 2 { password = try Self.decode(parts[1]) }
        }
        try read(place: place)
    }

    private mutating func read(place: Substring) throws(OpenError) {
        var host = place
        // An address of IPv6 has colons of its own, in brackets.
        let ending = place.hasPrefix("[") ? place.drop { $0 != "]" }.dropFirst() : place.drop { $0 != ":" }
        if ending.hasPrefix(":") {
            guard let number = Int(ending.dropFirst()), (1...65_535).contains(number) else {
                throw .incompleteURL("a port that is a number")
            }
            port = number
        }
        host = place.dropLast(ending.count)
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        if !host.isEmpty { self.host = try Self.decode(host) }
    }

    private mutating func read(options: Substring) throws(OpenError) {
        for option in options.split(separator: "&") {
            let parts = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count == 2 ? try Self.decode(parts[1]) : ""
            switch parts[0] {
            case "socket": socket = value
            case "user": user = value
            case "password": password = value
            case "ssl-ca": authority = value
            case "ssl-cert": certificate = value
            case "ssl-key": key = value
            case "ssl-mode", "sslmode":
                guard let mode = Encryption(rawValue: value.lowercased()) else {
                    throw .unknownOption("\(parts[0])=\(value)")
                }
                encryption = mode
            case "connect_timeout", "lock_timeout":
                guard let seconds = Int(value), seconds > 0 else { throw .unknownOption("\(parts[0])=\(value)") }
                if parts[0] == "lock_timeout" { lockTimeout = seconds } else { connectTimeout = seconds }
            default: throw .unknownOption(String(parts[0]))
            }
        }
    }

    /// The text with `%2F` and the like as what they stand for.
    private static func decode(_ text: Substring) throws(OpenError) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
                throw .incompleteURL("two hexadecimal digits behind each '%'")
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
