import Foundation
import Raido
import RaidoExample
import RaidoRunner
import Testing

/// A MariaDB server that is a Galera cluster of one. It listens only on a socket in a folder of its own, and ends with
/// the value.
private final class GaleraServer {
    private static let library = "/usr/lib/galera/libgalera_smm.so"
    private static let program = "/usr/sbin/mariadbd"

    static let isAvailable: Bool = {
        #if MySQL
            let missing = [program, library].filter { !FileManager.default.fileExists(atPath: $0) }
            if missing.isEmpty { return true }
            print("not tested: Galera, since there is no \(missing.joined(separator: " and no "))")
        #else
            print("not tested: Galera, since the driver for MariaDB is not built in")
        #endif
        return false
    }()

    private let project: ScratchProject
    private let process = Process()

    init() throws {
        project = try ScratchProject()
        let folder = project.folder
        // The server refuses to be root unless it is told to.
        let account = getuid() == 0 ? ["--user=root"] : []
        let data = ["--no-defaults", "--datadir=\(folder.path)/data", "--skip-name-resolve"] + account
        let installed = try run(
            "/usr/bin/env",
            ["mariadb-install-db"] + data + ["--skip-test-db", "--auth-root-authentication-method=normal"], in: folder,
            // A server that starts removes the temporary tables of all others in that folder.
            environment: ["TMPDIR": folder.path])
        try #require(installed.status == 0, "\(installed)")

        // Should this process be killed, the server ends too, after 15 minutes.
        process.executableURL = URL(fileURLWithPath: "/usr/bin/timeout")
        process.arguments =
            ["--kill-after=1", "900", Self.program] + data + [
                "--tmpdir=\(folder.path)", "--socket=\(socket)", "--pid-file=\(folder.path)/pid", "--skip-networking",
                "--skip-log-bin", "--innodb-buffer-pool-size=32M", "--innodb-log-file-size=16M",
                "--debug-no-sync", "--innodb-flush-log-at-trx-commit=0", "--binlog-format=ROW",
                "--innodb-autoinc-lock-mode=2",
                "--wsrep-on=ON", "--wsrep-provider=\(Self.library)", "--wsrep-cluster-address=gcomm://",
                "--wsrep-node-address=127.0.0.1",
                // The system chooses the port of the cluster.
                "--wsrep-provider-options=gmcast.listen_addr=tcp://127.0.0.1:0;gcache.size=8M",
            ]
        try project.write("", to: "log")
        let log = try FileHandle(forWritingTo: folder.appendingPathComponent("log"))
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = log
        process.standardError = log
        try process.runWithSignals()

        // Before the node is ready, it answers with errors.
        var answer = try sql("CREATE DATABASE raido", in: "mysql")
        for _ in 1...1200 where answer.status != 0 && process.isRunning {
            usleep(100_000)
            answer = try sql("CREATE DATABASE IF NOT EXISTS raido", in: "mysql")
        }
        try #require(answer.status == 0, "\(answer) \((try? project.text("log")) ?? "")")
    }

    deinit {
        guard process.isRunning else { return }
        process.terminate()
        process.waitUntilExit()
    }

    private var socket: String { "\(project.folder.path)/socket" }

    var url: String {
        let path = socket.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? socket
        return "mariadb://root@localhost/raido?socket=\(path)"
    }

    func sql(_ text: String, in database: String = "raido") throws -> Outcome {
        try run(
            "/usr/bin/env",
            ["mariadb", "--no-defaults", "--socket=\(socket)", "-u", "root", "-N", "-B", "-e", text, database],
            in: project.folder)
    }
}

/// Servers that do not share the migration lock, and the option that confirms that no other run is in progress.
@Suite struct GaleraTests {
    private static let refusal = """
        This server belongs to a Galera cluster, whose servers do not share the lock that keeps other runs out \
        (GET_LOCK). A run on another server could migrate at the same time. Nothing was changed. If no other run is in \
        progress, use --single-runner to continue.
        """

