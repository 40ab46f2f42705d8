import Foundation
import Raido
import Testing

/// Databases that an earlier version left are read, resumed and migrated by this one.
@Suite struct EarlierDatabaseTests {
    /// Without dumps the other tests would pass on nothing.
    @Test func everyEngineHasADumpAndEveryServerOnesThatWereInterrupted() {
        for engine in TestDatabase.engines {
            let states = EarlierDatabase.all.filter { $0.engine == engine }.map(\.state)
            #expect(states.contains("applied"), "\(engine)")
            #expect(engine == .sqlite || states.count >= 6, "\(engine): \(states)")
        }
    }

    @Test(arguments: EarlierDatabase.all, HistoryProgram.allCases)
    func statusTellsWhatIsAppliedAndWhatWasInterrupted(database: EarlierDatabase, program: HistoryProgram) throws {
        let project = try EarlierProject.first.copy()
        try database.load { loaded in
            let outcome = try program.run("status", "--json", on: loaded, in: project)
            try #require(outcome.status == 0, "\(outcome)")
            let migrations = try StatusDocument(outcome.output).migrations
            #expect(migrations.count == 6)
            let applied = migrations.prefix { $0.state == "applied" }
            let others = migrations.dropFirst(applied.count)
            #expect(applied.count >= 2)
            #expect(applied.allSatisfy { $0.appliedAt?.hasPrefix("2026-11-30T20:") == true && $0.unfinished == nil })
            if database.isFinished {
                #expect(others.allSatisfy { $0.state == "pending" && $0.unfinished == nil })
            } else {
                let unfinished = try #require(others.first?.unfinished)
                #expect(others.first?.state == "interrupted")
                #expect(unfinished.direction == (database.wasReverting ? "down" : "up"))
                #expect((1...unfinished.steps).contains(unfinished.step))
                #expect(others.dropFirst().allSatisfy { $0.state == "pending" && $0.unfinished == nil })
            }
        }
    }

    @Test(arguments: EarlierDatabase.all, HistoryProgram.allCases)
    func upLeavesWhatARunWithoutInterruptionLeaves(database: EarlierDatabase, program: HistoryProgram) throws {
        let project = try EarlierProject.first.copy()
        var wanted: Contents?
        try EarlierDatabase(engine: database.engine, state: "applied").load { loaded in
            let outcome = try program.run("up", on: loaded, in: project)
            try #require(outcome.status == 0, "\(outcome)")
            wanted = try Contents(of: loaded, engine: database.engine, by: program, in: project)
        }
        try database.load { loaded in
            if database.wasReverting {
                let id = "m20260214_093000_001_alter_authors"
                let outcome = try program.run("down", "--to", id, "--force", on: loaded, in: project)
                try #require(outcome.status == 0, "\(outcome)")
            }
            let outcome = try program.run("up", on: loaded, in: project)
            try #require(outcome.status == 0, "\(outcome)")
            let found = try Contents(of: loaded, engine: database.engine, by: program, in: project)
            #expect(found == wanted)
            let check = try program.run("check", on: loaded, in: project)
            #expect(check.status == 0, "\(check)")
        }
    }

    /// Rows of the history are those that the earlier version wrote: checksums and times are not computed again.
    @Test(arguments: TestDatabase.engines, HistoryProgram.allCases)
    func theHistoryOfAnEarlierVersionStays(engine: Engine, program: HistoryProgram) throws {
        let project = try EarlierProject.first.copy()
        try EarlierDatabase(engine: engine, state: "applied").load { loaded in
            let query = """
                SELECT id, batch, checksum, applied_at FROM _raido_migrations WHERE batch = '20260131_120000' ORDER BY id
                """
            let before = try loaded.ask(query)
            #expect(before.contains("1-7ce9af7dbbbfd09d") && before.contains("1-c5e18001174ccbd5"))
            #expect(try program.run("up", on: loaded, in: project).status == 0)
            #expect(try loaded.ask(query) == before)
            // And they can be reverted.
            let down = try program.run("down", "--all", "--force", on: loaded, in: project)
            #expect(down.status == 0, "\(down)")
            #expect(try loaded.ask("SELECT count(*) FROM _raido_migrations") == "0")
        }
    }
}

/// What a database holds when all is applied.
private struct Contents: Equatable {
    var schema: String
    var rows: [String]
    var history: String
    /// How many entries the journal has.
    var unfinished: String

    init(of database: TestDatabase, engine: Engine, by program: HistoryProgram, in project: ScratchProject) throws {
        let inspected = try program.run("inspect", on: database, in: project)
        try #require(inspected.status == 0, "\(inspected)")
        schema = inspected.output.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.hasPrefix("Database: ") && !$0.hasPrefix("Engine: ") }.joined(separator: "\n")
        rows = try ["authors", "books", "loans"].map { try database.ask("SELECT * FROM \($0) ORDER BY id") }
        history = try database.ask("SELECT id, batch, checksum FROM _raido_migrations ORDER BY id")
        // SQLite needs no journal.
        unfinished = engine == .sqlite ? "0" : try database.ask("SELECT count(*) FROM _raido_journal")
        // Not two empty databases.
        try #require(schema.contains("full_name") && rows[0].contains("411") && history.contains("m20260303_181500"))
    }
}

/// What `status --json` prints.
private struct StatusDocument: Decodable {
    var migrations: [Entry]

    init(_ text: String) throws {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        self = try decoder.decode(Self.self, from: Data(text.utf8))
    }

    struct Entry: Decodable {
        var id: String
        var state: String
        var appliedAt: String?
        var unfinished: Unfinished?
    }

    struct Unfinished: Decodable {
        var direction: String
        var step: Int
        var steps: Int
    }
}
