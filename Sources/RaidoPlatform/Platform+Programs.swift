#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What another program left when it ended.
package struct ProgramOutcome: Hashable, Sendable {
    /// Its exit status; nil where a signal ended it.
    package var status: Int32?
    /// What it wrote to standard output, and to standard error where that was asked for.
    package var output: [UInt8]
}

// Other programs
extension Platform {
    /// Runs a program that is found in `PATH`, in the working folder and without input, and waits for its end.
    ///
    /// - Parameters:
    ///   - withErrors: Whether standard error goes where standard output goes; else it goes nowhere.
    ///   - passing: The environment variables that the program gets, where they are set; nothing else is passed.
    /// - Throws: `ENOENT` where there is no such program.
    package static func run(
        _ program: String, _ arguments: [String], withErrors: Bool = false, passing variables: [String] = []
    ) throws(SystemError) -> ProgramOutcome {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw SystemError(code: errno, call: "pipe", path: program) }
        defer { _ = close(ends[0]) }
        _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
        let process: pid_t
        do {
            defer { _ = close(ends[1]) }
            process = try spawn(program, arguments, output: ends[1], withErrors: withErrors, variables)
        }
        let output: Result<[UInt8], SystemError>
        do { output = .success(try readAll(ends[0], path: program, expecting: 0)) } catch { output = .failure(error) }
        let status = try end(of: process, program)
        return ProgramOutcome(status: status, output: try output.get())
    }

    private static func spawn(
        _ program: String, _ arguments: [String], output: Int32, withErrors: Bool, _ variables: [String]
    ) throws(SystemError) -> pid_t {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
        #else
            var actions = posix_spawn_file_actions_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        if withErrors {
            posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO)
        } else {
            posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        }
        let passed = variables.compactMap { name in environment(name).map { "\(name)=\($0)" } }
        var words = ([program] + arguments).map { strdup($0) } + [nil]
        var settings = passed.map { strdup($0) } + [nil]
        defer { for word in words + settings { free(word) } }
        var process = pid_t()
        let code = posix_spawnp(&process, program, &actions, nil, &words, &settings)
        guard code == 0 else { throw SystemError(code: code, call: "posix_spawn", path: program) }
        return process
    }

    private static func end(of process: pid_t, _ program: String) throws(SystemError) -> Int32? {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { throw SystemError(code: errno, call: "waitpid", path: program) }
        }
        return status & 0x7F == 0 ? status >> 8 & 0xFF : nil
    }
}
