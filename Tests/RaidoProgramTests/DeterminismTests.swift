import Foundation
import Testing

/// The same models give the same bytes, whatever surrounds them.
@Suite struct DeterminismTests {
    private func entities() throws -> [(name: String, text: String)] {
        let folder = packageFolder.appendingPathComponent("entities")
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map {
            ($0, try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8))
        }
    }

    private func make(
        _ files: [(name: String, text: String)], environment: [String: String] = [:], subfolder: String = ""
    ) throws -> [String: Data] {
        let project = try ScratchProject()
        for file in files { try project.write(file.text, to: subfolder + "entities/" + file.name) }
        let outcome = try run(
            .raido, ["makemigrations", "--now", "2026-01-31T12:00:00Z"],
            in: project.folder.appendingPathComponent(subfolder), environment: environment)
        #expect(outcome.status == 0, "\(outcome)")
        let made = try project.files().map { (String($0.key.dropFirst(subfolder.count)), $0.value) }
        return Dictionary(uniqueKeysWithValues: made)
    }

    @Test func theOrderOfFilesTheLocaleAndTheFolderDoNotMatter() throws {
        let files = try entities()
        let expected = try make(files)
        #expect(expected.count > 20)
        #expect(try make(files.reversed()) == expected)
        #expect(
            try make(files, environment: ["LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Asia/Tokyo"])
                == expected)
        #expect(try make(files, subfolder: "a folder/with spaces/") == expected)
    }

    @Test func runningAgainChangesNothing() throws {
        let project = try ScratchProject()
        for file in try entities() { try project.write(file.text, to: "entities/" + file.name) }
        #expect(try project.raido("makemigrations").status == 0)
        let files = try project.files()
        for _ in 1...3 { #expect(try project.raido("makemigrations").status == 0) }
        #expect(try project.files() == files)
    }
}
