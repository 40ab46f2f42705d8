import RaidoLanguage
import Testing

@Suite struct WrittenSQLMistakes {
    /// Expects messages about a check of a table with the columns `id`, `views`, `title`, `starts` and `order`.
    private func expectCheck(
        _ sql: String, reports expected: [Expected], at location: SourceLocation = #_sourceLocation
    ) {
        expect(
            """
            model! {
                T,
                fields: { views: int, title: text, starts: datetime, order: int },
                meta: { checks: { c: \(sql) } },
            }
            """, reports: expected, at: location)
    }

    @Test func aColumnThatWasRemovedIsNoLongerNamed() {
        expect(
            """
            model! {
                Article, table: "articles",
                fields: {
                    view: int [check: "1️⃣views >= 0 AND view < 9"],
                    twice: int [generated: "2 * 2️⃣vieuw"],
                },
                meta: {
                    indexes: [(view) where "3️⃣deleted_at IS NULL", ("lower(4️⃣titel)")],
                    checks: { a: sql("view > 0", sqlite: "articles.5️⃣gone > 0"), b: "view IN (1, 6️⃣limits)" },
                },
            }
            """,
            reports: [
                .error("1️⃣", "'articles' has no column 'views'; did you mean 'view'?"),
                .error("2️⃣", "'articles' has no column 'vieuw'; did you mean 'view'?"),
                .error("3️⃣", "'articles' has no column 'deleted_at'"),
                .error("4️⃣", "'articles' has no column 'titel'"),
                .error("5️⃣", "'articles' has no column 'gone'"),
                .error("6️⃣", "'articles' has no column 'limits'"),
            ])
    }

    @Test func aValueThatAnEnumNoLongerHasIsToldOf() {
        expect(
            """
            model! {
                Article, table: "articles",
                enums: { Status: [Drafted = "drafted", Gone = "gone"], Rank: i32 [Low = 1] },
                fields: {
                    status: enum(Status) [check: "status <> 1️⃣'draft' OR status = 'gone'"], rank: enum(Rank), word: text,
                },
                meta: {
                    indexes: [(word) where "articles.status NOT IN ('gone', 2️⃣'Drafted') AND word = 'x'"],
                    checks: {
                        a: "3️⃣'new' = status AND 'drafted' = articles.status",
                        b: "status = 'draft' || word OR lower(status) = 'x' OR status < 'x' OR rank <> 'Low'",
                    },
                },
            }
            """,
            reports: [
                .warning(
                    "1️⃣",
                    "Status has no value 'draft', so no row can equal it, and PostgreSQL rejects it; did you "
                        + "mean 'drafted'?"
                ),
                .warning(
                    "2️⃣",
                    "Status has no value 'Drafted', so no row can equal it, and PostgreSQL rejects it; did you "
                        + "mean 'drafted'?"
                ),
                .warning("3️⃣", "Status has no value 'new', so no row can equal it, and PostgreSQL rejects it"),
            ])
    }

    @Test func quotedNamesAreColumnsWhereTheyAreNoTexts() {
        expectCheck("\"1️⃣`gone` > 0\"", reports: [.error("1️⃣", "'t' has no column 'gone'")])
        expectCheck("1️⃣#\"\"gone\" > 0\"#", reports: [.error("1️⃣", "'t' has no column 'gone'")])
        expectCheck(
            "1️⃣\"\\\"gone\\\" > 0 AND title <> \\\"draft\\\"\"", reports: [.error("1️⃣", "'t' has no column 'gone'")])
        expectCheck(
            "sql(postgresql: 1️⃣\"title = \\\"draft\\\"\")", reports: [.error("1️⃣", "'t' has no column 'draft'")])
        expectCheck("\"title = \\\"draft\\\"\"", reports: [])
        expectCheck("sql(sqlite: \"title = \\\"draft\\\"\", mysql: \"title IN (\\\"a\\\")\")", reports: [])
        expectCheck("\"\\\"order\\\" > 0 AND `order` < 9 AND [order] <> 5\"", reports: [])
    }

    @Test func columnsMayBeCalledAsTypesAndUnitsAre() {
        expectCheck("\"1️⃣date > '2026-01-31'\"", reports: [.error("1️⃣", "'t' has no column 'date'")])
        expectCheck("\"views > 1️⃣year\"", reports: [.error("1️⃣", "'t' has no column 'year'")])
        expectCheck("\"1️⃣value > 0\"", reports: [.error("1️⃣", "'t' has no column 'value'")])
    }

    @Test func aNameIsReportedOnceInAText() {
        expectCheck("\"1️⃣gone > 0 AND gone < 9 OR GONE = 5\"", reports: [.error("1️⃣", "'t' has no column 'gone'")])
    }

