#if PostgreSQL
    /// The part of a PostgreSQL server that wants the password (manual, "Message Flow").
    struct PostgreSQLRogue: Sendable {
        enum Question: CaseIterable, Sendable { case clear, md5, scram }

        /// Offers TLS where there is one.
        var identity: TestCertificates.Identity?
        var questions: [Question] = [.clear]

        /// The length of the message and the code that is the request for TLS.
        static let request: [UInt8] = [0, 0, 0, 8, 4, 210, 22, 47]

        func play(_ channel: RogueChannel) {
            while true {
                guard let head = channel.read(4), let body = channel.read(Int(head[2]) * 256 + Int(head[3]) - 4) else {
                    return
                }
                guard head + body == Self.request else { break }
                channel.write([UInt8(ascii: identity == nil ? "N" : "S")])
                if let identity, !channel.startTLS(identity) { return }
            }
            for question in questions {
                channel.write(message(question))
                guard let head = channel.read(5), channel.read(Int(head[3]) * 256 + Int(head[4]) - 4) != nil else {
                    return
                }
            }
        }

        private func message(_ question: Question) -> [UInt8] {
            let body: [UInt8] =
                switch question {
                case .clear: [0, 0, 0, 3]
                case .md5: [0, 0, 0, 5, 1, 2, 3, 4]
                case .scram: [0, 0, 0, 10] + "SCRAM-SHA-256".utf8 + [0, 0]
                }
            return [UInt8(ascii: "R"), 0, 0, 0, UInt8(body.count + 4)] + body
        }
    }
#endif
