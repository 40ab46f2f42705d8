import Raido
import Testing

/// Something that every engine must do: migrations, rows that are there between them, and what becomes of the rows.
struct ConformanceCase: CustomTestStringConvertible, Sendable {
    var name: String
    /// Applied before the rows are inserted.
    var before: [Change]
    /// Statements of standard SQL, names bare.
    var rows: [String] = []
    /// Applied, reverted and applied again with the rows there.
    var changes: [Change]
    /// A question, and what it gives after `changes`: rows as lines, columns separated by `|`.
    var question = ""
    var answer = ""

    var testDescription: String { name }

    /// The cases that past failures of such tools are made of.
    static let all: [ConformanceCase] = [
        ConformanceCase(
            name: "a parent's default changes, and its children stay",
            before: [.createTable(authors), .createTable(books)], rows: oneBook,
            changes: [
                .alterColumn(
                    in: "authors", from: Column("rating", .integer, default: .integer(1)),
                    to: Column("rating", .integer, default: .integer(2)))
            ],
            question: "SELECT count(*) FROM books", answer: "1"),
        ConformanceCase(
            name: "a value is added to an enum and used in one migration",
            before: [.createTable(tasks)], rows: ["INSERT INTO tasks (state) VALUES ('open')"],
            changes: [
                .addEnumValue(.text("late"), to: "State", in: "tasks", before: "done"),
                .alterColumn(
                    in: "tasks", from: Column("state", .enumeration("State"), default: .string("open")),
                    to: Column("state", .enumeration("State"), default: .string("late"))),
            ],
            question: "SELECT state FROM tasks", answer: "open"),
        ConformanceCase(
            name: "an enum's values are renamed, added and removed in one migration",
            before: [.createTable(tasks)],
            rows: ["INSERT INTO tasks (state) VALUES ('open')", "INSERT INTO tasks (state) VALUES ('done')"],
            changes: [
                .renameEnumValue("open", to: "fresh", of: "State", in: "tasks"),
                .alterColumn(
                    in: "tasks", from: Column("state", .enumeration("State"), default: .string("fresh")),
                    to: Column("state", .enumeration("State"))),
                .addEnumValue(.text("late"), to: "State", in: "tasks", before: "done"),
                .dropEnumValue(.text("done"), from: "State", in: "tasks", replacement: "fresh"),
            ],
            question: "SELECT state FROM tasks ORDER BY id", answer: "fresh\nfresh"),
        ConformanceCase(
            name: "an enum's values are renamed and put in a different order",
            before: [.createTable(tasks)],
            rows: ["INSERT INTO tasks (state) VALUES ('open')", "INSERT INTO tasks (state) VALUES ('done')"],
            changes: [
                .renameEnumValue("open", to: "fresh", of: "State", in: "tasks"),
                .reorderEnum("State", from: ["fresh", "done"], to: ["done", "fresh"], in: "tasks"),
            ],
            question: "SELECT state FROM tasks ORDER BY id", answer: "fresh\ndone"),
        ConformanceCase(
            name: "a value that a check names gets another name",
            before: [
                .createTable(tasks),
                .addCheck(CheckConstraint("ck", "state <> 'done' or state is not null"), to: "tasks"),
            ],
            rows: ["INSERT INTO tasks (state) VALUES ('open')", "INSERT INTO tasks (state) VALUES ('done')"],
            changes: [
                .renameEnumValue("done", to: "closed", of: "State", in: "tasks"),
                .changeCheck(
                    in: "tasks", from: CheckConstraint("ck", "state <> 'done' or state is not null"),
                    to: CheckConstraint("ck", "state <> 'closed' or state is not null")),
            ],
            question: "SELECT state FROM tasks ORDER BY id", answer: "open\nclosed"),
        ConformanceCase(
            name: "a text becomes the value of an enum by a custom conversion",
            before: [.createTable(Table("sizes", columns: [Column("size", .integer)]))],
            rows: ["INSERT INTO sizes VALUES (1)", "INSERT INTO sizes VALUES (7)"],
            changes: [
                .createEnum(EnumType("Size", [.text("1"), .text("2")]), in: "sizes"),
                .alterColumn(
                    in: "sizes", from: Column("size", .integer),
                    to: Column("size", .enumeration("Size"), default: .string("2")),
                    using: "case when size < 2 then '1' else '2' end"),
            ],
            question: "SELECT size FROM sizes ORDER BY size", answer: "1\n2"),
        ConformanceCase(
            name: "a primary key alone changes",
            before: [
                .createTable(
                    Table("links", columns: [Column("a", .bigInteger), Column("b", .bigInteger)], primaryKey: ["a"]))
            ],
            rows: ["INSERT INTO links VALUES (1, 2)"],
            changes: [.changePrimaryKey(of: "links", from: ["a"], to: ["b", "a"])],
            question: "SELECT a * 10 + b FROM links", answer: "12"),
        ConformanceCase(
            name: "a numbered column is added and becomes the primary key",
            before: [.createTable(Table("codes", columns: [Column("code", .varchar(9))], primaryKey: ["code"]))],
            rows: ["INSERT INTO codes VALUES ('a')", "INSERT INTO codes VALUES ('b')"],
            changes: [
                .addColumn(Column("id", .bigInteger, identity: true), to: "codes"),
                .changePrimaryKey(of: "codes", from: ["code"], to: ["id"]),
            ],
            question: "SELECT sum(id) FROM codes", answer: "3"),
        ConformanceCase(
            name: "a column that another one is generated from gets another type",
            before: [
                .createTable(
                    Table(
                        "sums",
                        columns: [
                            Column("a", .integer),
                            Column("twice", .bigInteger, nullable: true, generated: "a * 2"),
                        ]))
            ],
            rows: ["INSERT INTO sums (a) VALUES (21)"],
            changes: [.alterColumn(in: "sums", from: Column("a", .integer), to: Column("a", .bigInteger))],
            question: "SELECT twice FROM sums", answer: "42"),
        ConformanceCase(
            name: "an index has other columns under the same name",
            before: [.createTable(authors), .addIndex(Index("ix", [.ascending("name")]), to: "authors")],
            changes: [
                .changeIndex(
                    in: "authors", from: Index("ix", [.ascending("name")]),
                    to: Index("ix", [.descending("rating"), .ascending("name")]))
            ]),
        ConformanceCase(
            name: "a check says another thing under the same name",
            before: [.createTable(authors), .addCheck(CheckConstraint("ck_r", "rating >= 0"), to: "authors")],
            rows: ["INSERT INTO authors (name) VALUES ('a')"],
            changes: [
                .changeCheck(
                    in: "authors", from: CheckConstraint("ck_r", "rating >= 0"),
                    to: CheckConstraint("ck_r", "rating > 0 AND rating < 10"))
            ]),
        ConformanceCase(
            name: "a column that becomes wider keeps all else",
            before: [.createTable(authors)], rows: ["INSERT INTO authors (name) VALUES ('a')"],
            changes: [
                .alterColumn(
                    in: "authors", from: Column("name", .varchar(50), default: .string("it's"), comment: "Who?"),
                    to: Column("name", .varchar(400), default: .string("it's"), comment: "Who?"))
            ],
            question: "SELECT name FROM authors", answer: "a"),
        ConformanceCase(
            name: "a column is renamed and changed, and two swap their names",
            before: [.createTable(pairs)], rows: ["INSERT INTO pairs (a, b) VALUES (1, 2)"],
            changes: [
                .renameColumn("a", to: "c", in: "pairs"), .renameColumn("b", to: "a", in: "pairs"),
                .renameColumn("c", to: "b", in: "pairs"),
                .alterColumn(in: "pairs", from: Column("b", .integer), to: Column("b", .bigInteger)),
            ],
            question: "SELECT a * 10 + b FROM pairs", answer: "21"),
        ConformanceCase(
            name: "a foreign key acts otherwise under the same name",
            before: [.createTable(authors), .createTable(books)], rows: oneBook,
            changes: [
                .changeForeignKey(
                    in: "books", from: key(.cascade), to: key(.restrict))
            ],
            question: "SELECT count(*) FROM books", answer: "1"),
        ConformanceCase(
            name: "names of 63 bytes, alike but for their end, are two",
            before: [.createTable(authors)],
            changes: [
                .addIndex(Index(String(repeating: "i", count: 62) + "a", [.ascending("name")]), to: "authors"),
                .addIndex(Index(String(repeating: "i", count: 62) + "b", [.ascending("rating")]), to: "authors"),
            ]),
        ConformanceCase(
            name: "tables that refer to one another, and a key that follows a table's name",
            before: [.createTable(authors), .createTable(books)], rows: oneBook,
            changes: [
                .addColumn(Column("best_id", .bigInteger, nullable: true), to: "authors"),
                .addForeignKey(
                    ForeignKey("fk_best", ["best_id"], references: "books", ["id"], onDelete: .setNull), to: "authors"),
                .renameTable("authors", to: "writers"),
            ],
            question: "SELECT count(*) FROM writers", answer: "1"),
    ]

