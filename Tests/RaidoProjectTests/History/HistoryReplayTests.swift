import Raido
import RaidoConsole
import RaidoPlanning
import RaidoProject
import RaidoTestSupport
import Testing

private let posts = Table("posts", columns: [Column("id", .integer), Column("title", .text)], primaryKey: ["id"])
private let comments = Table(
    "comments", columns: [Column("post_id", .integer)],
    foreignKeys: [ForeignKey("fk_post", ["post_id"], references: "posts", ["id"])])

private func migration(_ number: Int, _ changes: [Change]) -> Migration {
    Migration(id: "m20260131_12000\(number)_001_x", batch: "20260131_12000\(number)", changes: changes)
}

private func history(_ steps: [Change]?...) -> MigrationHistory {
    MigrationHistory(
        entries: steps.enumerated().map { place, changes in
            let migration = migration(place, changes ?? [])
            let file = SourceFile(path: "migration/\(migration.id).swift", bytes: [])
            let error = ProjectError(.hasCode("a variable"), in: file, from: 0, to: 0)
            return .init(
                id: migration.id, file: file, migration: changes == nil ? .failure(error) : .success(migration))
        })
}

@Suite struct HistoryReplayTests {
    @Test(arguments: Seeds.first(200))
    func `the states after a history of plans are what the plans lead to`(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        var (schema, hints) = (randomSchema(using: &generator), Hints())
        var (before, replay) = (Schema(), HistoryReplay())
        var snapshots = HistoryReplay(from: [])
        for run in 1...4 {
            let plan = plan(PlanRequest(before: before, after: schema, hints: hints, batch: "20260131_12000\(run)"))
            try #require(plan.fault == nil)
            for migration in plan.migrations {
                replay.apply(migration)
                snapshots.apply(migration)
            }
            #expect(replay.schema == schema)
            #expect(replay.misfits == [])
            // What a run continues from its snapshots is what the whole history gives.
            let made = replay.snapshots(frameworkTables: [])
            #expect(snapshots.snapshots(frameworkTables: []) == made)
            #expect(SnapshotComparison(replay, made, in: "snapshots").findings().isEmpty)
            snapshots = HistoryReplay(from: made)
            before = schema
            (schema, hints) = randomSuccessor(of: schema, using: &generator)
        }
    }

    @Test func `a table that a rename leaves behind and one that takes its name have states of their own`() {
        let replay = history(
            [.createTable(posts)], [.renameTable("posts", to: "articles")], [.createTable(posts)]
        ).replay()
        #expect(
            replay.states(of: "posts").map(\.content) == [
                .table(posts), .renamed(to: "articles"), .table(posts),
            ])
        #expect(replay.lastMigration(of: "articles") == "m20260131_120001_001_x")
    }

    @Test func `a part is traced to the migration that added or removed it, one that never was there to none`() {
        let replay = history(
            [.createTable(posts)], [.addColumn(Column("note", .text), to: "posts")],
            [.dropColumn(Column("title", .text), from: "posts")], [.addColumn(Column("views", .integer), to: "posts")]
        ).replay()
        let change = { (column: String) in replay.lastChange(of: .column(column, table: "posts")) }
        #expect(change("id") == "m20260131_120000_001_x")
        #expect(change("note") == "m20260131_120001_001_x")
        #expect(change("title") == "m20260131_120002_001_x")
        #expect(change("remark") == nil)
    }

    @Test func `a column that is renamed on one side only is traced to the migration that added it`() {
        let replay = history([.createTable(posts)], [.addColumn(Column("note", .text), to: "posts")]).replay()
        var edited = posts
        edited.columns.append(Column("remark", .text))
        let snapshot = Snapshot(table: edited, lastMigration: "m20260131_120001_001_x", isFramework: false)
        let findings = SnapshotComparison(replay, [snapshot], in: "snapshots").findings()
        #expect(findings.map(\.migration) == ["m20260131_120001_001_x"])
    }

    @Test func `a table that refers to a renamed one is touched by the rename`() {
        let replay = history(
            [.createTable(posts), .createTable(comments)], [.renameTable("posts", to: "articles")]
        ).replay()
        #expect(replay.lastMigration(of: "comments") == "m20260131_120001_001_x")
        #expect(replay.schema["comments"]?.foreignKeys.first?.referencedTable == "articles")
    }

    @Test func `a migration with code makes what was there uncertain, and what comes later not`() {
        let replay = history(
            [.createTable(posts)], nil, [.createTable(comments)], [.addColumn(Column("x", .text), to: "posts")]
        ).replay()
        #expect(replay.unreadable == ["m20260131_120001_001_x"])
        #expect(replay.misfits == [])
        #expect(replay.uncertainTables == ["posts"])
        #expect(replay.content(of: "unheard_of") == .uncertain)
        #expect(replay.schema.tables.map(\.name) == ["comments"])
    }

    @Test func `a rename of an uncertain table is followed by certain ones that refer to it`() {
        let replay = history(
            nil, [.createTable(comments)],
            [.renameTable("posts", to: "articles"), .renameColumn("id", to: "key", in: "articles")]
        ).replay()
        #expect(replay.schema["comments"]?.foreignKeys.first?.referencedTable == "articles")
        #expect(replay.schema["comments"]?.foreignKeys.first?.referencedColumns == ["key"])
        #expect(replay.content(of: "posts") == .renamed(to: "articles"))
    }

    @Test func `a migration that does not fit changes nothing, and only its own tables become uncertain`() {
        let replay = history(
            [.createTable(posts), .createTable(Table("tags", columns: []))],
            [.addColumn(Column("x", .text), to: "posts"), .dropColumn(Column("y", .text), from: "posts")],
            [.addColumn(Column("z", .text), to: "tags")]
        ).replay()
        #expect(replay.misfits.map(\.migration) == ["m20260131_120001_001_x"])
        #expect(replay.uncertainTables == ["posts"])
        #expect(replay.schema["tags"]?.columns.map(\.name) == ["z"])
    }

    @Test func `what raw SQL says that it does is part of the history`() {
        let effect: [Change] = [.renameTable("posts", to: "articles")]
        let replay = history([.createTable(posts)], [.sql(RawSQL(up: ["…"], down: [], effect: effect))]).replay()
        #expect(replay.schema.tables.map(\.name) == ["articles"])
    }

    @Test func `adopted tables are framework tables under their present names, until they are released`() {
        let adopted = history([.adoptTable(posts)], [.renameTable("posts", to: "articles")])
        #expect(adopted.replay().frameworkTables(nil, snapshots: []) == ["articles"])
        let models = TableOwners(project: ["articles"], frameworks: ["users"])
        #expect(adopted.replay().frameworkTables(models, snapshots: []) == ["users"])
        #expect(
            history([.adoptTable(posts)], [.releaseTable(posts)]).replay().frameworkTables(nil, snapshots: []) == [])
    }
}
