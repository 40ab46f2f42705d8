import Foundation
import Testing

/// `raido makemigrations` verifies the tables that it is about to change.
@Suite struct VerificationTests {
    @Test func `a rename is not written twice from a stale snapshot`() throws {
        let project = try HistoryProject()
        try project.scratch.write(
            HistoryProject.models(tags: #"label: text [required, renamed_from: "name"]"#), to: "entities/blog.model")
        try project.scratch.write(project.firstTags, to: "snapshots/tags.json")
        let files = try project.scratch.files()
        for options in [[], ["--force"]] {
            let outcome = try run(.raido, ["makemigrations"] + options, in: project.scratch.folder)
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("this snapshot is stale"), "\(outcome)")
            #expect(outcome.errors.contains("'raido snapshots --rebuild'"))
            #expect(try project.scratch.files() == files)
        }
        #expect(try project.raido("snapshots", "--rebuild").status == 0)
        #expect(try project.raido("makemigrations").status == 0)
        #expect(try project.raido("check").status == 0)
    }

    @Test func `a stale snapshot of a table that is referred to is refused, that of another table is not`() throws {
        let project = try HistoryProject()
        try project.scratch.write(project.firstTags, to: "snapshots/tags.json")
        let unrelated = HistoryProject.models(
            tags: #"label: text [required, renamed_from: "name"]"#, posts: "title: text [required, max_length: 300]")
        try project.scratch.write(unrelated, to: "entities/blog.model")
        let stale = try project.raido("makemigrations")
        #expect(stale.status == 1, "the plan changes tags, too")

        try project.scratch.write(
            HistoryProject.models(tags: "name: text [required]", posts: "title: text [required, max_length: 300]"),
            to: "entities/blog.model")
        let other = try project.raido("makemigrations")
        #expect(other.status == 0, "\(other)")

        try project.scratch.write(
            HistoryProject.models(tags: "name: text [required]", posts: "title: text [required, max_length: 300]")
                + """
                model! { PostTag, table: "post_tags", fields: { tag_id: i64 [required] },
                  relations: { belongs_to: Tag via tag_id } }

                """, to: "entities/blog.model")
        let referring = try project.raido("makemigrations")
        #expect(referring.status == 1)
        #expect(referring.errors.contains("snapshots/tags.json: this snapshot is stale"), "\(referring)")
    }

    @Test func `a stale snapshot of a table that refers to a renamed one is refused`() throws {
        let project = try ScratchProject()
        func models(_ author: String, post: String) -> String {
            """
            model! { Author, table: "\(author)" fields: { name: text } }
            model! { Post, table: "posts", fields: { author_id: i64 [required], \(post) },
              relations: { belongs_to: Author via author_id } }

            """.replacingOccurrences(of: "\" fields", with: "\", fields")
        }
        func make(_ text: String, at date: String) throws -> Outcome {
            try project.write(text, to: "entities/blog.model")
            return try project.raido("makemigrations", "--now", "\(date)T12:00:00Z", "--force")
        }
        #expect(try make(models("authors", post: "title: text"), at: "2026-01-01").status == 0)
        let old = try project.text("snapshots/posts.json")
        #expect(try make(models("authors", post: "title: text, body: text"), at: "2026-01-02").status == 0)
        try project.write(old, to: "snapshots/posts.json")
        let renamed = models("writers\", renamed_from: \"authors", post: "title: text")
        let outcome = try make(renamed, at: "2026-01-03")
        #expect(outcome.status == 1, "\(outcome)")
        #expect(outcome.errors.contains("snapshots/posts.json: this snapshot is stale"), "\(outcome)")
    }

    @Test func `the old name of a renamed table is free again`() throws {
        let project = try HistoryProject()
        let renamed = """
            model! { Article, table: "articles", renamed_from: "posts", fields: { title: text [required, max_length: 200] } }
            model! { Tag, table: "tags", fields: { label: text [required] } }

            """
        try project.scratch.write(renamed, to: "entities/blog.model")
        try project.make("2026-02-02")
        try project.scratch.write(
            renamed.replacingOccurrences(of: "renamed_from: \"posts\", ", with: "")
                + "model! { Post, table: \"posts\", fields: { body: text } }\n", to: "entities/blog.model")
        try project.make("2026-02-03")
        #expect(try project.raido("check").status == 0)
    }

    @Test func `a table of a migration with code is changed with a warning`() throws {
        let project = try HistoryProject()
        try project.edit(
            "migration/\(HistoryProject.alterTags).swift", "\"20260201_120000\"", "\"20260201_\" + \"120000\"")
        try project.scratch.write(
            HistoryProject.models(tags: "label: text [required], note: text"), to: "entities/blog.model")
        let outcome = try project.raido("makemigrations")
        #expect(outcome.status == 0, "\(outcome)")
        #expect(outcome.errors.contains("this migration has code, so it cannot be read; not verified: 'tags'"))
    }

    @Test func `a run without changes does not read the migrations`() throws {
        let project = try HistoryProject()
        try project.scratch.write("nonsense {\n", to: "migration/\(HistoryProject.createTags).swift")
        let outcome = try project.raido("makemigrations")
        #expect(outcome.errors == "")
        #expect(outcome.output == "No changes: 2 models match their snapshots.\n")
    }
}
