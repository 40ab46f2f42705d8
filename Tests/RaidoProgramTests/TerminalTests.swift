#if SQLite && os(Linux)
    import Foundation
    import Raido
    import Testing

    /// Programs whose output a terminal shows: `script` is one.
    @Suite struct TerminalTests {
        private static let model = """
            model! { Note, table: "notes", fields: { text: text [required, default: "\u{9B}2J\u{202E}gnp"] } }
            """

        private let project: ScratchProject

        init() throws {
            project = try ScratchProject(["entities/a.model": Self.model])
            #expect(try project.raido("makemigrations", "--force", "--now", "2026-01-01T12:00:00Z").status == 0)
        }

        /// What a terminal is sent.
        private func shown(_ arguments: String...) throws -> Outcome {
            let command = "'\(BuiltProgram.raido.path)' " + arguments.joined(separator: " ")
            return try run(
                "/usr/bin/script", ["-qec", command, "/dev/null"], in: project.folder, environment: ["TERM": "xterm"])
        }

        private func expectHarmless(_ outcome: Outcome, sourceLocation: SourceLocation = #_sourceLocation) {
            let text = outcome.output + outcome.errors
            #expect(text.contains("\\u{9b}2J\\u{202e}gnp"), "\(outcome)", sourceLocation: sourceLocation)
            #expect(
                !text.contains("\u{9B}") && !text.contains("\u{202E}"), "\(outcome)", sourceLocation: sourceLocation)
        }

        @Test func `printed SQL does not control a terminal, and is whole in a pipe`() throws {
            #expect(try project.raido("up", "--database", "sqlite:app.sqlite").status == 0)
            let sql = ["sql", "m20260101_120000_001_create_notes", "--database", "sqlite:app.sqlite"]
            expectHarmless(try shown("sql", sql[1], sql[2], sql[3]))
            let piped = try run(.raido, sql, in: project.folder)
            #expect(piped.status == 0 && piped.output.contains("'\u{9B}2J\u{202E}gnp'"), "\(piped)")
        }

        @Test func `drift does not control a terminal, and colours stay`() throws {
            #expect(try project.raido("up", "--database", "sqlite:app.sqlite").status == 0)
            let table = "CREATE TABLE \"\u{9B}2J\u{202E}gnp\" (a)"
            #expect(try run("/usr/bin/sqlite3", ["app.sqlite", table], in: project.folder).status == 0)
            let outcome = try shown("check", "--database", "sqlite:app.sqlite")
            expectHarmless(outcome)
            #expect(outcome.output.contains("\u{1B}[1m") && outcome.output.contains("\u{1B}[31mmissing\u{1B}[0m"))
        }

        /// Servers quote the values of rows in what they say of a statement.
        @Test(arguments: TestDatabase.engines)
        func `what a server says of rows does not control a terminal`(engine: Engine) throws {
            try withDatabase(of: engine) { database in
                #expect(try project.raido("up", "--database", database.url).status == 0)
                let bytes = "1b5d303b6f776e656407"
                let text =
                    switch engine {
                    case .sqlite: "CAST(x'\(bytes)' AS text)"
                    case .postgresql: "convert_from('\\x\(bytes)', 'UTF8')"
                    case .mysql, .mariadb: "CONVERT(x'\(bytes)' USING utf8mb4)"
                    }
                _ = try database.ask("INSERT INTO notes (text) VALUES (\(text)), (\(text))")
                #expect(try project.raido("new", "Unique texts", "--now", "2026-01-02T12:00:00Z").status == 0)
                let file = "migration/m20260102_120000_001_unique_texts.swift"
                let sql = "CREATE UNIQUE INDEX ux ON notes (text) /* \\u{1B}]0;owned\\u{7} */"
                let migration = try project.text(file)
                    .replacing("RawSQL(up: [], down: [])", with: "RawSQL(up: [\"\(sql)\"], down: [])")
                try project.write(migration, to: file)
                let outcome = try shown("up", "--database", "'\(database.url)'")
                #expect(outcome.status == 1, "\(outcome)")
                let shown = outcome.output + outcome.errors
                #expect(!shown.contains("\u{1B}]") && !shown.contains("\u{7}"), "\(shown.debugDescription)")
                #expect(shown.contains("\\u{1b}]0;owned\\u{7}"), "\(shown.debugDescription)")
            }
        }

        @Test func `progress still rewrites its own line`() throws {
            let outcome = try shown("up", "--database", "sqlite:app.sqlite")
            #expect(outcome.status == 0 && outcome.output.contains("\r\u{1B}[32m↑\u{1B}[0m "), "\(outcome)")
            #expect(outcome.output.contains("\u{1B}[K"))
        }
    }
#endif
