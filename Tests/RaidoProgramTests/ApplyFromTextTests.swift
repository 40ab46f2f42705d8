import Foundation
import Raido
import RaidoExample
import RaidoProject
import RaidoRunner
import RaidoSQL
import Testing

/// `raido up` and the rest, from the text of migrations, with no compiler in sight.
@Suite struct ApplyFromTextTests {
    private let project: ScratchProject

    init() throws {
        project = try ScratchProject()
        try project.copyExample()
    }

    /// The schema, and the rows of the history but for the times.
    private func state(of url: String) throws -> (Schema, [String]) {
        let database = try openDatabase(url)
        return (try database.inspect(), try database.history().map { "\($0.id) \($0.batch) \($0.checksum)" })
    }

    @Test(arguments: TestDatabase.engines)
    func `the example's history has the same result as its compiled program`(engine: Engine) throws {
        try withDatabase(of: engine) { compiled in
            try withDatabase(of: engine) { text in
                #expect(try run(.migrate, ["up", "--database", compiled.url], in: project.folder).status == 0)
                let outcome = try project.raido("up", "--database", text.url)
                #expect(outcome.status == 0 && outcome.output.hasSuffix("Applied \(migrations.count) migrations.\n"))
                let (schema, history) = try state(of: text.url)
                let expected = try state(of: compiled.url)
                #expect(schema == expected.0 && history == expected.1)

                #expect(try project.raido("down", "--all", "--force", "--database", text.url).status == 0)
                #expect(try state(of: text.url).0.tables.map(\.name) == [])
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func `one program goes on where the other one stopped`(engine: Engine) throws {
        try withDatabase(of: engine) { database in
            #expect(try run(.migrate, ["up", "1", "--database", database.url], in: project.folder).status == 0)
            #expect(
                try project.raido("up", "1", "--database", database.url).output.hasSuffix("Applied 4 migrations.\n"))
            #expect(
                try run(.migrate, ["up", "--database", database.url], in: project.folder).output.hasSuffix(
                    "Applied 3 migrations.\n"))
            let status = try project.raido("status", "--database", database.url)
            #expect(status.output.hasSuffix("17 migrations applied, 0 pending.\n"), "\(status)")
            #expect(try project.raido("check", "--database", database.url).output.contains("No drift"))
        }
    }

    @Test(arguments: TestDatabase.engines, ConformanceCase.all)
    func `what the compiled program does, the text does`(engine: Engine, what: ConformanceCase) throws {
        let (first, second) = ("m20260101_000000_001_before", "m20260102_000000_001_changes")
        let history = [
            Migration(id: first, batch: "20260101_000000", changes: what.before),
            Migration(id: second, batch: "20260102_000000", changes: what.changes),
        ]
        try project.remove("migration")
        for migration in history {
            try project.write(swiftSource(of: migration, summary: "A case."), to: "migration/\(migration.id).swift")
        }
        try project.write(Registry(ids: history.map(\.id)).text, to: "migration/Migrations.swift")
        try withDatabase(of: engine) { database in
            func raido(_ arguments: String...) throws -> Outcome {
                try run(.raido, arguments + ["--database", database.url], in: project.folder)
            }
            #expect(try raido("up", "1").status == 0)
            for statement in what.rows { _ = try database.ask(statement) }
            #expect(try raido("up").status == 0)
            // Compiled: what the program read from text is compared with the values.
            let compiled = try Migrator(migrations: history, database: database.url)
            try expectNoDrift(compiled)
            if !what.question.isEmpty { #expect(try database.ask(what.question) == what.answer) }
            #expect(try raido("down", "--force").status == 0)
            try expectNoDrift(compiled)
        }
    }

    // MARK: - What cannot be read

    /// The third run of the example adds coupons; its first migration gets an expression.
    private func writeCode() throws -> String {
        let path = "migration/m20260520_081500_001_create_coupons.swift"
        let text = try project.text(path)
        try project.write(
            text.replacingOccurrences(of: ".varchar(16)", with: ".varchar(8 + 8)"), to: path)
        return path
    }

    @Test func `a pending migration with code stops the run before its first statement`() throws {
        let path = try writeCode()
        let outcome = try project.raido("up")
        #expect(outcome.status == 1, "\(outcome)")
        #expect(outcome.errors.contains("\(path):"))
        #expect(outcome.errors.contains("use the compiled program: 'migrate up'"), "\(outcome)")
        #expect(try run("/usr/bin/sqlite3", ["app.sqlite", ".tables"], in: project.folder).output == "")
    }

    @Test func `a migration with code behind the last one asked for is not needed`() throws {
        _ = try writeCode()
        #expect(try project.raido("up", "2").output.hasSuffix("Applied 14 migrations.\n"))
        #expect(try project.raido("status").output.hasSuffix("14 migrations applied, 3 pending.\n"))
    }

    @Test func `with nothing to apply, applied migrations with code are not needed`() throws {
        #expect(try project.raido("up").status == 0)
        _ = try writeCode()
        let up = try project.raido("up")
        #expect(up.output.hasSuffix("Nothing to apply.\n"))
        #expect(up.output.contains("has code, so it is unknown whether it was edited after it was applied."), "\(up)")
        #expect(try project.raido("status").output.contains("applied (has code, so edits are not detected)"))
        let document = try project.raido("status", "--json").output
        #expect(document.components(separatedBy: "\"verified\": false").count == 2, "\(document)")
    }

    @Test(arguments: [
        ("marked", "merge markers"), ("empty", "the file declares no migration"), ("binary", "the text is not UTF-8"),
        ("renamed", "differs from the file's name"), ("doubled", "the file declares more than one constant"),
    ])
    func `an applied migration whose file is broken stops up and status at its place`(
        damage: String, message: String
    ) throws {
        #expect(try project.raido("up").status == 0)
        let id = "m20260520_081500_001_create_coupons"
        let path = "migration/\(id).swift"
        let text = try project.text(path)
        switch damage {
        case "marked": try project.write(text + "<<<<<<< HEAD\n", to: path)
        case "empty": try project.write("", to: path)
        case "renamed":
            try project.write(text.replacingOccurrences(of: "id: \"\(id)\"", with: "id: \"\(id)s\""), to: path)
        case "doubled": try project.write(text + "let more = 1\n", to: path)
        default: try Data([0xFF, 0x00, 0x80]).write(to: project.folder.appendingPathComponent(path))
        }
        for command in ["up", "status"] {
            let outcome = try project.raido(command)
            #expect(outcome.status == 1, "\(outcome)")
            #expect(outcome.errors.contains("\(path):") && outcome.errors.contains(message), "\(outcome)")
            #expect(!outcome.errors.contains("has code"), "\(outcome)")
        }
    }

    @Test func `a list that lacks a migration is refused`() throws {
        let list = try project.text("migration/Migrations.swift")
        try project.write(
            list.replacingOccurrences(of: "    m20260520_081500_003_alter_orders,\n", with: ""),
            to: "migration/Migrations.swift")
        let outcome = try project.raido("up")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("migration/Migrations.swift: the list does not contain every migration"))
        let document = try project.raido("up", "--json")
        #expect(document.output.contains("\"status\": \"failed\"") && document.errors == "", "\(document)")
    }

    @Test func `a migration in a comment of the list is not in the list, for the compiler and for raido`() throws {
        let list = try project.text("migration/Migrations.swift")
        let id = "m20260520_081500_003_alter_orders"
        try project.write(
            list.replacingOccurrences(of: "\(id),", with: "/* \(id), */"), to: "migration/Migrations.swift")
        #expect(try project.raido("up").errors.contains("the list does not contain every migration"))
        #expect(try project.raido("check").status != 0)
    }

    @Test func `without a folder of migrations no database is created, and one can be inspected`() throws {
        let empty = try ScratchProject()
        for command in ["up", "down", "status"] {
            let outcome = try empty.raido(command)
            #expect(
                outcome.status == 1 && outcome.errors.contains("migration: the folder does not exist"), "\(outcome)")
        }
        #expect(try empty.files().isEmpty)
        #expect(try project.raido("up").status == 0)
        let url = "sqlite:\(project.folder.path)/app.sqlite"
        #expect(try empty.raido("inspect", "--database", url).output.contains("table: \"articles\""))
    }

