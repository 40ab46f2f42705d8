import Foundation
import RaidoExample
import Testing

/// The commands that work on a database, with the migrations of the example: compiled in, and read from their text.
@Suite struct MigrateTests {
    private let project: ScratchProject

    init() throws {
        project = try ScratchProject()
        try project.copyExample()
    }

    private func migrate(
        _ applier: Applier, _ arguments: String..., environment: [String: String] = [:]
    ) throws -> Outcome {
        try run(applier.program, arguments, in: project.folder, environment: environment)
    }

    private func sqlite(_ sql: String) throws -> String {
        let outcome = try run("/usr/bin/sqlite3", ["app.sqlite", sql], in: project.folder)
        #expect(outcome.errors == "")
        return outcome.output
    }

    @Test(arguments: Applier.allCases) func aCountCountsBatches(applier: Applier) throws {
        #expect(try migrate(applier, "up", "1").output.contains("Applied 10 migrations."))
        #expect(try migrate(applier, "up", "1").output.contains("Applied 4 migrations."))
        #expect(try migrate(applier, "down").output.contains("Reverted 4 migrations."))
        #expect(try migrate(applier, "up").output.contains("Applied 7 migrations."))
        #expect(try migrate(applier, "up").output.contains("Nothing to apply."))
        #expect(try migrate(applier, "redo").output.contains("Redid 3 migrations."))
        let id = "m20260112_093000_003_create_articles"
        #expect(try migrate(applier, "down", "--to", id).output.contains("Reverted 14 migrations."))
        #expect(try migrate(applier, "down", "--all").output.contains("Reverted 3 migrations."))
        #expect(try migrate(applier, "up", "--to", id).output.contains("Applied 3 migrations."))
    }

