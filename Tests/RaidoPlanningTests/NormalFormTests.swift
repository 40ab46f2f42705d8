import Raido
import RaidoPlanning
import Testing

private let composed = "caf\u{E9}"
private let decomposed = "cafe\u{301}"

@Suite struct `Changes of the Unicode normal form alone` {
    @Test func `defaults, comments and checks are changed`() throws {
        func tables(_ text: String) -> [Table] {
            [
                .with(
                    "articles", [Column("a", .text, default: .string(text)), Column("b", .text, comment: text)],
                    checks: [CheckConstraint("ck", SQLFragment("a <> '\(text)'"))], comment: text)
            ]
        }
        let plan = try planned(tables(composed), tables(decomposed))
        #expect(
            plan.changes.map(\.table) == Array(repeating: "articles", count: 4), "\(plan.summaries.flatMap(\.lines))")
        #expect(plan.summaries[0].lines.allSatisfy { $0.hasSuffix("(another Unicode normal form)") })
        #expect(try planned(tables(composed), tables(composed)).isEmpty)
    }

    @Test func `a value of an enum is renamed without a finding, whatever else changes`() throws {
        func table(_ text: String, _ more: String...) -> Table {
            .with(
                "articles",
                [Column("status", .enumeration("Status"), nullable: true, default: .string(text))],
                enums: [EnumType("Status", ([text] + more).map { .text($0) })])
        }
        let plan = try planned([table(composed, "a")], [table(decomposed, "a")])
        #expect(plan.hazards == [])
        #expect(plan.staleHints == [])
        #expect(plan.summaries[0].lines == ["~ Status.\(composed) → \(decomposed) (another Unicode normal form)"])
        let hinted = try planned(
            [table(composed, "a")], [table(decomposed, "b")], hints: .values([decomposed: composed, "b": "a"]))
        #expect(hinted.hazards == [])
        #expect(hinted.staleHints == [])
    }

    @Test(arguments: [
        (ColumnType.integer, ColumnType.integer, Int64(1), Int64(1)), (.smallInteger, .bigInteger, 1, 3_000_000_000),
        (.integer, .smallInteger, 40_000, 2),
    ])
    func `the name of a number is renamed, whatever the width and the number become`(
        old: ColumnType, new: ColumnType, number: Int64, newNumber: Int64
    ) throws {
        func table(_ text: String, _ width: ColumnType, _ number: Int64) -> Table {
            .with(
                "articles", [Column("rank", .enumeration("Rank"))],
                enums: [EnumType("Rank", storage: width, [.number(number, name: text)])])
        }
        let plan = try planned([table(composed, old, number)], [table(decomposed, new, newNumber)])
        #expect(plan.fault == nil)
        #expect(plan.hazards.allSatisfy { $0.kind != .dropEnumValue })
    }
}
