import Foundation
import Testing

private let body = "model! { Post, table: \"posts\", fields: { title: text, body: text } }\n"
private let views = "model! { Post, table: \"posts\", fields: { title: text, views: i32 } }\n"
private let both = "model! { Post, table: \"posts\", fields: { title: text, body: text, views: i32 } }\n"
private let alterPosts = "m20260105_000000_001_alter_posts"

/// `raido rebase` after a real merge.
@Suite struct RebaseTests {
    /// `main` adds `body` on the 3rd, `mine` adds `views` on the 2nd. The merge of `main` into `mine` stops.
    private func conflict() throws -> MergeProject {
        let project = try MergeProject()
        try project.branch("mine", "2026-01-02", ["entities/posts.model": views])
        try project.git("checkout", "--quiet", "main")
        try project.work("2026-01-03", ["entities/posts.model": body])
        try project.git("checkout", "--quiet", "mine")
        #expect(try project.merge("main").status != 0)
        return project
    }

    @Test func `branches that changed different tables need nothing but git`() throws {
        let project = try MergeProject()
        try project.branch(
            "mine", "2026-01-02",
            ["entities/tags.model": "model! { Tag, table: \"tags\", fields: { label: text, name: text } }\n"])
        try project.branch("other", "2026-01-03", ["entities/posts.model": body])
        try project.git("checkout", "--quiet", "main")
        try project.git("merge", "--quiet", "mine")
        #expect(try project.merge("other").status == 0)
        let check = try project.raido("check")
        #expect(check.status == 0, "\(check)")
        let up = try project.raido("up")
        #expect(up.status == 0, "\(up)")
    }

    @Test func `a list that git merged out of order is no hindrance, and is put in order`() throws {
        let project = try MergeProject()
        let tag = "model! { Tag, table: \"tags\", fields: { label: text, name: text } }\n"
        try project.branch("mine", "2026-01-02", ["entities/tags.model": tag])
        try project.branch("other", "2026-01-03", ["entities/posts.model": body])
        #expect(try project.merge("mine").status == 0)
        let up = try project.raido("up")
        #expect(up.status == 0, "\(up)")
        let rebase = try project.raido("rebase", "--onto", "mine")
        #expect(rebase.status == 0)
        #expect(rebase.output.contains("Nothing to move"), "\(rebase)")
        #expect(try project.raido("check").status == 0)
    }

