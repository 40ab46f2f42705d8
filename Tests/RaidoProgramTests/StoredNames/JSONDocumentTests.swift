import Foundation
import Raido
import RaidoTestSupport
import Testing

/// The documents that programs print for scripts: keys and words stay, others may be added.
@Suite struct JSONDocumentTests {
    private static let now = ["--now", "2026-12-24T12:00:00Z"]

    private func makeMigrations(_ arguments: [String], in project: ScratchProject) throws -> String {
        let outcome = try run(.raido, ["makemigrations", "--json"] + arguments, in: project.folder)
        #expect(outcome.output.hasPrefix("{"), "\(outcome)")
        return outcome.output
    }

    private func status(of document: String) throws -> String {
        struct Document: Decodable { var status: String }
        return try JSONDecoder().decode(Document.self, from: Data(document.utf8)).status
    }

    @Test func theKeysOfMakeMigrationsStay() throws {
        let project = try EarlierProject.first.copy()
        var shape = JSONShape()
        var statuses: [String] = []
        func add(_ arguments: String...) throws {
            let document = try makeMigrations(arguments + Self.now, in: project)
            try shape.add(document)
            statuses.append(try status(of: document))
        }
        try add()
        // Drops a column, drops a table, creates one.
        let author = try project.text("entities/author.model")
        try project.write(
            author.replacingOccurrences(of: "        phone:      text [nullable, max_length: 20],\n", with: ""),
            to: "entities/author.model")
        try project.remove("entities/loan.model")
        try project.write("model! { Shelf, fields: { room: text } }\n", to: "entities/shelf.model")
        let check = try run(.raido, ["check", "--json"], in: project.folder)
        try shape.add(check.output)
        statuses.append(try status(of: check.output))
        try add()
        try add("--force", "--dry-run")
        try add("--force")
        // A mistake with a place, and a note with one.
        let wrong = "model! { Shelf, fields: { room: text, room: text, nme: txet } }\n"
        try project.write(wrong, to: "entities/shelf.model")
        try add()
        #expect(statuses == ["unchanged", "pending", "refused", "dry-run", "written", "mistakes"])
        let difference = try Golden("json/makemigrations.txt").difference(from: shape.text)
        #expect(difference == nil)
    }

    @Test(.enabled(if: !TestServer.available.isEmpty))
    func theKeysOfStatusStay() throws {
        let project = try EarlierProject.first.copy()
        var shape = JSONShape()
        for state in ["applied", "reverting"] {
            let engine = try #require(TestServer.available.first)
            try EarlierDatabase(engine: engine, state: state).load { database in
                let outcome = try HistoryProgram.compiled.run("status", "--json", on: database, in: project)
                try #require(outcome.status == 0, "\(outcome)")
                try shape.add(outcome.output)
            }
        }
        let difference = try Golden("json/status.txt").difference(from: shape.text)
        #expect(difference == nil)
    }

    @Test func `the keys of a check of a database stay`() throws {
        let project = try ScratchProject()
        try project.copyExample()
        #expect(try project.raido("up", "1", "--quiet").status == 0)
        var shape = JSONShape()
        func check(_ arguments: String..., database: String = "sqlite:app.sqlite") throws -> String {
            let outcome = try run(
                .raido, ["check", "--json", "--database", database] + arguments, in: project.folder)
            #expect(outcome.errors == "", "\(outcome)")
            try shape.add(outcome.output)
            return "\(outcome.status) \(try status(of: outcome.output))"
        }
        #expect(try check() == "0 unchanged")
        let sql = "ALTER TABLE tags ADD COLUMN colour text; DROP INDEX idx_articles_status"
        #expect(try run("/usr/bin/sqlite3", ["app.sqlite", sql], in: project.folder).status == 0)
        #expect(try check("--ignore", "nothing") == "2 different")
        #expect(try check(database: "sqlite:nowhere.sqlite") == "1 failed")
        let difference = try Golden("json/drift.txt").difference(from: shape.text)
        #expect(difference == nil)
    }

    @Test func `up, down and status print one envelope, also where they fail`() throws {
        let project = try EarlierProject.first.copy()
        func keys(_ arguments: String..., folder: String = ".") throws -> [String] {
            let outcome = try run(.raido, arguments + ["--json"], in: project.folder)
            let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
            #expect(object?["command"] as? String == arguments.first, "\(outcome)")
            #expect((object?["error"] is String) == (outcome.status != 0), "\(outcome)")
            return object?.keys.sorted() ?? []
        }
        let envelope = ["backups", "command", "database", "error", "migrations", "notes", "status", "version"]
        for command in ["status", "up", "status", "down"] { #expect(try keys(command) == envelope) }
        for command in ["status", "up", "down"] {
            #expect(try keys(command, "--project", "nowhere") == envelope)
            #expect(try keys(command, "--database", "sqlite:nowhere/app.sqlite") == envelope)
        }
        try project.write("{", to: "raido.json")
        for command in ["status", "up", "down"] {
            #expect(try keys(command) == envelope)
            let outcome = try run(.raido, [command, "--json"], in: project.folder)
            #expect(outcome.output.contains("\"error\": \"raido.json:1:2: the file ends too early"), "\(outcome)")
        }
    }

    @Test func theWordsForTheStateOfAMigrationStay() throws {
        struct Document: Decodable {
            struct Entry: Decodable { var id, state: String }
            var migrations: [Entry]
        }
        let project = try EarlierProject.first.copy()
        try EarlierDatabase(engine: .sqlite, state: "applied").load { database in
            _ = try database.ask(
                """
                UPDATE _raido_migrations SET checksum = 'x' WHERE id LIKE '%create_books';
                INSERT INTO _raido_migrations VALUES ('m20260301_000000_001_theirs', '20260301_000000', 'x', '', 0)
                """)
            let outcome = try HistoryProgram.compiled.run("status", "--json", on: database, in: project)
            let document = try JSONDecoder().decode(Document.self, from: Data(outcome.output.utf8))
            #expect(
                document.migrations.sorted { $0.id < $1.id }.map(\.state) == [
                    "applied", "edited", "out-of-order", "out-of-order", "unknown", "pending", "pending",
                ])
        }
    }
}
