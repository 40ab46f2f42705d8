import Raido
import RaidoPlatform
import RaidoProject
import Testing

@Suite struct ProjectStateTests {
    private let author = Table("authors", columns: [Column("id", .bigInteger)], primaryKey: ["id"])
    private let article = Table(
        "articles", columns: [Column("id", .bigInteger), Column("author_id", .bigInteger)],
        foreignKeys: [ForeignKey("fk", ["author_id"], references: "authors", ["id"])])

    /// Makes migrations on top of what is in the folder.
    private func run(
        _ changes: [[Change]], batch: String, frameworks: Set<String> = [], in folder: ScratchFolder
    ) throws -> [String] {
        let new = changes.enumerated().map { place, changes in
            NewMigration(
                Migration(id: "m\(batch)_00\(place + 1)_run", batch: batch, changes: changes), summary: "Does it.")
        }
        let files = try ProjectState.load(Settings(), in: folder.path).pendingFiles(
            for: new, on: Settings().targets, frameworkTables: frameworks, settings: Settings())
        try commit(files, in: folder.path)
        return files.files.map(\.path)
    }

    private func last(in folder: ScratchFolder) throws -> [String: String] {
        let snapshots = try loadSnapshots(at: "snapshots", in: folder.path)
        return Dictionary(uniqueKeysWithValues: snapshots.map { ($0.path, $0.lastMigration) })
    }

    @Test func aRunWritesMigrationsTheListAndSnapshotsOfTablesThatChanged() throws {
        try withScratchFolder { folder in
            let first = try run(
                [[.createTable(author)], [.createTable(article)]], batch: "20260131_120000", in: folder)
            #expect(
                first == [
                    "migration/m20260131_120000_001_run.swift", "migration/m20260131_120000_002_run.swift",
                    "migration/Migrations.swift", "snapshots/articles.json", "snapshots/authors.json",
                ])
            let schema = try ProjectState.load(Settings(), in: folder.path).schema
            #expect(schema == Schema([author, article]))
            let added = Column("name", .text, nullable: true)
            let second = try run([[.addColumn(added, to: "authors")]], batch: "20260201_120000", in: folder)
            #expect(
                second == [
                    "migration/m20260201_120000_001_run.swift", "migration/Migrations.swift", "snapshots/authors.json",
                ])
            let last = try last(in: folder)
            #expect(
                last == [
                    "articles.json": "m20260131_120000_002_run", "authors.json": "m20260201_120000_001_run",
                ])
            #expect(try run([], batch: "20260202_120000", in: folder) == [])
        }
    }

    @Test(arguments: [("99991231_235959", "10000010_100000"), ("20261399_120000", "20260201_120000")])
    func aMigrationThatWouldComeBeforeAnotherIsNotWritten(last: String, next: String) throws {
        try withScratchFolder { folder in
            _ = try run([[.createTable(author)]], batch: last, in: folder)
            let before = try folder.tree()
            let change = Change.addColumn(Column("name", .text, nullable: true), to: "authors")
            do {
                _ = try run([[change]], batch: next, in: folder)
                Issue.record("it was written")
            } catch let error as ProjectError {
                #expect(
                    error.description
                        == "migration/m\(last)_001_run.swift: no migration can come after 'm\(last)_001_run': the next "
                        + "one would be 'm\(next)_001_run', which comes before it; if it is applied to a database, "
                        + "revert it there with 'migrate down'; then remove the files of its run, restore the "
                        + "snapshots and the list from version control, and run the command again without that --now")
            }
            #expect(try folder.tree() == before)
        }
    }

    @Test func aRenamedTableChangesTheSnapshotsOfTablesThatReferToIt() throws {
        try withScratchFolder { folder in
            _ = try run([[.createTable(author), .createTable(article)]], batch: "20260131_120000", in: folder)
            _ = try run([[.renameTable("authors", to: "writers")]], batch: "20260201_120000", in: folder)
            #expect(
                try last(in: folder) == [
                    "articles.json": "m20260201_120000_001_run", "writers.json": "m20260201_120000_001_run",
                ])
        }
    }

    @Test func aDroppedTableLosesItsSnapshotAndATableThatChangesHandsMovesIt() throws {
        try withScratchFolder { folder in
            _ = try run([[.createTable(author), .createTable(article)]], batch: "20260131_120000", in: folder)
            _ = try run([[.dropTable(article)]], batch: "20260201_120000", frameworks: ["authors"], in: folder)
            #expect(try last(in: folder) == ["framework/authors.json": "m20260131_120000_001_run"])
        }
    }

    @Test func aListThatAMergeLeftInDisorderIsWrittenAnew() throws {
        try withScratchFolder { folder in
            _ = try run([[.createTable(author)]], batch: "20260131_120000", in: folder)
            let list = try folder.text("migration/Migrations.swift")
            let line = "    m20260131_120000_001_run,\n"
            let merged = list.split(separator: line, omittingEmptySubsequences: false).joined(separator: line + line)
            try folder.write(merged, to: "migration/Migrations.swift")
            #expect(try run([], batch: "20260202_120000", in: folder) == ["migration/Migrations.swift"])
            #expect(try folder.text("migration/Migrations.swift") == list)
        }
    }

    @Test func aMigrationThatDoesNotFitIsRefused() throws {
        try withScratchFolder { folder in
            let error = problem { () throws(ProjectError) in
                _ = try ProjectState().pendingFiles(
                    for: [
                        NewMigration(
                            Migration(id: "m20260131_120000_001_a", batch: "b", changes: [.dropTable(author)]),
                            summary: "")
                    ], on: Settings().targets, frameworkTables: [], settings: Settings())
            }
            #expect(
                error?.message == "m20260131_120000_001_a does not fit the snapshots: table 'authors' does not exist")
            let tree = try folder.tree()
            #expect(tree == [:])
        }
    }

    @Test func twoRunsOnTheSameInputGiveTheSameBytes() throws {
        let trees = try (0..<2).map { _ in
            try withScratchFolder { folder in
                _ = try run([[.createTable(Samples.table)]], batch: "20260131_120000", in: folder)
                return try folder.tree()
            }
        }
        #expect(trees[0] == trees[1])
    }
}
