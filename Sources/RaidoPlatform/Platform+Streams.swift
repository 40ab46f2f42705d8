#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension Platform {
    /// Opens each of the standard streams that the process was started without on `/dev/null`. The next file or
    /// connection would get its number, and whatever is said there.
    package static func openStandardStreams() throws(SystemError) {
        let null = "/dev/null"
        // From the lowest on: the system gives the lowest number that is free.
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 && errno == EBADF {
            let opened = try open(null, descriptor == STDIN_FILENO ? O_RDONLY : O_WRONLY)
            // Programs that this one starts have it too.
            try retrying("fcntl", null) { fcntl(opened, F_SETFD, 0) }
        }
    }
}
