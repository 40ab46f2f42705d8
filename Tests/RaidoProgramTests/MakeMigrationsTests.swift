import Foundation
import Testing

/// A model that every test here begins with.
private let article = """
    model! {
        Article,
        table: "articles",
        fields: {
            title: text [required, max_length: 200],
            job_title: text,
        },
    }
    """

private let first = "--now=2026-01-31T12:00:00Z"
private let second = "--now=2026-02-01T12:00:00Z"

@Suite struct MakeMigrationsTests {
    @Test func theFirstRunCreatesAndTheSecondFindsNothingToDo() throws {
        let project = try ScratchProject(["entities/article.swift": article])
        let made = try project.raido("makemigrations", first)
        #expect(made.status == 0)
        #expect(made.errors == "")
        #expect(made.output.contains("Read 1 model in 1 file."))
        #expect(made.output.contains("+ title varchar(200)"))
        #expect(
            Set(try project.files().keys) == [
                "entities/article.swift", "migration/Migrations.swift",
                "migration/m20260131_120000_001_create_articles.swift", "snapshots/articles.json",
            ])
        #expect(made.output.contains("migration/m20260131_120000_001_create_articles.swift"))

        let files = try project.files()
        let again = try project.raido("makemigrations", second)
        #expect(again == Outcome(status: 0, output: "No changes: 1 model matches its snapshot.\n", errors: ""))
        #expect(try project.files() == files)
    }

    @Test func aDryRunShowsThePlanAndItsSQLAndWritesNothing() throws {
        let project = try ScratchProject(["entities/article.swift": article])
        let outcome = try project.raido("makemigrations", "--dry-run", first)
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("CREATE TABLE \"articles\""))
        #expect(Array(try project.files().keys) == ["entities/article.swift"])
    }

    @Test func checkSaysThatChangesArePendingWithStatus2() throws {
        let project = try ScratchProject(["entities/article.swift": article])
        for arguments in [["check"], ["makemigrations", "--check"]] {
            let outcome = try run(.raido, arguments, in: project.folder)
            #expect(outcome.status == 2)
            #expect(outcome.output.contains("articles"))
        }
        #expect(Array(try project.files().keys) == ["entities/article.swift"])
        #expect(try project.raido("makemigrations", first).status == 0)
        #expect(try project.raido("check").status == 0)
    }

    @Test func theGuardRefusesAndWritesNothingUntilTheFindingIsAllowed() throws {
        let project = try ScratchProject(["entities/article.swift": article])
        #expect(try project.raido("makemigrations", first).status == 0)
        try project.write(
            article.replacingOccurrences(of: "    job_title: text,", with: ""), to: "entities/article.swift")
        let files = try project.files()

        let refused = try project.raido("makemigrations", second)
        #expect(refused.status == 3)
        #expect(refused.errors.contains("drop-column:articles.job_title"))
        #expect(refused.errors.contains("--allow drop-column:articles.job_title"))
        #expect(try project.files() == files)

        let wrong = try project.raido("makemigrations", second, "--allow", "drop-column:articles.job_titel")
        #expect(wrong.status == 64)
        #expect(wrong.errors.contains("did you mean 'drop-column:articles.job_title'?"))
        #expect(try project.files() == files)

        let allowed = try project.raido("makemigrations", second, "--allow", "drop-column:articles.job_title")
        #expect(allowed.status == 0, "\(allowed)")
        let migration = try project.text("migration/m20260201_120000_001_alter_articles.swift")
        #expect(migration.contains(".dropColumn("))
        #expect(migration.contains("not its values"))
    }

    @Test func forceAllowsEverythingAndSaysWhat() throws {
        let project = try ScratchProject(["entities/article.swift": article])
        #expect(try project.raido("makemigrations", first).status == 0)
        try project.write("// nothing is left\n", to: "entities/article.swift")
        #expect(try project.raido("makemigrations", second).status == 3)
        let forced = try project.raido("makemigrations", second, "--force")
        #expect(forced.status == 0)
        #expect(forced.output.contains("drop-table:articles"))
        #expect(
            !FileManager.default.fileExists(
                atPath: project.folder.appendingPathComponent("snapshots/articles.json").path))
        #expect(try project.raido("check").status == 0)
    }

    @Test func theRenameOfTheAncestorsManualKeepsTheColumn() throws {
        for key in ["    pk: id => i32,\n", ""] {
            let model = { (field: String) in
                "model! {\n    Employe,\n    table: \"employes\",\n\(key)    {\n\(field)\n    }\n}\n"
            }
            let project = try ScratchProject(["src/entities/employe.rs": model("        job_title: text,")])
            #expect(try project.raido("makemigrations", "--entities", "src/entities", first).status == 0)
            let renamed = "        // before:  job_title: text,\n        title: text [renamed_from: \"job_title\"],"
            try project.write(model(renamed), to: "src/entities/employe.rs")
            let outcome = try project.raido("makemigrations", "--entities=src/entities", second)
            #expect(outcome.status == 0, "\(outcome)")
            let migration = try project.text("migration/m20260201_120000_001_alter_employes.swift")
            #expect(migration.contains(".renameColumn(\"job_title\", to: \"title\", in: \"employes\")"))
            #expect(!migration.contains("dropColumn"))
            #expect(try project.raido("check", "--entities", "src/entities").status == 0)
        }
    }

    @Test func theExtensionOfTheAncestorsManualAltersTheUsers() throws {
        let project = try ScratchProject([
            "entities/user.rs": """
            use runique::prelude::*;

            extend! {
                table: "eihwaz_users",
                fields: {
                    bio: textarea,
                    avatar: image [upload_to: "avatars/"],
                    website: url,
                    is_verified: bool [default: false],
                }
            }
            """
        ])
        #expect(try project.raido("makemigrations", first).status == 0)
        #expect(
            Set(try project.files().keys) == [
                "entities/user.rs", "migration/Migrations.swift",
                "migration/m20260131_120000_001_create_eihwaz_users.swift",
                "migration/m20260131_120000_002_extend_eihwaz_users.swift", "snapshots/framework/eihwaz_users.json",
            ])
        let create = try project.text("migration/m20260131_120000_001_create_eihwaz_users.swift")
        let extend = try project.text("migration/m20260131_120000_002_extend_eihwaz_users.swift")
        #expect(create.contains("createTable") && !create.contains("bio"))
        #expect(!extend.contains("createTable") && extend.contains("Column(\"bio\", .text, nullable: true)"))

        try project.remove("entities/user.rs")
        try project.write("", to: "entities/empty.rs")
        let refused = try project.raido("makemigrations", second)
        #expect(refused.status == 3)
        #expect(refused.errors.contains("drop-column:eihwaz_users.bio") && !refused.errors.contains("drop-table"))
        #expect(try project.raido("makemigrations", second, "--force").status == 0)
        #expect(
            FileManager.default.fileExists(
                atPath: project.folder.appendingPathComponent("snapshots/framework/eihwaz_users.json").path))
    }

    @Test func twoRunsInOneSecondGetDifferentIdentities() throws {
        let project = try ScratchProject(["entities/article.swift": article])
        #expect(try project.raido("makemigrations", first).status == 0)
        try project.write(
            article.replacingOccurrences(of: "job_title: text,", with: "job_title: text, extra: int,"),
            to: "entities/article.swift")
        let outcome = try project.raido("makemigrations", first)
        #expect(outcome.status == 0, "\(outcome)")
        let names = try project.files().keys.filter { $0.hasPrefix("migration/m") }.sorted()
        #expect(
            names == [
                "migration/m20260131_120000_001_create_articles.swift",
                "migration/m20260131_120001_001_alter_articles.swift",
            ])
    }

    @Test func theNameGivenIsPartOfTheFilesName() throws {
        let project = try ScratchProject(["entities/article.swift": article])
        #expect(try project.raido("makemigrations", first, "--name", "First things: first").status == 0)
        #expect(try project.files().keys.contains("migration/m20260131_120000_001_first_things_first.swift"))
    }

    /// As git leaves a tree on a machine that checks it out with other line ends.
    @Test func otherLineEndsAreNoChange() throws {
        let model = "model! {\n  Article,\n  fields: { title: text [required, default: \"a\"] },\n}\n"
        let project = try ScratchProject(["entities/article.swift": model])
        #expect(try project.raido("makemigrations", "--now=2026-01-31T12:00:00Z").status == 0)
        for path in try project.files().keys {
            try project.write(project.text(path).replacingOccurrences(of: "\n", with: "\r\n"), to: path)
        }
        let before = try project.files()
        let checked = try project.raido("check")
        #expect(checked.status == 0, "\(checked)")
        #expect(try project.raido("makemigrations", "--now=2026-02-01T12:00:00Z").status == 0)
        #expect(try project.files() == before)
        try project.write(
            model.replacingOccurrences(of: "fields: {", with: "fields: { views: int,"), to: "entities/article.swift")
        let altered = try project.raido("makemigrations", "--now=2026-02-01T12:00:00Z")
        #expect(altered.status == 0, "\(altered)")
        let made = try project.files().keys.filter { before[$0] == nil }
        #expect(made == ["migration/m20260201_120000_001_alter_article.swift"])
    }
}
