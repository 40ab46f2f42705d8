import Foundation
import Testing

/// A run that an earlier version did not finish is finished or undone by this one.
@Suite struct EarlierCommitTests {
    /// The files that `Tests/Fixtures/Commits` holds under that name.
    private func files(_ name: String) throws -> [String: String] {
        let path = packageFolder.appendingPathComponent("Tests/Fixtures/Commits/\(name).txt")
        let text = try String(contentsOf: path, encoding: .utf8)
        var files: [String: String] = [:]
        for part in ("\n" + text).components(separatedBy: "\n=== ").dropFirst() {
            let lines = part.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
            // The end of the last line went with the separator.
            let body = lines.count > 1 ? String(lines[1]) : ""
            files[String(lines[0])] = body.isEmpty || body.hasSuffix("\n") ? body : body + "\n"
        }
        return files
    }

    @Test(arguments: [
        (state: "staging", outcome: "before"), (state: "ready", outcome: "after"),
        (state: "undoing", outcome: "before"),
    ])
    func itIsFinishedOrUndone(state: String, outcome: String) throws {
        let left = try files(state)
        try #require(left[".raido/\(state).json"] != nil && left.keys.contains { $0.contains("/.raido-") })
        let project = try ScratchProject(left)
        let run = try project.raido("check")
        #expect([0, 2].contains(run.status), "\(run)")
        let found = try project.tree().filter { !$0.key.hasSuffix("/") }
        #expect(try found.mapValues { String(decoding: $0, as: UTF8.self) } == files(outcome))
    }
}
