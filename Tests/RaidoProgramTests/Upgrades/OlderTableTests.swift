import Foundation
import Raido
import Testing

/// Tables that an older version of Raido made, in words that this one no longer uses.
@Suite struct OlderTableTests {
    private static let model = """
        model! {
            Token,
            table: "tokens",
            pk: id => uuid,
            fields: { name: text [required], changed: timestamp_tz [required, default: now, set_on_update] },
        }

        """

    /// Makes the table as the first versions did, from the SQL of this version.
    private func makeOlder(_ database: TestDatabase, _ engine: Engine, in project: ScratchProject) throws {
        let up = try project.raido("up", "--database", database.url)
        try #require(up.status == 0, "\(up)")
        switch engine {
        case .sqlite:
            let text = try database.ask("SELECT sql FROM sqlite_schema WHERE name = 'tokens'")
            let trigger = try database.ask("SELECT sql FROM sqlite_schema WHERE type = 'trigger'")
            try #require(text.contains(" COLLATE NOCASE"))
            let former = text.replacingOccurrences(of: " COLLATE NOCASE", with: "")
            _ = try database.ask("DROP TABLE tokens; \(former); \(trigger)")
        case .postgresql: _ = try database.ask("ALTER FUNCTION tr_tokens_changed() RESET search_path")
        case .mysql, .mariadb:
            _ = try database.ask(
                """
                DROP TRIGGER tr_tokens_changed;
                ALTER TABLE tokens MODIFY changed datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6)
                ON UPDATE CURRENT_TIMESTAMP(6),
                MODIFY id \(engine == .mariadb ? "uuid" : "char(36)") NOT NULL DEFAULT (uuid())
                """)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aTableThatAnOlderVersionMadeIsToldOfAndCanBeBroughtUpToDate(engine: Engine) throws {
        let project = try ScratchProject(["entities/token.model": Self.model])
        #expect(try project.raido("makemigrations").status == 0)
        try withDatabase(of: engine) { database in
            try makeOlder(database, engine, in: project)
            let before = try project.raido("check", "--database", database.url)
            #expect(before.status == 0 && before.output.contains("No drift"), "\(before)")
            #expect(before.errors.contains("note: 'tokens' was made by an older version of Raido"), "\(before)")
            #expect(before.errors.contains("raido new --refresh tokens"))

            let unchanged = try project.raido("makemigrations")
            #expect(unchanged.status == 0 && unchanged.output.hasPrefix("No changes"), "\(unchanged)")
            let new = try project.raido("new", "--refresh", "tokens")
            #expect(new.status == 0 && new.output.contains("refresh_tokens"), "\(new)")
            for arguments in [["makemigrations"], ["check"], ["up", "--database", database.url]] {
                let outcome = try run(.raido, arguments, in: project.folder)
                #expect(outcome.status == 0, "\(outcome)")
            }
            let after = try project.raido("check", "--database", database.url)
            #expect(after.status == 0 && !after.errors.contains("older version"), "\(after)")
            let down = try project.raido("down", "--database", database.url)
            #expect(down.status == 0, "\(down)")
            let undone = try project.raido("undo", "--database", database.url)
            #expect(undone.status == 0, "\(undone)")
        }
    }

    @Test func onlyTablesWhoseSQLEverChangedAreRefreshed() throws {
        let project = try ScratchProject(["entities/a.model": "model! { A, fields: { x: int } }\n"])
        #expect(try project.raido("makemigrations").status == 0)
        let current = try project.raido("new", "--refresh", "a")
        #expect(current.status == 1 && current.errors.contains("table 'a' is up to date"), "\(current)")
        let missing = try project.raido("new", "--refresh", "b")
        #expect(missing.status == 1 && missing.errors.contains("no snapshot has a table 'b'"), "\(missing)")
    }
}
