#if MySQL || PostgreSQL
    import Foundation
    import RaidoPlatform
    import Testing

    /// An authority, and certificates for 127.0.0.1 that it signed, or that are wrong in one way. Made by `openssl`, in
    /// a folder that is removed when nothing uses it any more.
    final class TestCertificates: Sendable {
        enum Flaw: CaseIterable, Sendable { case wrongHost, expired, wrongAuthority }

        /// The files of a certificate and its key.
        struct Identity: Sendable {
            var certificate: String
            var key: String
            /// Keeps the files.
            fileprivate var owner: TestCertificates
        }

        private let folder: URL

        /// The file of the authority that clients trust.
        var authority: String { path("trusted.pem") }

        init() throws {
            folder = FileManager.default.temporaryDirectory.appendingPathComponent("raido-tls-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try makeAuthority("trusted")
        }

        deinit { try? FileManager.default.removeItem(at: folder) }

        func identity(_ flaw: Flaw? = nil) throws -> Identity {
            var (address, days, authority) = ("127.0.0.1", "2", "trusted")
            switch flaw {
            case .wrongHost: address = "127.0.0.9"
            case .expired: days = "-1"
            case .wrongAuthority:
                authority = "stranger"
                try makeAuthority(authority)
            case nil: break
            }
            try openssl(
                ["req", "-nodes", "-subj", "/CN=\(address)", "-addext", "subjectAltName=IP:\(address)"] + Self.newKey
                    + ["-keyout", path("server-key.pem"), "-out", path("request.pem")])
            try openssl([
                "x509", "-req", "-in", path("request.pem"), "-CA", path("\(authority).pem"), "-CAkey",
                path("\(authority)-key.pem"), "-CAcreateserial", "-days", days, "-copy_extensions", "copyall", "-out",
                path("server.pem"),
            ])
            return Identity(certificate: path("server.pem"), key: path("server-key.pem"), owner: self)
        }

        private static let newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]

        private func makeAuthority(_ name: String) throws {
            try openssl(
                ["req", "-x509", "-nodes", "-days", "2", "-subj", "/CN=\(name)"] + Self.newKey
                    + ["-keyout", path("\(name)-key.pem"), "-out", path("\(name).pem")])
        }

        private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

        private func openssl(_ arguments: [String]) throws {
            let outcome = try Platform.run("openssl", arguments, withErrors: true, passing: ["PATH"])
            try #require(outcome.status == 0, "\(String(decoding: outcome.output, as: UTF8.self))")
        }
    }
#endif
