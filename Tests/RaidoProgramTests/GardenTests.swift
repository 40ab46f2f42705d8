import Foundation
import Testing

/// The folder of Rust entities that `Fixtures/Garden` holds, through the program.
@Suite struct GardenProgramTests {
    @Test func aSecondRunFindsNothingToDo() throws {
        let project = try ScratchProject()
        let garden = packageFolder.appendingPathComponent("Tests/Fixtures/Garden")
        try FileManager.default.copyItem(at: garden, to: project.folder.appendingPathComponent("entities"))
        let first = try project.raido("makemigrations", "--now", "2026-01-31T12:00:00Z")
        #expect(first.status == 0, "\(first)")
        #expect(first.errors == "")
        #expect(first.output.contains("14 models, 1 extension, 6 enums in 15 files"))
        let made = try project.files()
        #expect(made.keys.count { $0.hasPrefix("migration/m20260131_120000_") } == 16)
        let check = try project.raido("check")
        #expect(check.status == 0, "\(check)")
        #expect(try project.raido("makemigrations").status == 0)
        #expect(try project.files() == made)
    }
}
