import Testing

/// Merges in which git finds no conflict.
@Suite struct CleanMergeTests {
    private static func model(_ name: String, _ table: String) -> String {
        "model! { \(name), table: \"\(table)\", fields: { name: text } }\n"
    }

    @Test func `a list that is out of order is a warning, until a run writes it in order`() throws {
        let project = try MergeProject()
        try project.branch("f", "2026-01-03", ["entities/bs.model": Self.model("B", "bs")])
        try project.git("checkout", "--quiet", "main")
        try project.work("2026-01-04", ["entities/cs.model": Self.model("C", "cs")])
        #expect(try project.merge("f").status == 0)
        let check = try project.raido("check")
        #expect(check.status == 0, "\(check)")
        #expect(
            check.errors.contains(
                "the list of migrations is out of order: m20260103_000000_001_create_bs comes after "
                    + "m20260104_000000_001_create_cs"), "\(check)")
        #expect(check.output == "No changes: 4 models match their snapshots.\n")

        let snapshots = try project.raido("snapshots")
        #expect(snapshots.status == 0, "\(snapshots)")
        #expect(
            snapshots.errors.contains("warning: migration/Migrations.swift: the list of migrations is out of order"))
        #expect(snapshots.output == "Nothing to write: the snapshots of 4 tables match the migrations.\n")

        let made = try project.raido("makemigrations")
        #expect(made.status == 0, "\(made)")
        #expect(
            made.output
                == "No changes: 4 models match their snapshots.\nWrote\n  migration/Migrations.swift\n", "\(made)")
        let fixed = try project.raido("check")
        #expect(fixed.status == 0 && fixed.errors == "", "\(fixed)")
    }

    @Test func `a list that is out of order is written in order by a rebuild of the snapshots`() throws {
        let project = try MergeProject()
        try project.branch("f", "2026-01-03", ["entities/bs.model": Self.model("B", "bs")])
        try project.git("checkout", "--quiet", "main")
        try project.work("2026-01-04", ["entities/cs.model": Self.model("C", "cs")])
        #expect(try project.merge("f").status == 0)
        // Beside another difference it is written with that one.
        try project.scratch.remove("snapshots/cs.json")
        let files = "  migration/Migrations.swift\n  snapshots/cs.json\n"
        let pending = try project.raido("snapshots")
        #expect(pending.status == 2 && pending.output.contains("Would write\n" + files), "\(pending)")
        let rebuilt = try project.raido("snapshots", "--rebuild")
        #expect(rebuilt == Outcome(status: 0, output: "Wrote\n" + files, errors: ""))
        #expect(
            try project.raido("snapshots")
                == Outcome(
                    status: 0, output: "Nothing to write: the snapshots of 4 tables match the migrations.\n", errors: ""
                ))
    }

    @Test func `a foreign key that is older than the rename of its table is led to rebase`() throws {
        let project = try MergeProject(["entities/authors.model": Self.model("Author", "authors")])
        try project.branch(
            "f", "2026-01-03",
            [
                "entities/books.model": """
                model! { Book, table: "books", fields: { author_id: i64 }, relations: { belongs_to: Author via author_id } }

                """
            ])
        try project.git("checkout", "--quiet", "main")
        try project.work(
            "2026-01-04",
            [
                "entities/authors.model":
                    "model! { Author, table: \"writers\", renamed_from: \"authors\", fields: { name: text } }\n"
            ])
        #expect(try project.raido("up").status == 0)
        #expect(try project.merge("f").status == 0)

        let check = try project.raido("check")
        #expect(check.status == 1 && check.errors.contains("run 'raido rebase --onto BRANCH'"), "\(check)")
        let up = try project.raido("up")
        #expect(up.status == 3 && up.errors.contains("'raido rebase --onto BRANCH' moves it to the end"), "\(up)")
        let late = try project.raido("up", "--allow", "out-of-order")
        #expect(late.status == 1 && late.errors.contains("does not fit the migrations before it"), "\(late)")
        #expect(late.errors.contains("run 'raido rebase --onto BRANCH'"), "\(late)")

        // The way that it gives, and the one that rebase gives.
        let rebase = try project.raido("rebase", "--onto", "HEAD^1")
        #expect(rebase.status == 1 && rebase.errors.contains("'raido undo --onto HEAD^1'"), "\(rebase)")
        #expect(try project.raido("undo", "--onto", "HEAD^1").status == 0)
        try project.make("2026-01-05")
        #expect(try project.raido("check").status == 0)
        #expect(try project.raido("up").status == 0)
    }

    @Test func `two runs of one second are not undone as one without --force`() throws {
        let project = try MergeProject()
        try project.branch(
            "mine", "2026-01-02",
            ["entities/posts.model": "model! { Post, table: \"posts\", fields: { title: text, body: text } }\n"])
        try project.git("checkout", "--quiet", "main")
        try project.work(
            "2026-01-02",
            ["entities/tags.model": "model! { Tag, table: \"tags\", fields: { name: text, colour: text } }\n"])
        #expect(try project.merge("mine").status == 0)
        let files = try project.scratch.files()
        let undo = try project.raido("undo")
        #expect(undo.status == 3, "\(undo)")
        #expect(
            undo.errors.contains(
                "possibly of two runs in the same second, since a number is missing or given twice: "
                    + "m20260102_000000_001_alter_posts, m20260102_000000_001_alter_tags"), "\(undo)")
        #expect(try project.scratch.files() == files)
        #expect(try project.raido("undo", "--force").status == 0)
    }
}
