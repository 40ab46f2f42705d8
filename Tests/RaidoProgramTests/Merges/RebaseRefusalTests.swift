import Foundation
import Testing

/// What `raido rebase` refuses, and what databases make of it.
@Suite struct RebaseRefusalTests {
    private static func model(_ fields: String) -> String {
        "model! { Post, table: \"posts\", fields: { title: text\(fields) } }\n"
    }

    /// `main` adds `body` on the 3rd, `mine` adds `views` on the 2nd.
    private func branched() throws -> MergeProject {
        let project = try MergeProject(["entities/posts.model": Self.model("")])
        try project.branch("mine", "2026-01-02", ["entities/posts.model": Self.model(", views: i32")])
        try project.git("checkout", "--quiet", "main")
        try project.work("2026-01-03", ["entities/posts.model": Self.model(", body: text")])
        try project.git("checkout", "--quiet", "mine")
        return project
    }

    private func merge(_ project: MergeProject) throws {
        #expect(try project.merge("main").status != 0)
        try project.write(Self.model(", body: text, views: i32"), to: "entities/posts.model")
    }

    @Test func `a commit without the folder of migrations is no base`() throws {
        let project = try MergeProject()
        let files = try project.scratch.files()
        let empty = try project.tryGit(["mktree"])
        let made = try project.tryGit(
            ["commit-tree", "-m", "empty", empty.output.trimmingCharacters(in: .whitespacesAndNewlines)])
        #expect(made.status == 0, "\(made)")
        try project.git("branch", "empty", made.output.trimmingCharacters(in: .whitespacesAndNewlines))
        for command in ["undo", "rebase"] {
            let outcome = try project.raido(command, "--onto", "empty")
            #expect(outcome.status == 1, "\(outcome)")
            #expect(outcome.errors.contains("'empty' has no migrations in migration/"), "\(outcome)")
        }
        #expect(try project.scratch.files() == files)
    }

    @Test func `applied migrations are not moved`() throws {
        let project = try branched()
        #expect(try project.raido("up").status == 0)
        try merge(project)
        let files = try project.scratch.files()
        let rebase = try project.raido("rebase", "--onto", "main")
        #expect(rebase.status == 3, "\(rebase)")
        #expect(rebase.errors.contains("applied migrations are not moved; no files were changed"))
        #expect(rebase.errors.contains("    m20260102_000000_001_alter_posts\n"), "\(rebase)")
        #expect(try project.scratch.files() == files)

        // The history is there under its former name.
        try project.write("{\"history_table\": \"other\"}", to: "raido.json")
        let unknown = try project.raido("rebase", "--onto", "main")
        #expect(unknown.status == 3, "\(unknown)")
        #expect(unknown.errors.contains("it is unknown whether the database has them: "), "\(unknown)")
        try project.scratch.remove("raido.json")
        #expect(try project.scratch.files() == files)

        // The way that it gives.
        try project.git("merge", "--abort")
        #expect(try project.raido("down").status == 0)
        try merge(project)
        let again = try project.raido("rebase", "--onto", "main", "--now=2026-01-05T00:00:00Z")
        #expect(again.status == 0, "\(again)")
        #expect(again.output.contains("has none of them."))
        #expect(try project.raido("up").status == 0)
        #expect(try project.columns(of: "posts") == "id,title,body,views")
    }

    @Test func `a database that has the other branch's migrations goes on, one with the old ones is told`() throws {
        let project = try branched()
        let up = try project.raido("up", "--database", "sqlite:old.sqlite")
        #expect(up.status == 0, "\(up)")
        try project.git("checkout", "--quiet", "main")
        #expect(try project.raido("up").status == 0)
        try project.git("checkout", "--quiet", "mine")
        try merge(project)
        let rebase = try project.raido("rebase", "--onto", "main", "--now=2026-01-05T00:00:00Z")
        #expect(rebase.status == 0, "\(rebase)")
        #expect(try project.raido("up").status == 0)
        #expect(try project.columns(of: "posts") == "id,title,body,views")
        let old = try project.raido("up", "--database", "sqlite:old.sqlite")
        #expect(old.status == 3)
        #expect(old.errors.contains("m20260102_000000_001_alter_posts"), "\(old)")
    }

    @Test func `before the merge it says to merge`() throws {
        let project = try branched()
        let rebase = try project.raido("rebase", "--onto", "main")
        #expect(rebase.status == 1)
        #expect(rebase.errors.contains("'main' has a migration that this folder does not have"), "\(rebase)")
        #expect(rebase.errors.contains("git merge main"))
    }

