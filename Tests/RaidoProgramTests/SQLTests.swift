import Foundation
import Testing

/// `raido sql`.
@Suite struct SQLTests {
    private let project: ScratchProject

    init() throws {
        project = try ScratchProject([
            "entities/a.model": """
            model! { Author, table: "authors", fields: { name: text [required], title: text } }
            model! { Book, table: "books", fields: { author_id: bigint [required], status: choice [enum(S)] },
                     enums: { S: [New, Old] }, relations: { belongs_to: Author via author_id } }
            """
        ])
    }

    @Test func itPrintsWhatTheNextMigrationsRunAndWhatEachStatementCosts() throws {
        #expect(try project.raido("makemigrations", "--now", "2026-01-31T12:00:00Z").status == 0)
        #expect(
            try project.raido("sql").output
                == "-- SQLite (the default; use --engine to name another).\n-- Nothing to do: the models match "
                + "their snapshots.\n"
        )
        try project.write(
            """
            model! { Author, table: "authors", fields: { name: text [required], headline: text [renamed_from: "title"] } }
            model! { Book, table: "books", fields: { author_id: bigint [required], status: choice [enum(S), required, fill: New] },
                     enums: { S: [New, Old] }, relations: { belongs_to: Author via author_id } }
            """, to: "entities/a.model")
        let before = try project.files()
        let up = try project.raido("sql", "--engine", "SQLite")
        #expect(up.status == 0, "\(up)")
        #expect(
            up.output.hasPrefix("-- SQLite (from --engine).\n-- Run this so that sqlite3 stops at the first error: "))
        #expect(
            try project.raido("sql", "--engine", "postgresql").output.hasPrefix(
                "-- PostgreSQL (from --engine).\n-- Run this so that psql stops at the first error: "))
        #expect(up.output.contains("\n\n-- alter authors\nPRAGMA foreign_keys = OFF;\nBEGIN;\n"))
        #expect(
            up.output.contains(
                """
                -- transactional; locks the database for writing; no rewrite
                ALTER TABLE "authors" RENAME COLUMN "title" TO "headline";
                """))
        #expect(
            up.output.contains(
                "-- transactional; locks the database for writing; rewrites the table\n-- \"books\" is rebuilt"))
        let down = try project.raido("sql", "--down")
        #expect(down.output.contains("-- Reverts: alter authors\n"))
        #expect(down.output.contains("RENAME COLUMN \"headline\" TO \"title\""))
        let books = try #require(down.output.range(of: "Reverts: alter books"))
        let authors = try #require(down.output.range(of: "Reverts: alter authors"))
        #expect(books.lowerBound < authors.lowerBound)
        #expect(try project.files() == before)
    }

    @Test func `a snapshot that the migrations do not produce is no ground for SQL`() throws {
        #expect(try project.raido("makemigrations", "--now", "2026-01-31T12:00:00Z").status == 0)
        let snapshot = try project.text("snapshots/authors.json")
        try project.write(snapshot.replacing("\"title\"", with: "\"subtitle\""), to: "snapshots/authors.json")
        let outcome = try project.raido("sql")
        #expect(outcome.status == 1 && outcome.output.isEmpty, "\(outcome)")
        #expect(
            outcome.errors.contains("snapshots/authors.json: the migrations do not produce this snapshot"), "\(outcome)"
        )
        // The models alone are printed without it.
        #expect(try project.raido("sql", "--schema").status == 0)
    }

    @Test func theEngineComesFromTheOptionTheEnvironmentOrTheSettings() throws {
        #expect(
            try project.raido("sql", "--schema", environment: ["DB_ENGINE": "SQLITE"]).output.hasPrefix(
                "-- SQLite (from DB_ENGINE in the environment)."))
        try project.write("DB_ENGINE=sqlite\n", to: ".env")
        #expect(try project.raido("sql", "--schema").output.hasPrefix("-- SQLite (from DB_ENGINE in .env)."))
        try project.write("\n", to: ".env")
        try project.write("{\"engines\": [\"sqlite\"]}", to: "raido.json")
        #expect(
            try project.raido("sql", "--schema").output.hasPrefix("-- SQLite (the first of \"engines\" in raido.json).")
        )
        let wrong = try project.raido("sql", "--engine", "oracle")
        #expect(wrong.status == 64)
        #expect(
            wrong.errors.contains("'--engine' must be one of 'sqlite', 'postgresql', 'mysql', 'mariadb', not 'oracle'"))
        #expect(try project.raido("sql", "--schema", "--down").status == 64)
    }

    @Test func whatSomethingElseMakesIsLeftOutOfTheSchema() throws {
        try project.write("{\"framework_tables\": \"external\"}", to: "raido.json")
        try project.write(
            "extend! { table: \"eihwaz_users\", fields: { bio: textarea } }", to: "entities/users.model")
        let script = try project.raido("sql", "--schema")
        #expect(script.output.contains("-- Omitted, because another program creates it: eihwaz_users\n"))
        #expect(!script.output.contains("CREATE TABLE IF NOT EXISTS \"eihwaz_users\""))
    }
}
