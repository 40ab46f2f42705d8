import Foundation
import Raido
import RaidoExample
import RaidoRunner
import RaidoSQL
import RaidoTestSupport
import Testing

/// What the programs do with the example, on every engine that is there.
@Suite struct EngineTests {
    private let project: ScratchProject

    init() throws { project = try ScratchProject() }

    private func migrate(_ arguments: String..., on database: TestDatabase) throws -> String {
        let outcome = try run(.migrate, arguments + ["--database", database.url], in: project.folder)
        #expect(outcome.status == 0, "\(outcome)")
        return outcome.output
    }

    @Test(arguments: TestDatabase.engines)
    func theExampleGivesTheSameSchemaOnEveryEngine(engine: Engine) throws {
        let wanted = try schema(of: migrations)
        try withDatabase(of: engine) { database in
            for _ in 1...2 {
                _ = try migrate("up", on: database)
                let found = try openDatabase(database.url).inspect()
                let difference = wanted.common(to: wanted).firstDifference(from: found.common(to: wanted))
                #expect(difference.map { "\($0)" } == nil)
                _ = try migrate("down", "--all", "--force", on: database)
                #expect(try openDatabase(database.url).inspect().isEmpty)
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func rightAfterApplyingThereIsNoDriftHoweverOftenOneLooks(engine: Engine) throws {
        try withDatabase(of: engine) { database in
            for count in ["1", "1", "1"] {
                _ = try migrate("up", count, on: database)
                for _ in 1...3 { #expect(try migrate("check", on: database).contains("No drift: ")) }
            }
            _ = try migrate("down", "2", "--force", on: database)
            for _ in 1...3 { #expect(try migrate("check", on: database).contains("No drift: ")) }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func theSchemaAsAScriptRunsTwiceInTheEnginesOwnClientAndGivesWhatMigratingGives(engine: Engine) throws {
        for folder in ["entities", "snapshots"] {
            try FileManager.default.copyItem(
                at: packageFolder.appendingPathComponent(folder), to: project.folder.appendingPathComponent(folder))
        }
        let script = try project.raido("sql", "--schema", "--engine", engine.rawValue)
        #expect(script.status == 0, "\(script)")
        try withDatabase(of: engine) { made in
            // How long SQLite waits for others.
            for _ in 1...2 { #expect(try made.ask(script.output) == (engine == .sqlite ? "60000" : "")) }
            try withDatabase(of: engine) { migrated in
                _ = try migrate("up", on: migrated)
                let found = try openDatabase(made.url).inspect()
                let wanted = try openDatabase(migrated.url).inspect()
                #expect(wanted.firstDifference(from: found).map { "\($0)" } == nil)
            }
            #expect(try migrate("baseline", on: made).contains("matches 17 migrations; they are marked as applied."))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func theEnginesOwnClientTakesWhatMigrateSQLPrints(engine: Engine) throws {
        try withDatabase(of: engine) { database in
            _ = try migrate("up", "1", on: database)
            _ = try database.ask(try migrate("sql", on: database).withoutFirstLine)
            _ = try migrate("baseline", on: database)
            #expect(
                try migrate("check", on: database).contains("No drift: the database matches 17 applied migrations."))
            _ = try database.ask(try migrate("sql", "--down", on: database).withoutFirstLine)
            for migration in migrations.reversed() where migration.batch == migrations.last?.batch {
                _ = try migrate("mark-reverted", migration.id, on: database)
            }
            #expect(try migrate("check", on: database).contains("matches 14 applied migrations (3 pending)."))
        }
    }

    @Test(arguments: TestServer.available.filter { $0 == .postgresql })
    func whatNoModelSaysIsPrintedWithBothSides(engine: Engine) throws {
        try withDatabase(of: engine) { database in
            _ = try migrate("up", on: database)
            _ = try database.ask(
                """
                DROP INDEX idx_articles_status;
                CREATE INDEX idx_articles_status ON articles (status) INCLUDE (title) WHERE deleted_at IS NULL
                """)
            let checked = try run(.migrate, ["check", "--database", database.url], in: project.folder)
            #expect(checked.status == 2)
            #expect(
                checked.output.hasSuffix(
                    """
                    Drift: 1 difference between the database and 17 applied migrations.

                      index 'idx_articles_status' of 'articles'
                        migrations: no other columns
                        database:   INCLUDE (title)

                    """), "\(checked)")
            _ = try database.ask("DROP TABLE _raido_migrations")
            let refused = try run(.migrate, ["baseline", "--database", database.url], in: project.folder)
            #expect(refused.status == 3 && refused.output.contains("database:   INCLUDE (title)"), "\(refused)")
            #expect(
                try migrate("inspect", on: database).contains(
                    "    // Not in this model: index 'idx_articles_status' of 'articles': INCLUDE (title).\n"))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func severalProgramsThatBeginAtOnceApplyEverythingOnce(engine: Engine) throws {
        try withDatabase(of: engine) { database in
            // The programs of a pipeline begin together, and the shell waits for all of them.
            let programs = (1...4).map { "{ \"$0\" up --database \"$1\" || echo failed; } >out\($0) 2>&1" }
            let outcome = try run(
                "/bin/sh",
                ["-c", programs.joined(separator: " | ") + "; cat out*", BuiltProgram.migrate.path, database.url],
                in: project.folder)
            #expect(!outcome.output.contains("failed"), "\(outcome)")
            let made = outcome.output.split(separator: "\n").filter { $0.hasPrefix("Applied ") && $0.contains(" migr") }
            #expect(made.compactMap { Int($0.split(separator: " ")[1]) }.reduce(0, +) == 17, "\(outcome)")
            #expect(try migrate("check", on: database).contains("matches 17 applied migrations."))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whatIsUnknownEditedOrLateIsRefused(engine: Engine) throws {
        let history = (1...3).map { number in
            Migration(
                id: "m\(number)", batch: "\(number)",
                changes: [.createTable(Table("t\(number)", columns: [Column("a", .integer)]))])
        }
        try withDatabase(of: engine) { database in
            func words(_ migrations: [Migration]) throws -> String {
                let error = try #require(throws: MigratorError.self) {
                    try Migrator(fromTextOf: migrations, database: database.url).up()
                }
                return "\(error)"
            }
            try Migrator(fromTextOf: [history[0], history[2]], database: database.url).up()
            #expect(try words([history[0]]).contains("is not in this program"))
            #expect(try words(history).contains("m2 is pending but older than m3, which is"))
            var edited = history[2]
            edited.changes = [.createTable(Table("t3", columns: [Column("b", .integer)]))]
            #expect(try words([history[0], edited]).contains("m3 was edited after it was applied"))
            #expect(try openDatabase(database.url).inspect().tables.map(\.name) == ["t1", "t3"])
        }
    }
}

extension String {
    /// The text without the line that says which database was taken.
    fileprivate var withoutFirstLine: String {
        String(drop { $0 != "\n" }.dropFirst())
    }
}

extension Schema {
    /// What is left where engines may differ: no comments, names of enums nor predicates, one width of numbers, and the
    /// wording of expressions and numbers is the engine's.
    ///
    /// - Parameter wanted: the schema with the types that were asked for; those that are text to some engines are text.
    fileprivate func common(to wanted: Schema) -> Schema {
        let alike = tables.map { table in
            var table = table
            for place in table.columns.indices {
                let column = table.columns[place]
                if wanted[table.name]?.column(column.name)?.type.isTextSomewhere == true {
                    table.columns[place].type = .text
                }
                if column.generated != nil { table.columns[place].generated = "x" }
                if case .decimal(let digits)? = column.defaultValue, let number = Int64(exactly: Double(digits) ?? 0.5)
                {
                    table.columns[place].defaultValue = .integer(number)
                }
            }
            // MySQL and MariaDB do not tell them apart.
            for place in table.foreignKeys.indices where table.foreignKeys[place].onDelete == .restrict {
                table.foreignKeys[place].onDelete = .noAction
            }
            table.checks = table.checks.map { CheckConstraint($0.name, "x") }
            // MariaDB has no index over an expression.
            table.indexes.removeAll { index in index.parts.contains { $0.column == nil } }
            for place in table.indexes.indices {
                table.indexes[place].predicate = nil
                table.indexes[place].method = nil
            }
            return table
        }
        return normalised(Schema(alike), for: .sqlite)
    }
}

extension ColumnType {
    fileprivate var isTextSomewhere: Bool {
        switch self {
        case .interval, .inet, .cidr, .macAddress, .xml, .uuid: true
        default: false
        }
    }
}
