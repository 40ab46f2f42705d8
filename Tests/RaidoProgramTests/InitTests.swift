import Foundation
import Testing

/// `raido init` in folders of many kinds.
@Suite struct InitTests {
    @Test func anEmptyFolderBecomesAProjectWhoseFirstMigrationCanBeWritten() throws {
        let project = try ScratchProject()
        let outcome = try project.raido("init")
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome)")
        #expect(try project.text("raido.json") == "{\n  \"engines\": [\"sqlite\"]\n}\n")
        #expect(try project.text(".gitattributes") == "migration/Migrations.swift merge=union\n")
        #expect(try project.text(".gitignore") == "app.sqlite*\n.raido/\n.raido-*\n")
        #expect(try project.text("snapshots/.gitkeep") == "")
        #expect(outcome.output.hasSuffix("\nNext:\n  raido makemigrations\n  raido up\n  raido status\n"))
        let first = try project.raido("makemigrations")
        #expect(first.status == 0 && first.errors.isEmpty, "\(first)")
        #expect(first.output.contains("create notes"))
        #expect(!FileManager.default.fileExists(atPath: project.folder.appendingPathComponent(".raido").path))
    }

    @Test func theFirstModelSuitsEveryEngine() throws {
        let project = try ScratchProject()
        let engines = ["sqlite", "postgres", "mysql", "mariadb"].flatMap { ["--engine", $0] }
        #expect(try run(.raido, ["init"] + engines, in: project.folder).status == 0)
        let engineNames = "\"sqlite\", \"postgresql\", \"mysql\", \"mariadb\""
        #expect(try project.text("raido.json") == "{\n  \"engines\": [\(engineNames)]\n}\n")
        let first = try project.raido("makemigrations")
        #expect(first.status == 0 && first.errors.isEmpty, "\(first)")
    }

    @Test func theEmptyRegistryIsWhatARunWithoutMigrationsKeeps() throws {
        let project = try ScratchProject()
        #expect(try project.raido("init").status == 0)
        let registry = try project.text("migration/Migrations.swift")
        #expect(registry.hasSuffix("public let migrations: [Migration] = [\n]\n"))
        try project.remove("entities/note.model")
        #expect(try project.raido("makemigrations").output.hasPrefix("No changes: no models in entities."))
        #expect(try project.text("migration/Migrations.swift") == registry)
    }

    @Test func aSecondRunChangesNothingAndSaysSo() throws {
        let project = try ScratchProject(["Package.swift": manifest])
        #expect(
            try run(.raido, ["init", "--write", "--url", "https://example.org/raido"], in: project.folder).status == 0)
        let files = try allFiles(of: project)
        for arguments in [["init"], ["init", "--write"], ["init", "--engine", "SQLite"]] {
            let outcome = try run(.raido, arguments, in: project.folder)
            #expect(outcome.status == 0 && outcome.output.hasPrefix("Nothing to do: "), "\(outcome)")
            #expect(!outcome.output.contains("Add to Package.swift"))
            #expect(try allFiles(of: project) == files)
        }
    }

    @Test func aProjectThatHasBegunGetsNoModel() throws {
        let project = try ScratchProject(["entities/deep/a.swift": "model! { A, fields: { x: int } }\n"])
        #expect(try project.raido("makemigrations").status == 0)
        #expect(try project.raido("init").status == 0)
        try project.remove("entities")
        #expect(try project.raido("init").status == 0)
        #expect(!FileManager.default.fileExists(atPath: project.folder.appendingPathComponent("entities").path))
        #expect(
            !FileManager.default.fileExists(atPath: project.folder.appendingPathComponent("snapshots/.gitkeep").path))
    }

    @Test(arguments: ["db", "all steps", "[a]*b?", "!not", "#hash", "a\\\\b", "quote\\\"d"])
    func theFoldersOfTheSettingsAreUsed(folder: String) throws {
        let project = try ScratchProject([
            "raido.json": "{\"entities\": \"models\", \"migrations\": \"\(folder)\", \"snapshots\": \"db/state\"}"
        ])
        let outcome = try project.raido("init")
        #expect(outcome.status == 0, "\(outcome)")
        let path = folder.replacing("\\\\", with: "\\").replacing("\\\"", with: "\"") + "/Migrations.swift"
        #expect(try project.files().keys.sorted() == [path, "models/note.model", "raido.json"].sorted())
        try expectMergedByUnion(path, in: project)
    }

    @Test func linesAreAddedToFilesForGitWhereTheyAreMissingWithTheirLineEnds() throws {
        let project = try ScratchProject([
            ".gitignore": "*.o\r\n.raido/ \r\nbuild",
            ".gitattributes": "* text=auto\nmigration/Migrations.swift -merge\n",
        ])
        let outcome = try project.raido("init")
        #expect(outcome.output.contains("  .gitignore: added app.sqlite*, .raido-*\n"), "\(outcome)")
        #expect(try project.text(".gitignore") == "*.o\r\n.raido/ \r\nbuild\r\napp.sqlite*\r\n.raido-*\r\n")
        #expect(try project.text(".gitattributes") == "* text=auto\nmigration/Migrations.swift -merge\n")
    }

    @Test func aFileForGitThatIsNoPlainTextIsRefusedAndNothingIsWritten() throws {
        let project = try ScratchProject()
        try Data([0xFF, 0xFE, 0x2A, 0]).write(to: project.folder.appendingPathComponent(".gitignore"))
        let outcome = try project.raido("init")
        #expect(
            outcome.status == 1 && outcome.errors.hasPrefix("error: .gitignore: the text is not UTF-8"), "\(outcome)")
        #expect(try project.files().isEmpty)
    }

    @Test func settingsWithOtherEnginesAreKeptAndTheWayIsShown() throws {
        let project = try ScratchProject(["raido.json": "{\"engines\": [\"sqlite\"]}"])
        let outcome = try project.raido("init", "--engine", "pg")
        #expect(outcome.status == 1)
        #expect(
            outcome.errors == """
                error: raido.json: --engine asks for postgresql, and "engines" here names sqlite
                note: raido.json is never overwritten; to change the engines, edit it: "engines": ["postgresql"]
                No files were changed.

                """)
        #expect(try project.files().keys.sorted() == ["raido.json"])
    }

    @Test func `engines can be a list`() throws {
        let project = try ScratchProject()
        let outcome = try project.raido("init", "--engine", "sqlite,mysql")
        #expect(outcome.status == 0, "\(outcome)")
        #expect(try project.text("raido.json").contains("\"engines\": [\"sqlite\", \"mysql\"]"))
    }

    @Test func aMistypedEngineIsWrongUsage() throws {
        let outcome = try ScratchProject().raido("init", "--engine", "oracle")
        #expect(outcome.status == 64)
        #expect(
            outcome.errors.contains(
                "'--engine' must be one of 'sqlite', 'postgresql', 'mysql', 'mariadb', not 'oracle'"))
    }

    @Test(arguments: [
        (BuiltProgram.raido, "check"), (.raido, "status"), (.raido, "up"), (.firstProject, "check"),
    ])
    func aSetupThatIsKilledIsFinishedOrUndoneByTheNextRunOfAnotherCommand(
        program: BuiltProgram, command: String
    ) throws {
        let failing = try FailingCalls.shared.get()
        let before: Tree = [".gitignore": Data("*.o\n".utf8)]
        let whole = try ScratchProject(before)
        let calls = try withExtendedLifetime(whole) { try failing.calls(["init"], in: whole.folder) }
        let after = try whole.tree().withoutOwn
        for place in FailingCalls.newStates(in: calls) {
            let project = try ScratchProject(before)
            _ = try failing.run(["init"], in: project.folder, at: place, .kill)
            let next = try run(program, [command], in: project.folder)
            let left = try project.tree()
            // 'up' may make its database.
            let found = left.withoutOwn.filter { !$0.key.hasPrefix("app.sqlite") }
            #expect(!left.hasJournal, "call \(place), \(calls[place - 1]): \(next)")
            #expect(found == before || found == after, "call \(place), \(calls[place - 1]): \(next)\n\(found.keys)")
            #expect(try project.raido("init").status == 0)
            #expect(try project.tree().withoutOwn.filter { !$0.key.hasPrefix("app.sqlite") } == after)
        }
    }
}

