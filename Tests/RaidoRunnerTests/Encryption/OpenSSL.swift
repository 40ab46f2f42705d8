#if MySQL || PostgreSQL
    import Foundation
    import RaidoPlatform

    /// The server's side of TLS, from the libssl that the drivers' libraries bring along: only tests play a server.
    struct OpenSSL: Sendable {
        let method: @convention(c) () -> OpaquePointer?
        let newContext: @convention(c) (OpaquePointer?) -> OpaquePointer?
        let freeContext: @convention(c) (OpaquePointer?) -> Void
        let useCertificate: @convention(c) (OpaquePointer?, UnsafePointer<CChar>?, Int32) -> Int32
        let useKey: @convention(c) (OpaquePointer?, UnsafePointer<CChar>?, Int32) -> Int32
        let newSession: @convention(c) (OpaquePointer?) -> OpaquePointer?
        let freeSession: @convention(c) (OpaquePointer?) -> Void
        let setSocket: @convention(c) (OpaquePointer?, Int32) -> Int32
        let accept: @convention(c) (OpaquePointer?) -> Int32
        let read: @convention(c) (OpaquePointer?, UnsafeMutableRawPointer?, Int32) -> Int32
        let write: @convention(c) (OpaquePointer?, UnsafeRawPointer?, Int32) -> Int32

        /// Nil where there is none; then what needs a server with TLS is not tested.
        static let shared: OpenSSL? = {
            let names = ["libssl.so.3", "libssl.so", "libssl.3.dylib"]
            let library = names.lazy.compactMap { name in dlopen(name, RTLD_NOW) }.first
            let hasProgram = (try? Platform.run("openssl", ["version"]))?.status == 0
            let ssl = hasProgram ? library.flatMap { OpenSSL($0) } : nil
            if ssl == nil { print("there is no openssl: no server that plays an attacker speaks TLS") }
            return ssl
        }()

        private init?(_ library: UnsafeMutableRawPointer) {
            guard let method = dlsym(library, "TLS_server_method"), let newContext = dlsym(library, "SSL_CTX_new"),
                let freeContext = dlsym(library, "SSL_CTX_free"),
                let useCertificate = dlsym(library, "SSL_CTX_use_certificate_file"),
                let useKey = dlsym(library, "SSL_CTX_use_PrivateKey_file"),
                let newSession = dlsym(library, "SSL_new"), let freeSession = dlsym(library, "SSL_free"),
                let setSocket = dlsym(library, "SSL_set_fd"), let accept = dlsym(library, "SSL_accept"),
                let read = dlsym(library, "SSL_read"), let write = dlsym(library, "SSL_write")
            else { return nil }
            self.method = unsafeBitCast(method, to: (@convention(c) () -> OpaquePointer?).self)
            self.newContext = unsafeBitCast(
                newContext, to: (@convention(c) (OpaquePointer?) -> OpaquePointer?).self)
            self.freeContext = unsafeBitCast(freeContext, to: (@convention(c) (OpaquePointer?) -> Void).self)
            self.useCertificate = unsafeBitCast(
                useCertificate, to: (@convention(c) (OpaquePointer?, UnsafePointer<CChar>?, Int32) -> Int32).self)
            self.useKey = unsafeBitCast(
                useKey, to: (@convention(c) (OpaquePointer?, UnsafePointer<CChar>?, Int32) -> Int32).self)
            self.newSession = unsafeBitCast(
                newSession, to: (@convention(c) (OpaquePointer?) -> OpaquePointer?).self)
            self.freeSession = unsafeBitCast(freeSession, to: (@convention(c) (OpaquePointer?) -> Void).self)
            self.setSocket = unsafeBitCast(setSocket, to: (@convention(c) (OpaquePointer?, Int32) -> Int32).self)
            self.accept = unsafeBitCast(accept, to: (@convention(c) (OpaquePointer?) -> Int32).self)
            self.read = unsafeBitCast(
                read, to: (@convention(c) (OpaquePointer?, UnsafeMutableRawPointer?, Int32) -> Int32).self)
            self.write = unsafeBitCast(
                write, to: (@convention(c) (OpaquePointer?, UnsafeRawPointer?, Int32) -> Int32).self)
        }
    }
#endif
