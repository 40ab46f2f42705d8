import Raido
import Testing

/// What SQL in a `fill` computes with, where the columns that it names change in the same run: the same on each engine.
struct FillOrderCase: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var before: String
    var after: String
    var rows: String
    var question: String
    var answer: String

    static let all = [
        FillOrderCase(
            testDescription: "a column that is converted",
            before: "v: text [required], n: int",
            after:
                "w: int [required, renamed_from: \"v\", using: \"length(w)\"], n: int [required, fill: sql(\"w + 1\")]",
            rows: "(v, n) VALUES ('345', NULL)", question: "SELECT n FROM items", answer: "4"),
        FillOrderCase(
            testDescription: "a column that is converted and stands later",
            before: "n: int, v: text [required]",
            after: "n: int [required, fill: sql(\"v + 1\")], v: int [required, using: \"length(v)\"]",
            rows: "(v, n) VALUES ('345', NULL)", question: "SELECT n FROM items", answer: "4"),
        FillOrderCase(
            testDescription: "a column that is converted, in one that is added",
            before: "v: text [required]",
            after: "k: int [required, fill: sql(\"v * 2\")], v: int [required, using: \"length(v)\"]",
            rows: "(v) VALUES ('345')", question: "SELECT k FROM items", answer: "6"),
        FillOrderCase(
            testDescription: "a column that is filled", before: "v: int, n: int",
            after: "v: int [required, fill: 7], n: int [required, fill: sql(\"v\")]",
            rows: "(v, n) VALUES (NULL, NULL)", question: "SELECT n FROM items", answer: "7"),
        FillOrderCase(
            testDescription: "a column that is added, and filled from one that is converted",
            before: "v: text [required], n: int",
            after: """
                v: int [required, using: "length(v)"], k: int [required, fill: sql("v * 2")],
                n: int [required, fill: sql("k + v")]
                """,
            rows: "(v, n) VALUES ('345', NULL)", question: "SELECT n FROM items", answer: "9"),
    ]
}

@Suite struct `A fill` {
    @Test(arguments: TestDatabase.engines, FillOrderCase.all)
    func `computes with what the run leaves`(engine: Engine, what: FillOrderCase) throws {
        func model(_ fields: String) -> String { "model! { Item, table: \"items\", fields: { \(fields) } }" }
        let project = try ScratchProject([
            "entities/a.model": model(what.before), "raido.json": "{\"engines\": [\"\(engine.rawValue)\"]}",
        ])
        try withDatabase(of: engine) { database in
            func raido(_ arguments: String...) throws {
                let outcome = try run(.raido, arguments, in: project.folder)
                #expect(outcome.status == 0, "\(outcome)")
            }
            try raido("makemigrations", "--now", "2026-01-01T12:00:00Z")
            try raido("up", "--database", database.url)
            _ = try database.ask("INSERT INTO items \(what.rows)")
            try project.write(model(what.after), to: "entities/a.model")
            try raido("makemigrations", "--force", "--now", "2026-01-02T12:00:00Z")
            try raido("up", "--database", database.url)
            #expect(try database.ask(what.question) == what.answer)
        }
    }
}
