import Foundation
import Raido
import RaidoRunner
import Testing

/// Reverting gives rows no values that nobody chose, whichever program does it.
@Suite struct `Columns that down brings back` {
    private static let first = """
        model! { Author, table: "authors", fields: { name: text [required] } }
        model! { Book, table: "books", fields: { author_id: bigint [required], isbn: varchar(20) [required] },
                 relations: { belongs_to: Author via author_id [cascade] } }
        """
    private static let second = """
        model! { Author, table: "authors", fields: { name: text [required] } }
        model! { Book, table: "books", fields: { pages: i32 [nullable] } }
        """

    private func project() throws -> ScratchProject {
        let project = try ScratchProject(["entities/a.model": Self.first])
        for (day, text) in [(1, Self.first), (2, Self.second)] {
            try project.write(text, to: "entities/a.model")
            let outcome = try project.raido("makemigrations", "--force", "--now", "2026-01-0\(day)T12:00:00Z")
            #expect(outcome.status == 0 && outcome.output.contains("Proved on SQLite"), "\(outcome)")
        }
        return project
    }

    @Test(arguments: TestDatabase.engines) func `need values for their rows`(engine: Engine) throws {
        let project = try project()
        try withDatabase(of: engine) { database in
            func raido(_ arguments: String...) throws -> Outcome {
                try run(.raido, arguments + ["--database", database.url], in: project.folder)
            }
            #expect(try raido("up").status == 0)
            _ = try database.ask(
                "INSERT INTO authors (name) VALUES ('Ann'), ('Bob'); INSERT INTO books (pages) VALUES (1), (2)")
            let refused = try raido("down", "--force")
            #expect(refused.status == 3, "\(refused)")
            #expect(refused.errors.contains("2 rows would have no value"), "\(refused)")
            #expect(refused.errors.contains("Use --fill books.author_id=VALUE to name the row that they refer to"))
            let half = try raido("down", "--fill", "books.author_id=2")
            #expect(half.status == 3 && half.errors.contains("2 rows would get an empty text"), "\(half)")
            #expect(half.errors.contains("drops column 'books.pages' (2 rows)"), "\(half)")

            let orphans = try raido("down", "--force", "--fill", "books.author_id=9")
            #expect(orphans.status == 3 && orphans.errors.contains("missing rows of 'authors'"), "\(orphans)")
            for (fill, words) in [
                ("books.author_id=x", "--fill books.author_id: 'x' does not fit big_integer; write a whole number"),
                ("books.author_id=null", "the column is NOT NULL"), ("books.name=x", "no such column comes back"),
                ("isbn=x", "'--fill' must be TABLE.COLUMN=VALUE"),
                ("books.isbn", "'--fill' must be TABLE.COLUMN=VALUE"),
            ] {
                let outcome = try raido("down", "--force", "--fill", fill)
                #expect(outcome.status == 64 && outcome.errors.contains(words), "\(outcome)")
            }
            let status = try raido("status")
            #expect(status.output.hasSuffix(" 0 pending.\n"), "\(status)")

            let redone = try raido("redo", "--force", "--fill", "books.author_id=1")
            #expect(redone.status == 0, "\(redone)")
            let done = try raido(
                "down", "--force", "--fill", "books.author_id=2", "--fill", "books.isbn=it's \"new\"")
            #expect(done.status == 0, "\(done)")
            let rows = try database.ask("SELECT concat(author_id, isbn) AS v FROM books".forSQLite(engine))
            #expect(rows.split(separator: "\n").suffix(2) == ["2it's \"new\"", "2it's \"new\""], "\(rows)")
        }
    }

    @Test(arguments: Applier.allCases) func `take values that nobody needs`(applier: Applier) throws {
        let project = try ScratchProject()
        try project.copyExample()
        func migrate(_ arguments: String...) throws -> Outcome {
            try run(applier.program, arguments, in: project.folder)
        }
        func sqlite(_ sql: String) throws -> String {
            try run("/usr/bin/sqlite3", ["app.sqlite", sql], in: project.folder).output
        }
        #expect(try migrate("up", "2").status == 0)
        _ = try sqlite("INSERT INTO orders (number) VALUES ('A')")
        let refused = try migrate("down", "--fill", "orders.notes=x")
        #expect(refused.status == 64, "\(refused)")
        #expect(refused.errors.contains("--fill orders.notes: no such column comes back in this run; these do:"))
        #expect(refused.errors.contains("'orders.note'"))
        let outcome = try migrate("down", "--force", "--fill", "orders.note=as before")
        #expect(outcome.status == 0, "\(outcome)")
        #expect(try sqlite("SELECT note FROM orders") == "as before\n")
        for command in ["down", "redo"] {
            let help = try migrate("help", command).output + (try migrate(command, "--help").output)
            #expect(help.contains("--fill TABLE.COLUMN=VALUE"), "\(help)")
        }
    }

    @Test func `are named in the script that reverts`() throws {
        let project = try ScratchProject(["entities/a.model": Self.first])
        #expect(try project.raido("makemigrations", "--force", "--now", "2026-01-01T12:00:00Z").status == 0)
        try project.write(Self.second, to: "entities/a.model")
        for engine in TestDatabase.engines {
            let script = try project.raido("sql", "--down", "--engine", engine.rawValue)
            #expect(script.status == 0, "\(script)")
            #expect(
                script.output.contains("-- 'books.author_id' comes back: it is NOT NULL and refers to 'authors', so"))
            #expect(script.output.contains("-- 'books.isbn' comes back: it is NOT NULL, so rows get an empty text."))
            #expect(!script.output.contains("LIMIT 1"), "\(script.output)")
        }
    }
}

extension String {
    /// The query for a client that has no `concat`.
    fileprivate func forSQLite(_ engine: Engine) -> String {
        engine == .sqlite ? replacing("concat(author_id, isbn)", with: "author_id || isbn") : self
    }
}
