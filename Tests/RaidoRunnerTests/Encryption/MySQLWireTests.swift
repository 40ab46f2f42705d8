#if MySQL
    import Raido
    import RaidoPlatform
    import Testing

    @testable import RaidoRunner

    /// What goes over the wire to a server that is not what it seems, in each `ssl-mode`.
    @Suite struct `A MySQL server that plays an attacker` {
        private static let user = "roguesuser"
        private static let password = "rogues-password"
        /// The header of a packet, and the request for TLS.
        private static let requestLength = 36

        /// Connects, sends a statement where that succeeds, and returns what the server was sent.
        private func visit(
            _ options: String, host: String = "127.0.0.1", _ parts: MySQLRogue...
        ) throws -> (records: [RogueServer.Record], refusal: String?) {
            let server = try RogueServer { channel, number in parts[min(number, parts.count - 1)].play(channel) }
            let url = "mysql://\(Self.user):\(Self.password)@\(host):\(server.port)/shop?\(options)"
            var refusal: String?
            do throws(OpenError) {
                let connection = try MySQLConnection(try MySQLAddress(url))
                _ = try? connection.rows("SELECT 'a statement'", [])
            } catch {
                refusal = "\(error)"
            }
            return (server.finish(), refusal)
        }

        /// The bodies of the packets that answer something: a conversation's first packet, such as a statement, is none.
        private static func answers(_ bytes: [UInt8]) -> [[UInt8]] {
            var (answers, rest) = ([[UInt8]](), bytes[...])
            while rest.count >= 4 {
                let head = Array(rest.prefix(4))
                let body = rest.dropFirst(4).prefix(Int(head[0]) + Int(head[1]) * 256)
                if head[3] > 0 { answers.append(Array(body)) }
                rest = rest.dropFirst(4 + body.count)
            }
            return answers
        }

        private func contains(_ bytes: [UInt8], _ text: String) -> Bool {
            String(decoding: bytes, as: Unicode.ASCII.self).contains(text)
        }

        // MARK: A server that offers no TLS

        @Test(arguments: ["required", "verify-ca", "verify-full"])
        func `is sent nothing where TLS is needed and not offered`(mode: String) throws {
            for plugin in MySQLRogue.Plugin.allCases {
                for isInGreeting in [false, true] {
                    let part = MySQLRogue(plugin: plugin, isPluginInGreeting: isInGreeting)
                    let (records, refusal) = try visit("ssl-mode=\(mode)", part)
                    #expect(records.map(\.everything) == [[]], "\(plugin)")
                    #expect(refusal?.contains("password") == true)
                }
            }
            let (_, refusal) = try visit("ssl-mode=\(mode)", MySQLRogue())
            #expect(
                refusal == """
                    cannot connect: the server offers no TLS, and ssl-mode=\(mode) does not connect without it; neither \
                    user name nor password was sent. Enable TLS on the server, and check that nothing between here and \
                    there removes it. ssl-mode=disabled connects in plain text.
                    """)
        }

        @Test(arguments: ["ssl-ca=/nowhere/ca.pem", "ssl-cert=/nowhere/cert.pem", "ssl-key=/nowhere/key.pem"])
        func `is sent nothing where the URL names a certificate and TLS is not offered`(options: String) throws {
            let (records, refusal) = try visit(options, MySQLRogue())
            #expect(records.map(\.everything) == [[]])
            #expect(refusal?.contains("offers no TLS") == true)
        }

        @Test(arguments: ["ssl-mode=disabled", "ssl-mode=preferred", ""])
        func `is not sent the password where TLS is not needed`(options: String) throws {
            for plugin in MySQLRogue.Plugin.allCases {
                for isInGreeting in [false, true] {
                    let part = MySQLRogue(plugin: plugin, isPluginInGreeting: isInGreeting)
                    let (records, refusal) = try visit(options, part)
                    let sent = records.flatMap(\.everything)
                    #expect(!contains(sent, Self.password), "\(plugin)")
                    #expect((refusal == nil) == (plugin == .native), "\(plugin)")
                    #expect(contains(sent, "a statement") == (plugin == .native), "\(plugin)")
                    // Nor for a public key, with which the password would be encrypted for whoever sent the key.
                    #expect(
                        !records.flatMap { Self.answers($0.plain) }.contains { $0 == [1] || $0 == [2] }, "\(plugin)")
                }
            }
        }

        @Test func `is not sent the password where it offers no TLS first, and then does`() throws {
            let (records, refusal) = try visit("", MySQLRogue(), MySQLRogue(plugin: .clear))
            #expect(records.count == 2 && !contains(records.flatMap(\.everything), Self.password))
            #expect(
                refusal == """
                    cannot connect: the server asks for the password in clear text, or for an unknown authentication \
                    plug-in, which ssl-mode=preferred refuses; the password was not sent. If the account needs \
                    mysql_clear_password or dialog, use ssl-mode=verify-full with 'ssl-ca'; else somebody may pretend to \
                    be the server.
                    """)
        }

        @Test func `that asks for the password itself without TLS is refused in words that say what to do`() throws {
            let (_, refusal) = try visit("ssl-mode=disabled", MySQLRogue(plugin: .sha2))
            #expect(
                refusal == """
                    cannot connect: the server asks for the password itself, and it is not sent without TLS \
                    (ssl-mode=disabled). Use ssl-mode=verify-full or ssl-mode=required; accounts with \
                    caching_sha2_password need TLS at least for the first connection after the server starts.
                    """)
        }

        // MARK: A server with a certificate

        @Test(.enabled(if: OpenSSL.shared != nil), arguments: TestCertificates.Flaw.allCases)
        func `is sent nothing under a certificate that is not accepted`(flaw: TestCertificates.Flaw) throws {
            let certificates = try TestCertificates()
            let part = MySQLRogue(identity: try certificates.identity(flaw))
            for options in ["ssl-mode=verify-full&", "ssl-mode=verify-ca&", ""] {
                let (records, refusal) = try visit("\(options)ssl-ca=\(certificates.authority)", part)
                #expect(records.map(\.plain.count) == [Self.requestLength])
                #expect(records.allSatisfy { $0.inside.isEmpty })
                let mode = options.contains("full") ? "verify-full" : "verify-ca"
                if flaw == .expired { #expect(refusal?.contains("certificate has expired") == true) }
                #expect(refusal?.contains("ssl-mode=\(mode) accepts only a certificate for '127.0.0.1'") == true)
            }
        }

        @Test(.enabled(if: OpenSSL.shared != nil))
        func `is sent nothing under a certificate that no authority of this machine signed`() throws {
            let part = MySQLRogue(identity: try TestCertificates().identity())
            let (records, refusal) = try visit("ssl-mode=verify-full", part)
            #expect(records.map(\.plain.count) == [Self.requestLength] && records.allSatisfy { $0.inside.isEmpty })
            #expect(refusal?.contains("unable to get local issuer certificate") == true)
            #expect(refusal?.contains("an authority that this machine trusts") == true)
        }

        @Test(.enabled(if: OpenSSL.shared != nil), arguments: ["ssl-mode=required", "ssl-mode=preferred", ""])
        func `is refused the clear-text plug-ins as long as its certificate is not verified`(options: String) throws {
            let certificates = try TestCertificates()
            let identity = try certificates.identity(.wrongAuthority)
            for plugin in MySQLRogue.Plugin.allCases {
                for isInGreeting in [false, true] {
                    let part = MySQLRogue(identity: identity, plugin: plugin, isPluginInGreeting: isInGreeting)
                    let (records, refusal) = try visit(options, part)
                    let record = try #require(records.first)
                    #expect(records.count == 1)
                    // A plug-in that the greeting names is refused at once.
                    let isRefusedAtOnce = isInGreeting && [.clear, .dialog, .old].contains(plugin)
                    #expect(record.isEncrypted == !isRefusedAtOnce, "\(plugin)")
                    #expect(record.plain.count == (isRefusedAtOnce ? 0 : Self.requestLength), "\(plugin)")
                    switch plugin {
                    case .native: #expect(refusal == nil && !contains(record.inside, Self.password))
                    case .clear, .dialog, .old: #expect(refusal != nil && !contains(record.inside, Self.password))
                    // Accounts of MySQL have these, and no option of the library keeps them from sending it in TLS.
                    case .sha2, .sha256: break
                    }
                }
            }
        }

        @Test(.enabled(if: OpenSSL.shared != nil), arguments: MySQLRogue.Plugin.allCases)
        func `is sent everything through TLS alone once its certificate is verified`(plugin: MySQLRogue.Plugin) throws {
            let certificates = try TestCertificates()
            let part = MySQLRogue(identity: try certificates.identity(), plugin: plugin)
            let (records, refusal) = try visit("ssl-mode=verify-full&ssl-ca=\(certificates.authority)", part)
            let record = try #require(records.first)
            #expect(records.count == 1)
            #expect(record.plain.count == Self.requestLength && !contains(record.plain, Self.user))
            #expect(record.isEncrypted && contains(record.inside, Self.user))
            #expect(contains(record.inside, "a statement") == (plugin != .old))
            #expect(contains(record.inside, Self.password) == ![.native, .old].contains(plugin))
            #expect((refusal == nil) == (plugin != .old))
        }
    }
#endif
