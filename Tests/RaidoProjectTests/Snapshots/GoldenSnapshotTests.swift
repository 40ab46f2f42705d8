import Raido
import RaidoConsole
import RaidoProject
import RaidoTestSupport
import Testing

/// Projects hold snapshots that earlier versions wrote: the same table is the same bytes, and these bytes are the same
/// table.
@Suite struct GoldenSnapshotTests {
    private static let tables = [
        TableExamples.usual, TableExamples.full, TableExamples.small, Table("none", columns: []),
    ]

    @Test(arguments: tables)
    func aTableIsWrittenAsItAlwaysWas(table: Table) throws {
        let snapshot = Snapshot(table: table, lastMigration: "m20260131_120000_001_create", isFramework: false)
        let difference = try Golden("snapshots/\(table.name).json").difference(from: snapshot.text)
        #expect(difference == nil)
    }

    @Test(arguments: tables)
    func aFileThatWasWrittenEarlierIsReadAsTheSameTable(table: Table) throws {
        let snapshot = try read(Golden("snapshots/\(table.name).json").text(), named: table.name)
        #expect(canonical(snapshot.table) == canonical(table))
        #expect(snapshot.lastMigration == "m20260131_120000_001_create")
    }

    @Test func fieldsThatAreLeftOutHaveTheirUsualValues() throws {
        let text = """
            {
              "format": 1, "last_migration": "m1", "table": "t",
              "enums": [{"name": "E", "values": ["a"]}],
              "columns": [{"name": "a", "type": "text"}],
              "uniques": [{"name": "u", "columns": ["a"]}],
              "indexes": [{"name": "i", "parts": ["a"]}],
              "foreign_keys": [{"name": "f", "columns": ["a"], "references": "r", "referenced_columns": ["id"]}],
              "checks": [{"name": "c", "expression": "a > ''"}]
            }
            """
        let table = Table(
            "t",
            columns: [
                Column(
                    "a", .text, nullable: false, identity: false, default: nil, setOnUpdate: false, generated: nil,
                    collation: nil, comment: nil, nativeTypes: [:])
            ],
            primaryKey: [], uniques: [UniqueConstraint("u", ["a"])],
            indexes: [Index("i", [.ascending("a")], unique: false, where: nil, using: nil)],
            foreignKeys: [ForeignKey("f", ["a"], references: "r", ["id"], onDelete: .noAction, onUpdate: .noAction)],
            checks: [CheckConstraint("c", "a > ''")], enums: [EnumType("E", storage: .text, [.text("a")])],
            comment: nil)
        #expect(canonical(try read(text, named: "t").table) == canonical(table))
        let bare = try read(#"{"format": 1, "last_migration": "m1", "table": "t"}"#, named: "t")
        #expect(canonical(bare.table) == canonical(Table("t", columns: [])))
    }

    private func read(_ text: String, named name: String) throws -> Snapshot {
        try Snapshot(
            reading: SourceFile(path: "snapshots/\(name).json", bytes: Array(text.utf8)), isFramework: false)
    }
}
