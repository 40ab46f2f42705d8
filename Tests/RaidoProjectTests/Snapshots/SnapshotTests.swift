import Raido
import RaidoConsole
import RaidoProject
import RaidoTestSupport
import Testing

@Suite struct SnapshotTests {
    @Test func aSnapshotReadsLikeThis() {
        let table = Table(
            "articles",
            columns: [
                Column("id", .bigInteger, identity: true),
                Column("title", .varchar(200), default: .string("it's \"new\"")),
                Column("status", .enumeration("Status"), nullable: true),
            ],
            primaryKey: ["id"], indexes: [Index("idx_a", [.descending("title")], where: .sql(sqlite: "id > 0"))],
            foreignKeys: [ForeignKey("fk_a", ["id"], references: "b", ["id"], onDelete: .setNull)],
            enums: [
                EnumType("Status", [.text("draft")]), EnumType("Level", storage: .integer, [.number(1, name: "Low")]),
            ],
            comment: "What readers see")
        let snapshot = Snapshot(
            table: table, lastMigration: "m20260131_120000_001_create_articles", isFramework: false)
        #expect(
            snapshot.text == """
                {
                  "format": 1,
                  "last_migration": "m20260131_120000_001_create_articles",
                  "table": "articles",
                  "comment": "What readers see",
                  "enums": [
                    {"name": "Level", "storage": "integer", "values": [{"Low": 1}]},
                    {"name": "Status", "values": ["draft"]}
                  ],
                  "columns": [
                    {"name": "id", "type": "big_integer", "identity": true},
                    {"name": "title", "type": "varchar(200)", "default": "it's \\"new\\""},
                    {"name": "status", "type": "enum(Status)", "nullable": true}
                  ],
                  "primary_key": ["id"],
                  "indexes": [
                    {"name": "idx_a", "parts": [{"descending": "title"}], "where": {"sqlite": "id > 0"}}
                  ],
                  "foreign_keys": [
                    {"name": "fk_a", "columns": ["id"], "references": "b", "referenced_columns": ["id"], \
                "on_delete": "set_null"}
                  ]
                }

                """)
        #expect(snapshot.path == "articles.json")
    }

    @Test(arguments: Seeds.first(300))
    func aTableComesBackAsItWas(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        for table in randomSchema(using: &generator).tables { try expectRoundTrip(table) }
    }

    @Test func everyPartOfATableComesBack() throws {
        try expectRoundTrip(Samples.table)
        try expectRoundTrip(Table("empty", columns: []))
    }

    private func expectRoundTrip(_ table: Table) throws {
        let snapshot = Snapshot(table: table, lastMigration: "m1", isFramework: true)
        let file = SourceFile(path: "snapshots/framework/\(table.name).json", bytes: Array(snapshot.text.utf8))
        let read = try Snapshot(reading: file, isFramework: true)
        #expect(canonical(read.table) == canonical(table))
        #expect(read.lastMigration == "m1")
        #expect(read.text == snapshot.text)
    }

    @Test func allSnapshotsOfAFolderAreReadInTheOrderOfTables() throws {
        try withScratchFolder { folder in
            #expect(try loadSnapshots(at: "snapshots", in: folder.path) == [])
            for (name, isFramework) in [("b", false), ("a", true), ("C", false)] {
                let snapshot = Snapshot(table: Table(name, columns: []), lastMigration: "m", isFramework: isFramework)
                try folder.write(snapshot.text, to: "snapshots/" + snapshot.path)
            }
            try folder.write("no JSON", to: "snapshots/README.md")
            try folder.write("no JSON", to: "snapshots/.hidden.json")
            let snapshots = try loadSnapshots(at: "snapshots", in: folder.path)
            #expect(snapshots.map(\.table.name) == ["C", "a", "b"])
            #expect(snapshots.map(\.isFramework) == [false, true, false])
            #expect(snapshots.allSatisfy { $0.bytes == Array($0.text.utf8) })
        }
    }

    @Test(arguments: ["", "{\"format\": 1", "\0", "{\"format\": 1, \"format\": 1}"])
    func aDamagedSnapshotCanBeWrittenAgain(text: String) throws {
        try withScratchFolder { folder in
            try folder.write(text, to: "snapshots/a.json")
            let error = problem { () throws(ProjectError) in try loadSnapshots(at: "snapshots", in: folder.path) }
            #expect(
                error?.advice == [
                    "'raido snapshots --rebuild' writes it again from the migrations",
                    "correct the file, or restore its last good state from version control",
                ])
        }
    }

    @Test func oneTableHasOneSnapshot() throws {
        try withScratchFolder { folder in
            for isFramework in [true, false] {
                let snapshot = Snapshot(table: Table("a", columns: []), lastMigration: "m", isFramework: isFramework)
                try folder.write(snapshot.text, to: "snapshots/" + snapshot.path)
            }
            let error = problem { () throws(ProjectError) in try loadSnapshots(at: "snapshots", in: folder.path) }
            #expect(error?.message.hasPrefix("table 'a' has another snapshot, snapshots/") == true)
        }
    }
}
