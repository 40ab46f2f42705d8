import Foundation
import Raido
import RaidoConsole
import RaidoFirstProject
import RaidoProject
import RaidoRunner
import Testing

/// Projects that an earlier version wrote are read and continued by this one.
@Suite struct EarlierProjectTests {
    @Test func itsModelsMatchItsSnapshots() throws {
        let project = try EarlierProject.first.copy()
        let before = try project.files()
        let check = try project.raido("check")
        #expect(check.status == 0, "\(check)")
        #expect(try project.raido("makemigrations").status == 0)
        #expect(try project.files() == before)
    }

    @Test func itsMigrationsProduceItsSnapshots() throws {
        let project = try EarlierProject.first.copy()
        let snapshots = try loadSnapshots(at: "snapshots", in: project.folder.path)
        #expect(snapshots.count == 3)
        #expect(try schema(of: migrations) == Schema(snapshots.map(\.table)))
    }

    @Test func anotherRunAddsToItsFilesAndChangesNoMigration() throws {
        let project = try EarlierProject.first.copy()
        let before = try project.files()
        let book = try project.text("entities/book.model")
        let fields = "fields: {\n        isbn: text [nullable, max_length: 13],"
        try project.write(book.replacingOccurrences(of: "fields: {", with: fields), to: "entities/book.model")
        let outcome = try project.raido("makemigrations", "--now", "2026-12-24T12:00:00Z")
        try #require(outcome.status == 0, "\(outcome)")
        let after = try project.files()
        let id = "m20261224_120000_001_alter_books"
        #expect(Set(after.keys).subtracting(before.keys) == ["migration/\(id).swift"])
        let changed = before.keys.filter { before[$0] != after[$0] }.sorted()
        #expect(changed == ["entities/book.model", "migration/Migrations.swift", "snapshots/books.json"])
        let registry = try project.text("migration/Migrations.swift")
        #expect(registry.contains(migrations.map { "    \($0.id),\n" }.joined() + "    \(id),\n]"))
        #expect(try project.raido("check").status == 0)
    }

    @Test func theTextOfItsMigrationsIsReadAsWhatTheCompilerMakesOfIt() throws {
        let project = try EarlierProject.first.copy()
        let registry = try loadRegistry(at: "migration", in: project.folder.path)
        let history = try MigrationHistory.load(registry, at: "migration", in: project.folder.path)
        #expect(try history.migrations() == migrations)
    }
}