    @Test(arguments: Applier.allCases) func itSaysWhichDatabaseItTookAndWhy(applier: Applier) throws {
        #expect(try migrate(applier, "status").output.hasPrefix("Database: sqlite:app.sqlite (the default;"))
        try project.write("DB_URL=\nDATABASE_URL='sqlite:file.sqlite'\n", to: ".env")
        #expect(
            try migrate(applier, "status").output.hasPrefix("Database: sqlite:file.sqlite (from DATABASE_URL in .env)"))
        let named = try migrate(applier, "status", environment: ["DB_URL": "sqlite:environment.sqlite"])
        #expect(named.output.hasPrefix("Database: sqlite:environment.sqlite (from DB_URL in the environment)"))
        #expect(
            try migrate(applier, "status", "--database", "sqlite:o.sqlite").output.hasPrefix(
                "Database: sqlite:o.sqlite (from --database)"))
    }

    @Test(arguments: Applier.allCases) func otherEnginesAreSaidNotToBeBuiltAndNoPasswordIsShown(applier: Applier) throws
    {
        let outcome = try migrate(applier, "up", "--database", "postgresql://me:secret@127.0.0.1:1/db")
        #expect(outcome.status == 1)
        #if !PostgreSQL
            #expect(outcome.errors.contains("traits: [.defaults, \"PostgreSQL\"]"))
        #endif
        #expect(!(outcome.output + outcome.errors).contains("secret"))
    }

    @Test(arguments: Applier.allCases) func rowsThatWouldBeLostNeedForce(applier: Applier) throws {
        #expect(try migrate(applier, "up").status == 0)
        _ = try sqlite("INSERT INTO coupons (code, discount) VALUES ('X', 10)")
        let refused = try migrate(applier, "down")
        #expect(refused.status == 3)
        #expect(refused.errors.contains("drops table 'coupons' (1 row)"))
        #expect(try sqlite("SELECT code FROM coupons") == "X\n")
        #expect(try migrate(applier, "down", "--force").status == 0)
    }

    @Test(arguments: Applier.allCases) func whatTheHistoryAndTheProgramDisagreeAboutIsRefusedWithTheWayToAllowIt(
        applier: Applier
    ) throws {
        #expect(try migrate(applier, "up", "2").status == 0)
        _ = try sqlite("UPDATE _raido_migrations SET checksum = 'x' WHERE id LIKE '%_001_create_authors'")
        let edited = try migrate(applier, "up")
        #expect(edited.status == 3)
        #expect(edited.errors.contains("m20260112_093000_001_create_authors was edited after it was applied"))
        #expect(edited.errors.contains("--allow edited"))
        _ = try sqlite(
            "INSERT INTO _raido_migrations VALUES ('m20260401_000000_001_theirs', '20260401_000000', 'x', '', 0)")
        let unknown = try migrate(applier, "up", "--allow", "edited")
        #expect(unknown.status == 3)
        #expect(unknown.errors.contains("--allow unknown"))
        _ = try sqlite(
            "INSERT INTO _raido_migrations VALUES ('m20270101_000000_001_later', '20270101_000000', 'x', '', 0)")
        let late = try migrate(applier, "up", "--allow", "edited", "--allow", "unknown")
        #expect(late.status == 3)
        #expect(late.errors.contains("--allow out-of-order"))
        let allowed = try migrate(applier, "up", "--allow", "edited", "--allow", "unknown", "--allow", "out-of-order")
        #expect(allowed.status == 0, "\(allowed)")
        let status = try migrate(applier, "status", "--json").output
        #expect(status.contains("\"state\": \"edited\"") && status.contains("\"state\": \"unknown\""))
    }

    @Test(arguments: Applier.allCases) func aMigrationThatFailsIsRolledBackAndSaysWhatToDo(applier: Applier) throws {
        #expect(try migrate(applier, "up", "1").status == 0)
        // A table of somebody else's stands where the third run wants its own.
        #expect(try migrate(applier, "up", "1").status == 0)
        _ = try sqlite("CREATE TABLE coupons (x)")
        let outcome = try migrate(applier, "up")
        #expect(outcome.status == 1)
        #expect(
            outcome.errors.contains(
                "Applying m20260520_081500_001_create_coupons failed; the whole migration was rolled back."))
        #expect(outcome.errors.contains("It already exists and these migrations did not create it"))
        #expect(try sqlite("SELECT count(*) FROM _raido_migrations") == "14\n")
        _ = try sqlite("DROP TABLE coupons")
        #expect(try migrate(applier, "up").output.contains("Applied 3 migrations."))
    }

    @Test(arguments: Applier.allCases) func aFileThatIsNoDatabaseIsLeftAlone(applier: Applier) throws {
        try project.write("this is a text of some length, and no database at all", to: "app.sqlite")
        let outcome = try migrate(applier, "up")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("Is this the right file?"))
        #expect(try project.text("app.sqlite").hasPrefix("this is a text"))
    }

    /// Another connection holds the lock, so that the program waits.
    @Test(arguments: Applier.allCases) func whoeverInterruptsItIsToldHowItStands(applier: Applier) throws {
        _ = try migrate(applier, "up")
        let script = """
            coproc holder { sqlite3 app.sqlite; }
            echo "BEGIN IMMEDIATE; SELECT 'held';" >&"${holder[1]}"
            read -r <&"${holder[0]}"
            "$0" down --database sqlite:app.sqlite &
            # It answers signals itself from then on (SIGTERM is the 15th).
            for _ in {1..2000}; do
                case $(cat /proc/$!/comm 2>/dev/null) in raido*) ;; *) continue ;; esac
                (( 0x$(sed -n 's/^SigCgt:[^0-9a-f]*//p' /proc/$!/status) >> 14 & 1 )) && break
                sleep 0.01
            done
            kill -TERM $!; wait $!
            """
        let outcome = try run("/bin/bash", ["-c", script, applier.program.path], in: project.folder)
        #expect(outcome.status == 128 + SIGTERM, "\(outcome)")
        #expect(
            outcome.errors.contains("Interrupted. Either the database rolls back the migration that was running"),
            "\(outcome)"
        )
    }

    @Test(arguments: Applier.allCases, ["foo", "", "oracle:x"])
    func whatIsNoDatabaseURLIsSaidSo(applier: Applier, url: String) throws {
        let outcome = try migrate(applier, "up", "--database", url)
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("write sqlite:app.sqlite"))
    }

    @Test(arguments: [Applier.compiled]) func checkNamesTheFirstDifference(applier: Applier) throws {
        #expect(try migrate(applier, "check").status == 0)
        let tags = try project.text("snapshots/tags.json")
        try project.write(tags.replacingOccurrences(of: "varchar(40)", with: "varchar(41)"), to: "snapshots/tags.json")
        let outcome = try migrate(applier, "check")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("column 'tags.name'"))
    }

    @Test(
        arguments: Applier.allCases,
        [
            (["up", "none"], "'COUNT' must be a number of batches, 1 or more, not 'none'"),
            (["up", "0"], "'COUNT' must be a number of batches, 1 or more, not '0'"),
            (["up", "1", "--to", "x"], "'COUNT' and '--to' cannot be combined"),
            (["down", "--all", "--to", "x"], "'--to' and '--all' cannot be combined"),
            (["up", "--allow", "all"], "'--allow' must be one of 'unknown', 'edited', 'out-of-order', not 'all'"),
            (["up", "--to", "m1"], "there is no migration 'm1'"),
            (["stauts"], "unknown command 'stauts'; did you mean 'status'?"),
        ])
    func wrongUsageHasStatus64(applier: Applier, usage: (arguments: [String], message: String)) throws {
        let outcome = try run(applier.program, usage.arguments, in: project.folder)
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains(usage.message), "\(outcome)")
    }
}
