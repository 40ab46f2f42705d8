import Foundation
import Testing

/// A package of somebody who depends on this one by the URL of a git repository, in a folder of its own.
final class ConsumerPackage {
    private let scratch = try? ScratchProject()
    /// Where the shell is: commands may change it.
    private var place: URL

    /// Copies the working tree into a repository, and tags it.
    init(tagging version: String) throws {
        place = try #require(scratch).folder
        let repository = place.appendingPathComponent("raido")
        try FileManager.default.createDirectory(at: repository, withIntermediateDirectories: false)
        for name in try FileManager.default.contentsOfDirectory(atPath: packageFolder.path)
        where ![".build", ".git", ".raido"].contains(name) {
            try FileManager.default.copyItem(
                at: packageFolder.appendingPathComponent(name), to: repository.appendingPathComponent(name))
        }
        try shell(
            """
            cd raido && git init --quiet --initial-branch=main && git add --all
            git -c user.name=Tests -c user.email=tests@localhost commit --quiet --message="All of it"
            git tag \(version) && cd ..
            """)
    }

    /// The URL that stands for the one in documents.
    var url: String { "file://\(scratch?.folder.path ?? "")/raido" }

    /// Runs commands as a shell does, and goes where they go.
    @discardableResult
    func shell(_ commands: String, environment: [String: String] = [:]) throws -> Outcome {
        let folder = try #require(scratch).folder
        // Caches of packages stay in the scratch folder: nobody else needs them.
        let variables = [
            "XDG_CACHE_HOME": folder.appendingPathComponent("cache").path,
            "HOME": ProcessInfo.processInfo.environment["HOME"] ?? folder.path,
        ]
        let end = folder.appendingPathComponent("place").path
        let outcome = try run(
            "/bin/bash", ["-c", "set -e\n\(commands)\npwd >'\(end)'"], in: place,
            environment: variables.merging(environment) { $1 })
        try #require(outcome.status == 0, "\(commands)\n\(outcome)")
        place = URL(fileURLWithPath: try String(contentsOfFile: end, encoding: .utf8).trimmingCharacters(in: .newlines))
        return outcome
    }

    func write(_ text: String, to path: String) throws {
        let file = place.appendingPathComponent(path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    func text(_ path: String) throws -> String {
        try String(contentsOf: place.appendingPathComponent(path), encoding: .utf8)
    }
}
