import Raido

@testable import RaidoRunner

// Values that expressions give: of columns that are filled, or generated.
extension RowCase {
    /// A column that is filled from one that is filled before it.
    private static func filling(
        _ name: String, _ column: Column, with fill: SQLFragment, values: String, rule: Change? = nil,
        _ kind: RowFinding.Kind, examples: [String], indifferent: Set<Engine> = []
    ) -> RowCase {
        RowCase(
            testDescription: name, tables: [books(Column("x", .integer, nullable: true))],
            rows: ["INSERT INTO books (id, x) VALUES \(values)"],
            changes: [
                .addColumn(Column("g", .integer), to: "books", fill: .value(.sql("coalesce(x, 0)"))),
                .addColumn(column, to: "books", fill: .value(.sql(fill))),
            ] + (rule.map { [$0] } ?? []), kind: kind, count: examples.count, examples: examples,
            indifferent: indifferent)
    }

    private static func generating(
        _ name: String, from old: ColumnType?, to new: ColumnType, indifferent: Set<Engine>
    ) -> RowCase {
        let column = Column("x", new, nullable: true, generated: "y * 2")
        let former = old.map { Column("x", $0, nullable: true, generated: "y * 2") }
        return RowCase(
            testDescription: name,
            tables: [books(Column("y", .integer, nullable: true))].map { table in
                var table = table
                if let former { table.columns.append(former) }
                return table
            }, rows: ["INSERT INTO books (id, y) VALUES (1, 5), (2, 1000000), (3, NULL)"],
            changes: [
                former.map { .alterColumn(in: "books", from: $0, to: column) } ?? .addColumn(column, to: "books")
            ], kind: .unfit(column: "x", type: "\(new)"), count: 1, examples: ["id 2"], indifferent: indifferent)
    }

    /// A column whose NULLs are filled with what an expression gives, and a rule for it.
    private static func completing(
        _ name: String, _ rest: [Change], _ kind: RowFinding.Kind, examples: [String]
    ) -> RowCase {
        let old = Column("x", .integer, nullable: true)
        return RowCase(
            testDescription: name, tables: [books(old, Column("y", .integer))],
            rows: ["INSERT INTO books (id, x, y) VALUES (1, 6, 1), (2, NULL, 3), (3, 2, 5)"],
            changes: [
                .alterColumn(in: "books", from: old, to: Column("x", .integer), fill: .value(.sql("y * 2")))
            ] + rest, kind: kind, count: 1, examples: examples)
    }

    static let computed: [RowCase] = [
        completing(
            "NULLs filled by an expression with what another row has",
            [.addUnique(UniqueConstraint("uq", ["x"]), to: "books")], .duplicates(columns: ["x"]),
            examples: ["x 6 (2 rows)"]),
        completing(
            "no value where an expression names a column whose NULLs are filled",
            [.addColumn(Column("h", .integer), to: "books", fill: .value(.sql("nullif(x, 2)")))],
            .noComputedValue(column: "h"), examples: ["id 3"]),
        filling(
            "no value where an expression names a column that is filled", Column("h", .integer), with: "x + g",
            values: "(1, 5), (2, NULL)", .noComputedValue(column: "h"), examples: ["id 2"]),
        filling(
            "numbers out of range from a column that is filled", Column("h", .smallInteger), with: "g * 100000",
            values: "(1, 0), (2, 5)", .unfit(column: "h", type: "small_integer"), examples: ["id 2"],
            indifferent: [.sqlite]),
        filling(
            "numbers below zero from a column that is filled", Column("h", .unsignedInteger), with: "g - 1",
            values: "(1, 1), (2, 0)", .unfit(column: "h", type: "unsigned_integer"), examples: ["id 2"]),
        filling(
            "texts that are too long for a column that is filled", Column("h", .varchar(2)),
            with: "CASE WHEN g > 2 THEN 'abc' ELSE 'x' END", values: "(1, 1), (2, 3)",
            .unfit(column: "h", type: "varchar(2)"), examples: ["id 2"]),
        filling(
            "values that an expression gives twice", Column("h", .bigInteger), with: "g * 2",
            values: "(1, 5), (2, 6), (3, 5)",
            rule: .addUnique(UniqueConstraint("uq", ["h"]), to: "books"), .duplicates(columns: ["h"]),
            examples: ["h 10 (2 rows)"]),
        filling(
            "values that an expression gives against a check", Column("h", .integer), with: "g * 2",
            values: "(1, 5), (2, 6)", rule: .addCheck(CheckConstraint("ck", "h < 12"), to: "books"), .check("ck"),
            examples: ["id 2"]),
        generating(
            "numbers out of range of a generated column that gets narrower", from: .integer, to: .smallInteger,
            indifferent: [.sqlite]),
        generating(
            "numbers out of range of a generated column that comes", from: nil, to: .smallInteger,
            indifferent: [.sqlite]),
    ]
}
