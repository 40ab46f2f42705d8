import Foundation
import Raido
import RaidoRunner
import Testing

/// The clients of the engines take what `raido sql` prints, as it is.
@Suite struct PrintedSQLTests {
    private static let first = """
        model! { Author, table: "authors", fields: { name: text [required], title: text } }
        model! { Book, table: "books", enums: { S: [New, Old] },
                 fields: { author_id: bigint [required], status: choice [enum(S), required, default: New],
                           price: decimal(8, 2), pages: i32 [required, default: 1] },
                 relations: { belongs_to: Author via author_id [cascade] } }
        """

    /// Renames, a new type, a new value, a fill, a check, an index, and a table.
    private static let second = """
        model! { Author, table: "authors", fields: { name: text [required], headline: text [renamed_from: "title"] } }
        model! { Book, table: "books", enums: { S: [New, Lent, Old] },
                 fields: { author_id: bigint [required], status: choice [enum(S), required, default: Lent],
                           price: decimal(8, 2), pages: i64 [required, default: 2, min: 0, check],
                           shelf: text [required, max_length: 9, fill: "it's", index] },
                 relations: { belongs_to: Author via author_id [cascade] } }
        model! { Loan, table: "loans", fields: { book_id: bigint [required], until: date, auto_now_update: bool },
                 relations: { belongs_to: Book via book_id [restrict] } }
        """

    private let project: ScratchProject

    init() throws { project = try ScratchProject(["entities/a.model": Self.first]) }

    private func printed(_ engine: Engine, _ options: String...) throws -> String {
        let outcome = try run(.raido, ["sql", "--engine", engine.rawValue] + options, in: project.folder)
        #expect(outcome.status == 0, "\(outcome)")
        return outcome.output
    }

    private func makeMigrations(_ day: Int) throws {
        let outcome = try project.raido("makemigrations", "--force", "--now", "2026-01-0\(day)T12:00:00Z")
        #expect(outcome.status == 0, "\(outcome)")
    }

    @Test(arguments: TestDatabase.engines)
    func theNextMigrationGoesUpDownAndUpByHandWithRowsThere(engine: Engine) throws {
        try withDatabase(of: engine) { database in
            func expectSchema(_ wanted: Schema, sourceLocation: SourceLocation = #_sourceLocation) throws {
                let difference = wanted.firstDifference(from: try openDatabase(database.url).inspect())
                #expect(difference.map { "\($0)" } == nil, sourceLocation: sourceLocation)
            }
            _ = try database.ask(printed(engine))
            _ = try database.ask(
                """
                INSERT INTO authors (name, title) VALUES ('Ann', 'Dr');
                INSERT INTO books (author_id, price) VALUES (1, 2.5);
                """)
            let before = try openDatabase(database.url).inspect()
            #expect(before.tables.map(\.name) == ["authors", "books"])

            try makeMigrations(1)
            try project.write(Self.second, to: "entities/a.model")
            let (up, down) = (try printed(engine), try printed(engine, "--down"))
            try makeMigrations(2)
            var after = Schema()
            try withDatabase(of: engine) { fresh in
                _ = try fresh.ask(printed(engine, "--schema"))
                after = try openDatabase(fresh.url).inspect()
            }

            _ = try database.ask(up)
            try expectSchema(after)
            _ = try database.ask(down)
            try expectSchema(before)
            _ = try database.ask(up)
            try expectSchema(after)
            #expect(try database.ask("SELECT count(*) FROM books WHERE status = 'New' AND pages = 1") == "1")
        }
    }

    #if SQLite
        @Test func `sqlite3 takes no line of a check for the end of a batch`() throws {
            try project.write(
                """
                model! { Game, table: "games", fields: { go: int, x: int },
                         meta: { checks: { ck: "x >\\ngo\\n AND x \\n / \\n 2 > 0 AND x <> 7 OR 'a\\ngo\\nb' = ''" } } }
                """, to: "entities/a.model")
            let script = try printed(.sqlite)
            #expect(script.contains("\n/**/ go\n") && script.contains("'a\ngo\nb'"), "\(script)")
            try withDatabase(of: .sqlite) { database in
                _ = try database.ask(script)
                #expect(try database.run("INSERT INTO games (go, x) VALUES (1, 7)").status != 0)
                #expect(try database.ask("INSERT INTO games (go, x) VALUES (1, 4); SELECT x FROM games") == "4")
            }
        }
    #endif
}
