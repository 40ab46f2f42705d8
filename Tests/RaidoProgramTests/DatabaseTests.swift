import Foundation
import Raido
import RaidoExample
import RaidoRunner
import RaidoSQL
import Testing

/// What `migrate` says about a database: `check --database`, `inspect`, `baseline`, `mark-applied`, `mark-reverted`.
@Suite struct DatabaseTests {
    private let project: ScratchProject

    init() throws { project = try ScratchProject() }

    private func migrate(_ arguments: String..., environment: [String: String] = [:]) throws -> Outcome {
        try run(.migrate, arguments, in: project.folder, environment: environment)
    }

    private func sqlite(_ sql: String) throws {
        let outcome = try run("/usr/bin/sqlite3", ["app.sqlite", sql], in: project.folder)
        #expect(outcome.status == 0 && outcome.errors == "", "\(outcome)")
    }

    private let url = "sqlite:app.sqlite"

    @Test func rightAfterApplyingThereIsNoDrift() throws {
        #expect(try migrate("up", "1").status == 0)
        for _ in 1...3 {
            let outcome = try migrate("check", "--database", url)
            #expect(outcome.status == 0)
            #expect(outcome.output.contains("No drift: the database matches 10 applied migrations (7 pending)."))
        }
        #expect(try migrate("up").status == 0)
        #expect(try migrate("check", "--database", url).output.contains("the database matches 17 applied migrations."))
    }

