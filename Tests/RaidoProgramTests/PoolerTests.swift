import Foundation
import Raido
import Testing

/// PgBouncer between `migrate` and PostgreSQL: `RAIDO_PGBOUNCER` names the program, else it is where Debian has it.
@Suite(.serialized) struct PoolerTests {
    private static let pooler: String? = {
        let path = ProcessInfo.processInfo.environment["RAIDO_PGBOUNCER"] ?? "/usr/sbin/pgbouncer"
        guard FileManager.default.isExecutableFile(atPath: path), TestServer(.postgresql) != nil else {
            print("not tested: PgBouncer, since there is none, or no PostgreSQL")
            return nil
        }
        return path
    }()

    /// Runs `body` with the URL of the trial's database through a pooler of that mode.
    private func withPooler(_ mode: String, to trial: Trial, _ body: (String) throws -> Void) throws {
        let server = try #require(URLComponents(string: trial.url))
        let (name, port) = (String(server.path.dropFirst()), try SilentServer().port)
        let folder = trial.project.folder
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder.path)
        let settings = """
            [databases]
            \(name) = host=127.0.0.1 port=\(server.port ?? 0) user=\(server.user ?? "") password=\(server.password ?? "")
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = \(port)
            unix_socket_dir =
            auth_type = any
            pool_mode = \(mode)
            logfile = \(folder.path)/pooler.log
            """
        try trial.project.write(settings, to: "pooler.ini")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(Self.pooler))
        // It refuses to be root.
        process.arguments = (getuid() == 0 ? ["-u", "nobody"] : []) + ["\(folder.path)/pooler.ini"]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        defer {
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
        let url = "postgresql://raido@127.0.0.1:\(port)/\(name)"
        var answer = try run("/usr/bin/psql", ["-c", "SELECT 1", url], in: folder)
        for _ in 1...400 where answer.status != 0 && process.isRunning {
            usleep(50_000)
            answer = try run("/usr/bin/psql", ["-c", "SELECT 1", url], in: folder)
        }
        let log = try? trial.project.text("pooler.log")
        try #require(answer.status == 0, "\(answer) \(log ?? "")")
        try body(url)
    }

    @Test(.enabled(if: pooler != nil)) func aPoolerOfTransactionsIsRefusedWithTheReason() throws {
        let trial = try Trial(.postgresql)
        try withPooler("transaction", to: trial) { url in
            let outcome = try run(.trial, ["up", "--database", url], in: trial.project.folder)
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("a pooler, such as PgBouncer in transaction mode"), "\(outcome)")
        }
        #expect(try trial.migrate("status").output.contains("1 migration applied, 2 pending."))
    }

    @Test(.enabled(if: pooler != nil)) func aPoolerOfSessionsIsFine() throws {
        let trial = try Trial(.postgresql)
        try withPooler("session", to: trial) { url in
            let outcome = try run(.trial, ["up", "--database", url], in: trial.project.folder)
            #expect(outcome.status == 0, "\(outcome)")
        }
    }
}