    @Test func `an unknown reference and a folder outside of git are told`() throws {
        let project = try branched()
        let unknown = try project.raido("rebase", "--onto", "--output=x")
        #expect(unknown.status == 64)
        for name in ["nobody", "-n", "main:migration"] {
            let outcome = try project.raido("rebase", "--onto=\(name)")
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("git knows no commit '\(name)'"), "\(outcome)")
        }
        let outside = try ScratchProject(["entities/posts.model": Self.model("")])
        let outcome = try outside.raido("rebase", "--onto", "main")
        #expect(outcome.status == 1)
        #expect(
            outcome.errors.contains("git is needed to compare branches: this folder is in no git work tree"),
            "\(outcome)")
        #expect(try project.raido("rebase").status == 64)
    }

    @Test func `a migration of the other branch that was edited here is told`() throws {
        let project = try branched()
        try merge(project)
        let path = "migration/m20260103_000000_001_alter_posts.swift"
        try project.write(
            try project.scratch.text(path).replacingOccurrences(of: "\"body\"", with: "\"text\""), to: path)
        let rebase = try project.raido("rebase", "--onto", "main")
        #expect(rebase.status == 1)
        #expect(
            rebase.errors.contains("m20260103_000000_001_alter_posts: the file differs from the one in 'main'"),
            "\(rebase)")
        #expect(rebase.errors.contains("git checkout main -- \(path)\n"), "\(rebase)")
    }

    @Test func `a migration with code stops it at its place`() throws {
        let project = try branched()
        try merge(project)
        let path = "migration/m20260102_000000_001_alter_posts.swift"
        try project.write(
            try project.scratch.text(path).replacingOccurrences(of: "\"20260102_000000\"", with: "\"2026\" + \"\""),
            to: path)
        let files = try project.scratch.files()
        let rebase = try project.raido("rebase", "--onto", "main")
        #expect(rebase.status == 1)
        #expect(rebase.errors.contains("this migration has code"), "\(rebase)")
        #expect(try project.scratch.files() == files)
    }

    @Test func `a hand-written or edited migration is moved with --force only`() throws {
        let project = try branched()
        try merge(project)
        let id = "m20260102_000000_001_alter_posts"
        let path = "migration/\(id).swift"
        try project.write("// Agreed with Ada.\n" + (try project.scratch.text(path)), to: path)
        let files = try project.scratch.files()
        let rebase = try project.raido("rebase", "--onto", "main")
        #expect(rebase.status == 3, "\(rebase)")
        for words in [
            "1 migration to move is hand-written or edited; no files were changed", "  \(path)\n",
            "this branch: \(id): Adds `views`.", "other branch: m20260103_000000_001_alter_posts: Adds `body`.",
            "  raido rebase --onto main --force\n", "  raido undo --onto main --force\n  raido makemigrations\n",
        ] { #expect(rebase.errors.contains(words), "\(words): \(rebase)") }

        let json = try project.raido("rebase", "--onto", "main", "--json")
        #expect(json.status == 3)
        let document = try #require(JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        #expect(document["status"] as? String == "refused")
        #expect(document["edited"] as? [String] == [path])

        let dryRun = try project.raido("rebase", "--onto", "main", "--dry-run")
        #expect(dryRun.status == 0, "\(dryRun)")
        #expect(dryRun.output.contains("hand-written or edited: moved only with --force"), "\(dryRun)")
        #expect(try project.scratch.files() == files)
        #expect(try project.raido("rebase", "--onto", "main", "--force").status == 0)
        #expect(try project.raido("check").status == 0)
    }

    @Test func `the empty migration that 'raido new' makes is moved without --force`() throws {
        let project = try MergeProject(["entities/posts.model": Self.model("")])
        try project.git("checkout", "--quiet", "-b", "mine")
        #expect(try project.raido("new", "fill titles", "--now=2026-01-02T00:00:00Z").status == 0)
        try project.commit("new")
        try project.git("checkout", "--quiet", "main")
        try project.work("2026-01-03", ["entities/posts.model": Self.model(", body: text")])
        try project.git("checkout", "--quiet", "mine")
        try project.merge("main")
        let rebase = try project.raido("rebase", "--onto", "main", "--now=2026-01-05T00:00:00Z")
        #expect(rebase.status == 0, "\(rebase)")
        #expect(try project.migrations().last == "m20260105_000000_001_fill_titles")
    }

    @Test func `changes that are not committed are moved as they are`() throws {
        let project = try branched()
        try merge(project)
        let path = "migration/m20260102_000000_001_alter_posts.swift"
        let text = "// Not committed.\n" + (try project.scratch.text(path))
        try project.write(text, to: path)
        let rebase = try project.raido("rebase", "--onto", "main", "--force", "--now=2026-01-05T00:00:00Z")
        #expect(rebase.status == 0, "\(rebase)")
        #expect(
            try project.scratch.text("migration/m20260105_000000_001_alter_posts.swift")
                .hasPrefix("// Not committed.\n"))
    }
}