// MARK: - Package.swift

extension InitTests {
    private var manifest: String {
        """
        // swift-tools-version: 6.2
        import PackageDescription

        let package = Package(
            name: "App",
            targets: [
                .executableTarget(name: "App"),
            ]
        )

        """
    }

    @Test func whatAManifestLacksIsPrinted() throws {
        let project = try ScratchProject(["Package.swift": manifest])
        let outcome = try project.raido("init", "--engine", "mysql")
        #expect(outcome.status == 0)
        #expect(
            outcome.output.contains(
                """

                Add to Package.swift:
                  in 'dependencies':
                      .package(url: "https://<where you cloned Raido from>", from: "0.1.0", traits: [.defaults, "MySQL"]),
                  in 'targets':
                      .target(name: "Migrations", dependencies: [.product(name: "Raido", package: "raido")], path: "migration"),

                Next, after you edit Package.swift:
                  swift run raido makemigrations
                  swift run raido up --database mysql://USER:PASSWORD@HOST/NAME

                """), "\(outcome)")
        #expect(try project.text("Package.swift") == manifest)
    }

    @Test func `what is said of the manifest fits what was written`() throws {
        let project = try ScratchProject(["Package.swift": manifest])
        #expect(try project.raido("init").status == 0)
        let refused = try project.raido("init", "--write")
        #expect(refused.status == 3, "\(refused)")
        #expect(
            refused.output.hasPrefix("The files of the project already exist.\n\nAdd to Package.swift:\n"), "\(refused)"
        )
        #expect(refused.output.contains("\nNext, after you edit Package.swift:\n  swift run raido"), "\(refused)")
        let written = try project.raido("init", "--write", "--url", "https://example.org/raido")
        #expect(written.status == 0 && !written.output.contains("Add to Package.swift"), "\(written)")
        #expect(written.output.contains("\nNext:\n  swift run raido makemigrations\n"), "\(written)")
        #expect(try project.raido("init").output.hasPrefix("Nothing to do: this folder is set up.\n"))
    }

    @Test func withWriteTheManifestIsEdited() throws {
        let project = try ScratchProject(["Package.swift": manifest])
        let outcome = try project.raido("init", "--engine", "pg", "--write", "--url", "https://example.org/Raido.git")
        #expect(outcome.status == 0, "\(outcome)")
        #expect(
            try project.text("Package.swift") == """
                // swift-tools-version: 6.2
                import PackageDescription

                let package = Package(
                    name: "App",
                    dependencies: [
                        .package(url: "https://example.org/Raido.git", from: "0.1.0", traits: [.defaults, "PostgreSQL"]),
                    ],
                    targets: [
                        .executableTarget(name: "App"),
                        .target(name: "Migrations", dependencies: [.product(name: "Raido", package: "raido")], path: "migration"),
                    ]
                )

                """)
    }

    @Test(arguments: ["https://example.org/Raido-Fork.git", "git@example.org:team/raido-fork", "../raido-fork/"])
    func `a fork is named as the package manager names it, and found again`(url: String) throws {
        let project = try ScratchProject(["Package.swift": manifest])
        #expect(try project.raido("init", "--write", "--url", url).status == 0)
        let text = try project.text("Package.swift")
        #expect(text.contains(".product(name: \"Raido\", package: \"raido-fork\")"), "\(text)")
        for arguments in [["init"], ["init", "--write"], ["init", "--write", "--url", url]] {
            let again = try run(.raido, arguments, in: project.folder)
            #expect(again.status == 0 && !again.output.contains("Add to Package.swift"), "\(again)")
            #expect(try project.text("Package.swift") == text)
        }
    }

    @Test func `the target names the dependency that is there`() throws {
        let project = try ScratchProject(["Package.swift": with(".package(path: \"../raido\")")])
        #expect(try project.raido("init", "--write", "--url", "https://example.org/raido-fork").status == 0)
        let text = try project.text("Package.swift")
        #expect(text.contains("package: \"raido\")") && !text.contains("fork"), "\(text)")
    }

    @Test(arguments: ["migration/", "./migration", "migration//.", "migration"])
    func `a target of the migrations' folder is found however its path is written`(path: String) throws {
        let text = with(".package(url: \"https://example.org/raido\", from: \"0.1.0\")")
            .replacing("name: \"App\"),", with: "name: \"Database\", path: \"\(path)\"),")
        let project = try ScratchProject(["Package.swift": text])
        let outcome = try project.raido("init", "--write")
        #expect(outcome.status == 0 && !outcome.output.contains("Package.swift"), "\(outcome)")
        #expect(try project.text("Package.swift") == text)
    }

    @Test(arguments: [
        ("db/migration", "name: \"App\", path: \"./db/\"", "the target 'App' at 'db' contains the migrations"),
        ("Sources/App/migration", "name: \"App\"", "the target 'App' at 'Sources/App' contains the migrations"),
        (
            "db", "name: \"App\", path: \"db//app\"",
            "the target 'App' at 'db/app' is inside the folder of migrations"
        ),
    ])
    func `a target that overlaps the migrations' folder is an obstacle`(
        folder: String, target: String, reason: String
    ) throws {
        let text = with(".package(url: \"https://example.org/raido\", from: \"0.1.0\")")
            .replacing("name: \"App\"),", with: "\(target)),")
        let project = try ScratchProject(["Package.swift": text, "raido.json": "{\"migrations\": \"\(folder)\"}"])
        let outcome = try project.raido("init", "--write")
        #expect(outcome.status == 3 && outcome.errors.contains(reason), "\(outcome)")
        #expect(try project.text("Package.swift") == text)
    }

    @Test func aDependencyWithoutTheTraitsGetsThem() throws {
        let dependency = ".package(url: \"https://example.org/raido\", branch: \"main\")"
        let project = try ScratchProject(["Package.swift": with(dependency)])
        #expect(try project.raido("init", "--engine", "pg", "--write").status == 0)
        #expect(
            try project.text("Package.swift").contains(
                "branch: \"main\", traits: [.defaults, \"PostgreSQL\"])]"))
    }

    @Test func aManifestThatCannotBeEditedWithCertaintyIsLeftAsItIs() throws {
        let raido = ".package(url: \"https://example.org/raido\", from: \"0.1.0\""
        let cases = [
            (manifest, "the URL of Raido is not known; give it with --url URL"),
            (with("\(raido), traits: [\"MySQL\"])"), "the dependency has traits, but not \"PostgreSQL\""),
            (with("\(raido))").replacing("6.2", with: "6.0"), "traits need '// swift-tools-version: 6.1' or later"),
            (manifest.replacing("targets: [", with: "targets: more + ["), "'targets:' is more than a list in brackets"),
            (manifest.replacing("name: \"App\"),", with: "name: \"App\", path: \".\"),"), "is the whole folder"),
            (
                with("\(raido))").replacing("Target(name: \"App\"", with: "Target(name: \"Migrations\""),
                "is called 'Migrations'"
            ),
            (manifest + "package.dependencies.append(\(raido)))\n", "it names raido outside of 'dependencies:'"),
        ]
        for (text, reason) in cases {
            let project = try ScratchProject(["Package.swift": text])
            let outcome = try project.raido("init", "--engine", "pg", "--write")
            #expect(outcome.status == 3, "\(reason): \(outcome)")
            #expect(outcome.errors.hasPrefix("error: Package.swift is left as it is: "), "\(outcome)")
            #expect(outcome.errors.contains(reason), "\(outcome)")
            #expect(try project.text("Package.swift") == text)
            #expect(try project.text("raido.json").contains("postgresql"))
        }
    }

    private func with(_ dependency: String) -> String {
        manifest.replacing("    targets", with: "    dependencies: [\(dependency)],\n    targets")
    }

    // MARK: - Parts

    /// Every file's text, hidden ones too.
    private func allFiles(of project: ScratchProject) throws -> [String: String] {
        var texts: [String: String] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: project.folder.path) {
            texts[path] = try? project.text(path)
        }
        return texts
    }

    /// Asks git itself.
    private func expectMergedByUnion(_ path: String, in project: ScratchProject) throws {
        _ = try run("/usr/bin/env", ["git", "init", "--quiet"], in: project.folder)
        let answer = try run("/usr/bin/env", ["git", "check-attr", "-z", "merge", "--", path], in: project.folder)
        #expect(answer.output == "\(path)\0merge\0union\0", "\(answer)")
    }
}
