import Foundation
import Testing

/// `raido snapshots`, with and without `--rebuild`.
@Suite struct SnapshotsCommandTests {
    @Test func `all snapshots and the list are written from the migrations`() throws {
        let project = try HistoryProject()
        let files = try project.scratch.files()
        try project.scratch.remove("snapshots")
        try project.scratch.remove("migration/Migrations.swift")
        let rebuilt = try project.raido("snapshots", "--rebuild")
        #expect(rebuilt.status == 0, "\(rebuilt)")
        #expect(
            rebuilt.output == """
                Wrote
                  migration/Migrations.swift
                  snapshots/posts.json
                  snapshots/tags.json

                """)
        #expect(try project.scratch.files() == files)
        let again = try project.raido("snapshots", "--rebuild")
        #expect(
            again.output
                == "Nothing to write: the snapshots of 2 tables match the migrations.\n")
    }

    @Test func `without --rebuild what differs is listed and nothing is written`() throws {
        let project = try HistoryProject()
        try project.scratch.write(project.firstTags, to: "snapshots/tags.json")
        let files = try project.scratch.files()
        let outcome = try project.raido("snapshots")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("snapshots/tags.json: this snapshot is stale"), "\(outcome)")
        #expect(outcome.output.contains("Would write\n  snapshots/tags.json\n"))
        #expect(try project.scratch.files() == files)
    }

    @Test func `what --rebuild overwrites is printed, as an edited earlier migration changes it`() throws {
        let project = try HistoryProject()
        let path = "migration/m20260131_120000_001_create_posts.swift"
        try project.edit(path, "(200)", "(300)")
        let rebuilt = try project.raido("snapshots", "--rebuild")
        #expect(rebuilt.status == 0, "\(rebuilt)")
        #expect(rebuilt.output == "Wrote\n  snapshots/posts.json\n")
        for words in [
            "snapshots/posts.json: the migrations do not produce this snapshot",
            "column 'posts.title': the migrations say title varchar(300) NOT NULL; "
                + "the snapshot says title varchar(200) NOT NULL",
            "this snapshot was overwritten with what the migrations produce",
        ] { #expect(rebuilt.errors.contains(words), "\(words): \(rebuilt)") }
        #expect(try project.raido("snapshots", "--rebuild").errors == "")

        try project.edit(path, "(300)", "(200)")
        let json = try project.raido("snapshots", "--rebuild", "--json")
        let document = try #require(JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        let overwritten = try #require(document["overwritten"] as? [[String: Any]])
        #expect(overwritten.map { $0["path"] as? String } == ["snapshots/posts.json"])
        #expect((overwritten.first?["differences"] as? [String])?.first?.contains("varchar(300)") == true, "\(json)")
    }

    @Test func `a snapshot that no migration produces is removed, a file that is no snapshot stays`() throws {
        let project = try HistoryProject()
        let files = try project.scratch.files()
        let tags = try project.scratch.text("snapshots/tags.json")
        try project.scratch.write(
            tags.replacingOccurrences(of: #""table": "tags""#, with: #""table": "labels""#), to: "snapshots/labels.json"
        )
        let removed = try project.raido("snapshots", "--rebuild")
        #expect(removed.output == "Deleted\n  snapshots/labels.json\n", "\(removed)")
        #expect(try project.scratch.files() == files)

        try project.scratch.write("[1, 2]\n", to: "snapshots/numbers.json")
        let refused = try project.raido("snapshots", "--rebuild")
        #expect(refused.status == 1)
        #expect(refused.errors.contains("snapshots/numbers.json"))
        #expect(try project.scratch.text("snapshots/numbers.json") == "[1, 2]\n")
    }

    @Test func `a snapshot with merge markers is written again, one of a newer version is not`() throws {
        let project = try HistoryProject()
        let files = try project.scratch.files()
        try project.edit("snapshots/tags.json", "  \"format\"", "<<<<<<< HEAD\n  \"format\"")
        let rebuilt = try project.raido("snapshots", "--rebuild")
        #expect(rebuilt.status == 0, "\(rebuilt)")
        #expect(try project.scratch.files() == files)

        try project.edit("snapshots/tags.json", "\"format\": 1", "\"format\": 2")
        let newer = try project.raido("snapshots", "--rebuild")
        #expect(newer.status == 1)
        #expect(newer.errors.contains("tags.json uses format 2"))
        #expect(try project.scratch.text("snapshots/tags.json").contains("\"format\": 2"))
    }

    @Test func `a history that does not fit together is not written down`() throws {
        let project = try HistoryProject()
        try project.edit("migration/\(HistoryProject.createTags).swift", "\"name\"", "\"title\"")
        let files = try project.scratch.files()
        let outcome = try project.raido("snapshots", "--rebuild")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("this migration does not fit the ones before it"), "\(outcome)")
        #expect(try project.scratch.files() == files)
    }

    @Test func `framework tables stay in their folder, whatever is left of the snapshots`() throws {
        let project = try ScratchProject([
            "entities/user.model": "extend! { table: \"eihwaz_users\", fields: { bio: textarea } }\n"
        ])
        #expect(try project.raido("makemigrations", "--now=2026-01-31T12:00:00Z").status == 0)
        let files = try project.files()
        let framework = "snapshots/framework/eihwaz_users.json"
        #expect(files[framework] != nil)

        try project.remove("snapshots")
        let rebuilt = try project.raido("snapshots", "--rebuild")
        #expect(rebuilt.status == 0, "\(rebuilt)")
        #expect(try project.files() == files)

        // In the wrong folder.
        try project.write(try project.text(framework), to: "snapshots/eihwaz_users.json")
        try project.remove(framework)
        let misplaced = try project.raido("check")
        #expect(misplaced.errors.contains("this is a framework table; its snapshot belongs in"), "\(misplaced)")
        #expect(try project.raido("snapshots", "--rebuild").status == 0)
        #expect(try project.files() == files)

        // The extension is gone, and the table is still the framework's.
        try project.write("", to: "entities/user.model")
        #expect(try project.raido("makemigrations", "--now=2026-02-01T12:00:00Z", "--force").status == 0)
        let after = try project.files()
        try project.remove("snapshots")
        #expect(try project.raido("snapshots", "--rebuild").status == 0)
        #expect(try project.files() == after)
    }

    @Test func `tables that a migration with code may have changed are not said to be missing`() throws {
        let project = try HistoryProject()
        try project.edit(
            "migration/\(HistoryProject.createTags).swift", "\"20260131_120000\"", "\"20260131_\" + \"120000\"")
        let outcome = try project.raido("snapshots")
        #expect(
            outcome.output
                == "Nothing to write: the snapshots of 2 tables cannot be verified here, because a migration with code may "
                + "have changed them; 'migrate check' verifies them.\n", "\(outcome)")
    }

    @Test func `models with mistakes do not keep snapshots from being rebuilt`() throws {
        let project = try HistoryProject()
        let files = try project.scratch.files().filter { !$0.key.hasPrefix("entities/") }
        try project.scratch.write("model! { Broken, fields: { x: nonsense } }\n", to: "entities/broken.model")
        try project.scratch.remove("snapshots")
        let rebuilt = try project.raido("snapshots", "--rebuild", "--json")
        #expect(rebuilt.status == 0, "\(rebuilt)")
        #expect(rebuilt.output.contains("\"snapshots/tags.json\""))
        #expect(try project.scratch.files().filter { !$0.key.hasPrefix("entities/") } == files)
    }
}
