import Foundation
import Testing

/// Calls of the file system that go wrong in a program of this package, by a library that is loaded before the C library.
struct FailingCalls {
    /// What happens instead of the call.
    enum Fault: Hashable, CustomStringConvertible {
        case kill
        /// A write puts half of its bytes on disk, then the process is killed.
        case torn
        /// A read or write does no more than one byte.
        case short
        /// The call, or it and all that follow, return the error.
        case error(Int32, andAfter: Bool = false)

        var word: String {
            switch self {
            case .kill: "kill"
            case .torn: "torn"
            case .short: "short"
            case .error(let code, _): String(code)
            }
        }

        var description: String {
            switch self {
            case .kill: "SIGKILL at the call"
            case .torn: "SIGKILL in the middle of a write"
            case .short: "read or write of one byte"
            case .error(let code, let andAfter):
                "\(Self.names[code, default: String(code)])" + (andAfter ? " from the call on" : " at the call")
            }
        }

        private static let names = [
            ENOSPC: "ENOSPC", EIO: "EIO", EACCES: "EACCES", EROFS: "EROFS", EINTR: "EINTR",
        ]
    }

    private let library: PreloadedLibrary

    init() throws { library = try PreloadedLibrary("FailingCalls/failing_calls.c") }

    static let shared = Result { try FailingCalls() }

    /// Runs `raido` with a fault at the call of that number.
    func run(_ arguments: [String], in folder: URL, at call: Int, _ fault: Fault) throws -> Outcome {
        var after = ""
        if case .error(_, true) = fault { after = "+" }
        return try raido(arguments, in: folder, ["RAIDO_FAIL_AT": "\(call)\(after)", "RAIDO_FAIL_BY": fault.word])
    }

    /// The names of all calls that a run makes.
    func calls(_ arguments: [String], in folder: URL) throws -> [String] {
        let list = FileManager.default.temporaryDirectory.appendingPathComponent("raido-calls-\(UUID().uuidString)")
        defer { unlink(list.path) }
        let outcome = try raido(arguments, in: folder, ["RAIDO_CALLS": list.path])
        try #require([0, 2].contains(outcome.status), "\(outcome)")
        return try String(contentsOf: list, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    private func raido(_ arguments: [String], in folder: URL, _ wishes: [String: String]) throws -> Outcome {
        try library.run(.raido, arguments, in: folder, wishes)
    }

    /// The numbers of the calls that change what is on disk, put it on the medium, or lock it.
    static func changes(in calls: [String]) -> [Int] {
        calls.indices.filter { alters(calls[$0]) || ["flock", "fsync"].contains(calls[$0]) }.map { $0 + 1 }
    }

    /// The numbers of the calls that follow one which changes names or contents.
    static func newStates(in calls: [String]) -> [Int] {
        calls.indices.dropFirst().filter { alters(calls[$0 - 1]) }.map { $0 + 1 }
    }

    private static func alters(_ call: String) -> Bool {
        ["create", "ftruncate", "link", "mkdir", "rename", "rmdir", "symlink", "unlink", "write"].contains(call)
    }
}
