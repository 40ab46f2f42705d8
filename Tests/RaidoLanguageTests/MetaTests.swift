import Raido
import RaidoConsole
import RaidoLanguage
import Testing

@Suite struct Meta {
    @Test func indexesHaveColumnsExpressionsAndClauses() throws {
        let table = try table(
            """
            { a: int, b: int, c: text }, meta: { indexes: [
                (a, -b), (c) unique where "c <> ''" using gin name "c_index", ("lower(c)"), b,
                (sql(postgresql: "a + 1", sqlite: "a + 2"), a) name "both",
            ] }
            """)
        #expect(
            table.indexes == [
                Index("both", [.expression(.sql(sqlite: "a + 2", postgresql: "a + 1")), .ascending("a")]),
                Index("c_index", [.ascending("c")], unique: true, where: "c <> ''", using: "gin"),
                Index("idx_t_a_b", [.ascending("a"), .descending("b")]), Index("idx_t_b", [.ascending("b")]),
                Index("idx_t_expr", [.expression("lower(c)")]),
            ])
    }

    @Test func uniquesAndChecksHaveTheirNames() throws {
        let table = try table(
            """
            { a: int, b: int }, meta: {
                unique_together: [(a, b), (b) name "b_once"],
                checks: { one: "a > 0", two: sql("b > 0", mysql: "`b` > 0") },
                comment: "Words",
            }
            """)
        #expect(table.uniques == [UniqueConstraint("b_once", ["b"]), UniqueConstraint("uq_t_a_b", ["a", "b"])])
        #expect(
            table.checks == [
                CheckConstraint("ck_t_one", "a > 0"), CheckConstraint("ck_t_two", .sql("b > 0", mysql: "`b` > 0")),
            ])
        #expect(table.comment == "Words")
    }

    @Test func whatApplicationsWantIsKept() throws {
        let model = try #require(
            try read(
                "model! { T, { a: int }, meta: { ordering: [-a, id], verbose_name: \"One\", verbose_name_plural: \"Many\" } }"
            ).models.first)
        #expect(model.ordering.map(\.column) == ["a", "id"])
        #expect(model.ordering.map(\.isDescending) == [true, false])
        #expect(model.verboseName == "One")
        #expect(model.verboseNamePlural == "Many")
    }

    @Test func mistakesInMetaAreReported() {
        expect(
            """
            model! { T, { a: int, b: int }, meta: {
                unique_together: [(a, 1️⃣c), (a, 2️⃣a), 3️⃣b, 4️⃣()], indexes: [(-5️⃣c), 6️⃣()], ordering: [7️⃣c],
                8️⃣index: [(a)], comment: 9️⃣x,
            } }
            """,
            reports: [
                .error("1️⃣", "no field 'c' is declared; did you mean 'a'?"), .error("2️⃣", "'a' is given twice"),
                .error("3️⃣", "expected '(', found 'b'"), .error("4️⃣", "expected a field between the brackets"),
                .error("5️⃣", "no field 'c' is declared; did you mean 'a'?"),
                .error("6️⃣", "expected a field between the brackets"),
                .error("7️⃣", "no field 'c' is declared; did you mean 'a'?"),
                .error("8️⃣", "unknown key of meta 'index'; did you mean 'indexes'?"),
                .error("9️⃣", "expected a string, found 'x'"),
            ])
        expect(
            """
            model! { T, { a: int }, meta: {
                2️⃣comment: "a", 1️⃣comment: "b", checks: { one: 3️⃣5, two: 4️⃣"" }, abstract: 5️⃣yes,
                indexes: [(a) 6️⃣were "x", (a) where 7️⃣5, (a) name 8️⃣"a-b"],
            } }
            """,
            reports: [
                .error("1️⃣", "'comment' is given twice", notes: ["2️⃣ first here"]),
                .error("3️⃣", "expected SQL in quotes, found '5'"), .error("4️⃣", "the SQL is empty"),
                .error("5️⃣", "expected 'true' or 'false', found 'yes'"),
                .error("6️⃣", "expected ',', found 'were'"),
                .error("7️⃣", "expected SQL in quotes, found '5'"),
                .error(
                    "8️⃣", "'a-b' is not a valid name: use letters a to z, digits and '_', and do not start with a digit"),
            ])
        expect(
            "model! { 2️⃣/// One\nT, meta: { comment: 1️⃣\"Two\" } }",
            reports: [.error("1️⃣", "'comment' is given twice", notes: ["2️⃣ first here"])])
    }
}

@Suite struct Names {
    @Test func derivedNamesAreCutAndHashed() throws {
        let long = String(repeating: "a", count: 60)
        let table = try table("{ \(long): int [unique] }")
        #expect(table.uniques.first?.name == DerivedName.unique("t", [long]))
        #expect(table.uniques.first?.name.utf8.count == 63)
    }

