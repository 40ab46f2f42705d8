import Raido

@testable import RaidoRunner

// Values that have to be among the numbers of an enum.
extension RowCase {
    private static func numbering(
        _ name: String, _ old: ColumnType, _ values: String, count: Int, examples: [String], silent: Set<Engine> = []
    ) -> RowCase {
        let (old, new) = (Column("x", old, nullable: true), Column("x", .enumeration("N"), nullable: true))
        let numbers = EnumType("N", storage: .smallInteger, [.number(0, name: "Low"), .number(5, name: "Mid")])
        return RowCase(
            testDescription: name, tables: [books(old)], rows: ["INSERT INTO books (id, x) VALUES \(values)"],
            changes: [.createEnum(numbers, in: "books"), .alterColumn(in: "books", from: old, to: new)],
            kind: .unfit(column: "x", type: "enum(N)"), count: count, examples: examples, silent: silent)
    }

    static let numbered: [RowCase] = [
        numbering(
            "numbers that an enum does not have", .integer, "(1, 5), (2, 7), (3, NULL), (4, 0)", count: 1,
            examples: ["id 2"], silent: Set(Engine.allCases)),
        numbering(
            "numbers of the enum's own type that it does not have", .smallInteger, "(1, 5), (2, 7)", count: 1,
            examples: ["id 2"], silent: Set(Engine.allCases)),
        numbering(
            "booleans that are no numbers of an enum", .boolean, "(1, false), (2, true), (3, NULL)", count: 1,
            examples: ["id 2"], silent: Set(Engine.allCases)),
        numbering(
            "texts of numbers that an enum does not have", .varchar(20), "(1, '5'), (2, '7'), (3, 'Low')", count: 2,
            examples: ["id 2", "id 3"]),
        numbering(
            "floating numbers that an enum does not have", .double, "(1, 5), (2, 7), (3, NULL)", count: 1,
            examples: ["id 2"], silent: Set(Engine.allCases)),
    ]
}
