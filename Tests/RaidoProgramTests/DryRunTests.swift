import Foundation
import Raido
import Testing

/// `migrate up --dry-run`.
@Suite struct DryRunTests {
    /// All that a rehearsal may not change: definitions, rows, history, files.
    private func traces(_ trial: Trial) throws -> [String] {
        [
            try trial.migrate("inspect").output, try trial.sql("SELECT * FROM authors ORDER BY id").output,
            try trial.sql("SELECT * FROM _raido_migrations ORDER BY id").output, "\(try files(trial))",
        ]
    }

    private func files(_ trial: Trial) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: trial.project.folder.path).sorted()
    }

    private func listOfTables(_ engine: Engine) -> String {
        switch engine {
        case .sqlite: "SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
        case .postgresql: "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
        case .mysql, .mariadb: "SHOW TABLES"
        }
    }

    private func commitsEach(_ engine: Engine) -> Bool { engine == .mysql || engine == .mariadb }

    @Test(arguments: Trial.engines) func leavesNothingBehind(engine: Engine) throws {
        let trial = try Trial(engine)
        let before = try traces(trial)
        // The second of these drops a column with values, so that without --dry-run SQLite's file would be copied.
        let outcome = try trial.migrate("up", "--to", "m2_ten_statements", "--dry-run")
        #expect(outcome.status == 0, "\(outcome)")
        if commitsEach(engine) {
            #expect(outcome.output.contains("RENAME TABLE `tags` TO `labels`"))
            #expect(
                outcome.output.contains(
                    "Would apply 1 migration. \(engine.displayName) commits each statement, so none was tried; "
                        + "no checked row violates a migration."))
        } else {
            #expect(outcome.output.contains("Would apply 1 migration: tried and rolled back."))
            #expect(!outcome.output.contains("Backup"))
        }
        #expect(try traces(trial) == before)
        #expect(try trial.migrate("status").output.contains("1 migration applied, 2 pending."))
    }

    @Test(arguments: Trial.engines) func makesSeveralOneOnTheOther(engine: Engine) throws {
        let trial = try Trial(engine)
        _ = try trial.sql("DROP TABLE authors")
        _ = try trial.sql("DROP TABLE _raido_migrations")
        if commitsEach(engine) { _ = try trial.sql("DROP TABLE _raido_journal") }
        let outcome = try trial.migrate("up", "--to", "m2_ten_statements", "--dry-run")
        #expect(outcome.status == 0, "\(outcome)")
        #expect(outcome.output.contains("Would apply 2 migrations"))
        // Not even a history.
        #expect(try trial.sql(listOfTables(engine)).output == "")
        #expect(try trial.migrate("up").status == 0)
    }

    @Test(arguments: Trial.engines) func saysWhereNoRowWasAskedFor(engine: Engine) throws {
        let trial = try Trial(engine)
        let before = try traces(trial)
        let outcome = try trial.migrate("up", "--to", "m2_ten_statements", "--dry-run", "--skip-checks")
        #expect(outcome.status == 0, "\(outcome)")
        let words =
            commitsEach(engine)
            ? "Would apply 1 migration. \(engine.displayName) commits each statement, so none was tried; "
                + "rows were not checked."
            : "Would apply 1 migration: tried and rolled back."
        #expect(outcome.output.contains(words), "\(outcome)")
        #expect(try traces(trial) == before)
    }

    @Test func makesNoFile() throws {
        let trial = try Trial(.sqlite)
        try FileManager.default.removeItem(at: trial.project.folder.appendingPathComponent("app.sqlite"))
        let before = try files(trial)
        let outcome = try trial.migrate("up", "--dry-run")
        #expect(outcome.output.contains("Would apply 3 migrations: tried and rolled back."), "\(outcome)")
        #expect(try files(trial) == before)
    }

    @Test(.enabled(if: TestServer.available.contains(.postgresql)))
    func saysWhatNoTransactionTakes() throws {
        let trial = try Trial(.postgresql)
        let before = try traces(trial)
        let outcome = try trial.migrate("up", "--dry-run")
        #expect(outcome.status == 1)
        #expect(
            outcome.errors.contains(
                "m3_add_phone: PostgreSQL refuses one of its statements inside a transaction, so it cannot "
                    + "be tried and rolled back"
            ), "\(outcome)")
        #expect(try traces(trial) == before)
    }
}
