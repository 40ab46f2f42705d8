import Raido
import RaidoRunner
import Testing

/// What every engine that is there must do, through its own driver. Rows are written and read by its own client.
@Suite struct ConformanceTests {
    @Test(arguments: TestDatabase.engines)
    func thisBuildHasADriverForEveryServerThatIsNamed(engine: Engine) throws {
        let url = TestServer(engine)?.url(of: "raido") ?? "sqlite::memory:"
        #expect(throws: Never.self, "build with --traits SQLite,PostgreSQL,MySQL, or name no server") {
            _ = try openDatabase(url)
        }
    }

    @Test(arguments: TestDatabase.engines, ConformanceCase.all)
    func theEngineDoes(engine: Engine, what: ConformanceCase) throws {
        try withDatabase(of: engine) { database in
            let first = Migration(id: "m1_001_before", batch: "1", changes: what.before)
            let second = Migration(id: "m2_001_changes", batch: "2", changes: what.changes)
            // Compiled: `ApplyFromTextTests` has the same cases as files.
            let migrator = try Migrator(migrations: [first, second], database: database.url)
            try migrator.up(.batches(1))
            for statement in what.rows { _ = try database.ask(statement) }
            for _ in 1...2 {
                try migrator.up()
                try expectNoDrift(migrator)
                if !what.question.isEmpty { #expect(try database.ask(what.question) == what.answer) }
                try migrator.down(force: true)
                try expectNoDrift(migrator)
            }
        }
    }
}
