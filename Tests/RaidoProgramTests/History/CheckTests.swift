import Foundation
import Testing

/// `raido check` replays the migrations as their files say them.
@Suite struct HistoryCheckTests {
    @Test func `a project whose files agree has nothing to report`() throws {
        let project = try HistoryProject()
        let outcome = try project.raido("check")
        #expect(outcome == Outcome(status: 0, output: "No changes: 2 models match their snapshots.\n", errors: ""))
    }

    @Test func `a stale snapshot is found with the migration that it lacks`() throws {
        let project = try HistoryProject()
        try project.scratch.write(project.firstTags, to: "snapshots/tags.json")
        let files = try project.scratch.files()
        let outcome = try project.raido("check")
        #expect(outcome.status == 1)
        #expect(
            outcome.errors.contains(
                "snapshots/tags.json: this snapshot is stale: it shows the table after "
                    + "\(HistoryProject.createTags), without \(HistoryProject.alterTags)"), "\(outcome)")
        #expect(outcome.errors.contains("column 'tags.label' is missing from the snapshot"))
        #expect(outcome.errors.contains("'raido snapshots --rebuild'"))
        #expect(outcome.errors.contains("The first migration that differs is \(HistoryProject.alterTags)."))
        #expect(try project.scratch.files() == files)
    }

    @Test func `a missing snapshot and one without history are found`() throws {
        let project = try HistoryProject()
        let tags = try project.scratch.text("snapshots/tags.json")
        try project.scratch.remove("snapshots/posts.json")
        try project.scratch.write(
            tags.replacingOccurrences(of: #""table": "tags""#, with: #""table": "labels""#), to: "snapshots/labels.json"
        )
        let outcome = try project.raido("check")
        #expect(outcome.status == 1)
        #expect(
            outcome.errors.contains("snapshots/posts.json: the migrations create table 'posts'"), "\(outcome)")
        #expect(outcome.errors.contains("snapshots/labels.json: no migration creates the table of this snapshot"))
    }

    @Test func `a hand-edited snapshot is found with both sides`() throws {
        let project = try HistoryProject()
        try project.edit("snapshots/posts.json", "varchar(200)", "varchar(220)")
        let outcome = try project.raido("check")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("snapshots/posts.json: the migrations do not produce this snapshot"))
        #expect(
            outcome.errors.contains(
                "column 'posts.title': the migrations say title varchar(200) NOT NULL; "
                    + "the snapshot says title varchar(220) NOT NULL"), "\(outcome)")
    }

    @Test func `the part and the attribute that differ first are named`() throws {
        let project = try HistoryProject()
        try project.edit("snapshots/posts.json", "varchar(200)", "varchar(220)")
        let type = try project.raido("check")
        #expect(
            type.errors.contains(
                "The first migration that differs is m20260131_120000_001_create_posts. Column 'posts.title' differs in "
                    + "type: varchar(200) in the migrations, varchar(220) in the snapshot.\n"), "\(type)")
        try project.edit("snapshots/posts.json", "varchar(220)\"", "varchar(200)\", \"nullable\": true")
        let nullable = try project.raido("check")
        #expect(
            nullable.errors.contains("nullability: NOT NULL in the migrations, NULL in the snapshot"), "\(nullable)"
        )
    }

    @Test func `errors in models and in the history are reported in one run`() throws {
        let project = try HistoryProject()
        try project.edit("snapshots/posts.json", "varchar(200)", "varchar(220)")
        try project.edit("entities/blog.model", "title: text", "title: txt")
        let files = try project.scratch.files()
        let outcome = try project.raido("check")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("unknown type 'txt'"), "\(outcome)")
        #expect(outcome.errors.contains("snapshots/posts.json: the migrations do not produce this snapshot"))
        #expect(outcome.errors.hasSuffix("2 errors; no files were changed.\n"), "\(outcome)")
        // A run that is not a check says of the history only where it has merge markers.
        let made = try project.raido("makemigrations")
        #expect(made.status == 1 && made.errors.hasSuffix("1 error; no files were changed.\n"), "\(made)")
        #expect(try project.scratch.files() == files)
    }

    @Test func `a file that only raido could use is found at its place`() throws {
        let project = try HistoryProject()
        try project.edit("migration/\(HistoryProject.createTags).swift", "\nlet m", "\nprivate let m")
        try project.edit("migration/\(HistoryProject.alterTags).swift", "internal import Raido\n", "")
        let outcome = try project.raido("check")
        #expect(outcome.status == 0, "\(outcome)")
        let words = "warning: 'raido' can read this migration, but it does not compile"
        for (id, place, reason) in [
            (HistoryProject.createTags, ":1: \(words)", "'private' hides the constant"),
            (HistoryProject.alterTags, ":5: \(words)", "the file does not import Raido"),
        ] {
            #expect(outcome.errors.contains("migration/\(id).swift:"), "\(outcome)")
            #expect(outcome.errors.contains(place) && outcome.errors.contains(reason), "\(outcome)")
        }
        let json = try project.raido("check", "--json")
        #expect(json.output.contains("\"not-compilable\""), "\(json)")
    }

    @Test func `an edited earlier migration is found, by name`() throws {
        let project = try HistoryProject()
        try project.edit("migration/m20260131_120000_001_create_posts.swift", "(200)", "(300)")
        let outcome = try project.raido("check")
        #expect(outcome.status == 1)
        #expect(
            outcome.errors.contains("m20260131_120000_001_create_posts was the last to change what differs"),
            "\(outcome)")
        #expect(outcome.errors.contains("if an earlier migration was edited, restore it from version control"))
    }

    @Test func `a column renamed in a migration's text is traced to that migration`() throws {
        let project = try HistoryProject()
        let posts = "title: text [required, max_length: 200], note: text"
        try project.scratch.write(
            HistoryProject.models(tags: "label: text [required]", posts: posts), to: "entities/blog.model")
        try project.make("2026-02-02")
        let id = "m20260202_120000_001_alter_posts"
        try project.edit("migration/\(id).swift", "\"note\"", "\"remark\"")
        let outcome = try project.raido("check")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("\(id) was the last to change what differs"), "\(outcome)")
        #expect(
            outcome.errors.contains(
                "The first migration that differs is \(id). Column 'posts.remark' is missing from the snapshot.\n"),
            "\(outcome)")
    }

    @Test func `a snapshot that names a migration which does not exist says so`() throws {
        let project = try HistoryProject()
        let gone = "m20260301_120000_001_gone"
        try project.edit("snapshots/tags.json", HistoryProject.alterTags, gone)
        let words = "There is no migration \(gone), its 'last_migration'"
        let check = try project.raido("check")
        #expect(check.status == 1 && check.errors.contains(words), "\(check)")
        try project.scratch.write(
            HistoryProject.models(tags: "label: text [required], note: text"), to: "entities/blog.model")
        let made = try project.raido("makemigrations")
        #expect(made.status == 1 && made.errors.contains(words), "\(made)")
        #expect(made.errors.contains("restore \(gone) from version control"), "\(made)")
    }

    @Test func `a migration that is listed twice is named, and pending`() throws {
        let project = try HistoryProject()
        let line = "    \(HistoryProject.alterTags),\n"
        try project.edit("migration/Migrations.swift", line, line + line)
        let outcome = try project.raido("check")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("the list of migrations names \(HistoryProject.alterTags) twice"), "\(outcome)")
    }

    @Test func `a migration that does not fit the ones before it is found, with the last one that touched the table`()
        throws
    {
        let project = try HistoryProject()
        try project.edit("migration/\(HistoryProject.createTags).swift", "\"name\"", "\"title\"")
        let outcome = try project.raido("check")
        #expect(outcome.status == 1)
        #expect(
            outcome.errors.contains(
                "migration/\(HistoryProject.alterTags).swift: this migration does not fit the ones before it: "
                    + "column 'tags.name' does not exist; \(HistoryProject.createTags) was the last to change 'tags'"),
            "\(outcome)")
        // What follows from it is not reported as another mistake.
        #expect(!outcome.errors.contains("snapshots/tags.json"))
    }

    @Test func `a snapshot that names another migration than the last is found`() throws {
        let project = try HistoryProject()
        try project.edit("snapshots/tags.json", HistoryProject.alterTags, HistoryProject.createTags)
        let outcome = try project.raido("check")
        #expect(outcome.status == 1)
        #expect(
            outcome.errors.contains(
                "'last_migration' is \(HistoryProject.createTags), and the table was last changed by "
                    + HistoryProject.alterTags), "\(outcome)")
    }

    @Test func `a missing line of the list is pending, a line without a file is an error`() throws {
        let project = try HistoryProject()
        try project.edit("migration/Migrations.swift", "    \(HistoryProject.alterTags),\n", "")
        let missing = try project.raido("check")
        #expect(missing.status == 2)
        #expect(missing.errors.contains("the list of migrations lacks \(HistoryProject.alterTags)"), "\(missing)")

        try project.scratch.remove("migration/\(HistoryProject.createTags).swift")
        let lost = try project.raido("check")
        #expect(lost.status == 1)
        #expect(lost.errors.contains("'\(HistoryProject.createTags)' is listed, but its file"))
    }

    @Test func `a migration under a name that the list does not take is found`() throws {
        let project = try HistoryProject()
        let text = try project.scratch.text("migration/\(HistoryProject.alterTags).swift")
        try project.scratch.write(text, to: "migration/alter_tags_again.swift")
        let outcome = try project.raido("check")
        #expect(outcome.status == 1)
        #expect(
            outcome.errors.contains(
                "migration/alter_tags_again.swift: this file contains a migration and is not in the list"), "\(outcome)"
        )
    }

    @Test(arguments: ["migration/alter_tags.swift", "migration/sub/\(HistoryProject.alterTags).swift"])
    func `no command goes on without a migration that the list does not take`(path: String) throws {
        let project = try HistoryProject()
        let file = "migration/\(HistoryProject.alterTags).swift"
        let text = try project.scratch.text(file)
        try project.scratch.write(text, to: path)
        try project.scratch.remove(file)
        try project.edit("migration/Migrations.swift", "    \(HistoryProject.alterTags),\n", "")
        try project.edit("entities/blog.model", "title: text", "heading: text, title: text")
        for command in [["snapshots"], ["snapshots", "--rebuild"], ["new", "more"], ["undo"], ["makemigrations"]] {
            let outcome = try run(.raido, command, in: project.scratch.folder)
            #expect(outcome.status == 1, "\(command): \(outcome)")
            #expect(
                outcome.errors.contains("\(path): this file contains a migration and is not in the list"), "\(outcome)")
            #expect(outcome.errors.contains("rename it to \(file)"), "\(outcome)")
        }
    }

    @Test func `merge markers in a migration are found`() throws {
        let project = try HistoryProject()
        try project.edit(
            "migration/\(HistoryProject.alterTags).swift", "    changes: [", "<<<<<<< HEAD\n    changes: [")
        let outcome = try project.raido("check")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("this migration has merge markers"), "\(outcome)")
    }

    @Test func `a migration with code is a warning, and tables created later are still compared`() throws {
        let project = try HistoryProject()
        try project.edit(
            "migration/\(HistoryProject.createTags).swift", "\"20260131_120000\"", "\"20260131_\" + \"120000\"")
        let outcome = try project.raido("check")
        #expect(outcome.status == 0, "\(outcome)")
        #expect(outcome.errors.contains("warning"))
        #expect(outcome.errors.contains("this migration has code, so it cannot be read; not verified: 'posts', 'tags'"))

        try project.scratch.write(
            HistoryProject.models(tags: "label: text [required]")
                + "model! { Author, table: \"authors\", fields: { name: text } }\n", to: "entities/blog.model")
        try project.make("2026-02-02")
        try project.scratch.remove("snapshots/authors.json")
        let missing = try project.raido("check")
        #expect(missing.status == 1)
        #expect(missing.errors.contains("the migrations create table 'authors'"), "\(missing)")
    }

    @Test func `findings are in the JSON document`() throws {
        let project = try HistoryProject()
        try project.scratch.write(project.firstTags, to: "snapshots/tags.json")
        let outcome = try project.raido("check", "--json")
        #expect(outcome.status == 1)
        let document = try #require(
            JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        let findings = try #require(document["findings"] as? [[String: Any]])
        #expect(findings.count == 1)
        #expect(findings.first?["id"] as? String == "stale-snapshot")
        #expect(findings.first?["table"] as? String == "tags")
        #expect(findings.first?["migration"] as? String == HistoryProject.alterTags)
    }

    /// Branch one renames the table, branch two adds a foreign key to its old name.
    @Test func `a foreign key to a table that another branch renamed is found`() throws {
        let project = try ScratchProject([
            "entities/a.model": "model! { Post, table: \"posts\", fields: { t: text } }\n"
        ])
        #expect(try project.raido("makemigrations", "--now=2026-01-31T12:00:00Z").status == 0)
        let comment = """
            model! { Comment, table: "comments", fields: { body: text, post_id: i64 [required] }, relations: { belongs_to: Post via post_id } }

            """
        let base = try project.text("entities/a.model")
        try project.write(base + comment, to: "entities/a.model")
        let added = try project.raido("makemigrations", "--now=2026-02-02T12:00:00Z")
        #expect(added.status == 0, "\(added)")
        let later = try project.files()

        // The other branch, and the merge of both.
        try project.remove("migration/m20260202_120000_001_create_comments.swift")
        try project.remove("snapshots/comments.json")
        try project.write(
            try project.text("migration/Migrations.swift")
                .replacingOccurrences(of: "    m20260202_120000_001_create_comments,\n", with: ""),
            to: "migration/Migrations.swift")
        try project.write(
            "model! { Post, table: \"articles\", renamed_from: \"posts\", fields: { t: text } }\n",
            to: "entities/a.model")
        let renamed = try project.raido("makemigrations", "--now=2026-02-01T12:00:00Z")
        #expect(renamed.status == 0, "\(renamed)")
        for path in ["migration/m20260202_120000_001_create_comments.swift", "snapshots/comments.json"] {
            try project.write(String(decoding: try #require(later[path]), as: UTF8.self), to: path)
        }
        let outcome = try project.raido("check")
        #expect(
            outcome.errors.contains("foreign key 'fk_comments_post_id' of 'comments' refers to 'posts'"), "\(outcome)")
        #expect(outcome.errors.contains("renames to 'articles'"))
    }
}
