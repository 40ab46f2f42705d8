import Foundation
import Testing

/// A library that is loaded into a program before all others, so that some calls lead to it.
struct PreloadedLibrary {
    private let library: URL

    /// Compiles a source of `Tests/Fixtures` with the toolchain's compiler.
    init(_ source: String) throws {
        let folder = FileManager.default.temporaryDirectory
        library = folder.appendingPathComponent("raido-\(UUID().uuidString).so")
        let compiled = try RaidoProgramTests.run(
            "/usr/bin/env",
            [
                "clang", "-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", library.path,
                packageFolder.appendingPathComponent("Tests/Fixtures/\(source)").path,
            ], in: folder)
        try #require(compiled.status == 0, "\(compiled)")
    }

    func run(
        _ program: BuiltProgram, _ arguments: [String], in folder: URL, _ wishes: [String: String]
    ) throws -> Outcome {
        try RaidoProgramTests.run(
            program.path, arguments, in: folder, environment: wishes.merging(["LD_PRELOAD": library.path]) { $1 })
    }

    static let deceivedCalls = Result { try PreloadedLibrary("DeceivedCalls/deceived_calls.c") }
}
