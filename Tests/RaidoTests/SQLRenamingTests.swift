import Raido
import Testing

/// A column renamed in a fragment as the engines rename it.
@Suite struct SQLRenamingTests {
    @Test(arguments: [
        ("VIEWS >= 0", "hits >= 0"),
        ("\"Views\" >= 0", "\"hits\" >= 0"),
        ("[views] >= 0", "\"hits\" >= 0"),
        ("`views` >= 0", "`hits` >= 0"),
        ("views>=0 -- views\n", "hits>=0 -- views\n"),
        ("/* views */ views", "/* views */ hits"),
        ("views (1) + views\n(2)", "views (1) + views\n(2)"),
        ("views IN (1, 2)", "hits IN (1, 2)"),
        ("a.views > b.views", "a.hits > b.views"),
        ("main.A.views > views.id", "main.A.hits > views.id"),
        ("views::views + views", "hits::views + hits"),
        ("x::double precision > views", "x::double precision > hits"),
        ("x::text AND views", "x::text AND hits"),
        ("CAST(views AS views) = views", "CAST(hits AS views) = hits"),
        ("views 'x' = 'views'", "views 'x' = 'views'"),
        ("x COLLATE views = views", "x COLLATE views = hits"),
        ("extract(views FROM views)", "extract(views FROM hits)"),
        ("d + INTERVAL 1 views < views", "d + INTERVAL 1 views < hits"),
        ("tags[views] = ARRAY[views, 1]", "tags[hits] = ARRAY[hits, 1]"),
        ("$$views$$ = views AND $1 = views", "$$views$$ = hits AND $1 = hits"),
    ])
    func aColumnIsRenamedWhereItIsOne(before: String, after: String) {
        #expect(SQLFragment(before).renamingColumn("views", to: "hits", of: "a") == SQLFragment(after))
    }

    @Test func keywordsAreNoColumnsUnlessQuoted() {
        let text: SQLFragment = "CASE WHEN \"end\" THEN 1 END"
        #expect(text.renamingColumn("end", to: "last") == "CASE WHEN last THEN 1 END")
    }

    @Test func atIsAColumnUnlessAZoneFollows() {
        let text: SQLFragment = "at > '2020-01-01' AND made AT TIME ZONE 'UTC' < at AND made::date AT LOCAL > at"
        #expect(
            text.renamingColumn("at", to: "day")
                == "day > '2020-01-01' AND made AT TIME ZONE 'UTC' < day AND made::date AT LOCAL > day")
    }

    @Test func eachEngineReadsItsOwnText() {
        let text = SQLFragment.sql("x = 'it\\' OR x = 'x'", mysql: "x = 'it\\'s x' # x\n OR x = \"x\"")
        #expect(
            text.renamingColumn("x", to: "y")
                == .sql("y = 'it\\' OR y = 'x'", mysql: "y = 'it\\'s x' # x\n OR y = \"x\""))
    }

    @Test(arguments: [
        ("a.x > 0", "x > 0"), ("A . \"x\" > b.x", "\"x\" > b.x"), ("main.a.x + a", "main.a.x + a"),
        ("1 + a.x", "1 + x"), ("'a.x' = a.x", "'a.x' = x"),
    ])
    func aTablesOwnColumnsNeedNoQualifier(before: String, after: String) {
        #expect(SQLFragment(before).unqualified(by: "a") == SQLFragment(after))
    }

    @Test func aNewNameIsQuotedWithAllItsMarks() {
        #expect(SQLFragment("x > 0").renamingColumn("x", to: "a\"b") == "\"a\"\"b\" > 0")
        #expect(SQLFragment("`x` > 0").renamingColumn("x", to: "a`b") == "`a``b` > 0")
    }

    /// MySQL reads `"order"` as a text, so a rename and its way back must leave none.
    @Test func aReservedWordIsQuotedAsTheEngineOfTheTextQuotesNames() {
        let text = SQLFragment.sql("x > 0", postgresql: "x > 1", mysql: "x > 2", mariadb: "`x` > 3")
        let renamed = text.renamingColumn("x", to: "order")
        #expect(
            renamed
                == .sql("\"order\" > 0", postgresql: "\"order\" > 1", mysql: "`order` > 2", mariadb: "`order` > 3"))
        #expect(
            renamed.renamingColumn("order", to: "x")
                == .sql("x > 0", postgresql: "x > 1", mysql: "x > 2", mariadb: "x > 3"))
    }

    @Test func aRenamedTableIsRenamedWhereItQualifies() throws {
        let table = Table(
            "a",
            columns: [
                Column("a", .integer), Column("g", .integer, nullable: true, generated: "a.a + 1"),
            ],
            indexes: [Index("i", [.expression("abs(A.a)")], where: "\"a\".a > 0")],
            checks: [CheckConstraint("ck", "a.a > 0 AND a > 0 AND b.a > 0")])
        let schema = try Schema([table]).applying([.renameTable("a", to: "order")])
        let renamed = try #require(schema["order"])
        #expect(renamed.checks.first?.expression == "\"order\".a > 0 AND a > 0 AND b.a > 0")
        #expect(renamed.columns.last?.generated == "\"order\".a + 1")
        #expect(renamed.indexes.first?.parts == [.expression("abs(\"order\".a)")])
        #expect(renamed.indexes.first?.predicate == "\"order\".a > 0")
        let back = try schema.applying([.renameTable("order", to: "a")])["a"]
        #expect(back?.checks == table.checks)
    }
}
