import Foundation
import Raido
import Testing

/// A server that the tests may use, reached through its own client. `Scripts/databases start` names them.
struct TestServer {
    let engine: Engine
    private let parts: URLComponents

    /// The server of that engine, or nil where its variable is unset: a line says so.
    init?(_ engine: Engine) {
        guard engine != .sqlite else { return nil }
        let name = "RAIDO_\(engine.rawValue.uppercased())_URL"
        guard let text = ProcessInfo.processInfo.environment[name], !text.isEmpty,
            let parts = URLComponents(string: text)
        else {
            print("not tested: \(engine.displayName), since \(name) is unset")
            return nil
        }
        self.engine = engine
        self.parts = parts
    }

    func url(of database: String) -> String {
        var parts = parts
        parts.path = "/" + database
        return parts.string ?? ""
    }

    /// Runs `body` with the URL of the server's own database, for a user who may do nothing there but look.
    func withWeakUser(_ body: (_ url: String) throws -> Void) throws {
        let name = "weak_\(UUID().uuidString.prefix(8).lowercased())"
        let database = parts.path.dropFirst()
        let (made, gone) =
            engine == .postgresql
            ? ("CREATE ROLE \(name) LOGIN PASSWORD 'weak'", "DROP OWNED BY \(name); DROP ROLE \(name)")
            : (
                "CREATE USER \(name)@'%' IDENTIFIED BY 'weak'; GRANT SELECT ON \(database).* TO \(name)@'%'",
                "DROP USER \(name)@'%'"
            )
        #expect(try run(made).status == 0)
        defer { _ = try? run(gone) }
        var parts = parts
        (parts.user, parts.password) = (name, "weak")
        try body(try #require(parts.string))
    }

    static let available: [Engine] = [.postgresql, .mysql, .mariadb].filter { TestServer($0) != nil }

    /// Runs a script in a database of its own name, and gives what it prints, a row a line.
    func run(_ script: String, in database: String? = nil) throws -> Outcome {
        try client(engine == .postgresql ? ["-c", script] : ["-e", script], in: database)
    }

    /// Runs the script of a file as somebody does who got it from a colleague.
    func run(file: String, in database: String) throws -> Outcome {
        try client(engine == .postgresql ? ["-f", file] : [], in: database, input: file)
    }

    private func client(_ arguments: [String], in database: String?, input: String = "/dev/null") throws -> Outcome {
        let folder = FileManager.default.temporaryDirectory
        let name = database ?? String(parts.path.dropFirst())
        let (user, password) = (parts.user ?? "", parts.password ?? "")
        let (host, port) = (parts.host ?? "127.0.0.1", "\(parts.port ?? 0)")
        switch engine {
        case .postgresql:
            let options = ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", host, "-p", port, "-U", user]
            return try RaidoProgramTests.run(
                "/usr/bin/psql", options + arguments + [name], in: folder,
                environment: ["PGPASSWORD": password, "PGOPTIONS": "-c client_min_messages=warning"])
        case .mysql, .mariadb:
            let options = ["-N", "-B", "--skip-ssl", "-h", host, "-P", port, "-u", user]
            return try RaidoProgramTests.run(
                "/bin/sh", ["-c", "exec mariadb \"$@\" < \"$0\"", input] + options + arguments + [name], in: folder,
                environment: ["MYSQL_PWD": password])
        case .sqlite: preconditionFailure("SQLite has no server")
        }
    }

    /// Runs `body` with a database of its own, which is gone afterwards.
    func withDatabase(_ body: (String) throws -> Void) throws {
        let name = "raido_\(UUID().uuidString.prefix(8).lowercased())"
        let made = try run("CREATE DATABASE \(name)")
        #expect(made.status == 0, "\(made)")
        defer { _ = try? run("DROP DATABASE \(name)") }
        try body(name)
    }
}
