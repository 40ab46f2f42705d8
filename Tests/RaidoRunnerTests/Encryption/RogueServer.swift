#if MySQL || PostgreSQL
    import Foundation
    import Synchronization
    import Testing

    /// A server on loopback that plays an attacker and records everything it is sent.
    final class RogueServer: Sendable {
        /// What came over one connection.
        struct Record: Sendable {
            /// Before TLS, or without it.
            var plain: [UInt8] = []
            /// Through TLS.
            var inside: [UInt8] = []
            var isEncrypted = false

            var everything: [UInt8] { plain + inside }
        }

        private let socket: Int32
        private let records = Mutex<[Record]>([])
        private let ended = DispatchSemaphore(value: 0)
        let port: Int

        /// - Parameter play: What it does with each connection; the number counts them from 0.
        init(_ play: @escaping @Sendable (RogueChannel, _ number: Int) -> Void) throws {
            let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = inet_addr("127.0.0.1")
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let status = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                    bind(socket, pointer, length) + listen(socket, 8) + getsockname(socket, pointer, &length)
                }
            }
            try #require(status == 0)
            self.socket = socket
            port = Int(UInt16(bigEndian: address.sin_port))
            Thread.detachNewThread { self.serve(play) }
        }

        private func serve(_ play: @Sendable (RogueChannel, Int) -> Void) {
            // A client that hangs up must not end the process.
            var signals = sigset_t()
            sigemptyset(&signals)
            sigaddset(&signals, SIGPIPE)
            pthread_sigmask(SIG_BLOCK, &signals, nil)
            var number = 0
            while true {
                let client = accept(socket, nil, nil)
                guard client >= 0 else { break }
                let channel = RogueChannel(client)
                play(channel, number)
                channel.close()
                records.withLock { $0.append(channel.record) }
                number += 1
            }
            ended.signal()
        }

        /// What it was sent, a record for each connection; they have to be closed.
        func finish() -> [Record] {
            shutdown(socket, Int32(SHUT_RDWR))
            ended.wait()
            close(socket)
            return records.withLock { $0 }
        }
    }
#endif
