import Raido
import RaidoConsole
import Testing

@testable import RaidoLanguage

/// Values on a command line are those of `fill` in a model, and texts as they are.
@Suite struct `Values for columns on a command line` {
    private static let kinds = EnumType("Kind", [.text("novel"), .text("poem")])
    private static let levels = EnumType(
        "Level", storage: .integer, [.number(1, name: "low"), .number(2, name: "high")])

    private func read(_ text: String, _ type: ColumnType) throws(FillMistake) -> DefaultValue? {
        let column = Column("c", type)
        return try readFill(
            text, for: column,
            of: Table("t", columns: [column, Column("name", .text)], enums: [Self.kinds, Self.levels]), on: .sqlite)
    }

    @Test(
        arguments: [
            ("it's", ColumnType.text, DefaultValue.string("it's")), ("", .text, .string("")),
            ("5", .text, .string("5")),
            ("\"5\"", .text, .string("5")), ("null", .varchar(9), nil), ("\"null\"", .varchar(9), .string("null")),
            ("a } b", .text, .string("a } b")), ("{", .text, .string("{")), ("// x", .text, .string("// x")),
            ("a, b", .text, .string("a, b")), ("\"", .text, .string("\"")), ("a\nb", .text, .string("a\nb")),
            ("5", .integer, .integer(5)), ("-1_000", .integer, .integer(-1000)),
            ("1.50", .decimal(precision: 5, scale: 2), .decimal("1.50")),
            ("18446744073709551615", .unsignedBigInteger, .unsigned(.max)),
            ("true", .boolean, .boolean(true)), ("today", .date, .today), ("2026-01-31", .date, .string("2026-01-31")),
            ("12:30:00", .time, .string("12:30:00")), ("now", .timestamp, .now),
            ("2026-01-31 12:30:00", .timestamp, .string("2026-01-31 12:30:00")), ("uuid", .uuid, .uuid),
            ("{\"a\": 1}", .json, .string("{\"a\": 1}")), ("192.168.0.1", .inet, .string("192.168.0.1")),
            ("poem", .enumeration("Kind"), .string("poem")), ("\"poem\"", .enumeration("Kind"), .string("poem")),
            ("high", .enumeration("Level"), .integer(2)), ("2", .enumeration("Level"), .integer(2)),
            ("sql(\"lower('A')\")", .text, .sql("lower('A')")),
        ] as [(String, ColumnType, DefaultValue?)])
    func `are read by the column's type`(text: String, type: ColumnType, value: DefaultValue?) throws {
        #expect(try read(text, type) == value)
    }

    @Test(arguments: [
        ("abc", ColumnType.integer, "'abc' does not fit integer; write a whole number"),
        ("", .integer, "\"\" does not fit integer; write a whole number"),
        ("300", .tinyInteger, "'300' does not fit tiny_integer; it holds -128 to 127"),
        ("too long", .varchar(3), "\"too long\" does not fit varchar(3); it has 8 characters"),
        ("yes", .boolean, "'yes' does not fit boolean; write true or false"),
        ("31.1.2026", .date, "write today or \"2026-01-31\""),
        ("ode", .enumeration("Kind"), "'ode' is not a value of 'Kind' in the database, which has 'novel', 'poem'"),
        ("mid", .enumeration("Level"), "'mid' is not a value of 'Level' in the database, which has 'low', 'high'"),
    ])
    func `that do not fit are refused`(text: String, type: ColumnType, words: String) throws {
        let mistake = try #require(throws: FillMistake.self) { try read(text, type) }
        #expect(mistake.reason.contains(words), "\(mistake.reason)")
    }

    /// As in a model, names are only those of columns that the table has when rows get the value.
    @Test(arguments: [
        ("sql(\"lower(nam)\")", "'t' has no column 'nam' when this SQL runs; did you mean 'name'?"),
        ("sql(\"c || 'x'\")", "'t' has no column 'c' when this SQL runs"),
        ("sql(sqlite: \"nope\", postgresql: \"name\")", "'t' has no column 'nope' when this SQL runs"),
    ]) func `name no other columns than those of then`(text: String, words: String) throws {
        let mistake = try #require(throws: FillMistake.self) { try read(text, .text) }
        #expect(mistake.reason == words)
    }

    @Test(arguments: [
        "sql(\"upper(name)\")", "sql(\"t.name\")", "sql(sqlite: \"name\", postgresql: \"nope\")",
        "sql(\"(SELECT max(x) FROM other)\")",
    ]) func `name columns of then`(text: String) throws {
        #expect(try read(text, .text) != nil)
    }
}
