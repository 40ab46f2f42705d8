import Foundation
import Testing

/// What programs make of a database, settings and outputs that are not what they look like.
@Suite struct StartUpTests {
    private let project: ScratchProject

    init() throws {
        project = try ScratchProject()
        try project.copyExample()
    }

    private func raido(_ applier: Applier = .text, _ arguments: String...) throws -> Outcome {
        try run(applier.program, arguments, in: project.folder)
    }

    #if SQLite
        @Test(
            arguments: Applier.allCases,
            [
                ["check"], ["inspect"], ["sql"], ["down"], ["redo"], ["baseline"],
                ["mark-applied", "m20260112_093000_001_create_authors"],
                ["mark-reverted", "m20260112_093000_001_create_authors"], ["restore"],
            ])
        func aMistypedPathIsNoNewDatabase(applier: Applier, command: [String]) throws {
            let outcome = try run(
                applier.program, command + ["--database", "sqlite:typo.sqlite"], in: project.folder)
            let path = project.folder.appendingPathComponent("typo.sqlite").path
            #expect(outcome.status == 1, "\(outcome)")
            #expect(outcome.errors.contains("the database '\(path)' does not exist; correct the path"), "\(outcome)")
            #expect(!FileManager.default.fileExists(atPath: path))
        }

        @Test(arguments: [["undo"], ["undo", "--dry-run"], ["rebase", "--onto", "main"]])
        func `commands on files make no database of a mistyped path`(command: [String]) throws {
            _ = try run(.raido, command + ["--database", "sqlite:typo.sqlite"], in: project.folder)
            #expect(
                !FileManager.default.fileExists(atPath: project.folder.appendingPathComponent("typo.sqlite").path))
        }

        @Test(arguments: Applier.allCases)
        func `status lists all migrations as pending where the database file does not exist yet`(
            applier: Applier
        ) throws {
            let path = project.folder.appendingPathComponent("typo.sqlite").path
            let words =
                "The database file '\(path)' does not exist yet; '\(applier == .text ? "raido" : "migrate") up' creates it"
            let text = try raido(applier, "status", "--database", "sqlite:typo.sqlite")
            #expect(text.status == 0 && text.output.contains(words), "\(text)")
            #expect(text.output.hasSuffix("0 migrations applied, 17 pending.\n"), "\(text)")
            let json = try raido(applier, "status", "--json", "--database", "sqlite:typo.sqlite")
            #expect(json.status == 0 && json.output.contains("does not exist yet"), "\(json)")
            #expect(!FileManager.default.fileExists(atPath: path))
            #expect(try raido(applier, "up", "--database", "sqlite:typo.sqlite").status == 0)
            let after = try raido(applier, "status", "--database", "sqlite:typo.sqlite")
            #expect(!after.output.contains("does not exist"), "\(after)")
        }

        @Test func upCreatesTheDatabase() throws {
            #expect(try raido(.text, "up", "--database", "sqlite:new.sqlite").status == 0)
            #expect(try raido(.text, "status", "--database", "sqlite:new.sqlite").status == 0)
        }

        @Test func aBackupOfAnotherDatabaseIsNotRestoredToAMistypedPath() throws {
            #expect(try raido(.text, "up").status == 0)
            try FileManager.default.copyItem(
                at: project.folder.appendingPathComponent("app.sqlite"),
                to: project.folder.appendingPathComponent("app.sqlite.before-x"))
            let outcome = try raido(.text, "restore", "app.sqlite.before-x", "--database", "sqlite:apq.sqlite")
            #expect(outcome.status == 1 && outcome.errors.contains("does not exist"), "\(outcome)")
            try project.remove("app.sqlite")
            #expect(try raido(.text, "restore").status == 0)
            #expect(try raido(.text, "status").output.contains("17 migrations applied"))
        }

        @Test func aURLWithNULIsRefused() throws {
            try project.write("DB_URL=sqlite:a\u{0}b\n", to: ".env")
            let outcome = try raido(.text, "up")
            #expect(
                outcome.status == 1 && outcome.errors.contains("the database URL has a NUL character"), "\(outcome)")
            #expect(!FileManager.default.fileExists(atPath: project.folder.appendingPathComponent("a").path))
        }

        @Test(arguments: Applier.allCases) func idsOfTheHistoryCannotControlTheTerminal(applier: Applier) throws {
            #expect(try raido(applier, "up").status == 0)
            let id = "x'||char(27)||']0;y'||char(7)||'"
            let sql = "INSERT INTO _raido_migrations VALUES ('\(id)', '\(id)', '', '\(id)', 0)"
            #expect(try run("/usr/bin/sqlite3", ["app.sqlite", sql], in: project.folder).status == 0)
            let shown = "x\\u{1b}]0;y\\u{7}"
            let status = try raido(applier, "status")
            #expect(status.output.contains("batch \(shown)") && status.output.contains("  \(shown) "), "\(status)")
            let up = try raido(applier, "up")
            #expect(up.status == 3 && up.errors.contains("\(shown) was applied at \(shown)"), "\(up)")
            let reverted = try raido(applier, "mark-reverted", "x\u{1B}]0;y\u{7}")
            #expect(reverted.output.contains("\(shown) is marked as not applied"), "\(reverted)")
            for outcome in [status, up, reverted] {
                #expect(!(outcome.output + outcome.errors).contains("\u{1B}"), "\(outcome)")
            }
        }

        @Test func whatTheDatabaseSaysCannotControlTheTerminal() throws {
            #expect(try raido(.text, "up", "1").status == 0)
            let trigger = """
                CREATE TRIGGER "t\u{1B}]0;y" BEFORE INSERT ON _raido_migrations BEGIN SELECT RAISE(ABORT, 'x'); END
                """
            #expect(try run("/usr/bin/sqlite3", ["app.sqlite", trigger], in: project.folder).status == 0)
            let outcome = try raido(.text, "up")
            #expect(outcome.status == 1 && outcome.errors.contains("\\u{1b}]0;y"), "\(outcome)")
            #expect(!outcome.errors.contains("\u{1B}"))
        }

        @Test func whatIsIgnoredMustBeSomethingThatDiffers() throws {
            #expect(try raido(.text, "up").status == 0)
            let sql = "CREATE TABLE wp_posts (a); CREATE TABLE wp_users (a); CREATE INDEX ix_extra ON articles (title)"
            #expect(try run("/usr/bin/sqlite3", ["app.sqlite", sql], in: project.folder).status == 0)
            func check(_ patterns: String...) throws -> Outcome {
                try run(
                    .raido, ["check", "--database", "sqlite:app.sqlite"] + patterns.flatMap { ["--ignore", $0] },
                    in: project.folder)
            }
            let mistyped = try check("wp_post", "articles", "*.fk_*x")
            #expect(mistyped.status == 2)
            for name in ["wp_post", "articles", "*.fk_*x"] {
                #expect(mistyped.errors.contains("--ignore '\(name)' has no effect"), "\(mistyped)")
            }
            for patterns in [("*", "*.*"), ("w*p*s", "art*.*extra"), ("wp_*", "articles.ix_extra")] {
                let outcome = try check(patterns.0, patterns.1)
                #expect(outcome.status == 0 && outcome.errors == "", "\(patterns): \(outcome)")
            }
            #expect(try check("*").status == 2)
        }
    #endif

    @Test func migrationsThatAreWrittenAreNamedWhereTheReportIsLost() throws {
        let model = "model! { Note, table: \"notes\", pk: id => i32, fields: { text: text [required] } }\n"
        try project.write(model, to: "entities/note.model")
        let outcome = try run(
            "/bin/sh", ["-c", "\"$0\" makemigrations --json >/dev/full", BuiltProgram.raido.path], in: project.folder)
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("cannot write to standard output: No space left on device"), "\(outcome)")
        #expect(outcome.errors.contains("note: the migrations were written: "), "\(outcome)")
        #expect(outcome.errors.contains("_create_notes.swift"), "\(outcome)")
        #expect(
            FileManager.default.fileExists(atPath: project.folder.appendingPathComponent("snapshots/notes.json").path))
    }

    @Test func aLineOfDotEnvThatIsNoAssignmentIsPassedOver() throws {
        try project.write("\u{FEFF}# a file\nnonsense\nDB_URL=sqlite:named.sqlite\n", to: ".env")
        let outcome = try raido(.text, "status")
        #expect(outcome.output.hasPrefix("Database: sqlite:named.sqlite (from DB_URL in .env)"), "\(outcome)")
        #expect(outcome.errors.contains("warning: .env:2: this line is not NAME=value and is ignored"), "\(outcome)")
        try project.write("DB_URL sqlite:named.sqlite\n", to: ".env")
        let stopped = try raido(.text, "status")
        #expect(stopped.status == 1 && stopped.errors.contains(".env:1: 'DB_URL' is not set: write NAME=value"))
    }
}
