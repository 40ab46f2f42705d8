import Raido
import RaidoPlanning
import RaidoSQL
import RaidoTestSupport
import Testing

@testable import RaidoRunner

@Suite struct `What a text names` {
    private let column = LostName(table: "books", column: "title", fate: .dropped)
    private let books = LostName(table: "books", fate: .dropped)

    private func names(_ text: String, _ lost: LostName, triggeredBy: [String] = []) -> Bool {
        NamingText(text, on: .mysql, in: "shop", triggeredBy: triggeredBy).names(lost)
    }

    @Test(arguments: [
        "select `shop`.`books`.`title` AS `t` from `shop`.`books`",
        "select `b`.`title` AS `title` from (`shop`.`books` `b` join `shop`.`authors` `a` on((`a`.`id` = `b`.`id`)))",
        "BEGIN UPDATE books SET title = upper(title) WHERE id = 1; END",
        "INSERT INTO Books (id, Title) VALUES (1, 'a')",
        "DELETE b FROM books AS b WHERE b.title IS NULL",
    ])
    func `a column, behind its table or alone`(text: String) {
        #expect(names(text, column))
        #expect(names(text, books))
    }

    @Test(arguments: [
        "select `shop`.`authors`.`title` AS `title` from `shop`.`authors`",
        "select `a`.`title` AS `x`,`b`.`id` AS `id` from (`shop`.`books` `b` join `shop`.`authors` `a` on(true))",
        "select `shop`.`books`.`id` AS `title` from `shop`.`books`", "SELECT 'title' FROM books -- title\n",
        "SELECT title(1) FROM books", "UPDATE other.books SET title = 1",
    ])
    func `not a namesake of the column`(text: String) { #expect(!names(text, column)) }

    @Test func `the column of a trigger's row`() {
        #expect(names("SET NEW.title = upper(OLD.title)", column, triggeredBy: ["books"]))
        #expect(!names("SET NEW.title = upper(OLD.title)", column, triggeredBy: ["authors"]))
        #expect(!names("INSERT INTO books (id) VALUES (NEW.title)", column, triggeredBy: ["authors"]))
        #expect(!names("SET NEW.name = upper(NEW.name)", column, triggeredBy: ["books"]))
    }

    @Test(arguments: ["select `authors`.`books` AS `books` from `shop`.`authors`", "SELECT 'books' FROM authors"])
    func `not a column of the table's name`(text: String) { #expect(!names(text, books)) }
}

@Suite struct `What changes take away` {
    @Test func `is told under its former name, once`() {
        let changes: [Change] = [
            .renameTable("books", to: "works"), .renameColumn("title", to: "name", in: "works"),
            .renameColumn("name", to: "label", in: "works"), .dropColumn(Column("year", .integer), from: "works"),
        ]
        #expect(
            LostNames(changes).found == [
                LostName(table: "books", fate: .renamed(to: "works")),
                LostName(table: "books", column: "title", fate: .renamed(to: "label")),
                LostName(table: "books", column: "year", fate: .dropped),
            ])
    }

    @Test func `is what two columns exchange, and nothing that is there again`() {
        func rename(_ old: String, _ new: String) -> Change { .renameColumn(old, to: new, in: "t") }
        #expect(LostNames([rename("a", "x"), rename("b", "a"), rename("x", "b")]).found.map(\.column) == ["a", "b"])
        #expect(LostNames([rename("a", "x"), rename("x", "a")]).found == [])
        let column = Column("a", .integer)
        #expect(LostNames([.dropColumn(column, from: "t"), .addColumn(column, to: "t")]).found == [])
    }
}

/// Objects of a person's own beside two tables of migrations.
struct UserObjectCase {
    static let books = table("books", Column("title", .varchar(40)), Column("year", .integer, nullable: true))
    static let log = table("log", Column("line", .varchar(90)))

    static let renaming = Change.renameColumn("title", to: "name", in: "books")
    static let dropping = Change.dropColumn(Column("year", .integer, nullable: true), from: "books")
    static let others: [Change] = [
        .addColumn(Column("pages", .integer, nullable: true), to: "books"),
        .addIndex(Index("idx_books_title", [.ascending("title")]), to: "books"),
    ]

    static func migrator(_ database: any Database, _ changes: [Change]) throws -> Migrator {
        try Migrator(
            fromTextOf: [
                Migration(id: "m1", batch: "1", changes: [.createTable(books), .createTable(log)]),
                Migration(id: "m2", batch: "2", changes: changes),
            ], database: database)
    }

    /// Refuses the changes for that object before anything is changed.
    static func expectRefusal(
        _ database: any Database, _ changes: [Change], _ words: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let migrator = try migrator(database, changes)
        try migrator.up(.to("m1"))
        let error = try failure(sourceLocation: sourceLocation) { try migrator.up() }
        #expect("\(error)".contains(words), "\(error)", sourceLocation: sourceLocation)
        #expect("\(error)".contains("rop "), "\(error)", sourceLocation: sourceLocation)
        #expect(try migrator.status().map(\.state) == [.applied, .pending], sourceLocation: sourceLocation)
        #expect(try migrator.compare().matches, sourceLocation: sourceLocation)
    }
}
