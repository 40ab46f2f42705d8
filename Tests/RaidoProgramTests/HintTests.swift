import Foundation
import Testing

private let clock = ["--now=2026-01-31T12:00:00Z", "--now=2026-02-01T12:00:00Z", "--now=2026-02-02T12:00:00Z"]

/// Makes the migrations of one state of the models after the other, and gives what each run said.
private func make(_ states: String..., options: [String] = [], settings: String? = nil) throws -> [Outcome] {
    let project = try ScratchProject()
    if let settings { try project.write(settings, to: "raido.json") }
    return try zip(states, clock).map { text, now in
        try project.write(text, to: "entities/models.swift")
        return try run(.raido, ["makemigrations", now] + options, in: project.folder)
    }
}

@Suite struct `Hints on the command line` {
    @Test func `SQL of a fill that names a renamed column is an error at its place`() throws {
        let outcomes = try make(
            "model! { Invoice, fields: { net: int [required] } }",
            """
            model! {
                Invoice,
                fields: {
                    amount: int [required, renamed_from: "net"],
                    gross: int [required, fill: sql("net * 2")],
                },
            }
            """)
        #expect(outcomes[1].status == 1)
        #expect(
            outcomes[1].errors.hasPrefix(
                "entities/models.swift:5:42: error: 'net' is already renamed to 'amount' when this SQL runs; write amount"
            ),
            "\(outcomes[1].errors)")
    }

    @Test func `SQL of using that names an unknown column is an error at its place, also for the SQL that is printed`()
        throws
    {
        let project = try ScratchProject(["entities/models.swift": "model! { Item, fields: { size: text } }"])
        #expect(try project.raido("makemigrations", clock[0]).status == 0)
        try project.write(
            "model! { Item, fields: { size: int [using: \"CAST(sise AS integer)\"] } }", to: "entities/models.swift")
        for arguments in [["makemigrations", clock[1], "--force"], ["sql", "--engine", "sqlite"]] {
            let outcome = try run(.raido, arguments, in: project.folder)
            #expect(outcome.status == 1, "\(outcome)")
            #expect(
                outcome.errors.contains(
                    ":1:50: error: 'item' has no column 'sise' when this SQL runs; did you mean 'size'?"),
                "\(outcome.errors)")
        }
    }

    @Test func `using that converts nothing is reported`() throws {
        let outcomes = try make(
            "model! { Item, fields: { size: int } }", "model! { Item, fields: { size: int [using: \"size * 100\"] } }")
        #expect(outcomes.map(\.status) == [0, 0], "\(outcomes)")
        #expect(outcomes[1].output.hasPrefix("No changes"))
        #expect(
            outcomes[1].errors.contains(
                "1:37: warning: 'size' keeps its type, so 'using' has no effect; remove the hint"),
            "\(outcomes[1].errors)")
    }

    @Test func `SQL of a fill may name what the same run renames or drops`() throws {
        let outcomes = try make(
            "model! { Invoice, fields: { net: int [required], tax: int [required] } }",
            """
            model! {
                Bill, table: "bills", renamed_from: "invoice",
                fields: {
                    amount: int [required, renamed_from: "net"],
                    gross: int [required, fill: sql("bills.amount + tax")],
                },
            }
            """, options: ["--force"])
        #expect(outcomes.map(\.status) == [0, 0], "\(outcomes)")
        #expect(outcomes[1].output.contains("Proved on SQLite"))
    }

    @Test func `a function that SQLite lacks in a fill is no bug`() throws {
        let outcomes = try make(
            "model! { Invoice, fields: { net: int [required] } }",
            "model! { Invoice, fields: { net: int [required], tax: int [required, fill: sql(\"width_bucket(net, 0, 9, 3)\")] } }"
        )
        #expect(outcomes.map(\.status) == [0, 0], "\(outcomes)")
        #expect(outcomes[1].output.contains("Not proved"))
    }

    @Test func `a hint that was applied may name what is gone`() throws {
        let last = "model! { Invoice, fields: { gross: int [required, fill: sql(\"net * 2\")] } }"
        let outcomes = try make(
            "model! { Invoice, fields: { net: int [required] } }", last, last, options: ["--force"])
        #expect(outcomes.map(\.status) == [0, 0, 0], "\(outcomes)")
        #expect(outcomes[2].errors == "")
    }

    @Test func `an old table name comes back in the next run, with and without the hint`() throws {
        let page = "model! { Page, table: \"pages\", fields: { slug: text [unique] } }"
        func sheet(_ hint: String) -> String { page.replacing("Page, table: \"pages\",", with: "Sheet, \(hint)") }
        for hint in ["", "renamed_from: \"pages\","] {
            let outcomes = try make(
                page, sheet("renamed_from: \"pages\","), sheet(hint) + "\n" + page)
            #expect(outcomes.map(\.status) == [0, 0, 0], "\(outcomes)")
            #expect(outcomes[2].output.contains("create pages"))
            #expect(outcomes[2].errors.contains("its rename from 'pages' is done; remove the hint") == !hint.isEmpty)
        }
    }

    @Test func `a hint with the name of a variant gets the stored value suggested`() throws {
        func models(_ variants: String) -> String {
            "model! { Post, enums: { State: [\(variants), Rest] }, fields: { state: choice [enum(State)] } }"
        }
        let outcomes = try make(
            models("Draft = \"draft\", Live = \"live\""),
            models("Open = \"open\" [renamed_from: \"Draft\"], Shown = \"shown\" [renamed_from: \"Live\"]"))
        #expect(outcomes[1].status == 3)
        #expect(
            outcomes[1].errors.contains(
                "warning: neither 'Draft' nor 'open' was stored before, so nothing is renamed; hints name stored values; "
                    + "did you mean 'draft'?"), "\(outcomes[1].errors)")
    }

    @Test func `a text that differs in its Unicode normal form alone is a change`() throws {
        func models(_ text: String) -> String {
            """
            model! { Post, enums: { State: [Open = "\(text)", Shut] }, fields: {
                a: text [default: "\(text)"], b: choice [enum(State), default: Open, check: "b <> 'x\(text)'", comment: "\(text)"],
            } }
            """
        }
        let outcomes = try make(
            models("caf\u{E9}"), models("cafe\u{301}"), models("cafe\u{301}"), options: ["--force"])
        #expect(outcomes.map(\.status) == [0, 0, 0], "\(outcomes)")
        #expect(outcomes[1].output.contains("State.caf\u{E9} → cafe\u{301} (another Unicode normal form)"))
        #expect(outcomes[1].output.contains("Proved on SQLite"))
        #expect(outcomes[2].output.hasPrefix("No changes"))
    }

    @Test func `limits of the engines that the settings name are told when planning`() throws {
        let settings = { (engine: String) in "{\"engines\": [\"\(engine)\"]}" }
        let before = "model! { A, fields: { b: textarea [required] } }"
        let cases = [
            (
                "mariadb", "model! { A, pk: b => textarea }",
                "MariaDB does not take column 'b' into the primary key of 'a'"
            ),
            (
                "mariadb",
                "model! { A, fields: { b: text [unique] } }\n"
                    + "model! { C, fields: { b: text [collate: \"utf8mb4_bin\"] }, relations: { belongs_to: A via b to b } }",
                "MariaDB refuses foreign key 'fk_c_b' of 'c'"
            ),
            (
                "mysql",
                "model! { A, fields: { b: text [unique] } }\n"
                    + "model! { C, fields: { b: text [collate: \"utf8mb4_bin\"] }, relations: { belongs_to: A via b to b } }",
                "MySQL refuses foreign key 'fk_c_b' of 'c'"
            ),
            (
                "postgresql", "model! { A, fields: { b: json }, meta: { indexes: [(b)] } }",
                "PostgreSQL does not take column 'b' into index 'idx_a_b' of 'a': it is json there"
            ),
            (
                "postgresql", "model! { A, fields: { b: textarea }, meta: { indexes: [(b) using fulltext] } }",
                "PostgreSQL has no access method 'fulltext'"
            ),
        ]
        for (engine, models, message) in cases {
            let outcome = try #require(
                try make(models, options: ["--no-proof", "--force"], settings: settings(engine)).first)
            #expect(outcome.status == 1, "\(engine): \(outcome)")
            #expect(outcome.errors.contains(message), "\(engine): \(outcome.errors)")
        }
        #expect(try make(before, settings: settings("postgresql")).map(\.status) == [0])
        #expect(
            try make("model! { A, fields: { b: custom(\"POINT\") } }", settings: settings("postgresql"))
                .map(\.status) == [0])
        let refused = try make("model! { A, fields: { b: custom(\"POINT\") } }", settings: settings("mysql"))
        #expect(refused.map(\.status) == [1])
    }
}
