#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

// The process, the clock and the terminal
extension Platform {
    package static var processID: Int32 { getpid() }

    /// The name of this machine, for users who look for a process.
    package static var hostName: String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "" }
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// What follows the program's name on its command line.
    ///
    /// - Throws: `EILSEQ` where one is not UTF-8; its bytes are then spelled in the error's path.
    package static func arguments() throws(SystemError) -> [String] {
        var arguments: [String] = []
        for word in UnsafeBufferPointer(start: CommandLine.unsafeArgv, count: Int(CommandLine.argc)).dropFirst() {
            guard let word else { break }
            let bytes = UnsafeRawBufferPointer(start: word, count: strlen(word))
            guard let argument = String(validating: bytes, as: UTF8.self) else {
                throw SystemError(code: EILSEQ, call: "exec", path: SystemError.spell(bytes))
            }
            arguments.append(argument)
        }
        return arguments
    }

    /// The value of an environment variable, or nil where it is not set or not UTF-8.
    package static func environment(_ name: String) -> String? {
        getenv(name).flatMap { String(validatingCString: $0) }
    }

    /// Seconds since a moment that stays the same while the process runs. They never run backwards.
    package static func monotonicSeconds() -> Double {
        let time = clock(CLOCK_MONOTONIC)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Seconds that the calling thread has computed. Time in which others have the processor does not count.
    package static func computingSeconds() -> Double {
        let time = clock(CLOCK_THREAD_CPUTIME_ID)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    package static func sleep(milliseconds: Int) {
        var left = timespec(tv_sec: milliseconds / 1000, tv_nsec: milliseconds % 1000 * 1_000_000)
        var wanted = left
        while nanosleep(&wanted, &left) != 0, errno == EINTR { wanted = left }
    }

    static func clock(_ identity: clockid_t) -> timespec {
        var time = timespec()
        clock_gettime(identity, &time)
        return time
    }

    package enum Stream: Int32, Sendable {
        case output = 1
        case error = 2
    }

    package static func isTerminal(_ stream: Stream) -> Bool { isatty(stream.rawValue) == 1 }

    /// Writes all of a text to standard output or standard error.
    ///
    /// - Returns: false where nobody reads any more (`raido … | head`), which is no error.
    @discardableResult
    package static func write(_ text: String, to stream: Stream) throws(SystemError) -> Bool {
        do {
            let name = stream == .output ? "standard output" : "standard error"
            try writeAll([UInt8](text.utf8), to: stream.rawValue, path: name)
            return true
        } catch {
            if error.code == EPIPE { return false }
            throw error
        }
    }

    /// From here on a reader that goes away is told by ``write(_:to:)``, and does not end the process.
    package static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

    /// Where the user or the system ends this process (SIGINT, SIGTERM, SIGHUP), it says so on standard error first.
    package static func sayWhenInterrupted(_ text: StaticString) {
        lastWords = text
        for number in [SIGHUP, SIGINT, SIGTERM] {
            let former = signal(number, sayLastWords)
            // As `nohup` asks.
            if unsafeBitCast(former, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) { signal(number, SIG_IGN) }
        }
    }

    /// Sets what an interrupted program does last, after its words; nil for nothing. The action may only make calls that
    /// are safe in a signal handler, and has five seconds.
    package static func doWhenInterrupted(_ action: (@convention(c) () -> Void)?) { lastAction = action }

    /// Ends the program.
    package static func exit(with status: Int32) -> Never {
        #if canImport(Darwin)
            Darwin.exit(status)
        #elseif canImport(Musl)
            Musl.exit(status)
        #else
            Glibc.exit(status)
        #endif
    }
}

extension Timestamp {
    /// This moment, to the second.
    package static func now() -> Timestamp { Timestamp(seconds: Int64(Platform.clock(CLOCK_REALTIME).tv_sec)) }
}

/// Written before any handler that reads it exists.
nonisolated(unsafe) private var lastWords: StaticString = ""

/// One pointer, which a signal finds whole: the old action or the new one.
nonisolated(unsafe) private var lastAction: (@convention(c) () -> Void)?

/// Makes none but calls that a signal may come between (POSIX, "Signal Concepts").
private func sayLastWords(_ number: Int32) {
    _ = write(STDERR_FILENO, lastWords.utf8Start, lastWords.utf8CodeUnitCount)
    if let lastAction {
        // A server that does not answer must not keep the process.
        signal(SIGALRM, SIG_DFL)
        alarm(5)
        lastAction()
    }
    signal(number, SIG_DFL)
    raise(number)
}

// The working folder
extension Platform {
    /// The absolute path of the working folder.
    package static func workingFolder() throws(SystemError) -> String {
        guard let path = getcwd(nil, 0) else { throw SystemError(code: errno, call: "getcwd", path: ".") }
        defer { free(path) }
        guard let text = String(validatingCString: path) else {
            throw SystemError(code: EILSEQ, call: "getcwd", path: ".")
        }
        return text
    }

    /// Makes a folder the working folder of this process, which relative paths begin at.
    package static func enterFolder(_ path: String) throws(SystemError) {
        try retrying("chdir", path) { chdir(path) }
    }
}
