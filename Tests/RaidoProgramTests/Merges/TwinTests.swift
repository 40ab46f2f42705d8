import Foundation
import Testing

/// Two branches that added a migration under one identity, merged by git.
@Suite struct TwinTests {
    private static let id = "m20260102_000000_001_alter_posts"

    private static func model(_ fields: String) -> String {
        "model! { Post, table: \"posts\", fields: { title: text\(fields) } }\n"
    }

    /// Both branches write a migration in the same second: `main` adds `body`, `mine` adds `views`, and the merge stops.
    ///
    /// - Parameter sql: Statements of the user's that `mine` has in its migration.
    private func merged(sql: String = "") throws -> MergeProject {
        let project = try MergeProject(["entities/posts.model": Self.model("")])
        try project.branch("mine", "2026-01-02", ["entities/posts.model": Self.model(", views: i32")])
        if !sql.isEmpty {
            let path = "migration/\(Self.id).swift"
            let text = try project.scratch.text(path)
            try project.write(
                text.replacing("changes: [\n", with: "changes: [\n        .sql(RawSQL(up: [\"\(sql)\"], down: [])),\n"),
                to: path)
            try project.commit("own SQL")
        }
        try project.git("checkout", "--quiet", "main")
        try project.work("2026-01-02", ["entities/posts.model": Self.model(", body: text")])
        try project.git("checkout", "--quiet", "mine")
        #expect(try project.merge("main").status != 0)
        try project.write(Self.model(", body: text, views: i32"), to: "entities/posts.model")
        return project
    }

    @Test func `check finds the file with both, and rebase keeps both`() throws {
        let project = try merged()
        let check = try project.raido("check")
        #expect(check.status == 1 && check.errors.contains("this migration has merge markers"), "\(check)")
        #expect(check.errors.contains("migration/\(Self.id).swift:"), "\(check)")
        // The snapshot of the table has a conflict, too.
        #expect(check.errors.contains("merge markers: two branches changed this table"), "\(check)")
        #expect(!check.errors.contains("it has no snapshot"), "\(check)")
        #expect(
            check.errors.contains("if both branches added a migration with this name, run 'raido rebase --onto BRANCH'")
        )
        let rebase = try project.raido("rebase", "--onto", "main", "--now=2026-01-05T00:00:00Z")
        #expect(rebase.status == 0, "\(rebase)")
        #expect(
            rebase.output.contains("Both branches added a migration named \(Self.id); the one from main keeps"),
            "\(rebase)"
        )
        let theirs = try project.tryGit(["show", "main:migration/\(Self.id).swift"]).output
        #expect(try project.scratch.text("migration/\(Self.id).swift") == theirs)
        let names = try project.migrations()
        #expect(names.count == 3 && names[2].hasPrefix("m20260105_000000_001_alter_posts"), "\(names)")
        #expect(try project.scratch.text("migration/\(names[2]).swift").contains("views"))
        let fixed = try project.raido("check")
        #expect(fixed.status == 0, "\(fixed)")
        #expect(try project.raido("up").status == 0)
        #expect(try project.columns(of: "posts") == "id,title,body,views")
        try project.commit("merge")
    }

    @Test func `makemigrations names all files with merge markers in one run, as check does`() throws {
        let project = try merged()
        let migration = ["migration/\(Self.id).swift:", "error: this migration has merge markers"]
        let snapshot = ["snapshots/posts.json:", "error: merge markers: two branches changed this table"]
        let model = ["entities/posts.model:1:1: error: merge markers\n"]
        func expect(_ words: [String]) throws {
            for command in ["check", "makemigrations"] {
                let outcome = try project.raido(command)
                #expect(outcome.status == 1, "\(outcome)")
                for word in words { #expect(outcome.errors.contains(word), "\(command): \(word): \(outcome)") }
            }
        }
        try expect(migration + snapshot)
        try project.write(
            "<<<<<<< HEAD\n\(Self.model(", views: i32"))=======\n\(Self.model(", body: text"))>>>>>>> main\n",
            to: "entities/posts.model")
        try expect(migration + snapshot + model)
        let made = try project.raido("makemigrations")
        #expect(made.errors.hasSuffix("3 errors; no files were changed.\n"), "\(made)")
        // Where the snapshot is resolved, the models are what cannot be read.
        try project.git("checkout", "--ours", "snapshots/posts.json")
        try expect(migration + model)
    }

    @Test func `a side that was chosen for the file is moved, and the other one comes back`() throws {
        let project = try merged()
        try project.git("checkout", "--ours", "migration/\(Self.id).swift")
        try project.git("add", "--all")
        let rebase = try project.raido("rebase", "--onto", "main", "--now=2026-01-05T00:00:00Z")
        #expect(rebase.status == 0, "\(rebase)")
        #expect(try project.scratch.text("migration/\(Self.id).swift").contains("body"))
        #expect(try project.migrations().count == 3)
        #expect(try project.raido("check").status == 0)
    }

    @Test func `user SQL is neither moved nor taken back without a word`() throws {
        let sql = "UPDATE posts SET title = 'mine'"
        let project = try merged(sql: sql)
        let files = try project.scratch.files()
        for command in ["rebase", "undo"] {
            let outcome = try project.raido(command, "--onto", "main")
            #expect(outcome.status == 3, "\(outcome)")
            #expect(outcome.errors.contains("migration/\(Self.id).swift"), "\(outcome)")
            #expect(try project.scratch.files() == files)
        }
        let rebase = try project.raido("rebase", "--onto", "main", "--force", "--now=2026-01-05T00:00:00Z")
        #expect(rebase.status == 0, "\(rebase)")
        let last = try #require(try project.migrations().last)
        #expect(try project.scratch.text("migration/\(last).swift").contains(sql))
        #expect(try project.raido("check").status == 0)
    }

    @Test func `undo leaves the migration of the other branch`() throws {
        let project = try merged()
        let undo = try project.raido("undo", "--onto", "main")
        #expect(undo.status == 0, "\(undo)")
        let theirs = try project.tryGit(["show", "main:migration/\(Self.id).swift"]).output
        #expect(try project.scratch.text("migration/\(Self.id).swift") == theirs)
        try project.make("2026-01-04")
        #expect(try project.raido("check").status == 0)
    }

    @Test func `a database that has one of the two stops the move`() throws {
        let project = try merged()
        try project.git("merge", "--abort")
        #expect(try project.raido("up").status == 0)
        #expect(try project.merge("main").status != 0)
        try project.write(Self.model(", body: text, views: i32"), to: "entities/posts.model")
        let files = try project.scratch.files()
        let rebase = try project.raido("rebase", "--onto", "main")
        #expect(rebase.status == 3 && rebase.errors.contains("    \(Self.id)\n"), "\(rebase)")
        #expect(try project.scratch.files() == files)
    }

    @Test func `one id in two files is found`() throws {
        let project = try MergeProject()
        let path = "migration/m20260101_000000_001_create_posts.swift"
        try project.write(try project.scratch.text(path), to: "migration/m20260101_000000_003_create_more.swift")
        let check = try project.raido("check")
        #expect(check.status == 1, "\(check)")
        #expect(
            check.errors.contains(
                "the id 'm20260101_000000_001_create_posts' differs from the file's name, 'm20260101_000000_003_create_more'"
            ), "\(check)")
    }
}
