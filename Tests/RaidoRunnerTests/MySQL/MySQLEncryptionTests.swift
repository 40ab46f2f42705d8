#if MySQL
    import Raido
    import RaidoPlatform
    import Testing

    @testable import RaidoRunner

    /// On servers with a certificate for 127.0.0.1, from the authority whose file `RAIDO_TLS_CA` names.
    @Suite struct `Encrypted connections to MySQL and MariaDB` {
        private static let authority: String? = {
            let path = Platform.environment("RAIDO_TLS_CA")
            if path == nil { print("RAIDO_TLS_CA is not set: nothing is tested with TLS on MySQL and MariaDB") }
            return path
        }()

        private static let servers = authority == nil ? [] : MySQLServer.available

        /// The cipher of a connection with these options, empty where it is not encrypted.
        private func cipher(_ server: MySQLServer, _ options: String, host: String = "127.0.0.1") throws -> String {
            let url = server.url.replacing("@127.0.0.1:", with: "@\(host):") + "?\(options)"
            let connection = try MySQLConnection(MySQLAddress(url))
            return try connection.rows("SHOW STATUS LIKE 'Ssl_cipher'").first?.last?.text ?? ""
        }

        @Test(arguments: servers)
        func `are made unless the URL forbids them`(server: MySQLServer) throws {
            let authority = try #require(Self.authority)
            for options in [
                "", "ssl-mode=preferred", "ssl-mode=required", "ssl-ca=\(authority)",
                "ssl-mode=verify-full&ssl-ca=\(authority)",
            ] {
                #expect(try cipher(server, options).isEmpty == false, "\(options)")
            }
            // Last, since MySQL wants the password itself of an account that is not in its cache.
            #expect(try cipher(server, "ssl-mode=disabled").isEmpty)
        }

        @Test(arguments: servers)
        func `are refused where the certificate is not what the URL asks for`(server: MySQLServer) throws {
            let authority = try #require(Self.authority)
            let stranger = authority.replacing("/ca.pem", with: "/server-cert.pem")
            for options in ["ssl-ca=\(stranger)", "ssl-mode=verify-ca&ssl-ca=\(stranger)"] {
                #expect(throws: OpenError.self) { try cipher(server, options) }
            }
            // The same host by a name that the certificate does not have.
            #expect(throws: OpenError.self) {
                try cipher(server, "ssl-mode=verify-full&ssl-ca=\(authority)", host: "127.1")
            }
            #expect(try cipher(server, "ssl-mode=required", host: "127.1").isEmpty == false)
        }
    }
#endif
