import Testing

@testable import RaidoSQL

/// Expressions as the server prints them, and as models get them: without the implicit casts.
@Suite struct `Casts that PostgreSQL prints` {
    private static let types = [
        "title": "character varying(20)", "state": "articles_state", "price": "numeric(10,2)", "cents": "integer",
        "day": "date", "at": "timestamp without time zone", "code": "character(3)", "words": "text",
        "f": "double precision",
    ]

    @Test(arguments: [
        ("((title)::text <> 'x'::text)", "title <> 'x'"),
        ("(lower((title)::text) = 'x'::text)", "lower(title) = 'x'"),
        (
            "((title)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))",
            "title IN ('a', 'b')"
        ),
        ("(state <> 'new'::articles_state)", "state <> 'new'"),
        ("(state = ANY (ARRAY['new'::articles_state, 'old'::articles_state]))", "state IN ('new', 'old')"),
        ("CASE state WHEN 'new'::articles_state THEN 1 ELSE 2 END", "CASE state WHEN 'new' THEN 1 ELSE 2 END"),
        ("((price > (0)::numeric) AND (price <= 100.5))", "price > 0 AND price <= 100.5"),
        ("(price * (2)::numeric)", "price * 2"), ("(cents > '-5'::integer)", "cents > -5"),
        ("(day >= '2020-01-01'::date)", "day >= '2020-01-01'"), ("(code = 'abc'::bpchar)", "code = 'abc'"),
        ("(COALESCE(price, (0)::numeric) > (1)::numeric)", "coalesce(price, 0) > 1"),
        ("(f > (1)::double precision)", "f > 1"),
    ])
    func `are dropped where the other operand implies them`(printed: String, text: String) {
        #expect(canonicalPostgreSQL(printed: printed, columns: Self.types) == text)
        #expect(canonicalPostgreSQL(text) == text)
    }

    @Test(arguments: [
        ("((cents)::numeric / (100)::numeric)", "cents::numeric / 100"), ("(words)::integer > 0", "words::integer > 0"),
        ("(price = ((price)::bigint)::numeric)", "price = price::bigint::numeric"),
        ("(words)::character varying(3)", "words::varchar(3)"), ("(cents)::text", "cents::text"),
        ("(code)::text", "code::text"), ("((5)::numeric / (2)::numeric)", "5::numeric / 2::numeric"),
        ("('now'::text)::date", "'now'::text::date"), ("(at)::date", "at::date"),
        ("(day < '2020-01-01 10:00:00'::timestamp without time zone)", "day < '2020-01-01 10:00:00'::timestamp"),
        ("(at)::timestamp(3) with time zone", "at::timestamptz(3)"), ("(f)::\"char\"", "f::\"char\""),
        ("(words)::public.\"State\"", "words::public.\"State\""), ("(words)::text[]", "words::text[]"),
        ("(- cents)::numeric", "(-cents)::numeric"), ("round((5)::numeric, 2)", "round(5::numeric, 2)"),
        ("(now() + '1 day'::interval)", "now() + '1 day'::interval"),
    ])
    func `are kept where they change the meaning`(printed: String, text: String) {
        #expect(canonicalPostgreSQL(printed: printed, columns: Self.types) == text)
        #expect(canonicalPostgreSQL(text) == text)
    }
}
