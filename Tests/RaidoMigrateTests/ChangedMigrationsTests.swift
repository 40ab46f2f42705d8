import Foundation
import Raido
import RaidoProject
import Testing

@testable import RaidoMigrate
@testable import RaidoRunner

#if SQLite
    /// The files of migrations change between the moment when a run reads them and its first statement.
    @Suite struct ChangedMigrationsTests {
        private static let ids = ["m20260101_000000_001_create_a", "m20260102_000000_001_create_b"]

        private static func write(_ id: String, in folder: URL, column: String = "id") throws {
            let table = Table(String(id.suffix(1)), columns: [Column(column, .bigInteger)], primaryKey: [column])
            let migration = Migration(id: id, batch: String(id.dropFirst().prefix(15)), changes: [.createTable(table)])
            try swiftSource(of: migration, summary: "").write(
                to: folder.appendingPathComponent(id + ".swift"), atomically: true, encoding: .utf8)
        }

        private static let edits: [@Sendable (URL) throws -> Void] = [
            { folder in
                // As 'raido rebase' does.
                try write("m20260103_000000_001_create_b", in: folder)
                try FileManager.default.removeItem(at: folder.appendingPathComponent(ids[1] + ".swift"))
                try Registry(ids: [ids[0], "m20260103_000000_001_create_b"]).text.write(
                    to: folder.appendingPathComponent(Registry.fileName), atomically: true, encoding: .utf8)
            },
            { folder in
                // As 'raido undo' does.
                try FileManager.default.removeItem(at: folder.appendingPathComponent(ids[1] + ".swift"))
                try Registry(ids: [ids[0]]).text.write(
                    to: folder.appendingPathComponent(Registry.fileName), atomically: true, encoding: .utf8)
            },
            { folder in try write(ids[1], in: folder, column: "other") },
        ]

        @Test(arguments: edits.indices) func `stop it, and nothing is sent`(place: Int) throws {
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("raido-\(UUID().uuidString)")
            let files = folder.appendingPathComponent("migration")
            try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            for id in Self.ids { try Self.write(id, in: files) }
            try Registry(ids: Self.ids).text.write(
                to: files.appendingPathComponent(Registry.fileName), atomically: true, encoding: .utf8)
            var settings = Settings()
            settings.migrations = files.path
            settings.snapshots = folder.appendingPathComponent("snapshots").path
            let url = "sqlite:" + folder.appendingPathComponent("app.sqlite").path

            let failures = ReadFailures()
            let first = try MigrationSource.text(settings).load(failures)
            try Self.edits[place](files)
            var began: [String] = []
            let migrator = try Migrator(catalog: first.catalog, database: url) { progress in
                if case .applying(let id) = progress { began.append(id) }
            }
            #expect(throws: MigratorError.self) { try migrator.up() }
            #expect(failures.errors.first?.message.contains("changed") == true, "\(failures.errors)")
            #expect(began.isEmpty)
            let second = try MigrationSource.text(settings).load(ReadFailures())
            let again = try Migrator(catalog: second.catalog, database: url)
            #expect(try again.status().allSatisfy { $0.state == .pending })
            #expect(try again.up().count == second.catalog.entries.count)
        }
    }
#endif
