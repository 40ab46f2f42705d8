import Foundation
import Testing

/// What a person can do wrong around the models; mistakes inside them are tested with the language.
@Suite struct BadInputTests {
    private let model = "model! { Article, table: \"articles\", fields: { title: text } }\n"

    @Test func severalMistakesInSeveralFilesAreReportedInOneRun() throws {
        let project = try ScratchProject([
            "entities/a.swift": "model! {\n    A,\n    fields: { title: txt },\n}\n",
            "entities/b.swift":
                "model! {\n    B,\n    fields: { x: int [requierd] },\n    relations: { belongs_to: Nobody via x },\n}\n",
        ])
        let outcome = try project.raido("makemigrations")
        #expect(outcome.status == 1)
        #expect(outcome.output == "")
        #expect(
            outcome.errors.contains(
                "entities/a.swift:3:22: error: unknown type 'txt'; did you mean 'text'?\n    3 |     fields: { title: txt },\n      |                      ^~~\n"
            ))
        #expect(
            outcome.errors.contains("entities/b.swift:3:23: error: unknown option 'requierd'; did you mean 'required'?")
        )
        #expect(outcome.errors.contains("entities/b.swift:4:30: error: "))
        #expect(outcome.errors.contains("3 errors; no files were changed."))
        #expect(Set(try project.files().keys) == ["entities/a.swift", "entities/b.swift"])
    }

    @Test func `a folder of --project that cannot be entered is named, with what to do`() throws {
        let project = try ScratchProject(["file": ""])
        try FileManager.default.createSymbolicLink(
            atPath: project.folder.appendingPathComponent("loop").path, withDestinationPath: "loop")
        for (name, reason, advice) in [
            (
                "nope", "the folder does not exist",
                "--project names the folder of a project; a relative path starts at \(project.folder.path)."
            ),
            ("file", "this is not a folder", "--project names the folder of a project"),
            ("loop", "the folder cannot be entered", "a symbolic link that points back to itself; remove the link"),
        ] {
            let outcome = try project.raido("status", "--project", name)
            #expect(outcome.status == 1)
            #expect(outcome.errors.hasPrefix("error: \(name): \(reason)"), "\(outcome)")
            #expect(outcome.errors.contains(advice), "\(outcome)")
        }
    }

    @Test func whatWasMeantAsAModelIsWarnedAbout() throws {
        let project = try ScratchProject([
            "entities/a.swift": model, "entities/b.swift": "modle! { B, table: \"b\" }\n", "entities/c.model": "C\n",
        ])
        let outcome = try project.raido("check")
        #expect(outcome.status == 2, "\(outcome)")
        #expect(
            outcome.errors.contains(
                "entities/b.swift:1:1: warning: 'modle! {' does not start a block, so it is not read; did "
                    + "you mean 'model! {'?"
            ), "\(outcome)")
        #expect(outcome.errors.contains("entities/c.model:1:1: warning: this file has no block"), "\(outcome)")
    }

    @Test func aLineWithThousandsOfMistakesIsShownInParts() throws {
        let fields = (0..<4000).map { "a\($0): txt" }.joined(separator: ", ")
        let project = try ScratchProject(["entities/a.swift": "model! { Q, fields: { \(fields) } }\n"])
        let outcome = try project.raido("check")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("4000 errors; no files were changed."))
        // Each message has a window of its line and not the 47 KB of it.
        #expect(outcome.errors.utf8.count < 4000 * 600)
    }

    @Test func notesAreForTheEnginesOfTheSettings() throws {
        let project = try ScratchProject(["entities/a.swift": "model! { A, fields: { n: u64 } }\n"])
        let every = try project.raido("check")
        #expect(every.errors.contains("SQLite cannot hold"), "\(every)")
        try project.write("{\"engines\": [\"mysql\"]}", to: "raido.json")
        let one = try project.raido("check")
        #expect(one.status == 2 && !one.errors.contains("SQLite"), "\(one)")
    }

    @Test func `findings are for all engines where the settings name none`() throws {
        let project = try ScratchProject(["entities/a.swift": "model! { A, fields: { n: int, m: int } }\n"])
        _ = try project.raido("makemigrations", "--now=2026-01-01T12:00:00Z")
        try project.write("model! { A, fields: { n: int } }\n", to: "entities/a.swift")
        struct Document: Decodable {
            struct Finding: Decodable { var engines: [String] }
            var hazards: [Finding]
        }
        for (settings, engines) in [
            (nil, ["sqlite", "postgresql", "mysql", "mariadb"]), ("{\"engines\": [\"mysql\"]}", ["mysql"]),
        ] {
            if let settings { try project.write(settings, to: "raido.json") }
            let outcome = try project.raido("makemigrations", "--json")
            let found = try JSONDecoder().decode(Document.self, from: Data(outcome.output.utf8))
            #expect(found.hazards.map(\.engines) == [engines], "\(outcome)")
        }
    }

    @Test func mistakesCanBeAnnotationsOrJSON() throws {
        let project = try ScratchProject(["entities/a.swift": "model! { A, fields: { title: txt } }\n"])
        let annotated = try project.raido("check", "--format", "github")
        #expect(annotated.status == 1)
        #expect(annotated.output.contains("::error file=entities/a.swift,line=1,col=30::unknown type 'txt'"))

        let json = try project.raido("check", "--json")
        #expect(json.status == 1)
        #expect(json.errors == "")
        let document = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        #expect(document["version"] as? Int == 1)
        #expect(document["status"] as? String == "mistakes")
        let mistakes = try #require(document["diagnostics"] as? [[String: Any]])
        #expect(mistakes.count == 1)
        #expect(mistakes.first?["line"] as? Int == 1 && mistakes.first?["column"] as? Int == 30)
        #expect(mistakes.first?["file"] as? String == "entities/a.swift")
    }

    @Test func aMistakeInTypeMappingsIsShownInItsLineOfTheSettings() throws {
        let project = try ScratchProject([
            "entities/a.model": model,
            "raido.json": "{\n  \"type_mappings\": {\n    \"postgresql\": { \"txet\": \"citext\" }\n  }\n}\n",
        ])
        for arguments in [["makemigrations"], ["check"], ["sql"]] {
            let outcome = try run(.raido, arguments, in: project.folder)
            #expect(outcome.status == 1)
            #expect(outcome.errors.hasPrefix("raido.json:3:21: error: "), "\(outcome)")
            #expect(
                outcome.errors.contains(
                    "\n    3 |     \"postgresql\": { \"txet\": \"citext\" }\n      |                     ^~~~~~\n"),
                "\(outcome)")
        }
    }

    @Test(arguments: ["shop", "shop_journal"])
    func `a history table with the name of a model's table is refused at its setting`(table: String) throws {
        let project = try ScratchProject([
            "entities/a.model": "model! { Shop, table: \"\(table)\", fields: { x: int } }\n",
            "raido.json": "{\n  \"history_table\": \"shop\"\n}\n",
        ])
        for arguments in [["makemigrations"], ["check"]] {
            let outcome = try run(.raido, arguments, in: project.folder)
            #expect(outcome.status == 1)
            #expect(outcome.errors.hasPrefix("raido.json:2:20: error: the table '\(table)' "), "\(outcome)")
            #expect(outcome.errors.contains("choose another 'history_table' in raido.json"), "\(outcome)")
            #expect(try project.files().count == 2)
        }
    }

    @Test func noEntitiesFolderIsAMistakeWithAWayOut() throws {
        let project = try ScratchProject()
        let outcome = try project.raido("makemigrations")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("entities"))
        #expect(outcome.errors.contains("--entities"))
    }

    @Test func anEmptyEntitiesFolderHasNothingToDo() throws {
        let project = try ScratchProject(["entities/notes.txt": "model! { A }"])
        let outcome = try project.raido("makemigrations")
        #expect(outcome.status == 0)
        #expect(outcome.output == "No changes: no models in entities.\n")
    }

    @Test func aFileThatIsNotUTF8IsNamedWithTheByte() throws {
        let project = try ScratchProject()
        try project.write("", to: "entities/a.swift")
        try Data([0x6D, 0x6F, 0xFF, 0x21]).write(to: project.folder.appendingPathComponent("entities/a.swift"))
        let outcome = try project.raido("makemigrations")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("entities/a.swift") && outcome.errors.contains("UTF-8"))
    }

    @Test func aTargetThatCannotBeWrittenLeavesEverythingAsItWas() throws {
        let project = try ScratchProject(["entities/a.swift": model, "migration": "a file in the folder's place"])
        let files = try project.files()
        let outcome = try project.raido("makemigrations")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("migration"))
        #expect(try project.files() == files)
    }

    @Test func aDamagedSnapshotIsNamedWithThePlace() throws {
        let project = try ScratchProject(["entities/a.swift": model])
        #expect(try project.raido("makemigrations").status == 0)
        let snapshot = try project.text("snapshots/articles.json")
        let files = try project.files()
        try project.write("<<<<<<< ours\n" + snapshot, to: "snapshots/articles.json")
        let merged = try project.raido("makemigrations")
        #expect(merged.status == 1)
        #expect(merged.errors.contains("snapshots/articles.json:1:1: error:"))

        try project.write(
            snapshot.replacingOccurrences(of: "\"format\": 1", with: "\"format\": 3"), to: "snapshots/articles.json")
        let newer = try project.raido("makemigrations")
        #expect(newer.status == 1)
        #expect(newer.errors.contains("articles.json uses format 3, this tool reads up to 1"))
        #expect(try project.files().keys == files.keys)
    }

    @Test func mistakesInFilesDoNotHideThoseInModels() throws {
        let project = try ScratchProject(["entities/a.swift": model])
        #expect(try project.raido("makemigrations").status == 0)
        try project.write("{", to: "snapshots/articles.json")
        try project.write("{}", to: "snapshots/b.json")
        try project.write("model! { B, fields: { x: txt } }\n", to: "entities/b.swift")
        let outcome = try project.raido("makemigrations")
        #expect(outcome.status == 1)
        for place in ["snapshots/articles.json:1:2", "snapshots/b.json:1:", "entities/b.swift:1:26"] {
            #expect(outcome.errors.contains(place), "\(outcome.errors)")
        }
        #expect(outcome.errors.contains("3 errors; no files were changed."))
    }

    @Test func behindTheEndOfTheYear9999ComesNoMigration() throws {
        let project = try ScratchProject(["entities/a.swift": model])
        #expect(try project.raido("makemigrations", "--now", "9999-12-31T23:59:59Z").status == 0)
        #expect(try project.raido("check").status == 0)
        try project.write("model! { B, fields: { x: text } }\n", to: "entities/b.swift")
        let files = try project.files()
        let outcome = try project.raido("makemigrations")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("no migration can come after 'm99991231_235959_001_create_"), "\(outcome)")
        #expect(try project.files() == files)
    }

    @Test func aLostSnapshotIsNoticed() throws {
        let project = try ScratchProject(["entities/a.swift": model])
        #expect(try project.raido("makemigrations", "--now", "2026-01-31T12:00:00Z").status == 0)
        let snapshot = try project.text("snapshots/articles.json")
        try project.remove("snapshots")
        let files = try project.files()
        let lost = try project.raido("makemigrations")
        #expect(lost.status == 1)
        #expect(lost.errors.contains("snapshots/articles.json: the migrations create table 'articles'"))
        #expect(try project.files() == files)

        try project.write(snapshot.replacingOccurrences(of: "_001_", with: "_002_"), to: "snapshots/articles.json")
        let unknown = try project.raido("makemigrations")
        #expect(unknown.status == 0)
        #expect(unknown.errors.contains("names m20260131_120000_002_create_articles, which is not in migration"))
    }

    @Test func charactersThatSteerTerminalsAreSpelledOut() throws {
        let project = try ScratchProject([
            "entities/a.swift": "model! { A, fields: { x: text [default: \"\u{1B}[31mRED\u{7}\u{202E}\"] } }\n"
        ])
        let outcome = try project.raido("makemigrations")
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("\\u{1b}[31mRED\\u{7}\\u{202e}"))
        #expect(!outcome.output.contains("\u{1B}") && !outcome.output.contains("\u{202E}"))
    }

    @Test func outputThatCannotBeWrittenIsAFailure() throws {
        let project = try ScratchProject(["entities/a.swift": model])
        let outcome = try run(
            "/bin/sh", ["-c", "exec \(BuiltProgram.raido.path) makemigrations > /dev/full"], in: project.folder)
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("cannot write to standard output: No space left on device"))
        #expect(try project.raido("makemigrations").status == 0)
    }

    @Test func settingsWithUnknownKeysAreRefused() throws {
        let project = try ScratchProject(["entities/a.swift": model, "raido.json": "{\n  \"entites\": \"models\"\n}\n"])
        let outcome = try project.raido("makemigrations")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("raido.json:2:3: error: unknown key 'entites'; did you mean 'entities'?"))
    }

    @Test(arguments: [
        (["makemigration"], "unknown command 'makemigration'; did you mean 'makemigrations'?"),
        (["makemigrations", "--dryrun"], "unknown option '--dryrun'; did you mean '--dry-run'?"),
        (
            ["makemigrations", "--now", "yesterday"],
            "'--now' must be a time like 2026-01-31T12:00:00Z, not 'yesterday'"
        ),
        (["check", "--format", "xml"], "'--format' must be 'text' or 'github', not 'xml'"),
        (["makemigrations", "--name", "!?"], "'--name' must be up to 100 letters and digits, not '!?'"),
        (["makemigrations", "--allow", "drop-table:x"], "'--allow drop-table:x' is not in the plan"),
        (
            ["sql", "--database", "sqlite:a.sqlite", "--engine", "mysql"],
            "'--engine' and '--database' cannot be combined"
        ),
        (["sql", "--database", "sqlite:a.sqlite", "--schema"], "'--schema' and '--database' cannot be combined"),
        (
            ["check", "--database", "sqlite:a.sqlite", "--format", "github"],
            "'--format' and '--database' cannot be combined"
        ),
    ])
    func wrongUsageHasStatus64(arguments: [String], message: String) throws {
        let project = try ScratchProject(["entities/a.swift": model])
        let outcome = try run(.raido, arguments, in: project.folder)
        #expect(outcome.status == 64)
        #expect(outcome.output == "")
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
        #expect(Array(try project.files().keys) == ["entities/a.swift"])
    }

    @Test func helpAndVersionAreAnswers() throws {
        let folder = FileManager.default.temporaryDirectory
        for arguments in [["--help"], ["help"], []] {
            let outcome = try run(.raido, arguments, in: folder)
            #expect(outcome.status == 0 && outcome.output.contains("makemigrations") && outcome.errors == "")
        }
        let command = try run(.raido, ["help", "makemigrations"], in: folder)
        #expect(command.status == 0 && command.output.contains("--allow ID"))
        #expect(try run(.raido, ["--version"], in: folder).output.hasPrefix("raido "))
        for (command, usage) in [
            ("why", "raido why [OPTION]… NAME\n"), ("rebase", "raido rebase --onto REF [OPTION]…\n"),
            ("mark-applied", "raido mark-applied [OPTION]… ID\n"), ("up", "raido up [OPTION]… [COUNT]\n"),
            ("completions", "raido completions [OPTION]… SHELL\n"),
        ] {
            let help = try run(.raido, ["help", command], in: folder)
            #expect(help.output.contains("Usage: " + usage), "\(help)")
        }
    }
}
