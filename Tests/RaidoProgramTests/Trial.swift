import Foundation
import Raido
import RaidoTestSupport
import Testing

/// A fresh database with a hundred rows, and the program `raido-trial-migrate`, which is `migrate` with migrations of its own.
final class Trial {
    let engine: Engine
    let project: ScratchProject
    private let server: TestServer?
    private let name = "raido_\(UUID().uuidString.prefix(8).lowercased())"

    init(_ engine: Engine) throws {
        self.engine = engine
        project = try ScratchProject()
        server = TestServer(engine)
        if let server { #expect(try server.run("CREATE DATABASE \(name)").status == 0) }
        #expect(try migrate("up", "--to", "m1_create_authors").status == 0)
        let rows = (1...100).map { "('author \($0)', \($0), 'note')" }.joined(separator: ", ")
        #expect(try sql("INSERT INTO authors (name, views, note) VALUES \(rows)").status == 0)
    }

    deinit {
        let force = engine == .postgresql ? " WITH (FORCE)" : ""
        _ = try? server?.run("DROP DATABASE \(name)\(force)")
    }

    static let engines = [Engine.sqlite] + TestServer.available

    var url: String { server?.url(of: name) ?? "sqlite:app.sqlite" }

    func migrate(_ arguments: String...) throws -> Outcome {
        try run(.trial, arguments + ["--database", url], in: project.folder)
    }

    /// Runs `migrate`, and ends it with SIGKILL as it is about to make its system call of that number and kind. Says
    /// whether it came so far.
    func killed(at call: KillPoint, _ arguments: String...) throws -> Bool { try killed(at: call, arguments) }

    func killed(at call: KillPoint, _ arguments: [String]) throws -> Bool {
        let outcome = try run(
            "/usr/bin/strace",
            [
                "-qq", "-o", "/dev/null", "-e", "trace=\(call.name)", "-e",
                "inject=\(call.name):signal=KILL:when=\(call.number)", BuiltProgram.trial.path,
            ] + arguments + ["--database", url], in: project.folder)
        return outcome.status == 9 || outcome.status == 137
    }

    /// Runs `migrate` undisturbed, and gives the points where such a run can be killed: all of them, or, in the tests,
    /// a share that the seed chooses.
    func points(of arguments: String..., seed: UInt64) throws -> [KillPoint] {
        let names = KillPoint.calls(on: engine)
        let trace = project.folder.appendingPathComponent("trace").path
        let outcome = try run(
            "/usr/bin/strace",
            ["-qq", "-o", trace, "-e", "trace=\(names.joined(separator: ","))", BuiltProgram.trial.path] + arguments
                + ["--database", url], in: project.folder)
        #expect(outcome.status == 0, "\(outcome)")
        let lines = try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n")
        var generator = SplitMix64(seed: seed)
        return names.flatMap { name -> [KillPoint] in
            let count = lines.count { $0.hasPrefix("\(name)(") }
            let all = (0..<count).map { KillPoint(name: name, number: $0 + 1) }
            return isThorough ? all : Array(all.shuffled(using: &generator).prefix(2))
        }
    }

    /// - Parameter file: The database, on SQLite.
    func sql(_ text: String, in file: String = "app.sqlite") throws -> Outcome {
        guard let server else { return try run("/usr/bin/sqlite3", [file, text], in: project.folder) }
        return try server.run(text, in: name)
    }

    /// Whether a transaction writes the SQLite file.
    var isBeingWritten: Bool {
        FileManager.default.fileExists(atPath: project.folder.appendingPathComponent("app.sqlite-journal").path)
    }

    /// All that the database holds: its tables and rows, and which migrations are applied.
    ///
    /// - Parameter file: The database, on SQLite.
    func contents(of file: String = "app.sqlite") throws -> String {
        let tables = try run(
            .trial, ["inspect", "--database", server == nil ? "sqlite:\(file)" : url], in: project.folder)
        let authors = try sql("SELECT * FROM authors ORDER BY id", in: file).output
        let labels = try sql("SELECT name FROM labels ORDER BY name", in: file).output
        let history = try sql("SELECT id FROM _raido_migrations ORDER BY id", in: file).output
        return [tables.output, authors, labels, history].joined(separator: "\n")
    }
}

/// A system call by which the program changes something, or learns that it is changed, and which one of them.
struct KillPoint: CustomStringConvertible {
    var name: String
    var number: Int

    /// Before a statement is sent, and after: on its way to be answered.
    static func calls(on engine: Engine) -> [String] {
        engine == .sqlite ? ["pwrite64", "fdatasync"] : ["sendto", "recvfrom"]
    }

    var description: String { "\(name) \(number)" }
}

/// `Scripts/reliability databases` asks for all there is to try; the tests otherwise take some of it.
let isThorough = ProcessInfo.processInfo.environment["RAIDO_RELIABILITY"] != nil
