import Foundation
import Testing

/// `Scripts/demo`, with the program of this build.
@Suite struct DemoTests {
    @Test func theDemoWritesAppliesAndRevertsAMigration() throws {
        let outcome = try run(
            "/usr/bin/env", ["bash", "Scripts/demo"], in: packageFolder,
            environment: ["RAIDO_PROGRAM": BuiltProgram.raido.path])
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome)")
        let expected = [
            "$ raido up --quiet", "$ raido check", "newsletter: bool", "$ raido makemigrations",
            "+ newsletter boolean NOT NULL default false", "Proved on SQLite", "$ cat migration/m",
            ".addColumn(Column(\"newsletter\"", "$ raido up", "Applied 1 migration.", "No drift", "$ raido down",
            "Reverted 1 migration.", "$ raido status", "17 migrations applied, 1 pending.",
        ]
        var rest = outcome.output[...]
        for text in expected {
            guard let found = rest.range(of: text) else {
                Issue.record("'\(text)' is missing, or too early, in:\n\(outcome.output)")
                return
            }
            rest = rest[found.upperBound...]
        }
    }
}