    private static let authors = Table(
        "authors",
        columns: [
            Column("id", .bigInteger, identity: true),
            Column("name", .varchar(50), default: .string("it's"), comment: "Who?"),
            Column("rating", .integer, default: .integer(1)),
        ], primaryKey: ["id"])

    private static func key(_ action: ForeignKey.Action) -> ForeignKey {
        ForeignKey("fk_books_author_id", ["author_id"], references: "authors", ["id"], onDelete: action)
    }

    private static let books = Table(
        "books",
        columns: [Column("id", .bigInteger, identity: true), Column("author_id", .bigInteger)], primaryKey: ["id"],
        indexes: [Index("idx_books_author_id", [.ascending("author_id")])], foreignKeys: [key(.cascade)])

    private static let oneBook = [
        "INSERT INTO authors (name) VALUES ('a')", "INSERT INTO books (author_id) VALUES (1)",
    ]

    private static let tasks = Table(
        "tasks",
        columns: [
            Column("id", .bigInteger, identity: true),
            Column("state", .enumeration("State"), default: .string("open")),
        ], primaryKey: ["id"], enums: [EnumType("State", [.text("open"), .text("done")])])

    private static let pairs = Table(
        "pairs",
        columns: [Column("id", .bigInteger, identity: true), Column("a", .integer), Column("b", .integer)],
        primaryKey: ["id"])
}
