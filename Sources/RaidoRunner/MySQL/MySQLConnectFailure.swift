/// Why there is no connection to a MySQL or MariaDB server.
struct MySQLConnectFailure: Error {
    enum Reason: Hashable, Sendable {
        /// The server does not offer TLS, and the connection needs it.
        case noTLS
        /// TLS fails, or the certificate is not what the mode asks for.
        case tls
        /// The server asks for a plug-in that is not allowed.
        case plugin
        /// The server asks for the password itself, over a connection without TLS.
        case password
        case other
    }

    var reason: Reason
    /// libmariadb's or the server's, and its words without a password.
    var code: Int
    var words: String

    init(_ reason: Reason, code: Int = 0, words: String) {
        self.reason = reason
        self.code = code
        self.words = words
    }
}

extension MySQLAddress.Encryption {
    /// The plug-ins that a server may ask for, as libmariadb takes them. Two that send the password as it is need a
    /// verified certificate; MySQL's own two send it through TLS alone (see `forgoTLS`).
    var authenticationPlugins: String {
        let names = [
            "mysql_native_password", "caching_sha2_password", "sha256_password", "client_ed25519", "parsec",
            "auth_gssapi_client",
        ]
        return (isVerifying ? names + ["mysql_clear_password", "dialog"] : names).joined(separator: ",")
    }
}
