import Raido

@testable import RaidoRunner

// Keys and checks over values that a change makes equal, or others.
extension RowCase {
    private static func keeping(
        _ name: String, _ old: Column, _ new: Column, rows: String, _ kind: RowFinding.Kind, example: String,
        indifferent: Set<Engine> = [], rule: (inout Table) -> Void
    ) -> RowCase {
        var books = books(old)
        rule(&books)
        return RowCase(
            testDescription: name, tables: [books], rows: ["INSERT INTO books (id, x) VALUES \(rows)"],
            changes: [.alterColumn(in: "books", from: old, to: new)], kind: kind, count: 1, examples: [example],
            indifferent: indifferent)
    }

    private static func decimal(_ scale: Int) -> Column { Column("x", .decimal(precision: 10, scale: scale)) }

    private static func unique(_ books: inout Table) { books.uniques = [UniqueConstraint("uq", ["x"])] }

    /// A value of an enum, replaced with another one that a row has.
    private static func merging(_ name: String, rule: (inout Table) -> Void) -> RowCase {
        var books = books(Column("x", .enumeration("E")), enums: [EnumType("E", [.text("Mid"), .text("Odd")])])
        rule(&books)
        return RowCase(
            testDescription: name, tables: [books], rows: ["INSERT INTO books (id, x) VALUES (1, 'Mid'), (2, 'Odd')"],
            changes: [.dropEnumValue(.text("Odd"), from: "E", in: "books", replacement: "Mid")],
            kind: .duplicates(columns: ["x"]), count: 1, examples: ["x 'Mid' (2 rows)"])
    }

    /// A reference whose both ends are rounded alike.
    private static var roundedReference: RowCase {
        let shelves = Table("shelves", columns: [decimal(4)], primaryKey: ["x"])
        var books = books(decimal(4))
        books.foreignKeys = [ForeignKey("fk", ["x"], references: "shelves", ["x"])]
        return RowCase(
            testDescription: "a reference that is rounded at both ends", tables: [shelves, books],
            rows: ["INSERT INTO shelves (x) VALUES (1.0012)", "INSERT INTO books (id, x) VALUES (1, 1.0012)"],
            changes: ["books", "shelves"].map { .alterColumn(in: $0, from: decimal(4), to: decimal(2)) },
            kind: .check(""), count: 0, examples: [], indifferent: Set(Engine.allCases))
    }

    static let keeping: [RowCase] = [
        merging("a value replaced with another row's, under a constraint that stays", rule: unique),
        merging("a value replaced with another row's, under an index that stays") {
            $0.indexes = [Index("ix", [.ascending("x")], unique: true)]
        },
        merging("a value replaced with another row's, in the primary key") { $0.primaryKey = ["x"] },
        keeping(
            "moments that become days against a check that stays", Column("x", .timestamp), Column("x", .date),
            rows: "(1, '2024-01-01 10:00:00'), (2, '2024-01-02 10:00:00')", .check("ck"), example: "id 1"
        ) { $0.checks = [CheckConstraint("ck", "x <> '2024-01-01'")] },
        keeping(
            "numbers that are rounded to the same one", decimal(4), decimal(2), rows: "(1, 1.001), (2, 1.002)",
            .duplicates(columns: ["x"]), example: "x '1.00' (2 rows)", indifferent: [.sqlite], rule: unique),
        keeping(
            "numbers that are rounded against a check that stays", decimal(4), decimal(2),
            rows: "(1, 1.9999), (2, 1.5)", .check("ck"), example: "id 1", indifferent: [.sqlite]
        ) { $0.checks = [CheckConstraint("ck", "x < 2")] },
        roundedReference,
    ]

