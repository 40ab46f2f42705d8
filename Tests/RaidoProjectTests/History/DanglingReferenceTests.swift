import Raido
import RaidoConsole
import RaidoProject
import Testing

/// References that only two branches, or an edited migration, can leave behind.
@Suite struct DanglingReferenceTests {
    private let authors = Table(
        "authors", columns: [Column("id", .integer), Column("code", .text)], primaryKey: ["id"])
    private let books = Table(
        "books", columns: [Column("author", .text)],
        foreignKeys: [ForeignKey("fk", ["author"], references: "authors", ["code"])])

    private func findings(_ steps: [Change]...) -> [HistoryFinding] {
        var replay = HistoryReplay()
        let migrations = steps.enumerated().map { Migration(id: "m\($0)", batch: "b", changes: $1) }
        for migration in migrations { replay.apply(migration) }
        return replay.findings(of: migrations) { $0 }
    }

    @Test func `a foreign key to a renamed table, with both migrations`() {
        let found = findings(
            [.createTable(authors)], [.renameTable("authors", to: "writers")], [.createTable(books)])
        #expect(
            found.map(\.problem) == [
                .danglingForeignKey("fk", table: "books", to: "authors", renamedTo: "writers", by: "m1")
            ])
        #expect(found.first?.sides.map(\.id) == ["m1", "m2"])
    }

    @Test func `a table that user SQL names after the rename may be its own`() {
        let sql = Change.sql(RawSQL(up: ["CREATE TABLE Authors (code text PRIMARY KEY)"], down: []))
        let rename = Change.renameTable("authors", to: "writers")
        let found = findings([.createTable(authors)], [rename], [sql], [.createTable(books)])
        #expect(
            found.map(\.problem) == [
                .danglingReference(.foreignKey("fk", table: "books"), to: .table("authors"), by: nil)
            ])
        #expect(found.first?.severity == .warning)
        // Before the rename it was about the table that was renamed.
        let before = findings([.createTable(authors)], [sql, rename], [.createTable(books)])
        #expect(before.first?.severity == .error)
        // What says what it does is taken at its word.
        var declared = authors
        declared.columns[1].type = .varchar(20)
        let said = Change.sql(RawSQL(up: ["CREATE TABLE authors …"], down: [], effect: [.createTable(declared)]))
        #expect(findings([.createTable(authors)], [rename], [said], [.createTable(books)]).isEmpty)
    }

    @Test func `a foreign key to a renamed column`() {
        let found = findings(
            [.createTable(authors)], [.renameColumn("code", to: "handle", in: "authors")], [.createTable(books)])
        #expect(
            found.map(\.problem) == [
                .danglingReference(
                    .foreignKey("fk", table: "books"), to: .column("code", table: "authors"), by: "m1")
            ])
        #expect(found.first?.severity == .error)
        #expect(found.first?.sides.map(\.id) == ["m1", "m2"])
    }

    @Test func `a foreign key to a table that no migration creates is a warning`() {
        let found = findings([.createTable(books)])
        #expect(
            found.map(\.problem) == [
                .danglingReference(.foreignKey("fk", table: "books"), to: .table("authors"), by: nil)
            ])
        #expect(found.first?.severity == .warning)
    }

    @Test func `an index, a key and a constraint on missing columns`() {
        var table = authors
        table.primaryKey = ["no"]
        table.uniques = [UniqueConstraint("u", ["code", "gone"])]
        table.indexes = [Index("i", [.ascending("lost")])]
        #expect(
            findings([.createTable(table)]).map(\.problem) == [
                .danglingReference(.primaryKey(table: "authors"), to: .column("no", table: "authors"), by: "m0"),
                .danglingReference(.unique("u", table: "authors"), to: .column("gone", table: "authors"), by: "m0"),
                .danglingReference(.index("i", table: "authors"), to: .column("lost", table: "authors"), by: "m0"),
            ])
    }

    @Test func `a foreign key that follows a later rename is no finding`() {
        #expect(
            findings(
                [.createTable(authors)], [.createTable(books)],
                [.renameTable("authors", to: "writers"), .renameColumn("code", to: "handle", in: "writers")]
            ).isEmpty)
    }
}
