import Foundation
import Testing

/// Two branches whose migrations do not fit each other.
@Suite struct ContradictionTests {
    private static let authors = """
        model! { Author, table: "authors", fields: { code: varchar(20) [required, unique], name: text } }

        """
    private static let writers = """
        model! { Author, table: "writers", renamed_from: "authors",
            fields: { handle: varchar(20) [required, unique, renamed_from: "code"], name: text } }

        """
    private static func books(_ key: String) -> String {
        """
        model! { Book, table: "books", fields: { author: varchar(20) },
            relations: { belongs_to: Author via author to \(key) } }

        """
    }

    /// Branch `A` renames `authors.code`; branch `B` adds books that refer to it, and gets `A` merged.
    private func renamedAndReferenced(_ renamed: String, _ referenced: String) throws -> MergeProject {
        let project = try MergeProject(["entities/authors.model": Self.authors])
        try project.branch("A", renamed, ["entities/authors.model": Self.writers])
        try project.branch("B", referenced, ["entities/books.model": Self.books("code")])
        #expect(try project.merge("A").status == 0)
        try project.write(Self.books("handle"), to: "entities/books.model")
        return project
    }

    @Test func `a foreign key to the old name is found, with both sides and a way out that works`() throws {
        let project = try renamedAndReferenced("2026-01-02", "2026-01-03")
        let check = try project.raido("check")
        #expect(check.status == 1)
        #expect(check.errors.contains("of 'books' refers to 'authors', which"), "\(check)")
        #expect(check.errors.contains("m20260102_000000_001_alter_writers: Renames"), "\(check)")
        #expect(check.errors.contains("m20260103_000000_001_create_books: Creates `books`."))
        #expect(check.errors.contains("raido rebase --onto BRANCH"))
        let up = try project.raido("up")
        #expect(up.status == 1)
        #expect(up.errors.contains("refers to table 'authors', which does not exist"), "\(up)")
        #expect(up.errors.contains("run 'raido check': it names the migrations that contradict each other"), "\(up)")
        #expect(try project.columns(of: "authors") == "")

        let rebase = try project.raido("rebase", "--onto", "A")
        #expect(rebase.status == 1)
        #expect(rebase.errors.contains("other branch: m20260102_000000_001_alter_writers: "), "\(rebase)")
        #expect(rebase.errors.contains("this branch: m20260103_000000_001_create_books: "))
        #expect(rebase.errors.contains("'raido undo --onto A'"))

        let undo = try project.raido("undo", "--onto", "A")
        #expect(undo.status == 0, "\(undo)")
        try project.make("2026-01-04")
        let fixed = try project.raido("check")
        #expect(fixed.status == 0, "\(fixed)")
        let applied = try project.raido("up")
        #expect(applied.status == 0, "\(applied)")
        #expect(
            try project.migrations() == [
                "m20260101_000000_001_create_authors", "m20260102_000000_001_alter_writers",
                "m20260104_000000_001_create_books",
            ])
    }

    @Test func `the program with compiled migrations finds it too, before it applies anything`() throws {
        let project = try ScratchProject()
        let chosen = ["RAIDO_TRIAL": "contradicting"]
        let check = try run(.trial, ["check"], in: project.folder, environment: chosen)
        #expect(check.status == 1, "\(check)")
        #expect(check.errors.contains("of 'books' refers to 'authors', which"), "\(check)")
        for id in ["m2_rename_authors", "m3_create_books"] { #expect(check.errors.contains(id), "\(check)") }
        let up = try run(.trial, ["up"], in: project.folder, environment: chosen)
        #expect(up.status == 1 && up.errors.contains("refers to table 'authors', which does not exist"), "\(up)")
        let status = try run(.trial, ["status"], in: project.folder, environment: chosen)
        #expect(status.output.hasSuffix("0 migrations applied, 3 pending.\n"), "\(status)")
    }

    @Test func `the rename moved after the foreign key takes it along`() throws {
        let project = try renamedAndReferenced("2026-01-02", "2026-01-03")
        let rebase = try project.raido("rebase", "--onto", "HEAD^1", "--now=2026-01-05T00:00:00Z")
        #expect(rebase.status == 0, "\(rebase)")
        let check = try project.raido("check")
        #expect(check.status == 0, "\(check)")
        #expect(try project.raido("up").status == 0)
    }

    /// Both branches change `posts`; `mine` gets `main` merged.
    private func posts(
        _ base: String = "title: text, note: text", main: String, mine: String, merged: String
    ) throws -> MergeProject {
        let model = { (fields: String) in "model! { Post, table: \"posts\", fields: { \(fields) } }\n" }
        let project = try MergeProject(["entities/posts.model": model(base)])
        try project.branch("mine", "2026-01-02", ["entities/posts.model": model(mine)])
        try project.git("checkout", "--quiet", "main")
        try project.work("2026-01-03", ["entities/posts.model": model(main)])
        try project.git("checkout", "--quiet", "mine")
        #expect(try project.merge("main").status != 0)
        try project.write(model(merged), to: "entities/posts.model")
        return project
    }

    /// What `rebase` says, after the way out that it gives was taken.
    private func contradiction(in project: MergeProject) throws -> Outcome {
        let files = try project.scratch.files()
        let rebase = try project.raido("rebase", "--onto", "main")
        #expect(rebase.status == 1, "\(rebase)")
        #expect(rebase.errors.contains("the migrations of this branch do not fit those of 'main'"), "\(rebase)")
        #expect(try project.scratch.files() == files)
        let undo = try project.raido("undo", "--onto", "main")
        #expect(undo.status == 0, "\(undo)")
        try project.make("2026-01-04")
        let check = try project.raido("check")
        #expect(check.status == 0, "\(check)")
        #expect(try project.raido("up").status == 0)
        return rebase
    }

    @Test func `both branches add the same column`() throws {
        let both = "title: text, note: text, views: i32"
        let project = try posts(main: both, mine: both, merged: both)
        // The models agree, and so do the snapshots but for the migration that they name.
        let rebase = try project.raido("rebase", "--onto", "main")
        #expect(rebase.status == 1)
        #expect(rebase.errors.contains("column 'posts.views' already exists"), "\(rebase)")
        #expect(rebase.errors.contains("other branch: m20260103_000000_001_alter_posts: Adds `views`."))
        #expect(rebase.errors.contains("this branch: m20260102_000000_001_alter_posts: Adds `views`."))
        #expect(try project.raido("undo", "--onto", "main").status == 0)
        #expect(try project.raido("check").status == 0)
    }

    @Test func `one branch drops what the other changes`() throws {
        let project = try posts(
            main: "title: text", mine: "title: text, note: varchar(40)", merged: "title: text, extra: text")
        let outcome = try contradiction(in: project)
        #expect(outcome.errors.contains("column 'posts.note' does not exist"), "\(outcome)")
        #expect(outcome.errors.contains("other branch: m20260103_000000_001_alter_posts: Drops `note`."), "\(outcome)")
    }

    @Test func `one branch drops the table to which the other adds a column`() throws {
        let project = try MergeProject()
        try project.git("checkout", "--quiet", "-b", "mine")
        try project.scratch.remove("entities/posts.model")
        try project.work("2026-01-02", [:])
        try project.git("checkout", "--quiet", "main")
        let posts = "model! { Post, table: \"posts\", fields: { title: text, extra: text } }\n"
        try project.work("2026-01-03", ["entities/posts.model": posts])
        try project.git("checkout", "--quiet", "mine")
        #expect(try project.merge("main").status != 0)
        let rebase = try project.raido("rebase", "--onto", "main")
        #expect(rebase.status == 1)
        #expect(
            rebase.errors.contains(
                "it drops table 'posts' as it was before m20260103_000000_001_alter_posts, which adds column 'posts.extra'"
            ), "\(rebase)")
        #expect(rebase.errors.contains("other branch: m20260103_000000_001_alter_posts: Adds `extra`."))
        #expect(rebase.errors.contains("this branch: m20260102_000000_001_drop_posts: Drops `posts`."))
        let up = try project.raido("up")
        #expect(up.status == 1 && up.errors.contains("run 'raido check'"), "\(up)")
    }

    @Test func `two conflicts in snapshots get their advice once`() throws {
        let project = try MergeProject()
        func models(_ field: String) -> [String: String] {
            [
                "entities/posts.model": "model! { Post, table: \"posts\", fields: { title: text, \(field): text } }\n",
                "entities/tags.model": "model! { Tag, table: \"tags\", fields: { name: text, \(field): text } }\n",
            ]
        }
        try project.branch("mine", "2026-01-02", models("mine"))
        try project.git("checkout", "--quiet", "main")
        try project.work("2026-01-03", models("theirs"))
        try project.git("checkout", "--quiet", "mine")
        #expect(try project.merge("main").status != 0)
        let outcome = try project.raido("snapshots")
        #expect(outcome.errors.split(separator: "merge markers: two branches").count == 3, "\(outcome)")
        #expect(outcome.errors.split(separator: "raido rebase --onto BRANCH").count == 2, "\(outcome)")
        #expect(!outcome.errors.contains("it has no snapshot"), "\(outcome)")
    }

    @Test func `both branches create the same table`() throws {
        let project = try MergeProject()
        let model = { (field: String) in "model! { News, table: \"news\", fields: { \(field): text } }\n" }
        try project.branch("mine", "2026-01-02", ["entities/news.model": model("headline")])
        try project.git("checkout", "--quiet", "main")
        try project.work("2026-01-03", ["entities/news.model": model("title")])
        try project.git("checkout", "--quiet", "mine")
        #expect(try project.merge("main").status != 0)
        try project.write(model("title: text, headline"), to: "entities/news.model")
        let outcome = try contradiction(in: project)
        #expect(outcome.errors.contains("table 'news' already exists"), "\(outcome)")
        #expect(outcome.errors.contains("m20260103_000000_001_create_news: Creates `news`."))
    }

    @Test func `three branches, one after the other`() throws {
        let model = { (fields: String) in "model! { Post, table: \"posts\", fields: { title: text\(fields) } }\n" }
        let project = try MergeProject(["entities/posts.model": model("")])
        try project.branch("a", "2026-01-04", ["entities/posts.model": model(", a: text")])
        try project.branch("b", "2026-01-03", ["entities/posts.model": model(", b: text")])
        try project.branch("c", "2026-01-02", ["entities/posts.model": model(", c: text")])
        try project.git("checkout", "--quiet", "main")
        try project.merge("a")
        var fields = ", a: text"
        for (name, day) in [("b", "2026-01-05"), ("c", "2026-01-06")] {
            #expect(try project.merge(name).status != 0)
            fields += ", \(name): text"
            try project.write(model(fields), to: "entities/posts.model")
            let rebase = try project.raido("rebase", "--onto", "HEAD", "--now=\(day)T00:00:00Z")
            #expect(rebase.status == 0, "\(rebase)")
            try project.commit("merge \(name)")
        }
        #expect(try project.raido("check").status == 0)
        #expect(try project.raido("up").status == 0)
        #expect(try project.columns(of: "posts") == "id,title,a,b,c")
    }
}
