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
