import Foundation
import Testing

/// `raido why` explains a table or a part of one.
@Suite struct WhyTests {
    @Test func `a column is followed backwards through its renames`() throws {
        let project = try HistoryProject()
        let outcome = try project.raido("why", "tags.label")
        #expect(
            outcome
                == Outcome(
                    status: 0,
                    output: """
                        column 'tags.label'

                        \(HistoryProject.createTags)  2026-01-31T12:00:00Z
                          + name varchar(255) NOT NULL

                        \(HistoryProject.alterTags)  2026-02-01T12:00:00Z
                          ~ name → label (rename)

                        Now:
                          label varchar(255) NOT NULL

                        """, errors: ""))
    }

    @Test func `a name that is gone says what became of it`() throws {
        let project = try HistoryProject()
        let renamed = try project.raido("why", "tags.name")
        #expect(renamed.status == 0)
        #expect(renamed.output.contains("Renamed to 'label' by \(HistoryProject.alterTags)."), "\(renamed)")

        try project.scratch.write(
            "model! { Tag, table: \"tags\", fields: { label: text [required] } }\n", to: "entities/blog.model")
        try project.make("2026-02-02", "--force")
        let dropped = try project.raido("why", "posts")
        #expect(dropped.output.contains("Dropped by m20260202_120000_001_drop_posts."), "\(dropped)")
        #expect(try project.raido("why", "posts.title").output.contains("Dropped by m20260202_120000_001_drop_posts."))
    }

    @Test func `unknown names get a suggestion`() throws {
        let project = try HistoryProject()
        let table = try project.raido("why", "tag")
        #expect(table.status == 1)
        #expect(table.errors.contains("did you mean 'tags'?"), "\(table)")
        let column = try project.raido("why", "posts.titel")
        #expect(column.status == 1)
        #expect(column.errors.contains("did you mean 'posts.title'?"), "\(column)")
    }

    @Test func `a name that only a migration with code has says which those are, and is no suggestion`() throws {
        let project = try HistoryProject()
        try project.edit(
            "migration/\(HistoryProject.createTags).swift", "\"20260131_120000\"", "\"20260131_\" + \"120000\"")
        let outcome = try project.raido("why", "tags")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("that can be read has a table 'tags'"), "\(outcome)")
        #expect(outcome.errors.contains("not read, because they have code: \(HistoryProject.createTags)"), "\(outcome)")
        #expect(!outcome.errors.contains("did you mean 'tags'?"), "\(outcome)")
    }

    @Test func `the answer is a JSON document, too`() throws {
        let project = try HistoryProject()
        let outcome = try project.raido("why", "tags", "--json")
        let document = try #require(
            JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        let migrations = try #require(document["migrations"] as? [[String: Any]])
        #expect(migrations.map { $0["id"] as? String } == [HistoryProject.createTags, HistoryProject.alterTags])
        #expect(migrations.last?["changes"] as? [String] == ["~ name → label (rename)"])
    }
}
