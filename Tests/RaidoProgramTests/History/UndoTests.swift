import Foundation
import Testing

/// `raido undo` takes back the last run.
@Suite struct UndoTests {
    @Test func `the last run is taken back: files, list and snapshots`() throws {
        let project = try HistoryProject()
        let files = try project.scratch.files()
        let changed = HistoryProject.models(
            tags: "label: text [required], note: text", posts: "title: text [required, max_length: 200], body: text")
        try project.scratch.write(
            changed + "model! { Author, table: \"authors\", fields: { name: text } }\n", to: "entities/blog.model")
        try project.make("2026-02-02")
        #expect(try project.scratch.files().count == files.count + 4)
        let undone = try project.raido("undo")
        #expect(undone.status == 0, "\(undone)")
        #expect(undone.output.contains("Commits: not checked: this folder is in no git work tree."))
        #expect(undone.output.contains("Edits: none; the files are as raido wrote them."))
        #expect(undone.output.contains("Database: not checked: the file app.sqlite does not exist."))
        try project.scratch.write(
            HistoryProject.models(tags: "label: text [required]"), to: "entities/blog.model")
        #expect(try project.scratch.files() == files)
    }

    @Test func `a table that the run dropped or renamed comes back`() throws {
        let project = try HistoryProject()
        let files = try project.scratch.files()
        try project.scratch.write(
            "model! { Article, table: \"articles\", renamed_from: \"posts\", fields: { title: text [required, max_length: 200] } }\n",
            to: "entities/blog.model")
        try project.make("2026-02-02", "--force")
        #expect(try project.scratch.files()["snapshots/tags.json"] == nil)
        #expect(try project.raido("undo", "--quiet").output == "")
        try project.scratch.write(
            HistoryProject.models(tags: "label: text [required]"), to: "entities/blog.model")
        #expect(try project.scratch.files() == files)
        #expect(try project.raido("check").status == 0)
    }

    @Test func `every run can be taken back, one after the other`() throws {
        let project = try HistoryProject()
        #expect(try project.raido("undo").status == 0)
        #expect(try project.raido("undo").status == 0)
        let names = try project.scratch.files().keys.sorted()
        #expect(names == ["entities/blog.model", "migration/Migrations.swift"])
        let nothing = try project.raido("undo")
        #expect(nothing == Outcome(status: 0, output: "Nothing to undo: there are no migrations.\n", errors: ""))
    }

