import Foundation
import Raido
import Testing

/// `migrate` loses its server, or is ended, while a statement runs there.
@Suite(.serialized) struct InterruptedServerTests {
    /// A program that runs on its own.
    private func start(_ trial: Trial, _ arguments: String...) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: BuiltProgram.trial.path)
        process.arguments = arguments + ["--database", trial.url]
        process.currentDirectoryURL = trial.project.folder
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    /// Of statements that write each row of the table.
    private func beginnings(_ engine: Engine) -> [String] {
        [engine == .postgresql ? "ALTER TABLE" : "ALTER TABLE%MODIFY COLUMN", "UPDATE"]
    }

    /// The numbers of the sessions that run a statement of that beginning in the trial's database.
    private func sessions(_ trial: Trial, running beginning: String) throws -> [String] {
        let query =
            trial.engine == .postgresql
            ? """
            SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '\(beginning)%' \
            AND state = 'active' AND pid <> pg_backend_pid()
            """
            : "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND info LIKE '\(beginning)%'"
        return try trial.sql(query).output.split(separator: "\n").map(String.init)
    }

    /// Waits until such a statement runs.
    private func session(_ trial: Trial, running beginning: String) throws -> String? {
        for _ in 1...600 {
            if let found = try sessions(trial, running: beginning).first { return found }
            usleep(5000)
        }
        return nil
    }

    /// Gives the table so many rows that changing it takes its time.
    private func enlarge(_ trial: Trial) throws {
        for _ in 1...(isThorough ? 13 : 11) {
            let doubling = "INSERT INTO authors (name, views, note) SELECT name, views, note FROM authors"
            #expect(try trial.sql(doubling).status == 0)
        }
    }

    private func sums(_ trial: Trial) throws -> String {
        let rows = try trial.sql("SELECT count(*), sum(views), min(id), max(id), count(DISTINCT slug) FROM authors")
        let labels = try trial.sql("SELECT count(*) FROM labels")
        let history = try trial.sql("SELECT id FROM _raido_migrations ORDER BY id")
        return rows.output + labels.output + history.output
    }

    @Test(arguments: TestServer.available)
    func aProgramThatIsKilledInTheMiddleOfAnAlterationIsFollowedByOneThatGoesOn(engine: Engine) throws {
        let undisturbed = try Trial(engine)
        try enlarge(undisturbed)
        #expect(try undisturbed.migrate("up").status == 0)
        let wanted = try sums(undisturbed)
        for beginning in beginnings(engine) {
            let trial = try Trial(engine)
            try enlarge(trial)
            let process = try start(trial, "up")
            let session = try session(trial, running: beginning)
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            #expect(session != nil, "no statement was caught")
            let isOrphaned = try !sessions(trial, running: beginning).isEmpty
            let again = try trial.migrate("up")
            #expect(again.status == 0, "\(again)")
            #expect(try sums(trial) == wanted)
            #expect(try trial.migrate("check").output.contains("No drift"))
            print(
                "figure: \(engine.rawValue): killed during \(beginning), which ran on alone: \(isOrphaned); 0 rows lost"
            )
        }
    }

    @Test(arguments: TestServer.available)
    func aConnectionThatIsCutInTheMiddleOfAnAlterationIsNoLoss(engine: Engine) throws {
        let undisturbed = try Trial(engine)
        try enlarge(undisturbed)
        #expect(try undisturbed.migrate("up").status == 0)
        let wanted = try sums(undisturbed)
        for beginning in beginnings(engine) {
            let trial = try Trial(engine)
            try enlarge(trial)
            let process = try start(trial, "up")
            let session = try #require(try session(trial, running: beginning))
            let cut = engine == .postgresql ? "SELECT pg_terminate_backend(\(session))" : "KILL CONNECTION \(session)"
            _ = try trial.sql(cut)
            process.waitUntilExit()
            let again = try trial.migrate("up")
            #expect(again.status == 0, "\(again)")
            #expect(try sums(trial) == wanted)
            #expect(try trial.migrate("check").output.contains("No drift"))
        }
        print("figure: \(engine.rawValue): connection cut during ALTER TABLE and UPDATE; 0 rows lost")
    }
}
