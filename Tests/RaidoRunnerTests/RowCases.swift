import Raido

@testable import RaidoRunner

extension RowCase {
    static func books(_ columns: Column..., enums: [EnumType] = []) -> Table {
        Table(
            "books", columns: [Column("id", .bigInteger)] + columns, primaryKey: ["id"], enums: enums)
    }

    static func retyping(
        _ name: String, _ old: ColumnType, _ new: ColumnType, _ values: String, count: Int, examples: [String],
        indifferent: Set<Engine> = [], silent: Set<Engine> = []
    ) -> RowCase {
        RowCase(
            testDescription: name, tables: [books(Column("x", old, nullable: true))],
            rows: ["INSERT INTO books (id, x) VALUES \(values)"],
            changes: [
                .alterColumn(in: "books", from: Column("x", old, nullable: true), to: Column("x", new, nullable: true))
            ],
            kind: .unfit(column: "x", type: "\(new)"), count: count, examples: examples, indifferent: indifferent,
            silent: silent)
    }

    /// A column that takes no NULL any more, in a table with a rule that stays.
    static func filling(
        _ name: String, _ rule: Change, rows: String, with value: Int64, _ kind: RowFinding.Kind, examples: [String]
    ) -> RowCase {
        let shelves = Table("shelves", columns: [Column("id", .bigInteger)], primaryKey: ["id"])
        var books = books(Column("x", .bigInteger, nullable: true))
        switch rule {
        case .addForeignKey(let key, _): books.foreignKeys = [key]
        case .addUnique(let unique, _): books.uniques = [unique]
        case .addIndex(let index, _): books.indexes = [index]
        case .addCheck(let check, _): books.checks = [check]
        default: preconditionFailure("no rule for rows: \(rule)")
        }
        return RowCase(
            testDescription: name, tables: [shelves, books],
            rows: ["INSERT INTO shelves (id) VALUES (1)", "INSERT INTO books (id, x) VALUES \(rows)"],
            changes: [
                .alterColumn(
                    in: "books", from: Column("x", .bigInteger, nullable: true), to: Column("x", .bigInteger),
                    fill: .value(.integer(value)))
            ],
            kind: kind, count: 1, examples: examples)
    }

    /// A value that is replaced, and a rule for what it becomes.
    static func replacing(
        _ name: String, _ rule: Change, _ kind: RowFinding.Kind, examples: [String]
    ) -> RowCase {
        RowCase(
            testDescription: name,
            tables: [
                books(
                    Column("x", .enumeration("E")),
                    enums: [EnumType("E", [.text("Low"), .text("Mid"), .text("High"), .text("Odd")])])
            ],
            rows: ["INSERT INTO books (id, x) VALUES (1, 'Mid'), (2, 'High'), (3, 'Low'), (4, 'Odd')"],
            changes: [
                .dropEnumValue(.text("Odd"), from: "E", in: "books", replacement: "Mid"),
                .dropEnumValue(.text("Mid"), from: "E", in: "books", before: "High", replacement: "High"), rule,
            ], kind: kind, count: 1, examples: examples)
    }

