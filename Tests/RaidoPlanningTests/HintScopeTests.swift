import Raido
import RaidoPlanning
import Testing

@Suite struct `What the SQL of hints can name` {
    private func scopes(_ before: [Column], _ after: [Column], _ hints: Hints) throws -> [HintScope] {
        try planned([.with("articles", before)], [.with("articles", after)], hints: hints).hintScopes
    }

    @Test func `a fill sees renamed, dropped and earlier columns`() throws {
        var hints = Hints.fills(["total": .sql("price * amount")])
        hints.columns[.init(table: "articles", column: "price")] = "cost"
        let scopes = try scopes(
            [Column("cost", .integer), Column("amount", .integer)],
            [
                Column("price", .integer), Column("early", .integer, nullable: true), Column("total", .integer),
                Column("late", .integer, nullable: true),
            ], hints)
        #expect(
            scopes == [
                HintScope(
                    key: .fill(table: "articles", "total"), table: "articles",
                    columns: ["id", "price", "amount", "early"], laterColumns: ["total", "late"],
                    renamedColumns: ["cost": "price"])
            ])
    }

    @Test func `using and the fill of a changed column see the column itself`() throws {
        var hints = Hints.fills(["a": .sql("b")])
        hints.usings[.init(table: "articles", column: "a")] = "CAST(a AS integer)"
        let scopes = try scopes(
            [Column("a", .text, nullable: true), Column("b", .integer)],
            [Column("a", .integer), Column("b", .integer)],
            hints)
        #expect(scopes.map(\.key) == [.expression(table: "articles", "a"), .fill(table: "articles", "a")])
        #expect(scopes.map(\.columns) == [["id", "a", "b"], ["id", "a", "b"]])
    }

    @Test func `the former name of the table is told`() throws {
        var hints = Hints.tables(["articles": "posts"])
        hints.fills[.init(table: "articles", column: "b")] = .sql("posts.a")
        let plan = try planned(
            [.with("posts", [Column("a", .text)])], [.with("articles", [Column("a", .text), Column("b", .text)])],
            hints: hints)
        #expect(plan.hintScopes.map(\.formerTable) == ["posts"])
    }

    @Test func `hints that are not used have no scope`() throws {
        var hints = Hints.fills(["a": .sql("gone"), "b": .integer(1)])
        hints.usings[.init(table: "articles", column: "a")] = "gone"
        #expect(try scopes([Column("a", .text)], [Column("a", .text), Column("b", .integer)], hints) == [])
    }
}
