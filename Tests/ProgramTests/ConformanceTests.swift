import Foundation
import Raido
import RaidoExample
import RaidoRunner
import RaidoSQL
import Testing

/// What every engine that is there must do, through its own driver. Rows are written and read by its own client.
@Suite struct ConformanceTests {
    /// The engines that there is a server for, and that this build has a driver for.
    static let engines: [Engine] =
        [.sqlite]
        + TestServer.available.filter { engine in
            let isBuilt = (try? TestServer(engine).map { try openDatabase($0.url(of: "raido")) }) != nil
            if !isBuilt { print("not tested: \(engine.displayName), since there is no driver or no server for it") }
            return isBuilt
        }

    @Test(arguments: engines, ConformanceCase.all)
    func theEngineDoes(engine: Engine, what: ConformanceCase) throws {
        try Self.withDatabase(of: engine) { bench in
            let first = Migration(id: "m1_001_before", batch: "1", changes: what.before)
            let second = Migration(id: "m2_001_changes", batch: "2", changes: what.changes)
            let migrator = try Migrator(migrations: [first, second], database: bench.url)
            try migrator.up(.batches(1))
            for statement in what.rows { _ = try bench.ask(statement) }
            for _ in 1...2 {
                try migrator.up()
                try Self.expectNoDrift(migrator)
                if !what.question.isEmpty { #expect(try bench.ask(what.question) == what.answer) }
                try migrator.down(force: true)
                try Self.expectNoDrift(migrator)
            }
        }
    }

    @Test(arguments: engines)
    func theExampleIsAppliedRevertedAndAppliedAgain(engine: Engine) throws {
        try Self.withDatabase(of: engine) { bench in
            let migrator = try Migrator(migrations: migrations, database: bench.url)
            try migrator.up()
            for _ in 1...3 { try Self.expectNoDrift(migrator) }
            try migrator.down(.all)
            #expect(try migrator.inspect().isEmpty)
            try migrator.up()
            try Self.expectNoDrift(migrator)
        }
    }

    @Test(arguments: engines)
    func theScriptOfTheSchemaGivesWhatMigrationsGiveAndRunsAgain(engine: Engine) throws {
        try Self.withDatabase(of: engine) { bench in
            let script = try schemaScript(schema(of: migrations), for: engine)
            for _ in 1...2 { _ = try bench.ask(script) }
            let migrator = try Migrator(migrations: migrations, database: bench.url)
            #expect(try migrator.baseline().count == migrations.count)
            try Self.expectNoDrift(migrator)
        }
    }

    static func expectNoDrift(_ migrator: Migrator, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let comparison = try migrator.compare()
        let difference = comparison.expected.firstDifference(from: comparison.found).map { "\($0)" }
        #expect(difference == nil, sourceLocation: sourceLocation)
    }

    /// A database that is there for one test.
    struct Bench {
        var url: String
        /// Runs a script in the engine's own client and gives what it prints.
        var ask: (String) throws -> String
    }

    static func withDatabase(of engine: Engine, _ body: (Bench) throws -> Void) throws {
        func checked(_ outcome: Outcome) throws -> String {
            try #require(outcome.status == 0, "\(outcome)")
            return outcome.output.trimmingCharacters(in: .newlines)
        }
        guard let server = TestServer(engine) else {
            let project = try ScratchProject()
            let path = "\(project.folder.path)/app.sqlite"
            return try body(
                Bench(url: "sqlite:\(path)") { script in
                    try project.write("PRAGMA foreign_keys = ON;\n\(script);", to: "script.sql")
                    return try checked(
                        run("/usr/bin/sqlite3", ["-bail", path, ".read script.sql"], in: project.folder))
                })
        }
        try server.withDatabase { name in
            try body(Bench(url: server.url(of: name)) { try checked(server.run($0, in: name)) })
        }
    }
}
