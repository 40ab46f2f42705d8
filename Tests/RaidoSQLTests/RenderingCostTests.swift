import Raido
import RaidoSQL
import RaidoTestSupport
import Testing

@Suite struct `What rendering a migration costs` {
    private func reads(_ changes: [Change], on schema: Schema, _ engine: Engine) throws -> Int {
        try tableReads { _ = try render(changes, on: schema, for: engine) }
    }

    /// Changes of one table among others; the last tables are those that no other one refers to.
    private func changes(of name: String, in schema: Schema) throws -> [[Change]] {
        let table = try #require(schema[name])
        let views = try #require(table.column("views"))
        var other = views
        other.type = .integer
        return [
            [.createTable(Table("new", columns: [Column("a", .text)]))],
            [.addColumn(Column("note", .text, nullable: true), to: name)],
            [.renameColumn("title", to: "name", in: name)],
            [.alterColumn(in: name, from: views, to: other)],
            [.renameTable(name, to: "renamed")],
            [.dropTable(table)],
            [
                .sql(
                    RawSQL(
                        up: [SQLFragment("ALTER TABLE \(name) ADD COLUMN note text")], down: [],
                        effect: [.addColumn(Column("note", .text, nullable: true), to: name)]))
            ],
        ]
    }

    @Test(arguments: Engine.allCases) func `is the same in a schema of many tables`(engine: Engine) throws {
        let (few, many) = (Schema(large: 40), Schema(large: 160))
        let pairs = zip(try changes(of: "table_39", in: few), try changes(of: "table_159", in: many))
        for (place, (one, other)) in pairs.enumerated() {
            let (cheap, dear) = (try reads(one, on: few, engine), try reads(other, on: many, engine))
            #expect(dear <= cheap + 2, "change \(place): \(cheap) tables are read, then \(dear)")
        }
    }
}
