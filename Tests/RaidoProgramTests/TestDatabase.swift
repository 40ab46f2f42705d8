import Foundation
import Raido
import RaidoRunner
import Testing

/// A database of one engine, made for one test and gone afterwards.
struct TestDatabase {
    var url: String

    /// Puts a script through the engine's own client as it is.
    var run: (String) throws -> Outcome

    /// The same of a script that nothing is wrong with, and gives what it prints, a row a line.
    func ask(_ script: String) throws -> String {
        let outcome = try run(script)
        try #require(outcome.status == 0 && outcome.errors == "", "\(outcome)")
        return outcome.output.trimmingCharacters(in: .newlines)
    }

    /// The engines whose tests run: SQLite, and those whose server is named. One that is named and cannot be used makes
    /// its tests fail.
    static let engines: [Engine] = [.sqlite] + TestServer.available
}

/// Runs `body` with an empty database of that engine.
func withDatabase(of engine: Engine, _ body: (TestDatabase) throws -> Void) throws {
    let project = try ScratchProject()
    let script = project.folder.appendingPathComponent("script.sql").path
    guard let server = TestServer(engine) else {
        let path = "\(project.folder.path)/app.sqlite"
        return try body(
            TestDatabase(url: "sqlite:\(path)") { text in
                try project.write("PRAGMA foreign_keys = ON;\n\(text)\n;\n", to: "script.sql")
                return try RaidoProgramTests.run(
                    "/usr/bin/sqlite3", ["-bail", path, ".read \(script)"], in: project.folder)
            })
    }
    try server.withDatabase { name in
        try body(
            TestDatabase(url: server.url(of: name)) { text in
                try project.write(text, to: "script.sql")
                return try server.run(file: script, in: name)
            })
    }
}

/// Expects the database to be as the applied migrations leave it.
func expectNoDrift(_ migrator: Migrator, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let comparison = try migrator.compare()
    let difference = comparison.expected.firstDifference(from: comparison.found).map { "\($0)" }
    #expect(difference == nil, sourceLocation: sourceLocation)
}
