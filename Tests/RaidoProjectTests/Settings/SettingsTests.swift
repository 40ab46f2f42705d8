import Foundation
import Raido
import RaidoConsole
import RaidoProject
import Testing

@Suite struct SettingsTests {
    private func settings(_ text: String) throws(ProjectError) -> Settings {
        try Settings(reading: SourceFile(path: "raido.json", bytes: Array(text.utf8)))
    }

    private func complaint(_ text: String) -> String? {
        problem { () throws(ProjectError) in try settings(text) }?.description
    }

    private func place(of part: String, in text: String) -> SourceSpan {
        let start = text.range(of: part).map { text[..<$0.lowerBound].utf8.count } ?? -1
        return SourceSpan(path: "raido.json", start: start, end: start + part.utf8.count)
    }

    @Test func withoutAFileTheUsualSettingsHold() throws {
        try withScratchFolder { folder in
            let settings = try loadSettings(in: folder.path)
            #expect(settings == Settings())
            #expect(
                [settings.entities, settings.migrations, settings.snapshots] == ["entities", "migration", "snapshots"])
            #expect(
                settings.nullability == .semantic && settings.frameworkTables == .managed && settings.engines == nil)
        }
    }

    @Test func everySettingIsRead() throws {
        try withScratchFolder { folder in
            let text =
                """
                {
                  "entities": "app/models/", "migrations": "Sources/Migrations", "snapshots": "db",
                  "nullability": "required",
                  "engines": ["mysql", "sqlite"],
                  "type_mappings": {"postgresql": {"text": "citext", "custom:tsvector": "tsvector"}},
                  "frameworks": ["base/entities/"],
                  "framework_tables": "external",
                  "history_table": "shop"
                }
                """
            try folder.write(text, to: "raido.json")
            var expected = Settings()
            expected.file = SourceFile(path: "raido.json", bytes: Array(text.utf8))
            (expected.entities, expected.migrations, expected.snapshots) = ("app/models", "Sources/Migrations", "db")
            expected.nullability = .required
            expected.engines = [.sqlite, .mysql]
            expected.typeMappings = [.postgresql: ["text": "citext", "custom:tsvector": "tsvector"]]
            expected.typeMappingPlaces = [
                .postgresql: [
                    "text": place(of: "\"text\"", in: text),
                    "custom:tsvector": place(of: "\"custom:tsvector\"", in: text),
                ]
            ]
            expected.frameworks = ["base/entities"]
            expected.frameworkTables = .external
            expected.historyTable = try #require(HistoryTable("shop"))
            expected.historyTablePlace = place(of: "\"shop\"", in: text)
            #expect(try loadSettings(in: folder.path) == expected)
        }
    }

    @Test func `folders are normalised`() throws {
        let read = try settings(
            """
            {"entities": "./", "migrations": "./migration/", "snapshots": "db//./snapshots", "frameworks": ["./base//"]}
            """)
        #expect([read.entities, read.migrations, read.snapshots] == [".", "migration", "db/snapshots"])
        #expect(read.frameworks == ["base"])
    }

    @Test(arguments: ["postgres", "postgresql", "pg", "PostgreSQL"])
    func anEngineHasTheWordsItHasOnTheCommandLine(word: String) throws {
        #expect(try settings("{\"engines\": [\"\(word)\"]}").engines == [.postgresql])
    }

    @Test func anEngineNamedByTwoWordsIsOneEngine() throws {
        let engines = try settings("{\"engines\": [\"pg\", \"sqlite3\", \"postgresql\", \"sqlite\"]}").engines
        #expect(engines == [.sqlite, .postgresql])
    }

    @Test func theSchemaThatAnEditorReadsIsIgnored() throws {
        #expect(try settings("{\"$schema\": \"raido.schema.json\"}").engines == nil)
        #expect(
            complaint("{\"$schema\": 1}")
                == "raido.json:1:13: '$schema' must be a string; correct the file, or restore its last good "
                + "state from version control")
    }

    @Test func mistakesAreFoundAtTheirPlaces() {
        #expect(
            complaint("{\n  \"entitys\": \"a\"\n}")
                == "raido.json:2:3: unknown key 'entitys'; did you mean 'entities'?; known here: entities, migrations, "
                + "snapshots, nullability, engines, type_mappings, frameworks, framework_tables, history_table, $schema"
        )
        #expect(
            complaint("{\"engines\": [\"postgre\"]}")
                == "raido.json:1:14: unknown value 'postgre'; did you mean 'postgresql'?; "
                + "known here: sqlite, postgresql, mysql, mariadb")
        #expect(
            complaint("{\"nullability\": \"strict\"}")
                == "raido.json:1:17: unknown value 'strict'; known here: semantic, required")
        #expect(
            complaint("{\"framework_tables\": \"extern\"}")
                == "raido.json:1:22: unknown value 'extern'; did you mean 'external'?; known here: managed, external")
        #expect(
            complaint("{\"engines\": []}")?.contains("1:13: 'engines' must be a list of at least one engine") == true)
        #expect(complaint("{\"entities\": \"\"}")?.contains("1:14: 'entities' must be a path") == true)
        #expect(complaint("{\"type_mappings\": {\"oracle\": {}}}")?.contains("1:20: unknown key 'oracle'") == true)
        #expect(
            complaint("{\"type_mappings\": {\"mysql\": {\"text\": 1}}}")?.contains("1:38: 'text' must be a string")
                == true)
    }
}
