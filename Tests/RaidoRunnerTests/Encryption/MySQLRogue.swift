#if MySQL
    /// The part of a MySQL server that wants the password (MySQL's source documentation, "Connection Phase").
    struct MySQLRogue: Sendable {
        enum Plugin: String, CaseIterable, Sendable {
            case native = "mysql_native_password"
            case sha2 = "caching_sha2_password"
            case sha256 = "sha256_password"
            case clear = "mysql_clear_password"
            case dialog
            case old = "mysql_old_password"
        }

        /// Offers TLS where there is one.
        var identity: TestCertificates.Identity?
        var plugin = Plugin.native
        /// Whether the greeting names the plug-in, instead of a switch to it later.
        var isPluginInGreeting = false

        /// Read as a question of `dialog`, it asks for the password.
        private static let salt: [UInt8] = [5] + "bcdefghijklmnopqrst".utf8

        func play(_ channel: RogueChannel) {
            channel.write(packet(0, greeting))
            guard var answer = read(channel) else { return }
            // The request for TLS is the answer without all that follows the client's capabilities.
            if let identity, answer.body.count == 32 {
                guard channel.startTLS(identity), let next = read(channel) else { return }
                answer = next
            }
            if !isPluginInGreeting, plugin != .native {
                channel.write(packet(answer.number + 1, [254] + plugin.rawValue.utf8 + [0] + question))
                guard let next = read(channel) else { return }
                answer = next
            }
            if plugin == .sha2 {
                // The account is not in the server's cache: the client has to send the password itself.
                channel.write(packet(answer.number + 1, [1, 4]))
                guard let next = read(channel) else { return }
                answer = next
            }
            while true {
                channel.write(packet(answer.number + 1, [0, 0, 0, 2, 0, 0, 0]))
                guard let next = read(channel) else { return }
                answer = next
            }
        }

        /// What the plug-in is told first.
        private var question: [UInt8] {
            switch plugin {
            case .native, .sha2, .sha256, .old: Self.salt + [0]
            case .dialog: [5] + "Password: ".utf8
            case .clear: []
            }
        }

        private var greeting: [UInt8] {
            // Long passwords, a database, the protocol and authentication of 4.1, transactions, plug-ins.
            var capabilities: UInt32 = 0x1 | 0x8 | 0x200 | 0x2000 | 0x8000 | 0x8_0000 | 0x20_0000
            if identity != nil { capabilities |= 0x800 }
            let bytes = (0..<4).map { UInt8(truncatingIfNeeded: capabilities >> ($0 * 8)) }
            let first = isPluginInGreeting ? plugin : .native
            let begin: [UInt8] = [10] + "8.0.40".utf8 + [0, 1, 0, 0, 0] + Self.salt.prefix(8) + [0]
            let middle: [UInt8] =
                bytes.prefix(2) + [45, 2, 0] + bytes.suffix(2) + [21] + Array(repeating: 0, count: 10)
            return begin + middle + Self.salt.dropFirst(8) + [0] + first.rawValue.utf8 + [0]
        }

        private func packet(_ number: UInt8, _ body: [UInt8]) -> [UInt8] {
            [UInt8(body.count & 255), UInt8(body.count >> 8), 0, number] + body
        }

        private func read(_ channel: RogueChannel) -> (number: UInt8, body: [UInt8])? {
            guard let head = channel.read(4) else { return nil }
            let count = Int(head[0]) | Int(head[1]) << 8 | Int(head[2]) << 16
            return channel.read(count).map { (head[3], $0) }
        }
    }
#endif
