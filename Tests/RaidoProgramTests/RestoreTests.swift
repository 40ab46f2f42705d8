import Foundation
import Raido
import Testing

/// `migrate restore`, and the copies that `migrate` makes for it.
@Suite struct RestoreTests {
    private let trial: Trial
    private let copy = "app.sqlite.before-m2_ten_statements"

    init() throws { trial = try Trial(.sqlite) }

    private var folder: URL { trial.project.folder }
    private var names: [String] { get throws { try trial.names } }

    private func apply() throws {
        let applied = try trial.migrate("up")
        #expect(applied.status == 0, "\(applied)")
        #expect(applied.output.contains("Backup: \(folder.path)/\(copy)\n"), "\(applied)")
    }

    private func expect(
        _ outcome: Outcome, _ status: Int32, _ message: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(outcome.status == status, "\(outcome)", sourceLocation: sourceLocation)
        #expect(outcome.errors.contains(message), "\(outcome)", sourceLocation: sourceLocation)
    }

    @Test func `that another database may be replaced is said`() throws {
        try apply()
        #expect(try trial.sql("DROP TABLE _raido_migrations").status == 0)
        let words = "app.sqlite' has no migration history, so it may not be the database that was backed up"
        expect(try trial.migrate("restore", "--dry-run"), 0, words)
        let restored = try trial.migrate("restore")
        expect(restored, 0, words)
        #expect(restored.output.contains("The replaced file is kept: "))
        #expect(try !trial.migrate("restore").errors.contains("history"))
    }

    @Test func whatWasThereIsThereAgain() throws {
        let before = try trial.contents()
        try apply()
        let restored = try trial.migrate("restore")
        #expect(restored.status == 0, "\(restored)")
        let lines = restored.output.split(separator: "\n").map(String.init)
        #expect(lines[0] == "Database: sqlite:app.sqlite (from --database)", "\(restored)")
        #expect(lines[1].hasPrefix("Backup: \(folder.path)/\(copy), made at "), "\(restored)")
        #expect(Array(lines[2...3]) == ["↓ m3_add_phone", "↓ m2_ten_statements"])
        #expect(lines[4].hasPrefix("Restored; rows are as they were at "))
        #expect(lines[5].hasPrefix("The replaced file is kept: \(folder.path)/app.sqlite.replaced-"))
        #expect(try trial.contents() == before)
        #expect(try names.count == 3 && names.contains(copy), "the copy stays")
        #expect(try trial.migrate("status").output.contains("m1_create_authors"))
        #expect(try trial.migrate("up").status == 0)
    }

    @Test func aDryRunSaysItAndChangesNothing() throws {
        try apply()
        let before = try (names, trial.contents())
        let outcome = try trial.migrate("restore", "--dry-run")
        #expect(outcome.status == 0)
        #expect(outcome.output.hasSuffix("↓ m3_add_phone\n↓ m2_ten_statements\nNothing was changed.\n"), "\(outcome)")
        #expect(try (names, trial.contents()) == before)
    }

    @Test func theFileCanBeNamed() throws {
        try apply()
        try FileManager.default.moveItem(
            at: folder.appendingPathComponent(copy), to: folder.appendingPathComponent("kept here.db"))
        #expect(try trial.migrate("restore").status == 1)
        let outcome = try trial.migrate("restore", "kept here.db")
        #expect(outcome.status == 0, "\(outcome)")
        #expect(try trial.sql("SELECT count(note) FROM authors").output == "100\n")
    }

    @Test func `a missing or ambiguous backup is a failure, and only a server's URL is wrong usage`() throws {
        try expect(trial.migrate("restore"), 1, "there is no backup next to \(folder.path)/app.sqlite")
        try expect(trial.migrate("restore", "none"), 1, "the file \(folder.path)/none does not exist")
        let server = try run(.trial, ["restore", "--database", "mysql://u@h/d"], in: folder)
        expect(server, 64, "only a SQLite database in a file can be restored")
        try apply()
        try FileManager.default.copyItem(
            at: folder.appendingPathComponent(copy), to: folder.appendingPathComponent("app.sqlite.before-m1"))
        try expect(trial.migrate("restore"), 1, "there are several backups; name one: ")
    }

    @Test func aCopyThatIsNoDatabaseIsNotTaken() throws {
        try apply()
        let before = try trial.contents()
        try trial.project.write(String(repeating: "nonsense ", count: 200), to: "broken.db")
        let outcome = try trial.migrate("restore", "broken.db")
        expect(outcome, 1, "cannot read broken.db: ")
        #expect(try trial.contents() == before)
        #expect(try names == ["app.sqlite", copy, "broken.db"])
    }

