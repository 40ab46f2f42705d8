import Raido
import Testing

/// SQL that would end, or swallow, the statement it is put into is refused where it stands.
@Suite struct SQLMistakeTests {
    static let mistakes: [(sql: String, message: String)] = [
        ("n >= 0 -- never", "this SQL has a comment, which would hide the text after it"),
        ("n >= 0 /* never */", "this SQL has a comment, which would hide the text after it"),
        ("n >= 0 /* never", "this SQL has a comment, which would hide the text after it"),
        ("n >= 0; DROP TABLE t", "unexpected ';': this SQL is a part of a statement"),
        ("N >= 0) OR (1=1", "unmatched ')' in this SQL"),
        ("abs(n >= 0", "')' is missing in this SQL"),
        ("n[1 >= 0", "']' is missing in this SQL"),
        ("(n[1)]", "unmatched ')' in this SQL"),
        ("n <> 'a", "a quotation mark in this SQL is not closed"),
        ("`n > 0", "a quotation mark in this SQL is not closed"),
        (" ", "the SQL is empty"),
    ]

    @Test(arguments: mistakes)
    func aCheckThatIsNoExpressionIsReported(sql: String, message: String) {
        expect(
            "model! { T, table: \"t\", fields: { n: int }, meta: { checks: { c: 1️⃣\"\(sql)\" } } }",
            reports: [.error("1️⃣", message)])
    }

    @Test func everyPlaceOfSQLIsLookedAt() {
        expect(
            """
            model! { T, table: "t", fields: {
                a: text [default: sql(1️⃣"a--")],
                b: int [generated: 2️⃣"a;"],
                c: int [required, fill: sql(3️⃣"(")],
                d: int [using: 4️⃣")"],
            } }
            """,
            reports: [
                .error("1️⃣", "this SQL has a comment, which would hide the text after it"),
                .error("2️⃣", "unexpected ';': this SQL is a part of a statement"),
                .error("3️⃣", "')' is missing in this SQL"),
                .error("4️⃣", "unmatched ')' in this SQL"),
            ])
    }

    @Test func textsMayHoldAnything() throws {
        let sql = "n <> '-- ; (' AND n <> 'it''s' AND tags[1] = ARRAY['[']"
        let table = try table("fields: { n: text, tags: text }, meta: { checks: { c: \"\(sql)\" } }")
        #expect(table.checks.first?.expression.common == sql)
    }

    @Test func eachEngineHasItsOwnComments() throws {
        let table = try table(
            #"fields: { n: int }, meta: { checks: { c: sql(postgresql: "n # 1 > 0", mysql: "n--1 > 0 AND 'it\\'s' <> ''") } }"#
        )
        #expect(table.checks.first?.expression.overrides[.mysql] == #"n--1 > 0 AND 'it\'s' <> ''"#)
        expect(
            "model! { T, table: \"t\", fields: { n: int }, meta: { checks: { c: sql(mysql: 1️⃣\"n # 1\") } } }",
            reports: [.error("1️⃣", "this SQL has a comment, which would hide the text after it")])
    }
}
