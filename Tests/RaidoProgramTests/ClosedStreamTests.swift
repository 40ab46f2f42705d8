import Foundation
import Testing

/// Programs that are started without some of the standard streams, whose numbers their files would get.
@Suite struct ClosedStreamTests {
    @Test(arguments: [">&-", "2>&-", "<&- >&- 2>&-"])
    func aReportNeverGoesIntoAFileOfTheProject(closing: String) throws {
        let project = try ScratchProject([
            "entities/a.swift": "model! { Author, fields: { name: text } }\n", ".raido/lock": "",
        ])
        // The lock's file is removed; a second name tells what was in it. The link makes a warning.
        let script = """
            ln .raido/lock lock && ln -s /dev/zero entities/zero.swift || exit 99
            "$0" makemigrations --now 2026-02-01T12:00:00Z \(closing)
            """
        let outcome = try run("/bin/sh", ["-c", script, BuiltProgram.raido.path], in: project.folder)
        #expect(outcome.status == 0, "\(outcome)")
        #expect(outcome.output.contains("Wrote") == (closing == "2>&-"), "\(outcome)")
        #expect(outcome.errors.contains("was not followed") == !closing.contains("2>&-"), "\(outcome)")
        let lock = try project.text("lock")
        #expect(lock.hasPrefix("{\"process\": ") && lock.split(separator: "\n").count == 1, "\(lock)")
        #expect(!FileManager.default.fileExists(atPath: project.folder.appendingPathComponent(".raido").path))
        try project.remove("lock")
        try project.remove("entities/zero.swift")
        let whole = try ScratchProject(["entities/a.swift": "model! { Author, fields: { name: text } }\n"])
        #expect(try whole.raido("makemigrations", "--now", "2026-02-01T12:00:00Z").status == 0)
        #expect(try project.tree() == whole.tree())
    }

    @Test(arguments: [BuiltProgram.raido, .migrate])
    func anOutputThatNobodyWantedIsNoMistake(program: BuiltProgram) throws {
        let project = try ScratchProject()
        let outcome = try run("/bin/sh", ["-c", "\"$0\" --help >&-", program.path], in: project.folder)
        #expect(outcome == Outcome(status: 0, output: "", errors: ""))
    }
}
