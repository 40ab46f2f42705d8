import Foundation
import Raido
import Testing

/// `raido makemigrations` tries a plan before it writes it.
@Suite struct ProofTests {
    private func project(_ fields: String) throws -> ScratchProject {
        try ScratchProject(["entities/article.swift": model(fields)])
    }

    private func model(_ fields: String) -> String {
        "model! { Article, table: \"articles\", fields: { title: text [required], \(fields) } }\n"
    }

    @Test func theReportSaysWhatWasProved() throws {
        let project = try project("")
        let made = try project.raido("makemigrations", "--now=2026-01-31T12:00:00Z")
        #expect(made.status == 0, "\(made)")
        #expect(made.output.contains("Proved on SQLite 3.") && made.output.contains(": up, down, 0 rows."))
        try project.write(model("views: int [required, default: 0]"), to: "entities/article.swift")
        let altered = try project.raido("makemigrations", "--now=2026-02-01T12:00:00Z", "--json")
        #expect(altered.output.contains("\"proof\""), "\(altered)")
        #expect(altered.output.contains("\"rows\": 5"), "\(altered)")
    }

    @Test(arguments: ["date", "time", "uuid", "json", "bool", "timestamp", "choice [enum(Kind)]"])
    func rowsWithValuesOfTheNewTypeArePartOfTheProof(type: String) throws {
        func model(_ field: String) -> String {
            let enums = field.hasPrefix("choice") ? "enums: { Kind: [short, long] }, " : ""
            return "model! { Article, table: \"articles\", \(enums)fields: { v: \(field) } }\n"
        }
        let project = try ScratchProject(["entities/article.model": model("text")])
        #expect(try project.raido("makemigrations", "--now=2026-01-31T12:00:00Z").status == 0)
        try project.write(model(type), to: "entities/article.model")
        let made = try project.raido("makemigrations", "--now=2026-02-01T12:00:00Z", "--force", "--json")
        #expect(made.status == 0 && made.output.contains("\"rows\": 2"), "\(made)")
    }

    @Test func itCanBeLeftOut() throws {
        let made = try project("").raido("makemigrations", "--no-proof")
        #expect(made.status == 0)
        #expect(!made.output.contains("Proved"))
    }

    @Test func whatSQLiteDoesNotKnowIsSaidAndWritten() throws {
        let project = try ScratchProject([
            "entities/article.swift": """
            model! { Article, table: "articles", fields: { title: text [required] },
                meta: { checks: { short: "title ~ '^[a-z]+$'" } } }
            """
        ])
        let made = try project.raido("makemigrations")
        #expect(made.status == 0, "\(made)")
        #expect(made.output.contains("Not proved, because SQLite does not support it: "), "\(made)")
        #expect(made.output.contains("'--prove-on URL' to try it on a server."))
    }

    @Test func aServerThatIsNotThereIsAMistakeAndNothingIsWritten() throws {
        let project = try project("")
        let made = try project.raido("makemigrations", "--prove-on", "postgresql://me:secret@127.0.0.1:1/db")
        #expect(made.status == 1)
        #expect(made.errors.contains("the plan cannot be proved: "), "\(made)")
        #expect(!made.errors.contains("secret"))
        #expect(Array(try project.files().keys) == ["entities/article.swift"])
        #expect(try project.raido("makemigrations", "--prove-on", "sqlite:app.sqlite").status == 64)
        #expect(try project.raido("makemigrations", "--no-proof", "--prove-on", "mysql://h/d").status == 64)
    }

    @Test(arguments: TestServer.available) func whoMayMakeNothingOnAServerIsToldTheRight(engine: Engine) throws {
        let project = try project("")
        let server = try #require(TestServer(engine))
        try server.withWeakUser { url in
            let refused = try project.raido("makemigrations", "--prove-on", url)
            #expect(refused.status == 1)
            #expect(
                refused.errors.contains(
                    "could not create a temporary database or schema on the server to try the plan: "), "\(refused)")
            #expect(
                refused.errors.contains(
                    "omit --prove-on to prove the plan on SQLite, or use --no-proof to skip the proof"))
            #expect(Array(try project.files().keys) == ["entities/article.swift"])
            let grant = try #require(refused.errors.firstMatch(of: #/Ask an administrator to run: (GRANT .*)\n/#)?.1)
            let granted = try server.run("\(grant)")
            #expect(granted.status == 0, "\(grant): \(granted)")
            let made = try project.raido("makemigrations", "--prove-on", url)
            #expect(made.status == 0, "\(made)")
            #expect(made.output.contains("Proved on \(engine.displayName) "), "\(made)")
        }
    }

    /// The one way to a fault that is not there: SQLite is given another default than the program gave it.
    @Test func aPlanThatDoesNotHoldIsReportedAsAFaultOfTheToolAndNothingIsWritten() throws {
        let project = try project("")
        #expect(try project.raido("makemigrations", "--now=2026-01-31T12:00:00Z").status == 0)
        try project.write(model("views: int [required, default: 1]"), to: "entities/article.swift")
        let before = try project.files()
        let wishes = [
            "RAIDO_SAID": "ADD COLUMN \"views\" integer NOT NULL DEFAULT 1",
            "RAIDO_HEARD": "ADD COLUMN \"views\" integer NOT NULL DEFAULT 2",
        ]
        let library = try PreloadedLibrary.deceivedCalls.get()
        let failed = try library.run(
            .raido, ["makemigrations", "--now=2026-02-01T12:00:00Z"], in: project.folder, wishes)
        #expect(failed.status == 1)
        #expect(failed.errors.contains("error: the plan fails on SQLite 3."), "\(failed)")
        #expect(
            failed.errors.contains(
                ": after applying all, column 'articles.views' is views big_integer NOT NULL default 2, but "
                    + "should be views big_integer NOT NULL default 1"), "\(failed)")
        #expect(failed.errors.contains("this is a bug in raido, not in your project; nothing was written"))
        // What a report needs: what should be there, what is, and the plan, as Swift and as SQL in both directions.
        let parts = [
            "-- expected", "DEFAULT 1", "-- found", "DEFAULT 2", ".addColumn(", "-- m20260201_120000_", ", up",
            "ALTER TABLE \"articles\" ADD COLUMN", ", down", "DROP COLUMN",
        ]
        var rest = failed.errors[...]
        for part in parts {
            let range = rest.range(of: part)
            #expect(range != nil, "no '\(part)' after the ones before it: \(failed)")
            rest = rest[(range?.upperBound ?? rest.startIndex)...]
        }
        #expect(!failed.output.contains("Wrote"))
        #expect(try project.files() == before)

        let document = try library.run(.raido, ["makemigrations", "--json"], in: project.folder, wishes)
        #expect(document.status == 1)
        #expect(document.output.contains("\"status\": \"mistakes\"") && document.output.contains("\"report\""))
        #expect(try project.files() == before)
        #expect(try project.raido("makemigrations").status == 0, "undeceived, the plan holds")
    }
}
