import Foundation
import Testing

/// Several runs of the real program in one project.
@Suite(.serialized) struct ConcurrentRunTests {
    private static let arguments = ["makemigrations", "--now", "2026-02-01T12:00:00Z"]

    @Test func ofTwoRunsAtOnceOneWritesAndTheOtherSeesIt() async throws {
        let rounds = Share.isWhole ? 200 : 12
        var losses = 0
        for round in 1...rounds {
            let project = try ScratchProject([
                "entities/a.swift":
                    "model! { Author, fields: { name: text } }\nmodel! { Book, fields: { name: text } }\n"
            ])
            let outcomes = try await withThrowingTaskGroup(of: (String, Outcome).self) { group in
                for arguments in [Self.arguments, Self.arguments, ["check"]] {
                    group.addTask { [folder = project.folder] in
                        (arguments[0], try run(.raido, arguments, in: folder))
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let writers = outcomes.filter { $0.0 == "makemigrations" }.map(\.1)
            let isRight =
                writers.allSatisfy { $0.status == 0 && $0.errors == "" }
                && writers.count { $0.output.contains("\nWrote\n") } == 1
                && writers.count { $0.output == "No changes: 2 models match their snapshots.\n" } == 1
                && outcomes.allSatisfy { [0, 2].contains($0.1.status) && $0.1.errors == "" }
            let tree = try project.tree()
            let isWhole = tree.compiles && !tree.keys.contains(where: Tree.isOwn) && tree.count == 9
            #expect(isRight && isWhole, "round \(round): \(outcomes), \(tree.keys.sorted())")
            if !isRight || !isWhole { losses += 1 }
        }
        Share.print(["two writers and a reader at once", String(rounds), String(losses)])
    }

    /// The lock of a run that is stopped in the middle, as by Ctrl-Z, and is then killed.
    @Test func theHolderOfTheLockIsNamedAndADeadOneDoesNotCount() throws {
        let project = try ScratchProject(["entities/a.swift": "model! { Author, fields: { name: text } }\n"])
        // The run's output goes to a pipe that nobody reads, so that it stands still with the lock in its hand.
        let fields = (1...1000).map { "f\($0): text," }.joined()
        let models = ["One", "Two", "Three"].map { "model! { \($0), fields: { \(fields) } }\n" }.joined()
        try project.write(models, to: "entities/b.swift")
        let holder = Process()
        holder.executableURL = URL(fileURLWithPath: BuiltProgram.raido.path)
        holder.arguments = Self.arguments
        holder.currentDirectoryURL = project.folder
        let pipe = Pipe()
        holder.standardOutput = pipe
        try holder.run()
        defer { holder.terminate() }
        let lock = project.folder.appendingPathComponent(".raido/lock").path
        let deadline = Date(timeIntervalSinceNow: 20)
        while (try? Data(contentsOf: URL(fileURLWithPath: lock)))?.isEmpty ?? true, Date() < deadline {
            Thread.sleep(forTimeInterval: 0.01)
        }

        let refused = try project.raido("makemigrations", "--wait", "0.1")
        #expect(refused.status == 1)
        #expect(
            refused.errors.contains(
                "error: .raido: another run is using this project: process \(holder.processIdentifier) on "),
            "\(refused)")
        #expect(refused.errors.contains("Z: ") && refused.errors.contains("raido makemigrations --now "))
        #expect(refused.errors.contains("use --wait SECONDS to wait longer"))
        #expect(try project.raido("check").status == 2, "what is not written yet does not keep a reader")

        kill(holder.processIdentifier, SIGKILL)
        holder.waitUntilExit()
        let made = try run(.raido, Self.arguments + ["--wait", "0"], in: project.folder)
        #expect(made.status == 0, "\(made.errors)")
        #expect(try !project.tree().keys.contains(where: Tree.isOwn))
    }

    @Test(arguments: ["soon", "-1", "nan", "1e9"])
    func patienceIsANumberOfSeconds(text: String) throws {
        let project = try ScratchProject()
        let outcome = try project.raido("check", "--wait=\(text)")
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("'--wait' must be seconds, from 0 to 86400, not '\(text)'"))
    }
}