    static let all: [RowCase] = [
        replacing(
            "a check for values as they are once one is replaced",
            .addCheck(CheckConstraint("ck", "x <> 'High' OR id <> 4"), to: "books"), .check("ck"), examples: ["id 4"]),
        replacing(
            "a value that is replaced with what other rows have",
            .addIndex(
                Index("ix", [.ascending("x")], unique: true), to: "books"), .duplicates(columns: ["x"]),
            examples: ["x 'High' (3 rows)"]),
        filling(
            "NULLs filled with values that do not exist",
            .addForeignKey(ForeignKey("fk", ["x"], references: "shelves", ["id"]), to: "books"),
            rows: "(1, 1), (2, NULL)", with: 9, .orphans(columns: ["x"], parent: "shelves"), examples: ["id 2"]),
        filling(
            "NULLs filled with what another row has", .addUnique(UniqueConstraint("uq", ["x"]), to: "books"),
            rows: "(1, 5), (2, NULL)", with: 5, .duplicates(columns: ["x"]), examples: ["x 5 (2 rows)"]),
        filling(
            "NULLs filled alike under a unique index",
            .addIndex(Index("ix", [.ascending("x")], unique: true), to: "books"), rows: "(1, NULL), (2, NULL)",
            with: 5, .duplicates(columns: ["x"]), examples: ["x 5 (2 rows)"]),
        filling(
            "NULLs filled against a check", .addCheck(CheckConstraint("ck_x", "x >= 0"), to: "books"),
            rows: "(1, 5), (2, NULL)", with: -1, .check("ck_x"), examples: ["id 2"]),
        retyping(
            "texts of whole numbers that would not come back", .varchar(90), .integer,
            "(1, '12'), (2, ' 12'), (3, '+5'), (4, '-7')", count: 2, examples: ["id 2", "id 3"],
            indifferent: [.postgresql, .mysql, .mariadb]),
        retyping(
            "floating numbers beyond 32 bits", .double, .real, "(1, 1.5), (2, 1e300), (3, -1e39)", count: 2,
            examples: ["id 2", "id 3"], indifferent: [.sqlite]),
        RowCase(
            testDescription: "no value where the column becomes NOT NULL",
            tables: [books(Column("x", .integer, nullable: true))],
            rows: ["INSERT INTO books (id, x) VALUES (1, 5), (2, NULL), (3, NULL)"],
            changes: [
                .alterColumn(in: "books", from: Column("x", .integer, nullable: true), to: Column("x", .integer))
            ],
            kind: .noValue(column: "x"), count: 2, examples: ["id 2", "id 3"]),
        RowCase(
            testDescription: "rows where a column without a value is added", tables: [books()],
            rows: ["INSERT INTO books (id) VALUES (7)"], changes: [.addColumn(Column("x", .integer), to: "books")],
            kind: .rowsWithoutValue(column: "x"), count: 1, examples: ["id 7"]),
        RowCase(
            testDescription: "values that several rows have",
            tables: [books(Column("x", .varchar(90), nullable: true))],
            rows: [
                "INSERT INTO books (id, x) VALUES (1, 'a'), (2, 'a'), (3, 'b'), (4, NULL), (5, NULL), (6, 'it''s'), (7, 'it''s'), (8, 'a')"
            ],
            changes: [.addUnique(UniqueConstraint("uq_books_x", ["x"]), to: "books")],
            kind: .duplicates(columns: ["x"]), count: 2, examples: ["x 'a' (3 rows)", "x 'it's' (2 rows)"]),
        RowCase(
            testDescription: "values that a new primary key finds twice", tables: [books(Column("x", .integer))],
            rows: ["INSERT INTO books (id, x) VALUES (1, 5), (2, 5)"],
            changes: [.changePrimaryKey(of: "books", from: ["id"], to: ["x"])], kind: .duplicates(columns: ["x"]),
            count: 1, examples: ["x 5 (2 rows)"]),
        RowCase(
            testDescription: "rows that refer to none",
            tables: [
                Table("shelves", columns: [Column("id", .bigInteger)], primaryKey: ["id"]),
                books(Column("shelf_id", .bigInteger, nullable: true)),
            ],
            rows: [
                "INSERT INTO shelves (id) VALUES (1)",
                "INSERT INTO books (id, shelf_id) VALUES (1, 1), (2, 9), (3, NULL)",
            ],
            changes: [.addForeignKey(ForeignKey("fk", ["shelf_id"], references: "shelves", ["id"]), to: "books")],
            kind: .orphans(columns: ["shelf_id"], parent: "shelves"), count: 1, examples: ["id 2"]),
        RowCase(
            testDescription: "rows against a check", tables: [books(Column("x", .integer, nullable: true))],
            rows: ["INSERT INTO books (id, x) VALUES (1, 5), (2, -1), (3, NULL)"],
            changes: [.addCheck(CheckConstraint("ck_x", "x >= 0"), to: "books")], kind: .check("ck_x"), count: 1,
            examples: ["id 2"]),
        RowCase(
            testDescription: "rows with a value that an enum loses",
            tables: [
                books(
                    Column("x", .enumeration("State"), nullable: true),
                    enums: [EnumType("State", [.text("new"), .text("old")])])
            ],
            rows: ["INSERT INTO books (id, x) VALUES (1, 'new'), (2, 'old')"],
            changes: [.dropEnumValue(.text("old"), from: "State", in: "books")], kind: .enumValue("old", column: "x"),
            count: 1, examples: ["id 2"]),
        RowCase(
            testDescription: "rows with a value that an enum loses, in a type of the engine's own",
            tables: [
                books(
                    Column(
                        "x", .enumeration("State"),
                        nativeTypes: [
                            .sqlite: "text", .postgresql: "text", .mysql: "varchar(20)", .mariadb: "varchar(20)",
                        ]), enums: [EnumType("State", [.text("new"), .text("old")])])
            ],
            rows: ["INSERT INTO books (id, x) VALUES (1, 'new'), (2, 'old')"],
            changes: [.dropEnumValue(.text("old"), from: "State", in: "books")], kind: .enumValue("old", column: "x"),
            count: 1, examples: ["id 2"], silent: Set(Engine.allCases)),
        RowCase(
            testDescription: "values that a column comes with, twice", tables: [books()],
            rows: ["INSERT INTO books (id) VALUES (1), (2)"],
            changes: [
                .addColumn(Column("x", .integer, default: .integer(5)), to: "books"),
                .addUnique(UniqueConstraint("uq_books_x", ["x"]), to: "books"),
            ], kind: .duplicates(columns: ["x"]), count: 1, examples: ["x 5 (2 rows)"]),
        RowCase(
            testDescription: "a value that a column comes with and a renamed one, against a check",
            tables: [books(Column("x", .integer))], rows: ["INSERT INTO books (id, x) VALUES (1, 4), (2, 6)"],
            changes: [
                .renameColumn("x", to: "least", in: "books"),
                .addColumn(Column("most", .integer), to: "books", fill: .value(.integer(5))),
                .addCheck(CheckConstraint("ck_x", "least <= most"), to: "books"),
            ], kind: .check("ck_x"), count: 1, examples: ["id 2"]),
        RowCase(
            testDescription: "no value where a person's expression gives none, whatever the default",
            tables: [books(Column("x", .varchar(9), nullable: true))],
            rows: ["INSERT INTO books (id, x) VALUES (1, '7'), (2, 'none')"],
            changes: [
                .alterColumn(
                    in: "books", from: Column("x", .varchar(9), nullable: true),
                    to: Column("x", .integer, default: .integer(5)),
                    using: "CASE WHEN x = 'none' THEN NULL ELSE 7 END")
            ], kind: .noValue(column: "x"), count: 1, examples: ["id 2"]),
        retyping(
            "texts that are too long", .text, .varchar(3), "(1, 'abc'), (2, 'abcd')", count: 1, examples: ["id 2"]),
        retyping(
            "texts that are no numbers", .varchar(20), .integer, "(1, '12'), (2, 'abc'), (3, '-7')", count: 1,
            examples: ["id 2"]),
        retyping(
            "numbers out of range", .bigInteger, .smallInteger, "(1, 12), (2, 40000), (3, -40000)", count: 2,
            examples: ["id 2", "id 3"], indifferent: [.sqlite]),
        RowCase(
            testDescription: "numbers out of range that were generated",
            tables: [
                books(
                    Column("y", .bigInteger, nullable: true),
                    Column("x", .bigInteger, nullable: true, generated: "y + 1"))
            ],
            rows: ["INSERT INTO books (id, y) VALUES (1, 12), (2, 40000), (3, NULL)"],
            changes: [
                .alterColumn(
                    in: "books", from: Column("x", .bigInteger, nullable: true, generated: "y + 1"),
                    to: Column("x", .smallInteger, nullable: true))
            ],
            kind: .unfit(column: "x", type: "small_integer"), count: 1, examples: ["id 2"], indifferent: [.sqlite]),
        retyping(
            "numbers with too many digits", .decimal(precision: 10, scale: 2), .decimal(precision: 4, scale: 2),
            "(1, 12.5), (2, 100)", count: 1, examples: ["id 2"], indifferent: [.sqlite]),
        retyping(
            "numbers that are rounded to too many digits", .decimal(precision: 10, scale: 4),
            .decimal(precision: 4, scale: 2), "(1, 99.994), (2, 99.996), (3, -99.995)", count: 2,
            examples: ["id 2", "id 3"], indifferent: [.sqlite]),
        retyping(
            "numbers below zero", .integer, .unsignedInteger, "(1, 12), (2, -1)", count: 1, examples: ["id 2"]),
        retyping(
            "texts that are no dates", .varchar(20), .date, "(1, '2026-01-31'), (2, 'soon'), (3, 'now')", count: 2,
            examples: ["id 2", "id 3"]),
        retyping(
            "texts that are no times", .varchar(20), .time, "(1, '10:00:00'), (2, ''), (3, 'soon')", count: 2,
            examples: ["id 2", "id 3"]),
        retyping(
            "an empty text that is no time", .varchar(20), .time, "(1, '10:00:00'), (2, '')", count: 1,
            examples: ["id 2"]),
        retyping(
            "words that are another moment whenever they are read", .varchar(20), .timestamp,
            "(1, '2026-01-31 10:00:00'), (2, 'now'), (3, ' Today ')", count: 2, examples: ["id 2", "id 3"]),
        retyping(
            "numbers that are no booleans", .integer, .boolean, "(1, 1), (2, 5), (3, 0), (4, NULL)", count: 1,
            examples: ["id 2"]),
        retyping(
            "texts that are no booleans", .varchar(20), .boolean, "(1, '1'), (2, '5'), (3, NULL)", count: 1,
            examples: ["id 2"]),
        retyping(
            "texts that are no UUIDs", .varchar(40), .uuid,
            "(1, '8f14e45f-ceea-467f-a8f6-0c1b2d3e4f5a'), (2, 'none')", count: 1, examples: ["id 2"]),
        retyping(
            "time that has nothing of date", .time, .date, "(1, NULL), (2, '10:00:00')", count: 1,
            examples: ["id 2"]),
        retyping(
            "time that has nothing of timestamp", .time, .timestamp, "(1, NULL), (2, '10:00:00')", count: 1,
            examples: ["id 2"]),
        retyping(
            "time that has nothing of timestampWithTimeZone", .time, .timestampWithTimeZone,
            "(1, NULL), (2, '10:00:00')", count: 1,
            examples: ["id 2"]),
        retyping(
            "date that has nothing of time", .date, .time, "(1, NULL), (2, '2024-02-29')", count: 1,
            examples: ["id 2"]),
        retyping(
            "timestamp that has nothing of bigInteger", .timestamp, .bigInteger,
            "(1, NULL), (2, '2024-02-29 10:00:00')", count: 1,
            examples: ["id 2"]),
        retyping(
            "timestamp that has nothing of double", .timestamp, .double, "(1, NULL), (2, '2024-02-29 10:00:00')",
            count: 1,
            examples: ["id 2"]),
        retyping(
            "time that has nothing of integer", .time, .integer, "(1, NULL), (2, '10:00:00')", count: 1,
            examples: ["id 2"]),
        retyping(
            "date that has nothing of bigInteger", .date, .bigInteger, "(1, NULL), (2, '2024-02-29')", count: 1,
            examples: ["id 2"]),
        retyping(
            "date that has nothing of boolean", .date, .boolean, "(1, NULL), (2, '2024-02-29')", count: 1,
            examples: ["id 2"]),
        retyping(
            "integer that has nothing of time", .integer, .time, "(1, NULL), (2, 130000)", count: 1,
            examples: ["id 2"]),
        retyping(
            "bigInteger that has nothing of date", .bigInteger, .date, "(1, NULL), (2, 20240229)", count: 1,
            examples: ["id 2"]),
        retyping(
            "double that has nothing of time", .double, .time, "(1, NULL), (2, 1.5)", count: 1,
            examples: ["id 2"]),
        retyping(
            "boolean that has nothing of time", .boolean, .time, "(1, NULL), (2, true)", count: 1,
            examples: ["id 2"]),
        retyping(
            "decimal that has nothing of timestamp", .decimal(precision: 20, scale: 2), .timestamp,
            "(1, NULL), (2, 20240229)", count: 1,
            examples: ["id 2"]),
        retyping(
            "moments with an offset", .varchar(40), .timestamp,
            "(1, '2024-02-29 13:14:15'), (2, '2024-02-29 13:14:15+02:00'), (3, '2024-02-29 13:14:15-05')", count: 2,
            examples: ["id 2", "id 3"]),
        retyping(
            "days with an offset", .varchar(40), .date, "(1, '2024-02-29'), (2, '2024-02-29 00:30:00+02:00')", count: 1,
            examples: ["id 2"]),
        retyping(
            "times with an offset", .varchar(40), .time, "(1, '13:14:15'), (2, '13:14:15+02:00')", count: 1,
            examples: ["id 2"]),
    ]

