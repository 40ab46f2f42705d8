#if PostgreSQL
    import Raido
    import Testing

    @testable import RaidoRunner

    /// What goes over the wire to a server that is not what it seems, in each `sslmode`.
    @Suite struct `A PostgreSQL server that plays an attacker` {
        private static let password = "rogues-password"

        /// Connects, and returns what the server was sent, and why the connection failed.
        private func visit(
            _ options: String, _ part: PostgreSQLRogue
        ) throws -> (records: [RogueServer.Record], refusal: String) {
            let server = try RogueServer { channel, _ in part.play(channel) }
            let url = "postgresql://roguesuser:\(Self.password)@127.0.0.1:\(server.port)/shop?\(options)"
            var refusal = ""
            do {
                _ = try PostgreSQLConnection(url: url).rows("SELECT 'a statement'", [])
            } catch {
                refusal = "\(error)"
            }
            return (server.finish(), refusal)
        }

        private func contains(_ bytes: [UInt8], _ text: String) -> Bool {
            String(decoding: bytes, as: Unicode.ASCII.self).contains(text)
        }

        @Test(arguments: ["sslmode=require", "sslmode=verify-ca", "sslmode=verify-full", "ssl=true"])
        func `is sent the request for TLS alone where TLS is needed and not offered`(options: String) throws {
            let (records, refusal) = try visit(
                "\(options)&sslrootcert=/nowhere/ca.pem", PostgreSQLRogue())
            #expect(records.map(\.everything) == [PostgreSQLRogue.request])
            #expect(refusal.contains("does not connect without TLS, and neither user name nor password was sent"))
        }

        @Test(.enabled(if: OpenSSL.shared != nil), arguments: TestCertificates.Flaw.allCases)
        func `is sent nothing under a certificate that is not accepted`(flaw: TestCertificates.Flaw) throws {
            let certificates = try TestCertificates()
            let part = PostgreSQLRogue(identity: try certificates.identity(flaw))
            for mode in ["verify-full", "verify-ca"] where flaw != .wrongHost || mode == "verify-full" {
                let (records, refusal) = try visit("sslmode=\(mode)&sslrootcert=\(certificates.authority)", part)
                #expect(records.map(\.plain) == [PostgreSQLRogue.request])
                #expect(records.allSatisfy { $0.inside.isEmpty })
                #expect(refusal.contains("sslmode=\(mode) decides which certificates are accepted"))
            }
        }

        @Test(
            .enabled(if: OpenSSL.shared != nil),
            arguments: ["sslmode=verify-full&", "sslmode=verify-ca&"], PostgreSQLRogue.Question.allCases)
        func `is sent everything through TLS alone once its certificate is verified`(
            options: String, question: PostgreSQLRogue.Question
        ) throws {
            let certificates = try TestCertificates()
            let part = PostgreSQLRogue(identity: try certificates.identity(), questions: [question])
            let (records, _) = try visit("\(options)sslrootcert=\(certificates.authority)", part)
            #expect(records.first?.plain == PostgreSQLRogue.request && records.first?.isEncrypted == true)
            #expect(contains(records.first?.inside ?? [], "roguesuser"))
            #expect(contains(records.first?.inside ?? [], Self.password) == (question == .clear))
        }

        @Test(.enabled(if: OpenSSL.shared != nil), arguments: ["sslmode=require", "sslmode=prefer", ""])
        func `is sent everything through TLS where it offers TLS`(options: String) throws {
            let part = PostgreSQLRogue(identity: try TestCertificates().identity(), questions: [.scram])
            let (records, _) = try visit(options, part)
            #expect(records.first?.plain == PostgreSQLRogue.request && records.first?.isEncrypted == true)
            #expect(contains(records.first?.inside ?? [], "roguesuser"))
        }

        @Test(arguments: PostgreSQLRogue.Question.allCases, ["sslmode=prefer", "sslmode=disable", ""])
        func `is sent the password in plain text only by a library that cannot refuse to`(
            question: PostgreSQLRogue.Question, options: String
        ) throws {
            let canRefuse = try PostgreSQLConnection.address("postgresql://h/db").parameters["require_auth"] != nil
            let (records, refusal) = try visit(options, PostgreSQLRogue(questions: [question]))
            let isSent = contains(records.flatMap(\.everything), Self.password)
            #expect(isSent == (question == .clear && !canRefuse))
            if canRefuse, question == .clear { #expect(refusal.contains("allow it with require_auth=password")) }
        }
    }
#endif