    @Test func driftIsPrintedWithBothSides() throws {
        #expect(try migrate("up").status == 0)
        try sqlite(
            """
            DROP INDEX idx_articles_status; ALTER TABLE tags ADD COLUMN colour text; CREATE TABLE theirs (x);
            CREATE TABLE wp_posts (x);
            """)
        let outcome = try migrate("check", "--database", url, "--ignore", "wp_*")
        #expect(outcome.status == 2)
        #expect(
            outcome.output.hasSuffix(
                """
                Drift: 3 differences between the database and 17 applied migrations.

                  index 'idx_articles_status' of 'articles'
                    migrations: index (status) where deleted_at IS NULL as idx_articles_status
                    database:   missing
                  column 'tags.colour'
                    migrations: missing
                    database:   colour text NULL
                  table 'theirs'
                    migrations: missing
                    database:   columns (x)

                """), "\(outcome)")
        #expect(try migrate("check", "--ignore", "x").status == 64)
        #expect(try migrate("check", "--database", url, "--snapshots", "snapshots").status == 64)
    }

    @Test func whatIsOtherwiseOnPurposeIsNoDrift() throws {
        #expect(try migrate("up").status == 0)
        func check(_ names: String...) throws -> Outcome {
            try run(
                .migrate, ["check", "--database", url] + names.flatMap { ["--ignore", $0] }, in: project.folder)
        }
        let nothing = try check("*.*")
        #expect((nothing.output + nothing.errors).contains("--ignore '*.*' has no effect"), "\(nothing)")
        try sqlite("DROP INDEX idx_articles_status; ALTER TABLE tags ADD COLUMN colour text")
        let all = try check("*.*")
        #expect(!(all.output + all.errors).contains("has no effect") && all.status == 0, "\(all)")
        #expect(try check("articles.idx_articles_status", "tags.c*").output.contains("No drift"))
        let half = try check("articles.idx_*", "tags", "tags.x*", "*.color")
        #expect(half.status == 2 && half.output.contains("Drift: 1 difference"), "\(half)")
        try sqlite("DELETE FROM _raido_migrations")
        let refused = try migrate("baseline")
        #expect(refused.status == 3 && refused.errors.contains("--ignore TABLE.PART"), "\(refused)")
        let marked = try migrate("baseline", "--ignore", "articles.idx_*", "--ignore", "tags.colour")
        #expect(marked.status == 0 && marked.output.contains("marked as applied"), "\(marked)")
    }

    @Test func aDatabaseIsPrintedAsModelsThatMakeItAgain() throws {
        #expect(try migrate("up").status == 0)
        let inspected = try migrate("inspect")
        #expect(inspected.status == 0)
        #expect(inspected.output.hasPrefix("// The contents of a SQLite 3."))
        try project.write(inspected.output, to: "entities/inspected.model")
        try project.write("{\"frameworks\": []}", to: "raido.json")
        let script = try project.raido("sql", "--schema", "--engine", "sqlite")
        #expect(script.status == 0, "\(script)")
        try project.write(script.output, to: "schema.sql")
        for _ in 1...2 {
            let shell = try run("/usr/bin/sqlite3", ["-bail", "again.sqlite", ".read schema.sql"], in: project.folder)
            #expect(shell == Outcome(status: 0, output: "60000\n", errors: ""))
        }
        let path = project.folder.path
        #expect(
            try openDatabase("sqlite:\(path)/again.sqlite").inspect()
                == openDatabase("sqlite:\(path)/app.sqlite").inspect())
    }

    @Test func typesOfTheEnginesOwnArePrintedWithWhatTheSettingsNeed() throws {
        try sqlite(
            "CREATE TABLE bills (id INTEGER PRIMARY KEY AUTOINCREMENT, total MONEY NOT NULL, "
                + "n integer CHECK (\"n\" >= 0), place \"GEO POINT\", bare, odd CHECK (odd <> 9))")
        let inspected = try migrate("inspect").output
        let other = try ScratchProject(["entities/bills.swift": inspected])
        #expect(try other.raido("makemigrations", "--dry-run").errors.contains("custom:MONEY"))
        let comment = inspected.split(separator: "\n").drop { !$0.hasSuffix("//     {") }
        #expect(comment.count > 4, "\(inspected)")
        try other.write(comment.map { $0.dropFirst(2) }.joined(separator: "\n"), to: "raido.json")
        #expect(inspected.contains("n: u32 [nullable]"))
        let made = try other.raido("makemigrations")
        #expect(made.status == 0 && made.output.contains("Proved on SQLite"), "\(made)")
        #expect(inspected.contains("bare: blob [nullable]") && !inspected.contains("\"custom:\""), "\(inspected)")
        try other.write(try other.raido("sql", "--schema").output, to: "schema.sql")
        _ = try run("/usr/bin/sqlite3", ["-bail", "again.sqlite", ".read schema.sql"], in: other.folder)
        let path = (project.folder.path, other.folder.path)
        #expect(
            try openDatabase("sqlite:\(path.1)/again.sqlite").inspect()["bills"]
                == openDatabase("sqlite:\(path.0)/app.sqlite").inspect()["bills"])
    }

    @Test func baselineMarksWhatIsThereAndNothingElse() throws {
        #expect(try migrate("up").status == 0)
        try sqlite("DROP TABLE _raido_migrations; CREATE TABLE theirs (x)")
        let outcome = try migrate("baseline")
        #expect(outcome.status == 0, "\(outcome)")
        #expect(outcome.output.contains("The database matches 17 migrations; they are marked as applied."))
        #expect(try migrate("up").output.contains("Nothing to apply."))
        #expect(try migrate("baseline").output.contains("Nothing to mark."))
        #expect(try migrate("down").status == 0)
        #expect(try migrate("up").output.contains("Applied 3 migrations."))
    }

    @Test func baselineRefusesADatabaseThatDiffersAndShowsWhere() throws {
        #expect(try migrate("up", "1").status == 0)
        try sqlite("DROP TABLE _raido_migrations")
        let refused = try migrate("baseline")
        #expect(refused.status == 3)
        #expect(refused.output.contains("table 'coupons'\n    migrations: columns ("), "\(refused)")
        #expect(refused.errors.contains("nothing was marked"))
        #expect(try migrate("status").output.contains("0 migrations applied, 17 pending."))
        let partly = try migrate("baseline", "--to", "m20260112_093000_010_create_article_tags")
        #expect(partly.status == 0, "\(partly)")
        #expect(try migrate("up").output.contains("Applied 7 migrations."))
        #expect(try migrate("check", "--database", url).status == 0)
        #expect(try migrate("baseline", "--to", "m1").status == 64)
    }

    @Test func oneMigrationIsMarkedByHand() throws {
        #expect(try migrate("up", "2").status == 0)
        let id = "m20260520_081500_001_create_coupons"
        #expect(try migrate("mark-applied", id).output.contains("\(id) is marked as applied; no statement was run."))
        #expect(try migrate("mark-applied", id).status == 1)
        #expect(try migrate("mark-applied", "m1").status == 64)
        #expect(try migrate("mark-applied").errors.contains("'mark-applied' needs an argument: mark-applied ID"))
        #expect(try migrate("check", "--database", url).output.contains("table 'coupons'"))
        #expect(try migrate("mark-reverted", id).status == 0)
        #expect(try migrate("mark-reverted", id).status == 1)
        #expect(try migrate("up").output.contains("Applied 3 migrations."))
    }

    @Test func `a history that the program does not have is refused with what to do, and without --allow`() throws {
        #expect(try migrate("up", "1").status == 0)
        try sqlite(
            """
            INSERT INTO _raido_migrations VALUES ('m20260113_000000_001_theirs', '', 'x', '2026-01-13T00:00:00Z', 0);
            DELETE FROM _raido_migrations WHERE id LIKE '%create_authors'
            """)
        for arguments in [["check", "--database", url], ["baseline"]] {
            let refused = try run(.migrate, arguments, in: project.folder)
            #expect(refused.status == 3, "\(refused)")
            let advice = "or remove it from the history with 'migrate mark-reverted m20260113_000000_001_theirs'"
            #expect(refused.errors.contains(advice), "\(refused)")
        }
        let late = "If the database has its changes, run 'migrate mark-applied m20260112_093000_001_create_authors'"
        #expect(try migrate("baseline").errors.contains(late))
        let check = try migrate("check", "--database", url)
        #expect(!check.errors.contains("--allow") && !check.errors.contains("mark-applied"), "\(check)")
        let up = try migrate("up")
        #expect(up.errors.contains("or allow it with --allow unknown"), "\(up)")
    }

    @Test func theEngineIsCheckedAndSaid() throws {
        let said = try migrate("status", environment: ["DB_ENGINE": "SQLite", "DB_NAME": "named.sqlite"])
        #expect(said.output.hasPrefix("Database: sqlite:named.sqlite (from DB_ENGINE and DB_NAME)"))
        let other = try migrate("status", environment: ["DB_ENGINE": "postgres", "DB_URL": "sqlite:app.sqlite"])
        #expect(other.status == 1)
        #expect(other.errors.contains("DB_ENGINE is postgresql, but DB_URL is a URL of another engine"))
        let unknown = try migrate("status", environment: ["DB_ENGINE": "oracle"])
        #expect(unknown.errors.contains("DB_ENGINE in the environment is 'oracle'; it must be one of 'sqlite',"))
    }
}