    @Test(arguments: [
        "VIEWS >= 0", "t.views > 0 AND T.Views < 9", "other.gone > 0", "public.t.gone > 0", "length(title) > 0",
        "title IN ('gone', 'x') AND title <> 'it''s gone'",
        "CAST(views AS gone) > 0", "CAST(views AS double precision) > 0", "views::gone > 0", "title COLLATE gone > 'a'",
        "title = E'gone'", "starts > DATE '2026-01-01'", "starts > gone '2026-01-01'", "starts < CURRENT_TIMESTAMP",
        "EXTRACT(gone FROM starts) > 2000", "EXTRACT(year FROM starts) > 2000", "starts + INTERVAL 1 DAY > starts",
        "starts > starts + interval '1 day'", "starts AT TIME ZONE gone > starts", "views IS NOT DISTINCT FROM order",
        "make_interval(days => views) > interval '1 day'", "make_interval(days := views) > interval '1 day'",
        "timestampdiff(MONTH, starts, starts) > 1", "convert(views, SIGNED) > 0", "convert(title USING utf8mb4) <> ''",
        "trim(BOTH 'x' FROM title) <> ''", "overlay(title PLACING 'x' FROM 1 FOR 2) <> ''", "title = _utf8mb4'gone'",
        "t IS NOT NULL", "views = ANY (ARRAY[1, 2])", "views IN (SELECT gone FROM gone)", "xmin IS NOT NULL",
        "title ~ '^gone$' AND title !~* 'gone'", "title = $$gone$$", "views > @gone", "views > :gone", "title IS JSON",
        "title IS NOT DOCUMENT", "title IS NOT NULL", "views IS NOT TRUE",
        "CASE WHEN views > 0 THEN true ELSE false END", "title SIMILAR TO 'gone' ESCAPE 'x'", "views BETWEEN 1 AND 9",
        "views DIV 2 = 1 XOR views MOD 3 = 0", "title REGEXP 'gone'", "views[1] = 2",
        "title <> U&'gone'", "timestampadd(SQL_TSI_DAY, 1, starts) > starts",
    ])
    func whatMayBeSomethingElseIsLeftAlone(sql: String) {
        expectCheck("\"\(sql)\"", reports: [])
    }

    @Test func indexesMayNameOperatorClassesAndOrder() {
        expect(
            "model! { T, { title: text }, meta: { indexes: [(\"lower(title) text_pattern_ops\"), (\"title DESC NULLS LAST\") name \"i\"] } }",
            reports: [])
    }

    @Test func theColumnsOfAllBlocksCount() {
        expect(
            """
            extend! { table: "eihwaz_users", { a: int [check: "a > b AND is_staff AND a <> 1️⃣c"] } }
            extend! { table: "eihwaz_users", { b: int } }
            model! { Base, { low: int [check: "low < 2️⃣high"] }, meta: { abstract: true } }
            model! { One, include: Base, { high: int } }
            model! { Two, include: Base }
            """,
            reports: [
                .error("1️⃣", "'eihwaz_users' has no column 'c'; did you mean 'a'?"),
                .error("2️⃣", "'two' has no column 'high'"),
            ])
    }

    @Test func aNameThatPostgreSQLReadsInSmallLettersIsToldOf() {
        let model = """
            model! {
                T, table: "t", fields: { Title: text, n: int },
                meta: {
                    checks: {
                        a: "1️⃣Title <> 'x' AND N > 0", d: "\\"Title\\" <> 'y'",
                        b: sql("2️⃣title <> 'x'", sqlite: "Title <> 'y'"),
                        c: sql("Title <> 'x'", postgresql: "\\"Title\\" <> 'x'"),
                    },
                },
            }
            """
        let words = "which is not a column; write it in quotation marks: \\\"Title\\\""
        expect(
            model,
            reports: [
                .warning("1️⃣", "PostgreSQL reads 'Title' as 'title', \(words)"),
                .warning("2️⃣", "PostgreSQL reads 'title' as 'title', \(words)"),
            ])
    }

    @Test func whatAnotherMistakeExplainsIsNotReported() {
        expect(
            "model! { T, fields: { a: int [check: \"a < b\"], b: 1️⃣, } }",
            reports: [.error("1️⃣", "expected a type, found ','")])
        expect(
            "model! { T, include: 1️⃣Bas, fields: { a: int [check: \"a < b\"] } }",
            reports: [.error("1️⃣", "unknown abstract model 'Bas'")])
        expect(
            "model! { T, fields: { a: int [check: \"a < b\"], b: 1️⃣txt } }",
            reports: [.error("1️⃣", "unknown type 'txt'; did you mean 'text'?")])
    }

    @Test func theFormerTypesColumnMayBeGone() {
        expect("model! { T, fields: { a: int [using: \"gone::integer\", default: sql(\"gone\")] } }", reports: [])
    }
}
