import Foundation
import Testing

/// What reverting does not bring back: said by the run's report, and by comments in the migration's file.
@Suite struct LostOnRevertTests {
    private static let path = "migration/m20260201_120000_001_alter_notes.swift"

    private static func model(_ type: String) -> String {
        "model! { Note, table: \"notes\", fields: { body: \(type) } }\n"
    }

    private static func settings(_ engines: [String]) -> String {
        "{\"engines\": [\(engines.map { "\"\($0)\"" }.joined(separator: ", "))]}\n"
    }

    /// A project in which the last migration makes `json` into `jsonb`, which only PostgreSQL keeps in another form.
    ///
    /// - Parameter engines: Those of `raido.json`; nil for none.
    private func project(for engines: [String]?) throws -> (ScratchProject, report: String) {
        let project = try ScratchProject(["entities/note.model": Self.model("json")])
        if let engines { try project.write(Self.settings(engines), to: "raido.json") }
        #expect(try project.raido("makemigrations", "--now=2026-01-31T12:00:00Z").status == 0)
        try project.write(Self.model("jsonb"), to: "entities/note.model")
        let made = try project.raido("makemigrations", "--now=2026-02-01T12:00:00Z", "--force", "--json")
        #expect(made.status == 0, "\(made)")
        return (project, made.output)
    }

    static let engines: [([String]?, Bool)] = [
        (nil, true), (["postgresql"], true), (["sqlite", "postgresql"], true), (["sqlite"], false),
        (["mysql", "mariadb"], false),
    ]

    @Test(arguments: engines)
    func `the report and the file speak of the engines that the plan was made for`(
        engines: [String]?, isLost: Bool
    ) throws {
        let (project, report) = try project(for: engines)
        let document = try #require(JSONSerialization.jsonObject(with: Data(report.utf8)) as? [String: Any])
        let migrations = try #require(document["migrations"] as? [[String: Any]])
        let sentence = "Reverting gives `body` its type back, not the values that were changed to fit."
        #expect(migrations.map { $0["lost_on_revert"] as? [String] } == [isLost ? [sentence] : []])
        #expect(try project.text(Self.path).contains("// Reverting brings the type back") == isLost)
    }

    @Test(arguments: [["sqlite"], ["postgresql"]])
    func `a file is as written for 'undo' also after raido.json names other engines`(engines: [String]) throws {
        let (project, _) = try project(for: engines)
        try project.write(Self.settings(["sqlite", "postgresql", "mysql"]), to: "raido.json")
        let undone = try project.raido("undo")
        #expect(undone.status == 0, "\(undone)")
        #expect(undone.output.contains("Edits: none; the files are as raido wrote them."), "\(undone)")
    }
}