    @Test func `an edited file is kept without --force`() throws {
        let project = try HistoryProject()
        try project.edit(
            "migration/\(HistoryProject.alterTags).swift", "    changes: [", "    // Agreed with Ada.\n    changes: [")
        let files = try project.scratch.files()
        let refused = try project.raido("undo")
        #expect(refused.status == 3)
        #expect(
            refused.errors.contains(
                "edited since it was written: migration/\(HistoryProject.alterTags).swift"), "\(refused)")
        #expect(refused.errors.contains("raido undo --force"))
        #expect(try project.scratch.files() == files)
        #expect(try project.raido("undo", "--force").status == 0)
        #expect(try project.scratch.text("snapshots/tags.json") == project.firstTags)
    }

    @Test func `a run that git has is kept without --force, committed or staged`() throws {
        let project = try HistoryProject()
        try project.git("init", "--quiet")
        let path = "migration/\(HistoryProject.alterTags).swift"
        try project.git("add", "--", path)
        let staged = try project.raido("undo")
        #expect(staged.status == 3)
        #expect(staged.errors.contains("committed or staged in git: \(path)"), "\(staged)")

        try project.git("commit", "--quiet", "--message", "tags")
        let committed = try project.raido("undo", "--json")
        #expect(committed.status == 3)
        #expect(committed.output.contains("\"id\": \"committed\""), "\(committed)")

        try project.scratch.write(
            HistoryProject.models(tags: "label: text [required], note: text"), to: "entities/blog.model")
        try project.make("2026-02-02")
        let untracked = try project.raido("undo")
        #expect(untracked.status == 0, "\(untracked)")
        #expect(untracked.output.contains("Commits: git has none of these files, in its last commit or staged."))
        #expect(try project.raido("undo", "--force").status == 0)
    }

    @Test func `a run is kept where git cannot say whether it has it`() throws {
        let project = try HistoryProject()
        try project.commitAll()
        let files = try project.scratch.files()
        let missing = try project.raido("undo", environment: ["PATH": "/nonexistent"])
        #expect(missing.status == 3, "\(missing)")
        #expect(missing.output.contains("Commits: not checked: the program 'git' was not found."), "\(missing)")
        #expect(missing.errors.contains("git could not tell whether it has these files"), "\(missing)")

        try project.scratch.write("x", to: ".git/index")
        let damaged = try project.raido("undo")
        #expect(damaged.status == 3, "\(damaged)")
        #expect(damaged.errors.contains("git: fatal: .git/index: index file smaller than expected"), "\(damaged)")
        let document = try project.raido("undo", "--json")
        #expect(document.status == 3 && document.output.contains("\"id\": \"unchecked\""), "\(document)")
        #expect(try project.scratch.files() == files)
        #expect(try project.raido("undo", "--force").status == 0)
        #expect(try project.scratch.text("snapshots/tags.json") == project.firstTags)
    }

    @Test func `without git nothing is kept where no folder above is a repository`() throws {
        let undone = try HistoryProject().raido("undo", environment: ["PATH": "/nonexistent"])
        #expect(undone.status == 0, "\(undone)")
        #expect(undone.output.contains("Commits: not checked: the program 'git' was not found."), "\(undone)")
    }

    @Test func `files that were changed are named where the report is lost`() throws {
        let project = try HistoryProject()
        let outcome = try run(
            "/bin/sh", ["-c", "\"$0\" undo --json >/dev/full", BuiltProgram.raido.path], in: project.scratch.folder)
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("cannot write to standard output: No space left on device"), "\(outcome)")
        #expect(outcome.errors.contains("note: these files were written: "), "\(outcome)")
        #expect(
            outcome.errors.contains("these files were deleted: migration/\(HistoryProject.alterTags).swift"),
            "\(outcome)")
        #expect(try project.scratch.text("snapshots/tags.json") == project.firstTags)
    }

    @Test(arguments: ["./migration", "migration/", ".//migration/./"])
    func `a committed run is kept, however the option or raido.json spells the folder`(folder: String) throws {
        let project = try HistoryProject()
        try project.commitAll()
        let files = try project.scratch.files()
        let complaint = "committed or staged in git: migration/\(HistoryProject.alterTags).swift"
        let absolute = project.scratch.folder.appendingPathComponent("migration").path
        for migrations in [folder, absolute] {
            let refused = try project.raido("undo", "--migrations", migrations)
            #expect(refused.status == 3, "\(refused)")
            #expect(refused.errors.contains(complaint), "\(refused)")
        }
        #expect(try project.scratch.files() == files)

        try project.scratch.write("{\"migrations\": \"\(folder)\"}\n", to: "raido.json")
        let refused = try project.raido("undo")
        #expect(refused.status == 3, "\(refused)")
        #expect(refused.errors.contains(complaint), "\(refused)")
        #expect(try project.scratch.text("migration/\(HistoryProject.alterTags).swift").contains("Migration("))
    }

    @Test func `a committed run is kept where a symbolic link leads to its folder`() throws {
        let project = try HistoryProject()
        let folder = project.scratch.folder
        let path = "database/migrations/\(HistoryProject.alterTags).swift"
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("database"), withIntermediateDirectories: true)
        try FileManager.default.moveItem(
            at: folder.appendingPathComponent("migration"), to: folder.appendingPathComponent("database/migrations"))
        try FileManager.default.createSymbolicLink(
            atPath: folder.appendingPathComponent("migration").path, withDestinationPath: "database/migrations")
        try project.commitAll()
        let refused = try project.raido("undo")
        #expect(refused.status == 3, "\(refused)")
        #expect(refused.errors.contains("committed or staged in git: \(path)"), "\(refused)")
        let onto = try project.raido("undo", "--onto", "HEAD")
        #expect(onto.status == 0, "\(onto)")
        #expect(onto.output.contains("there are no migrations that HEAD does not have"), "\(onto)")
        #expect(try project.scratch.text(path).contains("Migration("))
    }

    @Test func `a run that a database has applied is kept without --force`() throws {
        let project = try HistoryProject()
        let up = try project.raido("up")
        #expect(up.status == 0, "\(up)")
        let files = try project.scratch.files()
        let refused = try project.raido("undo")
        #expect(refused.status == 3)
        #expect(
            refused.errors.contains(
                "applied, or interrupted, in sqlite:app.sqlite: \(HistoryProject.alterTags)"), "\(refused)")
        #expect(try project.scratch.files() == files)

        #expect(try project.raido("down").status == 0)
        let undone = try project.raido("undo")
        #expect(undone.status == 0, "\(undone)")
        #expect(undone.output.contains("Database: sqlite:app.sqlite has none of them.\n"), "\(undone)")
    }

    @Test(arguments: ["{\"history_table\": \"other\"}", nil])
    func `a database that does not say what it has keeps the run without --force`(settings: String?) throws {
        let project = try HistoryProject()
        #expect(try project.raido("up").status == 0)
        if let settings {
            try project.scratch.write(settings, to: "raido.json")
        } else {
            try project.scratch.write(String(repeating: "no database ", count: 100), to: "app.sqlite")
        }
        let files = try project.scratch.files()
        let refused = try project.raido("undo")
        #expect(refused.status == 3, "\(refused)")
        #expect(refused.output.contains("Database: not checked, because of an error.\n"), "\(refused)")
        #expect(
            refused.errors.contains("it is unknown whether the database has them: sqlite:app.sqlite: "), "\(refused)")
        #expect(try project.raido("undo", "--json").output.contains("\"id\": \"unchecked\""))
        #expect(try project.scratch.files() == files)
        #expect(try project.raido("undo", "--force").status == 0)
    }

    @Test func `a wrong choice of the database keeps the run without --force`() throws {
        let project = try HistoryProject()
        for variables in [["DB_ENGINE": "oracle"], ["DB_URL": "oracle://host/db"]] {
            let refused = try project.raido("undo", environment: variables)
            #expect(refused.status == 3 && refused.errors.contains("oracle"), "\(refused)")
        }
    }

    @Test func `a database that cannot be reached is named and stops nothing`() throws {
        let project = try HistoryProject()
        let undone = try project.raido(
            "undo", environment: ["DB_URL": "postgresql://nobody:secret@127.0.0.1:9/none?connect_timeout=2"])
        #expect(undone.status == 0, "\(undone)")
        #expect(undone.output.contains("Database: not checked: "))
        #expect(!undone.output.contains("secret"))
    }

    @Test func `what a migration with code did before the run is not made up`() throws {
        let project = try HistoryProject()
        try project.edit(
            "migration/\(HistoryProject.createTags).swift", "\"20260131_120000\"", "\"20260131_\" + \"120000\"")
        let files = try project.scratch.files()
        let outcome = try project.raido("undo", "--force")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("the snapshots of tags before the last run are unknown"), "\(outcome)")
        #expect(try project.scratch.files() == files)
    }
}

extension HistoryProject {
    fileprivate func git(_ arguments: String...) throws {
        let settings = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
        let outcome = try run("/usr/bin/env", ["git"] + settings + arguments, in: scratch.folder)
        try #require(outcome.status == 0, "\(outcome)")
    }

    /// Makes the project a git repository with one commit.
    fileprivate func commitAll() throws {
        try git("init", "--quiet")
        try git("add", "--all")
        try git("commit", "--quiet", "--message", "all")
    }
}