    @Test func `a migration of another branch is named as one without a file`() throws {
        #expect(try project.raido("up").status == 0)
        let id = "m20260520_081500_003_alter_orders"
        try project.remove("migration/\(id).swift")
        let list = try project.text("migration/Migrations.swift")
        try project.write(list.replacingOccurrences(of: "    \(id),\n", with: ""), to: "migration/Migrations.swift")
        let outcome = try project.raido("up")
        #expect(outcome.status == 3 && outcome.errors.contains("check out the branch that has it"), "\(outcome)")
        #expect(try project.raido("status").output.contains("applied, not in the migrations folder"))
    }

    // MARK: - The project and the history's table

    @Test func `from a subfolder the project's migrations and database are taken`() throws {
        try project.write("{}", to: "raido.json")
        let below = project.folder.appendingPathComponent("entities")
        let outcome = try run(.raido, ["up"], in: below)
        #expect(outcome.status == 0 && outcome.errors == "Project: \(project.folder.path)\n", "\(outcome)")
        #expect(FileManager.default.fileExists(atPath: project.folder.appendingPathComponent("app.sqlite").path))
        #expect(try run(.raido, ["status", "--json"], in: below).errors == "")
    }

    @Test func `the project option names it from anywhere`() throws {
        let other = try ScratchProject()
        for arguments in [
            ["--project", project.folder.path, "up"], ["status", "--project", project.folder.path],
            ["--project=\(project.folder.path)", "check"],
        ] {
            let outcome = try run(.raido, arguments, in: other.folder)
            #expect(outcome.status == 0, "\(arguments): \(outcome)")
        }
        #expect(try other.files().isEmpty)
        let missing = try other.raido("up", "--project", "nowhere")
        #expect(missing.status == 1 && missing.errors.contains("nowhere: "), "\(missing)")
        try other.write("", to: "notes.txt")
        let file = try other.raido("up", "--project", "notes.txt")
        #expect(file.status == 1 && file.errors.contains("notes.txt: this is not a folder"), "\(file)")
    }

