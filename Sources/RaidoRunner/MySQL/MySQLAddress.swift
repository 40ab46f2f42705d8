/// Where a MySQL or MariaDB server is, and how to get in.
///
///     mysql://user:password@host:3306/shop?ssl-mode=verify-full&ssl-ca=/etc/ssl/ca.pem
///     mariadb://root@localhost/shop?socket=/run/mysqld/mysqld.sock
package struct MySQLAddress: Hashable, Sendable {
    /// What `ssl-mode` asks for.
    package enum Encryption: String, CaseIterable, Hashable, Sendable {
        case disabled
        /// TLS where the server offers it, with any certificate; none over a Unix socket.
        case preferred
        /// TLS with any certificate.
        case required
        /// TLS with a certificate that an authority signed.
        case verifyCA = "verify-ca"
        /// The same, and the certificate is for the host of the URL.
        case verifyFull = "verify-full"

        /// Whether the server has to prove who it is.
        var isVerifying: Bool {
            switch self {
            case .disabled, .preferred, .required: false
            case .verifyCA, .verifyFull: true
            }
        }
    }

    package var host = "localhost"
    package var port = 3306
    package var user: String?
    package var password: String?
    package var database = ""
    package var socket: String?
    package var encryption = Encryption.preferred
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
        var mode: Encryption?
        for parameter in self.url.parameters { try read(parameter, &mode) }
        encryption = mode ?? impliedEncryption
        guard !database.isEmpty else { throw .incompleteURL("a database: …@host/database") }
    }

    /// The mode of a URL without `ssl-mode`: an authority is named to vouch for the server, and a client's own
    /// certificate is shown over TLS alone.
    private var impliedEncryption: Encryption {
        if authority != nil { return .verifyCA }
        return certificate == nil && key == nil ? .preferred : .required
    }

    /// Whether the connection is made through a Unix socket, which libmariadb does for that name alone.
    var isLocal: Bool { host == "localhost" }

    private mutating func read(_ parameter: ServerURL.Parameter, _ mode: inout Encryption?) throws(OpenError) {
        let value = parameter.value
        switch parameter.name {
        case "socket": socket = value
        case "user": user = value
        case "password": password = value
        case "ssl-ca": authority = value
        case "ssl-cert": certificate = value
        case "ssl-key": key = value
        case "ssl-mode", "sslmode":
            guard let known = Encryption(rawValue: value.lowercased()) else { throw .unknownOption(parameter.mention) }
            mode = known
        case "connect_timeout", "lock_timeout":
            guard let seconds = Int(value), seconds > 0 else { throw .unknownOption(parameter.mention) }
            if parameter.name == "lock_timeout" { lockTimeout = seconds } else { connectTimeout = seconds }
        default: throw .unknownOption(parameter.mention)
        }
    }

    /// A message of the library without anything that may be a password.
    func hidingSecrets(in message: String) -> String { url.hidingSecrets(in: message) }
}
