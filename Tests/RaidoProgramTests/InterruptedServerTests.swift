import Foundation
import Raido
import RaidoTestSupport
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

    /// Of statements that take their time on a large table: all of them, or one that the seed chooses.
    private func beginnings(_ engine: Engine, seed: UInt64) -> [String] {
        let all =
            switch engine {
            case .sqlite: ["a transaction"]
            case .postgresql: ["ALTER TABLE", "UPDATE authors", "CREATE INDEX CONCURRENTLY"]
            case .mysql, .mariadb: ["ALTER TABLE%MODIFY COLUMN", "UPDATE authors", "CREATE INDEX"]
            }
        var generator = SplitMix64(seed: seed)
        return isThorough ? all : Array(all.shuffled(using: &generator).prefix(1))
    }

    /// The numbers of the sessions that run a statement of that beginning in the trial's database.
    private func sessions(_ trial: Trial, running beginning: String) throws -> [String] {
        let query =
            switch trial.engine {
            case .sqlite: "SELECT 1 WHERE \(trial.isBeingWritten ? 1 : 0)"
            case .postgresql:
                """
                SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '\(beginning)%' \
                AND state = 'active' AND pid <> pg_backend_pid()
                """
            case .mysql, .mariadb:
                "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND info LIKE '\(beginning)%'"
            }
        return try trial.sql(query).output.split(separator: "\n").map(String.init)
    }

    /// A run of `up` that is caught in the middle.
    private struct CaughtRun {
        var trial: Trial
        var process: Process
        /// The number of the session that runs the statement.
        var session: String
        /// What the rows are when all is applied.
        var wanted: String
    }

    /// Starts `up`, once more on a larger table where such a statement was over before it was seen.
    private func catchRun(on engine: Engine, in beginning: String, from first: String? = nil) throws -> CaughtRun {
        for doublings in Self.doublings...(Self.doublings + 5) {
            let trial = try largeTrial(engine, doublings: doublings)
            let wanted = try wanted(trial)
            if let first { #expect(try trial.migrate("up", "--to", first).status == 0) }
            let process = try start(trial, "up")
            while process.isRunning {
                if let session = try sessions(trial, running: beginning).first {
                    return CaughtRun(trial: trial, process: process, session: session, wanted: wanted)
                }
                usleep(2000)
            }
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
        }
        throw NotCaught(beginning: beginning)
    }

    private struct NotCaught: Error {
        var beginning: String
    }

    /// How often the rows of a trial are doubled: so often that changing them takes its time.
    private static let doublings = isThorough ? 13 : 10

    private func largeTrial(_ engine: Engine, doublings: Int) throws -> Trial {
        let trial = try Trial(engine)
        for _ in 1...doublings {
            let doubling = "INSERT INTO authors (name, views, note) SELECT name, views, note FROM authors"
            #expect(try trial.sql(doubling).status == 0)
        }
        return trial
    }

    /// Runs `up` once more, and expects what a run without interruption leaves.
    ///
    /// - Returns: Whether that run went on in the middle of a migration.
    private func expectMended(_ run: CaughtRun) throws -> Bool {
        let (trial, wanted) = (run.trial, run.wanted)
        var again = try trial.migrate("up")
        // Of MySQL and MariaDB a statement that runs on alone may, on a busy machine, need longer than a run waits for it.
        for _ in 1...20 where trial.engine.isOfMySQLFamily && again.errors.contains(", busy since ") {
            #expect(again.errors.contains("Cannot take the lock"), "\(again)")
            again = try trial.migrate("up")
        }
        #expect(again.status == 0, "\(again)")
        let found = try trial.sql(
            """
            SELECT count(*), sum(views), max(id), count(DISTINCT slug), (SELECT count(*) FROM labels) FROM authors
            """)
        #expect(found.output == wanted)
        let history = try trial.sql("SELECT id FROM _raido_migrations ORDER BY id").output
        #expect(history.split(separator: "\n") == ["m1_create_authors", "m2_ten_statements", "m3_add_phone"])
        #expect(try trial.migrate("check").output.contains("No drift"))
        return again.output.contains("resuming there")
    }

    /// What the migrations make of the rows: each shows what was done to it, and how often.
    private func wanted(_ trial: Trial) throws -> String {
        try trial.sql(
            """
            SELECT count(*), 2 * ((sum(views) + count(*)) * 10 + 1000 * count(*)), max(id), count(*), count(*)
            FROM authors
            """
        ).output
    }

    @Test(arguments: Trial.engines, Seeds.first(1))
    func aProgramThatIsKilledInTheMiddleOfAnAlterationIsFollowedByOneThatGoesOn(engine: Engine, seed: UInt64) throws {
        for beginning in beginnings(engine, seed: seed) {
            let run = try catchRun(on: engine, in: beginning)
            kill(run.process.processIdentifier, SIGKILL)
            run.process.waitUntilExit()
            let isOrphaned = try engine != .sqlite && !sessions(run.trial, running: beginning).isEmpty
            let resumed = try expectMended(run) ? 1 : 0
            let ranOn = isOrphaned ? ", which ran on alone" : ""
            Share.print([engine.rawValue, "`up`: SIGKILL during `\(beginning)`\(ranOn)", "1", "\(resumed)", "0"])
        }
    }

    @Test(arguments: TestServer.available, Seeds.first(1))
    func aConnectionThatIsCutInTheMiddleOfAnAlterationIsNoLoss(engine: Engine, seed: UInt64) throws {
        for beginning in beginnings(engine, seed: seed) {
            let run = try catchRun(on: engine, in: beginning)
            let number = run.session
            _ = try run.trial.sql(
                engine == .postgresql ? "SELECT pg_terminate_backend(\(number))" : "KILL CONNECTION \(number)")
            run.process.waitUntilExit()
            let resumed = try expectMended(run) ? 1 : 0
            Share.print([engine.rawValue, "`up`: connection cut during `\(beginning)`", "1", "\(resumed)", "0"])
        }
    }

    // A small table's index is made before anybody can cut the connection.
    @Test(.enabled(if: isThorough && TestServer.available.contains(.postgresql)))
    func anIndexThatIsLeftInvalidIsMadeByTheNextRun() throws {
        let run = try catchRun(on: .postgresql, in: "CREATE INDEX CONCURRENTLY", from: "m2_ten_statements")
        let trial = run.trial
        let invalid = "SELECT count(*) FROM pg_index WHERE NOT indisvalid"
        var wasInvalid = false
        for _ in 1...200 where !wasInvalid { wasInvalid = try trial.sql(invalid).output.hasPrefix("1") }
        _ = try trial.sql("SELECT pg_terminate_backend(\(run.session))")
        run.process.waitUntilExit()
        #expect(try trial.sql(invalid).output.hasPrefix("1"), "it was made in time: \(wasInvalid)")
        let resumed = try expectMended(run) ? 1 : 0
        #expect(try trial.sql(invalid).output.hasPrefix("0"))
        Share.print(["postgresql", "`up`: connection cut, an index left INVALID", "1", "\(resumed)", "0"])
    }
}