    @Test func twoModelsForOneTableAreAMistake() {
        expect(
            ["a.swift": "model! { A, table: 2️⃣\"x\" }", "b.swift": "model! { B, table: 1️⃣\"X\" }"],
            reports: [.error("1️⃣", "two models for the table 'X'", notes: ["2️⃣ first here"])])
        expect(
            ["a.swift": "model! { 2️⃣BlogPost }", "b.swift": "model! { 1️⃣Blogpost, table: \"x\" }"],
            reports: [.error("1️⃣", "the model 'Blogpost' is declared twice", notes: ["2️⃣ first here"])])
        expect(
            "model! { A, renamed_from: 2️⃣\"x\" } model! { B, renamed_from: 1️⃣\"x\" } model! { C, renamed_from: 3️⃣\"\" }",
            reports: [
                .error("1️⃣", "'x' is already the former name of another one", notes: ["2️⃣ first here"]),
                .error("3️⃣", "the name is empty"),
            ])
    }

    @Test func tableNamesAreNames() {
        expect(
            "model! { A, table: 1️⃣\"a b\" } model! { B, table: 2️⃣\"\" } model! { C, table: 3️⃣\"sqlite_x\" } model! { D, table: 4️⃣\"../x\" } model! { E, table: 5️⃣\"5x\" }",
            reports: [
                .error(
                    "1️⃣", "'a b' is not a valid name: use letters a to z, digits and '_', and do not start with a digit"),
                .error("2️⃣", "the name is empty"),
                .error("3️⃣", "the table name 'sqlite_x' is reserved for the engine or for Raido"),
                .error(
                    "4️⃣", "'../x' is not a valid name: use letters a to z, digits and '_', and do not start with a digit"
                ),
                .error(
                    "5️⃣", "'5x' is not a valid name: use letters a to z, digits and '_', and do not start with a digit"),
            ])
    }

    @Test func `a model cannot have the history table or its journal`() {
        var options = LanguageOptions()
        options.historyTables = ["Shop", "Shop_journal"]
        let text = "model! { 1️⃣Shop } model! { J, table: 2️⃣\"shop_journal\" } model! { Shops, table: \"shops\" }"
        let note = "give this table another name, or choose another 'history_table' in raido.json"
        let shop = "the table 'shop' of the model 'Shop' is also the history table"
        let journal = "the table 'shop_journal' of the model 'J' is also the journal of the history table"
        expect(
            text,
            reports: [.error("1️⃣", shop, notes: ["- \(note)"]), .error("2️⃣", journal, notes: ["- \(note)"])],
            options: options)
        options.historyTablePlace = SourceSpan(path: "raido.json", start: 20, end: 26)
        expect(
            text,
            reports: [
                .error("raido.json:20", shop, notes: ["1️⃣ \(note)"]),
                .error("raido.json:20", journal, notes: ["2️⃣ \(note)"]),
            ],
            options: options)
    }

    @Test func `a reserved name of the history table is reported once`() {
        var options = LanguageOptions()
        options.historyTables = ["_raido_migrations", "_raido_journal"]
        expect(
            "model! { A, table: 1️⃣\"_raido_journal\" }",
            reports: [.error("1️⃣", "the table name '_raido_journal' is reserved for the engine or for Raido")],
            options: options)
    }

    @Test func namesAreUniqueInTheWholeSchema() {
        expect(
            "model! { A, { b_c: int [2️⃣unique] } } model! { AB, table: \"a_b\", { c: int [1️⃣unique] } }",
            reports: [
                .error(
                    "1️⃣",
                    "a unique constraint of 'a_b' would be named 'uq_a_b_c', like a unique constraint of 'a'; "
                        + "rename one of them",
                    notes: ["2️⃣ first here"])
            ])
        expect(
            "model! { A, { b: int [2️⃣index], c: int }, meta: { indexes: [1️⃣(b), 4️⃣(c) name \"x\", 3️⃣(c) name \"X\"] } }",
            reports: [
                .error(
                    "1️⃣",
                    "an index of 'a' would be named 'idx_a_b', like an index of 'a'; rename one of them",
                    notes: ["2️⃣ first here"]),
                .error(
                    "3️⃣", "an index of 'a' would be named 'X', like an index of 'a'; rename one of them",
                    notes: ["4️⃣ first here"]),
            ])
        expect(
            "model! { 2️⃣AB, table: \"a_b\" } model! { A, enums: { 1️⃣B: [X] } }",
            reports: [
                .error(
                    "2️⃣",
                    "the table 'a_b' would be named 'a_b', like the enum 'B' of 'a'; rename one of them",
                    notes: ["1️⃣ first here"])
            ])
    }
}