    @Test(.enabled(if: GaleraServer.isAvailable), arguments: Applier.allCases)
    func `in a cluster, commands that write are refused without --single-runner`(applier: Applier) throws {
        let server = try GaleraServer()
        let project = try ScratchProject()
        try project.copyExample()
        func migrate(_ arguments: [String]) throws -> Outcome {
            try run(applier.program, arguments + ["--database", server.url], in: project.folder)
        }
        func expectRefusal(of arguments: [String]) throws {
            let outcome = try migrate(arguments)
            #expect(outcome.status == 3 && outcome.errors.contains(Self.refusal), "\(arguments): \(outcome)")
        }
        func expect(_ words: String, from arguments: [String]) throws {
            let outcome = try migrate(arguments + ["--single-runner"])
            #expect(outcome.status == 0 && outcome.output.contains(words), "\(arguments): \(outcome)")
        }

        let ids = migrations.map(\.id)
        let (first, last) = (try #require(ids.first), try #require(ids.last))
        for command in [["up"], ["redo"], ["baseline"], ["mark-applied", first], ["mark-reverted", first]] {
            try expectRefusal(of: command)
        }
        let document = try migrate(["up", "--json"])
        #expect(document.status == 3 && document.output.contains("\"status\": \"refused\""), "\(document)")
        #expect(document.output.contains("\"error\": \"\(Self.refusal)\"") && document.errors == "", "\(document)")
        #expect(try server.sql("SHOW TABLES") == Outcome(status: 0, output: "", errors: ""))
        for command in [["status"], ["check"], ["inspect"], ["sql"], ["up", "--dry-run"]] {
            let outcome = try migrate(command)
            #expect(outcome.status == 0 && outcome.errors == "", "\(command): \(outcome)")
        }

        try expect("Applied 10 migrations.", from: ["up", "1"])
        for command in [["up"], ["down"], ["redo"]] { try expectRefusal(of: command) }
        try expect("Redid 10 migrations.", from: ["redo", "--force"])
        try expect("Applied 7 migrations.", from: ["up"])
        try expect("\(last) is marked as not applied", from: ["mark-reverted", last])
        try expect("The database matches 1 migration", from: ["baseline"])
        try expect("\(last) is marked as not applied", from: ["mark-reverted", last])
        try expect("\(last) is marked as applied", from: ["mark-applied", last])
        #expect(try migrate(["check"]).output.contains("No drift: the database matches 17 applied migrations."))
        try expect("Reverted 17 migrations.", from: ["down", "--all", "--force"])
    }

    @Test(.enabled(if: GaleraServer.isAvailable))
    func `an application confirms with singleRunner that no other run is in progress`() throws {
        let server = try GaleraServer()
        // Compiled: it is what an application calls.
        let refused = try Migrator(migrations: migrations, database: server.url)
        let error = #expect(throws: MigratorError.self) { try refused.up() }
        guard case .lockNotShared(.galera)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try refused.status().allSatisfy { $0.state == .pending })
        let waits = "SHOW GLOBAL STATUS LIKE 'wsrep_causal_reads'"
        let before = try server.sql(waits)
        // Compiled: it is what an application calls.
        let migrator = try Migrator(migrations: migrations, database: server.url, singleRunner: true)
        // It waited until this node has what others committed: a run may have ended on another one just now.
        #expect(try server.sql(waits) != before)
        #expect(try migrator.up() == migrations.map(\.id))
        try expectNoDrift(refused)
    }

    @Test(arguments: Trial.engines) func `--single-runner has no effect on other databases`(engine: Engine) throws {
        let trial = try Trial(engine)
        for (command, words) in [
            (["up"], "Applied 2 migrations."), (["redo", "--force"], "Redid 1 migration."),
            (["mark-reverted", "m3_add_phone"], "m3_add_phone is marked as not applied"),
            (["baseline"], "The database matches 1 migration"),
            (["mark-reverted", "m3_add_phone"], "m3_add_phone is marked as not applied"),
            (["mark-applied", "m3_add_phone"], "m3_add_phone is marked as applied"),
            (["up", "--dry-run"], "Nothing to apply."), (["down", "--force"], "Reverted 1 migration."),
        ] {
            let outcome = try run(
                .trial, command + ["--single-runner", "--database", trial.url], in: trial.project.folder)
            #expect(outcome.status == 0 && outcome.output.contains(words), "\(command): \(outcome)")
        }
    }

    @Test(arguments: Applier.allCases)
    func `commands that only read do not have --single-runner`(applier: Applier) throws {
        let project = try ScratchProject()
        for command in ["status", "check", "inspect", "sql"] {
            let outcome = try run(applier.program, [command, "--single-runner"], in: project.folder)
            #expect(outcome.status == 64, "\(outcome)")
            #expect(outcome.errors.contains("unknown option '--single-runner'"), "\(outcome)")
        }
    }
}