    /// Those of SQLite, which keeps texts as they are whatever the type.
    static let onSQLite =
        all + numbered + computed + keeping + reading + readingOnSQLite
        + comparing(exactly: "BINARY", loosely: "NOCASE") + [
            retyping(
                "texts that are no days", .varchar(20), .date,
                """
                (1, '2024-02-29'), (2, '2023-02-29'), (3, '2024-13-01'), (4, ''), (5, '1700000000'),
                (6, '2024-01-01 10:00:00')
                """, count: 5, examples: ["id 2", "id 3", "id 4", "id 5", "id 6"]),
            retyping(
                "texts that are no times of a day", .text, .time,
                "(1, '10:00'), (2, '25:00:00'), (3, '23:59:59.5'), (4, '10:00 soon'), (5, '100000')", count: 3,
                examples: ["id 2", "id 4", "id 5"]),
            retyping(
                "texts that are no moments", .text, .timestamp,
                """
                (1, '2024-01-01 10:00:00'), (2, '2024-01-01T10:00:00.5Z'), (3, '2023-02-29 10:00:00'), (4, 'now'),
                (5, '1700000000')
                """, count: 4, examples: ["id 2", "id 3", "id 4", "id 5"]),
            retyping(
                "texts that are no moments in UTC", .text, .timestampWithTimeZone,
                "(1, '2024-01-01 10:00:00'), (2, '2024-01-01T10:00:00.5Z'), (3, '2023-02-29 10:00:00')", count: 1,
                examples: ["id 3"]),
        ]

