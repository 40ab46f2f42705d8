import Raido
import Testing

/// Enums that change while rows hold their values.
@Suite struct EnumQuestionTests {
    private static let rows = "INSERT INTO jobs (id, p) VALUES (1, 1), (2, 2), (3, 3)"
    private static let look = "SELECT p FROM jobs ORDER BY id"

    private func jobs(_ name: String, _ type: String, _ values: String) -> String {
        "model! { Job, table: \"jobs\", enums: { \(name): \(type) [\(values)] }, "
            + "fields: { p: choice [enum(\(name.prefix { $0 != " " })), required, default: Low] } }"
    }

    /// Wider, narrower, of the same size; under another name that a hint tells, or none.
    @Test(arguments: TestDatabase.engines)
    func `numbers are found, kept and replaced whatever else changes`(engine: Engine) throws {
        for (before, after) in [("i16", "i32"), ("i32", "i16"), ("i32", "i32")] {
            for (name, type) in [("P", "P"), ("Q", "Q"), ("Q", "Q [renamed_from: \"P\"]")] {
                let change = ModelChange(
                    before: jobs("P", before, "Low = 1, Mid = 2, High = 3"), rows: Self.rows,
                    after: jobs(type, after, "Low = 1, High = 30, Mid [removed, to: Low]"))
                try change.run(on: engine) { changed in
                    let ids = ["drop-enum-value:jobs.\(name).Mid", "renumber-enum:jobs.\(name).High"]
                    #expect(changed.findingIDs.filter { !$0.hasPrefix("change-type") } == ids)
                    for id in ids { #expect(try changed.count(of: id) == "1") }
                    try changed.upWithoutDrift()
                    #expect(try changed.ask(Self.look) == "1\n1\n3")
                    let reverted = try changed.down("--force")
                    #expect(reverted.status == 0, "\(reverted)")
                    #expect(try changed.ask(Self.look) == "1\n1\n3")
                }
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func `a number for which the new size has no room is replaced first`(engine: Engine) throws {
        let change = ModelChange(
            before: jobs("P", "i32", "Low = 1, Huge = 100000"),
            rows: "INSERT INTO jobs (id, p) VALUES (1, 1), (2, 100000)",
            after: jobs("P", "i16", "Low = 1, Top = 9, Huge [removed, to: Top]"))
        try change.run(on: engine) { changed in
            try changed.upWithoutDrift()
            #expect(try changed.ask(Self.look) == "1\n9")
        }
    }

    /// Rows of other columns keep the numbers of the enum that they have in common.
    @Test(arguments: TestDatabase.engines)
    func `a column moves to another enum of numbers with its rows`(engine: Engine) throws {
        func models(_ type: String, _ removed: String = "") -> String {
            """
            model! { Job, table: "jobs", enums: { A: i16 [Low = 1, Mid = 2, High = 3], B: i32 [Low = 1, High = 30\(removed)] },
                fields: { a: choice [enum(A), required], b: choice [enum(B), required], p: choice [enum(\(type)), required] } }
            """
        }
        let change = ModelChange(
            before: models("A"),
            rows: "INSERT INTO jobs (id, a, b, p) VALUES (1, 1, 1, 1), (2, 2, 2, 2), (3, 3, 30, 3)",
            after: models("B", ", Mid [removed, to: Low]"))
        try change.run(on: engine) { changed in
            let ids = ["drop-enum-value:jobs.B.Mid", "renumber-enum:jobs.B.High"]
            #expect(changed.findingIDs == ids)
            for id in ids { #expect(try changed.count(of: id) == "1") }
            try changed.upWithoutDrift()
            #expect(try changed.ask(Self.look) == "1\n1\n3")
            #expect(try changed.ask("SELECT sum(a) + sum(b) FROM jobs") == "39")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func `an enum whose name differs in case or underscores keeps its rows`(engine: Engine) throws {
        func openings(_ name: String, _ values: String) -> String {
            "model! { Opening, table: \"openings\", enums: { \(name): [\(values)] }, "
                + "fields: { day: choice [enum(\(name)), required, default: mon] } }"
        }
        for (old, new) in [("weekday", "Weekday"), ("WeekDay", "week_day"), ("weekday", "WeekDay")] {
            for values in ["mon, tue", "mon, tue, wed", "tue, mon, sun"] {
                let change = ModelChange(
                    before: openings(old, "mon, tue"), rows: "INSERT INTO openings (id, day) VALUES (1, 'tue')",
                    after: openings(new, values))
                try change.run(on: engine) { changed in
                    #expect(changed.findingIDs.isEmpty)
                    try changed.upWithoutDrift()
                    #expect(try changed.ask("SELECT day FROM openings") == "tue")
                    #expect(try changed.down().status == 0)
                    #expect(try changed.ask("SELECT day FROM openings") == "tue")
                }
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func `a check is asked with the values as they are after renames`(engine: Engine) throws {
        let change = ModelChange(
            before: """
                model! { Job, table: "jobs", enums: { S: [open, done] }, fields: { s: choice [enum(S)], n: int } }
                """,
            rows: "INSERT INTO jobs (id, s, n) VALUES (1, 'done', 1), (2, 'done', 2), (3, 'open', 1)",
            after: """
                model! { Job, table: "jobs", enums: { S: [Open [renamed_from: "open"], DONE [renamed_from: "done"]] },
                    fields: { s: choice [enum(S)], m: int [renamed_from: "n"] },
                    meta: { checks: { c: "s <> 'DONE' OR m <> 1" } } }
                """)
        try change.run(on: engine) { changed in
            #expect(try changed.count(of: "add-check:jobs.c") == "1")
            try changed.upIsRefused(with: "1 row of 'jobs' would violate the check 'ck_jobs_c': id 1")
            _ = try changed.ask("UPDATE jobs SET n = 3 WHERE id = 1")
            try changed.upWithoutDrift()
            #expect(try changed.ask("SELECT s FROM jobs ORDER BY id") == "DONE\nDONE\nOpen")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func `orphans are reported beside renamed and removed values`(engine: Engine) throws {
        let change = ModelChange(
            before: """
                model! { Job, table: "jobs", enums: { S: [a, b, c] },
                    fields: { s: choice [enum(S), required, default: a], n: int, box_id: bigint } }
                model! { Box, table: "boxes", fields: { n: int } }
                """,
            rows: "INSERT INTO jobs (id, s, n, box_id) VALUES (1, 'a', 1, 77), (2, 'b', 1, NULL)",
            after: """
                model! { Job, table: "jobs", enums: { S: [x [renamed_from: "a"], b [removed, to: x], c] },
                    fields: { s: choice [enum(S), required, default: x], n: int [required, unique], box_id: bigint },
                    relations: { belongs_to: Box via box_id }, meta: { indexes: [(s, box_id) unique] } }
                model! { Box, table: "boxes", fields: { n: int } }
                """)
        try change.run(on: engine) { changed in
            try changed.upIsRefused(
                with: "1 value of 'jobs' (n)",
                "1 row of 'jobs' refers through (box_id) to missing rows of 'boxes': id 1")
        }
    }

    /// Every value comes back.
    @Test(arguments: TestDatabase.engines)
    func `text that became an enum is reverted without a loss`(engine: Engine) throws {
        func models(_ type: String) -> String {
            "model! { Job, table: \"jobs\", enums: { Status: [Draft, Live] }, "
                + "fields: { s: choice [enum(Status), required, default: Draft], choice: \(type) } }"
        }
        for type in ["text", "varchar(20)", "text [required]"] {
            let enumType = type.hasSuffix("[required]") ? "choice [enum(Status), required]" : "choice [enum(Status)]"
            let change = ModelChange(
                before: models(type), rows: "INSERT INTO jobs (id, s, choice) VALUES (1, 'Draft', 'Draft')",
                after: models(enumType))
            try change.run(on: engine) { changed in
                try changed.upWithoutDrift()
                let reverted = try changed.down()
                #expect(reverted.status == 0 && reverted.errors.isEmpty, "\(reverted)")
                #expect(try changed.ask("SELECT choice FROM jobs") == "Draft")
            }
        }
    }
}
