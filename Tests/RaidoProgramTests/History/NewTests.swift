import Foundation
import Testing

/// `raido new` makes an empty migration.
@Suite struct NewMigrationTests {
    @Test func `an empty migration comes after all others, is in the list and does nothing`() throws {
        let project = try HistoryProject()
        let made = try project.raido("new", "Fill the slugs", "--now=2026-01-01T00:00:00Z")
        #expect(made.status == 0, "\(made)")
        // The clock is behind the last run.
        let id = "m20260201_120001_001_fill_the_slugs"
        #expect(made.output.contains("migration/\(id).swift"))
        #expect(try project.scratch.text("migration/Migrations.swift").contains("    \(id),\n]"))
        let text = try project.scratch.text("migration/\(id).swift")
        #expect(text.contains("/// Fill the slugs\nlet \(id) = Migration("))
        #expect(text.contains("        .sql(RawSQL(up: [], down: []))\n"))
        #expect(try project.raido("check").status == 0)
        let up = try project.raido("up")
        #expect(up.status == 0, "\(up)")
        #expect(try project.raido("down").status == 0)
    }

    @Test func `words without a letter are wrong usage`() throws {
        let project = try HistoryProject()
        let files = try project.scratch.files()
        #expect(try project.raido("new", "…").status == 64)
        #expect(try project.raido("new").status == 64)
        let foreign = try project.raido("new", "Ünïcode 字")
        #expect(foreign.status == 64)
        #expect(foreign.errors.contains("must be letters from a to z and digits, not 'Ünïcode 字'"), "\(foreign)")
        #expect(try project.scratch.files() == files)
    }

    @Test func `words with marks of their own stay a comment`() throws {
        let project = try HistoryProject()
        let made = try project.raido("new", "Views\n*/ \"x\" \\(y)", "--now=2026-02-02T00:00:00Z")
        #expect(made.status == 0, "\(made)")
        #expect(try project.raido("check").status == 0)
    }

    @Test func `a new migration is taken back by undo until somebody writes into it`() throws {
        let project = try HistoryProject()
        let files = try project.scratch.files()
        #expect(
            try project.raido(
                "new",
                "a long description of what this is for, which takes more than a line of it, so that it is wrapped",
                "--now=2026-02-02T00:00:00Z"
            ).status == 0)
        #expect(try project.raido("undo").status == 0)
        #expect(try project.scratch.files() == files)

        #expect(try project.raido("new", "views", "--now=2026-02-02T00:00:00Z").status == 0)
        try project.edit("migration/m20260202_000000_001_views.swift", "up: []", "up: [\"SELECT 1\"]")
        #expect(try project.raido("undo").status == 3)
    }
}