    @Test func `a conflict in a snapshot names both migrations, what they do and the recipe`() throws {
        let project = try conflict()
        try project.write(both, to: "entities/posts.model")
        for command in ["check", "makemigrations"] {
            let outcome = try project.raido(command)
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("merge markers: two branches changed this table"), "\(outcome)")
            #expect(outcome.errors.contains("m20260102_000000_001_alter_posts: Adds `views`."), "\(outcome)")
            #expect(outcome.errors.contains("m20260103_000000_001_alter_posts: Adds `body`."))
            #expect(outcome.errors.contains("'raido rebase --onto BRANCH'"))
        }
    }

    @Test func `the recipe works in the middle of a merge`() throws {
        let project = try conflict()
        try project.write(both, to: "entities/posts.model")
        let before = try project.scratch.text("migration/m20260102_000000_001_alter_posts.swift")
        let rebase = try project.raido("rebase", "--onto", "main", "--now=2026-01-05T00:00:00Z")
        #expect(rebase.status == 0, "\(rebase)")
        #expect(rebase.output.contains("  m20260102_000000_001_alter_posts\n    → \(alterPosts)\n"), "\(rebase)")
        #expect(rebase.output.contains("Database: not checked: the file app.sqlite does not exist."))
        #expect(
            try project.migrations() == [
                "m20260101_000000_001_create_posts", "m20260101_000000_002_create_tags",
                "m20260103_000000_001_alter_posts", alterPosts,
            ])
        #expect(
            try project.scratch.text("migration/\(alterPosts).swift")
                == before.replacingOccurrences(of: "20260102_000000", with: "20260105_000000"))
        let check = try project.raido("check")
        #expect(check.status == 0, "\(check)")
        try project.commit("merge")
        let up = try project.raido("up")
        #expect(up.status == 0, "\(up)")
        #expect(try project.columns(of: "posts") == "id,title,body,views")
        let again = try project.raido("rebase", "--onto=main")
        #expect(again.status == 0)
        #expect(again.output.contains("Nothing to move"), "\(again)")
        #expect(again.output.contains("Nothing to write"))
    }

    @Test func `the recipe works in the middle of a rebase, commit by commit`() throws {
        let project = try MergeProject()
        try project.branch("mine", "2026-01-02", ["entities/posts.model": views])
        let more = views.replacingOccurrences(of: "views: i32", with: "views: i64")
        try project.work("2026-01-02", ["entities/posts.model": more])
        try project.git("checkout", "--quiet", "main")
        try project.work("2026-01-03", ["entities/posts.model": body])
        try project.git("checkout", "--quiet", "mine")
        #expect(try project.tryGit(["rebase", "--quiet", "main"]).status != 0)
        try project.write(both, to: "entities/posts.model")
        let first = try project.raido("rebase", "--onto", "main", "--now=2026-01-05T00:00:00Z")
        #expect(first.status == 0, "\(first)")
        try project.git("add", "--all")
        #expect(try project.tryGit(["rebase", "--continue"]).status != 0)
        try project.write(both.replacingOccurrences(of: "i32", with: "i64"), to: "entities/posts.model")
        let second = try project.raido("rebase", "--onto", "main", "--now=2026-01-05T00:00:00Z")
        #expect(second.status == 0, "\(second)")
        try project.git("add", "--all")
        try project.git("rebase", "--continue")
        #expect(
            try project.migrations().suffix(3) == [
                "m20260103_000000_001_alter_posts", alterPosts, "m20260105_000001_001_alter_posts",
            ])
        let check = try project.raido("check")
        #expect(check.status == 0, "\(check)")
        #expect(try project.raido("up").status == 0)
    }

    @Test func `markers in the list of migrations do not matter`() throws {
        let project = try MergeProject()
        try project.scratch.remove(".gitattributes")
        try project.commit("no union")
        try project.branch("mine", "2026-01-02", ["entities/posts.model": views])
        try project.git("checkout", "--quiet", "main")
        try project.work("2026-01-03", ["entities/posts.model": body])
        try project.merge("mine")
        #expect(try project.scratch.text("migration/Migrations.swift").contains("<<<<<<<"))
        try project.write(both, to: "entities/posts.model")
        // On main, the other branch is the one that is merged.
        let rebase = try project.raido("rebase", "--onto", "HEAD", "--now=2026-01-05T00:00:00Z")
        #expect(rebase.status == 0, "\(rebase)")
        #expect(try project.raido("check").status == 0)
        #expect(try project.migrations().last == alterPosts)
    }

    @Test func `a snapshot of one side is rebuilt, also where nothing is to be moved`() throws {
        let project = try conflict()
        try project.write(both, to: "entities/posts.model")
        try project.git("checkout", "--quiet", "--ours", "snapshots/posts.json")
        let check = try project.raido("check")
        #expect(check.status == 1)
        #expect(check.errors.contains("m20260103_000000_001_alter_posts"), "\(check)")
        let rebase = try project.raido("rebase", "--onto", "mine", "--now=2026-01-05T00:00:00Z")
        #expect(rebase.status == 0, "\(rebase)")
        #expect(rebase.output.contains("Nothing to move"))
        #expect(try project.raido("check").status == 0)
    }

    @Test func `a dry run shows the moves and changes no file`() throws {
        let project = try conflict()
        let files = try project.scratch.files()
        let rebase = try project.raido("rebase", "--onto", "main", "--dry-run", "--now=2026-01-05T00:00:00Z")
        #expect(rebase.status == 0, "\(rebase)")
        #expect(rebase.output.contains("→ \(alterPosts)"))
        #expect(rebase.output.contains("Would write"))
        #expect(try project.scratch.files() == files)
    }

    @Test func `what was moved is in the JSON document`() throws {
        let project = try conflict()
        let rebase = try project.raido("rebase", "--onto", "main", "--json", "--now=2026-01-05T00:00:00Z")
        #expect(rebase.status == 0, "\(rebase)")
        let document = try #require(
            JSONSerialization.jsonObject(with: Data(rebase.output.utf8)) as? [String: Any])
        #expect(document["status"] as? String == "written")
        #expect(
            document["moved"] as? [[String: String]] == [
                ["from": "m20260102_000000_001_alter_posts", "to": alterPosts]
            ])
    }

    @Test func `a person's text, comments and SQL stay byte for byte`() throws {
        let project = try MergeProject()
        try project.git("checkout", "--quiet", "-b", "mine")
        let new = try project.raido("new", "fill titles", "--now=2026-01-02T00:00:00Z")
        try #require(new.status == 0, "\(new)")
        let id = "m20260102_000000_001_fill_titles"
        let text = """
            // Agreed with Ada; see \(id).
            import Raido

            let \(id)   =   Migration(
              id: #"\(id)"#, batch: "20260102_000000",
              changes: [ .sql(RawSQL(up: ["UPDATE posts SET title = 'm20260102_000000_001'"], down: [])) /* ↑ */ ])\r

            """
        try project.write(text, to: "migration/\(id).swift")
        try project.commit("own SQL")
        try project.git("checkout", "--quiet", "main")
        try project.work("2026-01-03", ["entities/posts.model": body])
        try project.git("checkout", "--quiet", "mine")
        try project.merge("main")
        let refused = try project.raido("rebase", "--onto", "main", "--now=2026-01-05T00:00:00Z")
        #expect(refused.status == 3, "\(refused)")
        let rebase = try project.raido("rebase", "--onto", "main", "--force", "--now=2026-01-05T00:00:00Z")
        #expect(rebase.status == 0, "\(rebase)")
        let moved = "m20260105_000000_001_fill_titles"
        let expected = text.replacingOccurrences(of: "let \(id)", with: "let \(moved)")
            .replacingOccurrences(of: "#\"\(id)\"#", with: "\"\(moved)\"")
            .replacingOccurrences(of: "batch: \"20260102", with: "batch: \"20260105")
        #expect(try project.scratch.text("migration/\(moved).swift") == expected)
        #expect(try project.raido("check").status == 0)
        #expect(try project.raido("up").status == 0)
    }
}
