import Raido
import RaidoConsole
import Testing

@testable import RaidoProject

/// Each kind of finding says where, what and what to do next.
@Suite struct FindingWordsTests {
    private static let table = Table("tags", columns: [Column("id", .integer)])
    private static let mismatch = SchemaMismatch.missing(.column("name", table: "tags"))

    private static func stray(
        id: String?, isReadable: Bool, isTaken: Bool = false, folder: String = "some"
    ) -> StrayMigration {
        StrayMigration(path: "some/file", folder: folder, id: id, isReadable: isReadable, isTaken: isTaken)
    }

    /// A finding of each kind, with a part of its message and of its advice.
    static let cases: [(HistoryProblem, message: String, advice: String)] = [
        (.columnOrder, "a different order", "--rebuild"),
        (
            .danglingForeignKey("fk", table: "comments", to: "posts", renamedTo: "articles", by: "m1"),
            "refers to 'posts', which m1 renames to 'articles'", "refer to 'articles'"
        ),
        (
            .danglingForeignKey("fk", table: "comments", to: "posts", renamedTo: nil, by: "m1"), "which m1 drops",
            "restore 'posts'"
        ),
        (
            .danglingReference(
                .foreignKey("fk", table: "comments"), to: .column("code", table: "posts"), by: "m1"),
            "foreign key 'fk' of 'comments' refers to column 'posts.code', which does not exist; m1 was the last",
            "raido rebase --onto"
        ),
        (
            .danglingReference(.foreignKey("fk", table: "comments"), to: .table("posts"), by: nil),
            "refers to table 'posts', which does not exist", "correct the migration"
        ),
        (.differentSnapshot(touched: "m2", isHandWritten: true), "edited by hand", "--rebuild"),
        (.droppedTable(by: "m2"), "m2 drops this table", "--rebuild"),
        (.listDisorder(.damaged), "does not compile", "--rebuild"),
        (.listDisorder(.outOfOrder("m1", after: "m2")), "out of order: m1 comes after m2", "nothing depends on"),
        (.listDisorder(.twice("m1")), "names m1 twice", "makemigrations"),
        (.listMergeMarkers, "merge markers", "makemigrations"),
        (.migrationMergeMarkers, "merge markers", "raido rebase --onto"),
        (.misfit(mismatch, earlier: "m1"), "column 'tags.name' does not exist; m1 was the last", "two branches"),
        (.notCompilable, "it does not compile", ""),
        (.misplacedSnapshot(isFramework: true), "framework table", "--rebuild"),
        (.misplacedSnapshot(isFramework: false), "not a framework table", "--rebuild"),
        (.missingSnapshot(table: "tags"), "create table 'tags'", "--rebuild"),
        (.renamedTable(to: "labels", by: "m2"), "m2 renames this table to 'labels'", "--rebuild"),
        (.staleSnapshot(after: "m1"), "stale: it shows the table after m1", "--rebuild"),
        (
            .strayMigration(stray(id: "m1", isReadable: true)),
            "contains a migration and is not in the list: its name does not begin", "rename it to some/m1.swift"
        ),
        (
            .strayMigration(stray(id: "m1", isReadable: true, isTaken: true)), "contains a migration",
            "some/m1.swift has the same id: remove this file"
        ),
        (
            .strayMigration(stray(id: "m1", isReadable: true, folder: ".")), "it is in a folder below '.'",
            "rename it to m1.swift"
        ),
        (.strayMigration(stray(id: nil, isReadable: false)), "looks like a migration", "named after its id"),
        (.unknownTable, "no migration creates", "version control"),
        (.unlisted(["m1", "m2"]), "lacks m1, m2", "makemigrations"),
        (
            .unreadable(isCode: true, tables: ["tags"]), "has code, so it cannot be read; not verified: 'tags'",
            "migrate check"
        ),
        (.wrongLastMigration(found: "", expected: "m2"), "is empty, and the table was last changed by m2", "--rebuild"),
    ]

    @Test(arguments: cases.indices) func `says what is wrong and what to do`(place: Int) {
        let (problem, message, advice) = Self.cases[place]
        let finding = HistoryFinding(problem, path: "some/file", found: Self.table)
        let diagnostic = finding.diagnostic(differences: ["a difference"])
        #expect(diagnostic.message.hasPrefix("some/file: "))
        #expect(diagnostic.message.contains(message), "\(diagnostic.message)")
        #expect(diagnostic.notes.first?.message == "a difference")
        // The advice of some depends on the place in the file.
        #expect(
            advice.isEmpty || diagnostic.notes.dropFirst().contains { $0.message.contains(advice) },
            "\(diagnostic.notes)")
        #expect(!finding.id.isEmpty)
    }

    @Test func `the first migration that differs comes first`() {
        let findings = ["m2", nil, "m1"].map { HistoryFinding(.columnOrder, path: "p", migration: $0) }
        #expect(findings.inOrder.map(\.migration) == ["m1", "m2", nil])
    }
}
