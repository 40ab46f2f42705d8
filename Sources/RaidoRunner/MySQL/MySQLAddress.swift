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

    private let url: ServerURL

    package init(_ url: String) throws(OpenError) {
        self.url = try ServerURL(url)
        guard let first = self.url.hosts.first, self.url.hosts.count == 1 else {
            throw .incompleteURL("one host, without a ','")
        }
        if !first.name.isEmpty { host = first.name }
        port = first.port ?? port
        user = self.url.user
        password = self.url.password
        database = self.url.database
        for parameter in self.url.parameters { try read(parameter) }
        guard !database.isEmpty else { throw .incompleteURL("a database: …@host/database") }
        // Who names an authority wants it to vouch for the server.
        if authority != nil, encryption == nil { encryption = .verifyCA }
    }

    private mutating func read(_ parameter: ServerURL.Parameter) throws(OpenError) {
        let value = parameter.value
        switch parameter.name {
        case "socket": socket = value
        case "user": user = value
        case "password": password = value
        case "ssl-ca": authority = value
        case "ssl-cert": certificate = value
        case "ssl-key": key = value
        case "ssl-mode", "sslmode":
            guard let mode = Encryption(rawValue: value.lowercased()) else { throw .unknownOption(parameter.mention) }
            encryption = mode
        case "connect_timeout", "lock_timeout":
            guard let seconds = Int(value), seconds > 0 else { throw .unknownOption(parameter.mention) }
            if parameter.name == "lock_timeout" { lockTimeout = seconds } else { connectTimeout = seconds }
        default: throw .unknownOption(parameter.mention)
        }
    }

    /// A message of the library without anything that may be a password.
    func hidingSecrets(in message: String) -> String { url.hidingSecrets(in: message) }
}
