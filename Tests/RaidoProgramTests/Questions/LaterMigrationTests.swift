import Raido
import Testing

/// What an engine cannot do in a later migration is told before the first.
@Suite struct LaterMigrationTests {
    /// The engine that a project is for, what its second migration adds, and what another engine says to that.
    private static let limits: [Engine: (planned: Engine, addition: String, words: String)] = [
        .sqlite: (.postgresql, "c: custom(\"tsvector\")", "SQLite has no type 'tsvector'"),
        .postgresql: (.mysql, "c: textarea }, meta: { indexes: [(c) using fulltext]", "'fulltext'"),
        .mysql: (.postgresql, "c: textarea [unique]", "'uq_items_c'"),
        .mariadb: (.postgresql, "c: custom(\"tsvector\")", "MariaDB has no type 'tsvector'"),
    ]

    @Test(arguments: TestDatabase.engines)
    func `of a project that was made for another engine is refused before the first`(engine: Engine) throws {
        let limit = try #require(Self.limits[engine])
        let project = try ScratchProject(["raido.json": "{\"engines\": [\"\(limit.planned.rawValue)\"]}"])
        for (day, fields) in [(1, "a: int"), (2, "a: int, b: int"), (3, "a: int, b: int, \(limit.addition)")] {
            try project.write("model! { Item, table: \"items\", fields: { \(fields) } }", to: "entities/item.model")
            let outcome = try project.raido(
                "makemigrations", "--force", "--no-proof", "--now", "2026-01-0\(day)T12:00:00Z")
            try #require(outcome.status == 0, "\(outcome)")
        }
        try withDatabase(of: engine) { database in
            func raido(_ arguments: String...) throws -> Outcome {
                try run(.raido, arguments + ["--database", database.url], in: project.folder)
            }
            #expect(try raido("up", "1").status == 0)
            let refused = try raido("up")
            #expect(refused.status == 1, "\(refused)")
            #expect(refused.errors.contains("m20260103_120000_001_alter_items"), "\(refused)")
            #expect(refused.errors.contains(limit.words), "\(refused)")
            let status = try raido("status")
            #expect(status.output.hasSuffix("1 migration applied, 2 pending.\n"), "\(status)")
            // What is not asked for does not matter.
            #expect(try raido("up", "1").status == 0)
        }
    }
}
