import Raido
import Testing

@testable import RaidoSQL

@Suite struct RefusedValueTests {
    static let reasons: [RefusedValue] = [
        .cut(type: "\"char\""), .invalid(type: "numeric(9,2)"), .moving(type: "date"), .offset(type: "timestamp"),
    ]

    @Test(arguments: reasons)
    func `the reason and the value are found in the error that quotes them`(reason: RefusedValue) throws {
        let message = "invalid input syntax for type date: \"\(reason.mark)17: \"x\"\""
        let found = try #require(RefusedValue.find(in: message))
        #expect(found.reason == reason)
        #expect(found.value == "17: \"x\"")
    }

    @Test(arguments: ["no date: 17", "cut by x: 17", "raido: 17", "raido: cut by x", ""])
    func `a value of the user's is not taken for a reason`(value: String) {
        #expect(RefusedValue.find(in: "invalid input syntax for type date: \"\(value)\"") == nil)
        #expect(RefusedValue.find(in: value) == nil)
    }

    static let conversions: [(ColumnType, ColumnType, String)] = [
        (.integer, .uuid, "('raido: not a valid uuid: ' || \"c\"::text)::uuid"),
        (
            .text, .timestampWithTimeZone,
            "CASE WHEN \"c\"::text ~* 'now|today|tomorrow|yesterday' THEN ('raido: not a fixed timestamptz: ' || "
                + "\"c\"::text)::timestamptz ELSE \"c\"::text::timestamptz END"
        ),
    ]

    @Test(arguments: conversions)
    func `a conversion that would change a value reads the reason instead`(
        old: ColumnType, new: ColumnType, sql: String
    ) throws {
        let table = Table("t", columns: [Column("c", old)])
        let conversion = try PostgreSQLDialect().conversion(
            of: nil, from: Column("c", old), in: table, to: Column("c", new), in: table)
        #expect(conversion == sql)
    }
}