    @Test(arguments: TestDatabase.engines)
    func `two histories share a database`(engine: Engine) throws {
        let other = try ScratchProject()
        try other.write("{\"history_table\": \"billing_history\"}", to: "raido.json")
        let id = "m20260101_000000_001_create_bills"
        let table = Table("bills", columns: [Column("id", .bigInteger, identity: true)], primaryKey: ["id"])
        let migration = Migration(id: id, batch: "20260101_000000", changes: [.createTable(table)])
        try other.write(swiftSource(of: migration, summary: "Creates `bills`."), to: "migration/\(id).swift")
        try other.write(Registry(ids: [id]).text, to: "migration/Migrations.swift")
        try withDatabase(of: engine) { database in
            #expect(try project.raido("up", "1", "--database", database.url).status == 0)
            #expect(try other.raido("up", "--database", database.url).output.hasSuffix("Applied 1 migration.\n"))
            #expect(try other.raido("up", "--database", database.url).output.hasSuffix("Nothing to apply.\n"))
            #expect(
                try project.raido("up", "1", "--database", database.url).output.hasSuffix("Applied 4 migrations.\n"))
            #expect(try other.raido("down", "--force", "--database", database.url).status == 0)
            let status = try project.raido("status", "--database", database.url)
            #expect(status.output.hasSuffix("14 migrations applied, 3 pending.\n"))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func `a history under its former name is found, and both ways back work`(engine: Engine) throws {
        try withDatabase(of: engine) { database in
            #expect(try project.raido("up", "1", "--database", database.url).status == 0)
            try project.write("{\"history_table\": \"shop_history\"}", to: "raido.json")
            for command in ["up", "status", "down", "baseline"] {
                let outcome = try project.raido(command, "--database", database.url)
                #expect(outcome.status == 1, "\(outcome)")
                #expect(
                    outcome.errors.contains("has the history of these migrations in the table '_raido_migrations'"),
                    "\(outcome)")
                #expect(outcome.errors.contains("\"history_table\": \"_raido_migrations\" in raido.json"), "\(outcome)")
            }
            let outcome = try project.raido("up", "--database", database.url)
            let statements = outcome.errors.split(separator: "\n").filter { $0.contains("ALTER TABLE") }
            #expect(!statements.isEmpty)
            for statement in statements { _ = try database.ask(String(statement)) }
            let renamed = try project.raido("up", "1", "--database", database.url)
            #expect(renamed.output.hasSuffix("Applied 4 migrations.\n"), "\(renamed)")
            try project.remove("raido.json")
            let back = try project.raido("status", "--database", database.url)
            #expect(back.status == 1 && back.errors.contains("in the table 'shop_history'"), "\(back)")
        }
    }

    @Test(arguments: ["", "1st", "a b", "a\\\"b", "sqlite_x", "pg_x", String(repeating: "x", count: 49)])
    func `a history table's name that an engine could misread is refused`(name: String) throws {
        try project.write("{\"history_table\": \"\(name)\"}", to: "raido.json")
        let outcome = try project.raido("status")
        #expect(outcome.status == 1 && outcome.errors.contains("'history_table' must be 1 to 48 letters"), "\(outcome)")
    }

    // MARK: - What it shows

    @Test func `up and down print one document`() throws {
        let up = try project.raido("up", "1", "--json")
        #expect(up.status == 0 && up.errors == "")
        let document = try #require(JSONSerialization.jsonObject(with: Data(up.output.utf8)) as? [String: Any])
        #expect(document["status"] as? String == "done" && document["command"] as? String == "up")
        let applied = try #require(document["migrations"] as? [[String: Any]])
        #expect(applied.count == 10 && applied.allSatisfy { $0["direction"] as? String == "up" })
        #expect(try project.raido("down", "--json").output.contains("\"direction\": \"down\""))

        let path = try writeCode()
        let failed = try project.raido("up", "--json")
        #expect(failed.status == 1 && failed.errors == "" && failed.output.contains("\"status\": \"failed\""))
        #expect(failed.output.contains("cannot be read"), "\(path): \(failed)")
    }

    @Test func `a migration that fails leaves the line that says it began`() throws {
        #expect(try project.raido("up", "2").status == 0)
        _ = try run("/usr/bin/sqlite3", ["app.sqlite", "CREATE TABLE coupons (x)"], in: project.folder)
        let outcome = try project.raido("up")
        #expect(
            outcome.status == 1 && outcome.output.hasSuffix("↑ m20260520_081500_001_create_coupons\n"), "\(outcome)")
    }

    @Test(.enabled(if: TestServer(.postgresql) != nil))
    func `on a terminal the seconds of a long migration are shown`() throws {
        let id = "m20260601_000000_001_wait"
        let migration = Migration(
            id: id, batch: "20260601_000000", changes: [.sql(RawSQL(up: ["SELECT pg_sleep(2.5)"], down: []))])
        try project.remove("migration")
        try project.write(swiftSource(of: migration, summary: "Waits."), to: "migration/\(id).swift")
        try project.write(Registry(ids: [id]).text, to: "migration/Migrations.swift")
        try withDatabase(of: .postgresql) { database in
            let command = "'\(BuiltProgram.raido.path)' up --database '\(database.url)'"
            let outcome = try run(
                "/usr/bin/script", ["-qec", command, "/dev/null"], in: project.folder, environment: ["TERM": "xterm"])
            #expect(outcome.status == 0, "\(outcome)")
            let plain = outcome.output.replacingOccurrences(
                of: "\u{1B}\\[[0-9]*[mK]", with: "", options: .regularExpression)
            // A busy machine may show more seconds, and never fewer.
            #expect(plain.contains("\r↑ \(id) 1 s\r↑ \(id) 2 s\r↑ \(id) "), "\(plain.debugDescription)")
            #expect(plain.contains(" ms"))
        }
    }
}
