#if MySQL || PostgreSQL
    import Foundation

    /// One connection to a server that plays an attacker.
    final class RogueChannel {
        private let socket: Int32
        private var context: OpaquePointer?
        private var session: OpaquePointer?
        private(set) var record = RogueServer.Record()

        init(_ socket: Int32) { self.socket = socket }

        func close() {
            if let ssl = OpenSSL.shared {
                ssl.freeSession(session)
                ssl.freeContext(context)
            }
            Glibc.close(socket)
        }

        /// So many bytes; nil where the client hangs up before.
        func read(_ count: Int) -> [UInt8]? {
            var bytes: [UInt8] = []
            while bytes.count < count {
                guard let more = readSome(atMost: count - bytes.count) else { return nil }
                bytes += more
            }
            return bytes
        }

        private func readSome(atMost count: Int) -> [UInt8]? {
            var bytes = [UInt8](repeating: 0, count: count)
            let read: Int
            if let session, let ssl = OpenSSL.shared {
                read = Int(ssl.read(session, &bytes, Int32(count)))
            } else {
                read = recv(socket, &bytes, count, 0)
            }
            guard read > 0 else { return nil }
            let some = Array(bytes.prefix(read))
            if session == nil { record.plain += some } else { record.inside += some }
            return some
        }

        func write(_ bytes: [UInt8]) {
            if let session, let ssl = OpenSSL.shared {
                _ = ssl.write(session, bytes, Int32(bytes.count))
            } else {
                _ = send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL))
            }
        }

        /// Whether the client goes through with TLS under that certificate.
        func startTLS(_ identity: TestCertificates.Identity) -> Bool {
            guard let ssl = OpenSSL.shared, isHandshakeNext else { return false }
            context = ssl.newContext(ssl.method())
            let isReady =
                ssl.useCertificate(context, identity.certificate, 1) == 1 && ssl.useKey(context, identity.key, 1) == 1
            let new = ssl.newSession(context)
            guard isReady, ssl.setSocket(new, socket) == 1, ssl.accept(new) == 1 else {
                ssl.freeSession(new)
                return false
            }
            session = new
            record.isEncrypted = true
            return true
        }

        /// What a client sends instead of TLS is recorded as plain text.
        private var isHandshakeNext: Bool {
            var first: UInt8 = 0
            guard recv(socket, &first, 1, Int32(MSG_PEEK)) == 1 else { return false }
            if first == 22 { return true }
            while readSome(atMost: 512) != nil {}
            return false
        }
    }
#endif