    @Test func whileAProgramHasTheDatabaseOpenItIsRefused() throws {
        try apply()
        let before = try trial.contents()
        let reader = Process()
        reader.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
        reader.arguments = ["app.sqlite"]
        reader.currentDirectoryURL = folder
        let (input, output) = (Pipe(), Pipe())
        (reader.standardInput, reader.standardOutput) = (input, output)
        try reader.run()
        try input.fileHandleForWriting.write(contentsOf: Data("SELECT count(*) FROM authors;\n".utf8))
        #expect(!output.fileHandleForReading.availableData.isEmpty)
        let outcome = try trial.migrate("restore")
        expect(outcome, 3, "\(folder.path)/app.sqlite is in use by process \(reader.processIdentifier)")
        try input.fileHandleForWriting.close()
        reader.waitUntilExit()
        #expect(try names == ["app.sqlite", copy])
        #expect(try trial.contents() == before)
        #expect(try trial.migrate("restore").status == 0)
    }

    // MARK: - Making copies

    @Test func whereTheExchangeFailsTheDatabaseIsWhatItWas() throws {
        try apply()
        #expect(try trial.sql("PRAGMA journal_mode = WAL").output == "wal\n")
        let before = try (names, trial.contents())
        let outcome = try run(
            "/usr/bin/strace",
            [
                "-qq", "-o", "/dev/null", "-e", "trace=rename", "-e", "inject=rename:error=EIO:when=1",
                BuiltProgram.trial.path, "restore", "--database", trial.url,
            ], in: folder)
        expect(outcome, 1, "Input/output error")
        #expect(try trial.sql("PRAGMA journal_mode").output == "wal\n")
        #expect(try (names, trial.contents()) == before)
        #expect(try trial.migrate("restore").status == 0)
    }

    @Test func aDryRunOfUpMakesNoCopy() throws {
        let outcome = try trial.migrate("up", "--dry-run")
        #expect(outcome.status == 0, "\(outcome)")
        #expect(outcome.output.contains("Would apply 2 migrations: tried and rolled back."))
        #expect(try names == ["app.sqlite"])
    }

    @Test func aCopyIsMadeInAFolderWhoseNameIsNoText() throws {
        let commands = """
            folder=$(printf 'non\\377utf') && mkdir "$folder" && cp app.sqlite "$folder" && cd "$folder" || exit 9
            "$0" up --database sqlite:app.sqlite && ls && exec "$0" restore --database sqlite:app.sqlite
            """
        let outcome = try run("/bin/sh", ["-c", commands, BuiltProgram.trial.path], in: folder)
        #expect(outcome.status == 0, "\(outcome)")
        #expect(outcome.output.contains("\n\(copy)\n"), "\(outcome)")
        #expect(outcome.output.contains("Restored"), "\(outcome)")
    }

    @Test func withoutRoomForACopyNothingIsBegun() throws {
        let library = try PreloadedLibrary.deceivedCalls.get()
        let before = try trial.contents()
        let arguments = ["up", "--database", trial.url]
        let outcome = try library.run(.trial, arguments, in: folder, ["RAIDO_FULL": "1"])
        #expect(outcome.status == 3)
        #expect(
            outcome.errors.contains(
                "no backup could be made, so the migration was not started: not enough disk space for "),
            "\(outcome)")
        #expect(
            outcome.errors.contains(
                "KiB are needed, 0 KiB are free; free some space; use --no-backup to run without a backup"))
        #expect(try names == ["app.sqlite"])
        #expect(try trial.contents() == before)
        #expect(try library.run(.trial, arguments + ["--no-backup"], in: folder, ["RAIDO_FULL": "1"]).status == 0)
        #expect(try names == ["app.sqlite"])
        #expect(try trial.sql("SELECT count(*) FROM labels").output == "100\n")
    }

    @Test func withoutRoomForItNothingIsBroughtBack() throws {
        try apply()
        let before = try (names, trial.contents())
        let library = try PreloadedLibrary.deceivedCalls.get()
        let outcome = try library.run(.trial, ["restore", "--database", trial.url], in: folder, ["RAIDO_FULL": "1"])
        expect(outcome, 1, "not enough disk space for \(folder.path)/app.sqlite.restoring: ")
        #expect(outcome.errors.hasSuffix("KiB are needed, 0 KiB are free; free some space\n"), "\(outcome)")
        #expect(try (names, trial.contents()) == before)
    }
}