    /// Those of servers, which round where SQLite keeps what is no whole number out.
    private static let onServers =
        all + numbered + computed + keeping + keepingOnServers + extreme + reading + readingOnServers + [
            retyping(
                "numbers that are rounded out of range", .decimal(precision: 10, scale: 4), .smallInteger,
                "(1, 32767.4), (2, 32767.5), (3, -32768.5), (4, -32768.4)", count: 2, examples: ["id 2", "id 3"]),
            retyping(
                "floating numbers that are rounded out of range", .double, .smallInteger,
                "(1, 32767.25), (2, 32767.5), (3, -32768.5), (4, -32768.75)", count: 2, examples: ["id 2", "id 4"]),
        ]

    static let onPostgreSQL =
        onServers + readingOnPostgreSQL + [
            retyping(
                "floating numbers that 32 bits have no room for", .double, .real,
                "(1, 1.5), (2, 1e-50), (3, 1e300), (4, 'NaN')", count: 2, examples: ["id 2", "id 3"]),
            retyping(
                "documents with what no text holds", .json, .jsonb,
                #"(1, '"\\u0000"'), (2, '"\u0000"')"#, count: 1, examples: ["id 2"]),
        ]

    static let onMySQLFamily =
        onServers + readingOnMySQLFamily + comparing(exactly: "utf8mb4_bin", loosely: nil) + [
            retyping(
                "texts of numbers behind a blank that is passed over elsewhere", .varchar(20), .integer,
                "(1, '1'), (2, '\u{b}1'), (3, '1\u{b}')", count: 1, examples: ["id 2"], indifferent: [.mariadb])
        ]
}
