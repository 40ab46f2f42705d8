#if MySQL
    import Raido
    import RaidoCMariaDB

    // Opening a connection, so that nothing but the request for TLS is sent before TLS is up.
    //
    // What libmariadb does by itself was measured with a server that plays the attacker (version 3.3.20):
    // - With MYSQL_OPT_SSL_ENFORCE alone it goes on in plain text where the server offers no TLS, and then takes the
    //   connection for encrypted: for caching_sha2_password it sends the password as it is.
    // - It refuses such a server, before it sends anything, where the certificate is verified or a fingerprint is given,
    //   also an empty one, which it compares with nothing.
    // - Any server can ask it for the password with mysql_clear_password or dialog.
    // - Without TLS it encrypts the password with whatever public key the server sends.
    extension MySQLConnection {
        /// What keeps libmariadb from being loaded.
        private static let loadingProblem = raido_load_mariadb().map { String(cString: $0) }

        /// A session under the rules of the URL's mode.
        static func open(_ address: MySQLAddress) throws(OpenError) -> UnsafeMutablePointer<MYSQL> {
            if let problem = loadingProblem { throw .noLibrary(.mysql, problem) }
            do throws(MySQLConnectFailure) {
                switch address.encryption {
                case .disabled: return try connect(address, withTLS: false)
                case .required, .verifyCA, .verifyFull: return try connect(address, withTLS: true)
                case .preferred: return try connectPreferringTLS(address)
                }
            } catch {
                throw .cannotConnect(error.message(for: address))
            }
        }

        /// The second connection never uses TLS, whatever the server offers then, so the rules for plain text hold for it.
        private static func connectPreferringTLS(
            _ address: MySQLAddress
        ) throws(MySQLConnectFailure) -> UnsafeMutablePointer<MYSQL> {
            guard !address.isLocal else { return try connect(address, withTLS: false) }
            do throws(MySQLConnectFailure) {
                return try connect(address, withTLS: true)
            } catch {
                guard error.reason == .noTLS else { throw error }
                return try connect(address, withTLS: false)
            }
        }

        private static func connect(
            _ address: MySQLAddress, withTLS: Bool
        ) throws(MySQLConnectFailure) -> UnsafeMutablePointer<MYSQL> {
            guard let handle = mysql_init(nil) else { throw MySQLConnectFailure(.other, words: "out of memory") }
            var seconds = UInt32(clamping: address.connectTimeout)
            mysql_options(handle, MYSQL_OPT_CONNECT_TIMEOUT, &seconds)
            mysql_options(handle, MYSQL_SET_CHARSET_NAME, "utf8mb4")
            var protocolNumber = UInt32(MYSQL_PROTOCOL_TCP.rawValue)
            if !address.isLocal { mysql_options(handle, MYSQL_OPT_PROTOCOL, &protocolNumber) }
            if withTLS { requireTLS(handle, as: address) } else { forgoTLS(handle, isLocal: address.isLocal) }
            mysql_options(handle, MARIADB_OPT_RESTRICTED_AUTH, address.encryption.authenticationPlugins)
            let connected = mysql_real_connect(
                handle, address.host, address.user, address.password, address.database, UInt32(address.port),
                address.socket, 0)
            guard connected != nil, !withTLS || mysql_get_ssl_cipher(handle) != nil else {
                let failure = failure(of: handle, address, withTLS: withTLS, isConnected: connected != nil)
                mysql_close(handle)
                throw failure
            }
            return handle
        }

        private static func requireTLS(_ handle: UnsafeMutablePointer<MYSQL>, as address: MySQLAddress) {
            var (on, isVerified): (my_bool, my_bool) = (1, address.encryption.isVerifying ? 1 : 0)
            if let path = address.authority { mysql_options(handle, MYSQL_OPT_SSL_CA, path) }
            if let path = address.certificate { mysql_options(handle, MYSQL_OPT_SSL_CERT, path) }
            if let path = address.key { mysql_options(handle, MYSQL_OPT_SSL_KEY, path) }
            mysql_options(handle, MYSQL_OPT_SSL_ENFORCE, &on)
            // Not every version of the library checks the authority alone, so the host's name is always checked.
            mysql_options(handle, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &isVerified)
            mysql_options(handle, MARIADB_OPT_TLS_PEER_FP, "")
        }

        private static func forgoTLS(_ handle: UnsafeMutablePointer<MYSQL>, isLocal: Bool) {
            var off: my_bool = 0
            mysql_options(handle, MYSQL_OPT_SSL_ENFORCE, &off)
            // From version 3.4 on the library uses TLS where this is not turned off.
            mysql_options(handle, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &off)
            // The file of the server's public key: an empty one, so that the server is not asked for a key that anybody
            // may have made.
            if !isLocal { mysql_options(handle, MYSQL_SERVER_PUBLIC_KEY, "/dev/null") }
        }

        private static func failure(
            of handle: UnsafeMutablePointer<MYSQL>, _ address: MySQLAddress, withTLS: Bool, isConnected: Bool
        ) -> MySQLConnectFailure {
            if isConnected { return MySQLConnectFailure(.noTLS, words: "") }
            let code = Int(mysql_errno(handle))
            let words = address.hidingSecrets(in: String(cString: mysql_error(handle)))
            // The greeting's; the text of an error may change.
            let isOffered = handle.pointee.server_capabilities & UInt(CLIENT_SSL) != 0
            let reason: MySQLConnectFailure.Reason =
                switch Int32(code) {
                case CR_SSL_CONNECTION_ERROR where withTLS: isOffered ? .tls : .noTLS
                case CR_PLUGIN_NOT_ALLOWED: .plugin
                case CR_UNKNOWN_ERROR where !withTLS, CR_AUTH_PLUGIN_ERR where !withTLS: .password
                default: .other
                }
            return MySQLConnectFailure(reason, code: code, words: words)
        }
    }
#endif