    static let keepingOnServers: [RowCase] = [
        keeping(
            "texts of one number under a constraint that stays", Column("x", .varchar(9)), Column("x", .integer),
            rows: "(1, '1'), (2, '01')", .duplicates(columns: ["x"]), example: "x 1 (2 rows)", rule: unique),
        keeping(
            "texts that are no numbers under a constraint that stays", Column("x", .varchar(9)),
            Column("x", .integer), rows: "(1, '1'), (2, 'abc'), (3, '2')",
            .unfit(column: "x", type: "integer"), example: "id 2", rule: unique),
        RowCase(
            testDescription: "texts of one number under a constraint that comes",
            tables: [books(Column("x", .varchar(9)))],
            rows: ["INSERT INTO books (id, x) VALUES (1, '1'), (2, ' 1'), (3, '2')"],
            changes: [
                .alterColumn(in: "books", from: Column("x", .varchar(9)), to: Column("x", .integer)),
                .addUnique(UniqueConstraint("uq", ["x"]), to: "books"),
            ], kind: .duplicates(columns: ["x"]), count: 1, examples: ["x 1 (2 rows)"]),
        keeping(
            "NULLs filled with what a text becomes", Column("x", .varchar(9), nullable: true),
            Column("x", .integer, default: .integer(7)), rows: "(1, '07'), (2, NULL)", .duplicates(columns: ["x"]),
            example: "x 7 (2 rows)", rule: unique),
        keeping(
            "floating numbers that become one whole number", Column("x", .double), Column("x", .smallInteger),
            rows: "(1, 0.5), (2, 1.5), (3, 2.5), (4, 1)", .duplicates(columns: ["x"]), example: "x 2 (2 rows)",
            rule: unique),
    ]

    /// Texts that were told apart, and are not any longer.
    static func comparing(exactly old: String, loosely new: String?) -> [RowCase] {
        let columns = (
            Column("x", .varchar(9), collation: old), Column("x", .varchar(9), collation: new)
        )
        let rows = "(1, 'Ann'), (2, 'ann'), (3, 'Bob')"
        let found = RowFinding.Kind.duplicates(columns: ["x"])
        return [
            keeping(
                "texts that only case tells apart under a constraint that stays", columns.0, columns.1, rows: rows,
                found, example: "x 'Ann' (2 rows)", rule: unique),
            RowCase(
                testDescription: "texts that only case tells apart under a constraint that comes",
                tables: [books(columns.0)], rows: ["INSERT INTO books (id, x) VALUES \(rows)"],
                changes: [
                    .alterColumn(in: "books", from: columns.0, to: columns.1),
                    .addUnique(UniqueConstraint("uq", ["x"]), to: "books"),
                ], kind: found, count: 1, examples: ["x 'Ann' (2 rows)"]),
        ]
    }

    /// Values at the ends of their types, and just beyond.
    static let extreme: [RowCase] = [
        retyping(
            "the least whole number among those with too many digits", .bigInteger, .decimal(precision: 10, scale: 2),
            "(1, 99999999), (2, 100000000), (3, -9223372036854775808)", count: 2, examples: ["id 2", "id 3"]),
        retyping(
            "floating numbers with too many digits", .double, .decimal(precision: 10, scale: 2),
            "(1, 1.5), (2, 1e9), (3, -1e9)", count: 2, examples: ["id 2", "id 3"]),
        retyping(
            "texts of numbers beyond floating point", .varchar(20), .double,
            "(1, '1e300'), (2, '1e400'), (3, '-1e400'), (4, '1e99999')", count: 3,
            examples: ["id 2", "id 3", "id 4"]),
        retyping(
            "texts of numbers beyond floating point of 32 bits", .varchar(20), .real, "(1, '1e30'), (2, '1e39')",
            count: 1, examples: ["id 2"]),
        retyping(
            "texts of numbers with too many digits", .varchar(20), .decimal(precision: 10, scale: 2),
            "(1, '99999999.99'), (2, '123456789012'), (3, '1e400'), (4, '99999999.995')", count: 3,
            examples: ["id 2", "id 3", "id 4"]),
        retyping(
            "texts of numbers behind a blank that is none to the engine", .varchar(20), .integer,
            "(1, ' 1'), (2, '\u{a0}1'), (3, '\u{2003}1')", count: 2, examples: ["id 2", "id 3"]),
        retyping(
            "texts of booleans behind a blank that is none to the engine", .varchar(20), .boolean,
            "(1, '1'), (2, '\u{a0}1'), (3, '\u{2003}1')", count: 2, examples: ["id 2", "id 3"]),
    ]
}
