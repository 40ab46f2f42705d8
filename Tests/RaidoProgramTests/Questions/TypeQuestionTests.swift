import Raido
import Testing

/// Columns that get another type, or come, while there are rows.
@Suite struct TypeQuestionTests {
    private func items(_ fields: String, _ rest: String = "") -> String {
        "model! { Item, table: \"items\", fields: { n: int, \(fields) }\(rest) }"
    }

    private static let shareless: [(old: String, value: String, new: String)] = [
        ("int", "17", "uuid"), ("timestamp", "'2026-01-31 12:00:00'", "uuid"), ("decimal(9,2)", "1.5", "inet"),
        ("date", "'2026-01-31'", "uuid"), ("int", "17", "timestamp"), ("time", "'12:00:00'", "date"),
    ]

    @Test(arguments: TestDatabase.engines)
    func `types that have no value in common are refused while there are rows`(engine: Engine) throws {
        for (old, value, new) in Self.shareless {
            let change = ModelChange(
                before: items("v: \(old) [required]"), rows: "INSERT INTO items (id, v) VALUES (1, \(value))",
                after: items("v: \(new) [required]"))
            try change.run(on: engine) { changed in
                #expect(try changed.count(of: "change-type:items.v") == "1")
                let stored = try changed.ask("SELECT v FROM items")
                try changed.upIsRefused(with: "1 row of 'items' has a value in 'v'")
                #expect(try changed.ask("SELECT v FROM items") == stored)
                _ = try changed.ask("DELETE FROM items")
                try changed.upWithoutDrift()
            }
        }
    }

    /// MySQL and MariaDB have no type for them, and would keep any text.
    @Test(arguments: TestDatabase.engines.filter { $0 != .sqlite })
    func `a text that is no network address is refused where addresses are checked`(engine: Engine) throws {
        let change = ModelChange(
            before: items("v: text"), rows: "INSERT INTO items (id, v) VALUES (1, 'hello'), (2, '10.0.0.1')",
            after: items("v: inet"))
        try change.run(on: engine) { changed in
            #expect(
                changed.findings.first?.message.contains("that cannot be converted make the migration fail") == true)
            #expect(try changed.count(of: "change-type:items.v") == "1")
            try changed.upIsRefused(with: "1 row of 'items' has a value in 'v'")
            #expect(try changed.up("--skip-checks").status != 0)
            #expect(try changed.ask("SELECT v FROM items WHERE id = 1") == "hello")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func `blanks that char does not keep are a finding`(engine: Engine) throws {
        let change = ModelChange(
            before: items("v: varchar(5)"),
            rows: "INSERT INTO items (id, v) VALUES (1, 'ab  '), (2, 'cd'), (3, ' e')", after: items("v: char(5)"))
        try change.run(on: engine) { changed in
            guard engine != .sqlite else {
                #expect(changed.findingIDs.isEmpty)
                try changed.upWithoutDrift()
                #expect(try changed.ask("SELECT sum(length(v)) FROM items") == "8")
                return
            }
            #expect(try changed.count(of: "change-type:items.v") == "1")
            let outcome = try changed.up()
            #expect(outcome.status == 0 && (outcome.output + outcome.errors).contains("id 1"), "\(outcome)")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func `values that are no numbers of an enum are a finding`(engine: Engine) throws {
        let isTrue = engine == .postgresql ? "true" : "1"
        for (old, fit, unfit) in [("int", "5", "7"), ("i16", "0", "7"), ("bool", "NULL", isTrue)] {
            let change = ModelChange(
                before: items("v: \(old)"), rows: "INSERT INTO items (id, v) VALUES (1, \(fit)), (2, \(unfit))",
                after: items("v: choice [enum(N)]", ", enums: { N: i16 [Low=0, Mid=5] }"))
            try change.run(on: engine) { changed in
                #expect(changed.findingIDs == ["change-type:items.v"])
                #expect(try changed.count(of: "change-type:items.v") == "1")
                try changed.upIsRefused(with: "1 row of 'items' has a value in 'v'")
                _ = try changed.ask("DELETE FROM items WHERE id = 2")
                try changed.upWithoutDrift()
            }
        }
    }

    @Test func `the guard says that SQLite makes no numbers of bytes`() throws {
        let change = ModelChange(
            before: items("v: blob"), rows: "INSERT INTO items (id, v) VALUES (1, x'31')", after: items("v: int"))
        try change.run(on: .sqlite) { changed in
            #expect(changed.findings.first?.message.contains("bytes are no numbers") == true)
            #expect(try changed.count(of: "change-type:items.v") == "1")
            try changed.upIsRefused(with: "1 row of 'items' has a value in 'v'")
        }
    }

    /// The NULLs and values of a new column have its type, also where they are asked about.
    @Test(arguments: TestDatabase.engines)
    func `a new column under a key or check is asked about`(engine: Engine) throws {
        func models(_ column: String, _ rest: String = "") -> String {
            items("\(column)", ", relations: { belongs_to: Box via box_id }\(rest)")
                + "\nmodel! { Box, table: \"boxes\", fields: { n: int } }"
        }
        let before = items("x: bigint") + "\nmodel! { Box, table: \"boxes\", fields: { n: int } }"
        let rows = "INSERT INTO items (id, n, x) VALUES (1, 1, 5), (2, 2, 9)"
        func expect(_ column: String, _ rest: String = "", refused words: String?) throws {
            let change = ModelChange(before: before, rows: rows, after: models(column, rest))
            try change.run(on: engine) { changed in
                if let words { try changed.upIsRefused(with: words) } else { try changed.upWithoutDrift() }
            }
        }
        let orphans = "refer through (box_id) to missing rows of 'boxes': id 1; id 2"
        try expect("x: bigint, box_id: bigint", ", meta: { indexes: [(box_id) unique] }", refused: nil)
        try expect("x: bigint, box_id: bigint [default: 7]", refused: orphans)
        try expect("x: bigint, box_id: bigint [required, fill: 7]", refused: orphans)
        try expect("box_id: bigint [renamed_from: \"x\"]", refused: orphans)
        try expect(
            "x: bigint, box_id: bigint, g: int [generated: \"n % 1\"]", ", meta: { checks: { g: \"g > 0\" } }",
            refused: "would violate the check 'ck_items_g': id 1; id 2")
        try expect(
            "x: bigint, box_id: bigint, g: int [generated: \"n % 1\", unique]", refused: "(g), which must be unique")
        try expect(
            "x: bigint, box_id: bigint, g: int [required, generated: \"nullif(n, 2)\"]",
            refused: "1 row of 'items' would have no value in 'g', which is NOT NULL: its expression gives NULL")
    }

    // MARK: - Types of PostgreSQL's own

    private static let isThere = TestServer.available.contains(.postgresql)
    private static let mapped = "\"type_mappings\": {\"postgresql\": {\"varchar\": \"CHARACTER VARYING({length})\"}}"
    private static let custom =
        "\"type_mappings\": {\"postgresql\": {\"custom:numeric\": \"numeric\", "
        + "\"custom:character varying\": \"character varying\"}}"

    private func postgresql(
        _ old: String, _ new: String, rows: String, settings: String, _ body: (ChangedDatabase) throws -> Void
    ) throws {
        try ModelChange(
            before: items("v: \(old)"), rows: "INSERT INTO items (id, v) VALUES \(rows)", after: items("v: \(new)"),
            settings: settings
        ).run(on: .postgresql, body)
    }

    @Test(.enabled(if: isThere))
    func `a mapped type that becomes shorter cuts nothing`() throws {
        let rows = "(1, '0123456789'), (2, 'ab')"
        try postgresql("varchar(10)", "varchar(4)", rows: rows, settings: Self.mapped) { changed in
            #expect(try changed.count(of: "change-type:items.v") == "1")
            try changed.upIsRefused(with: "1 row of 'items' has a value in 'v' that is too long")
            #expect(try changed.up("--skip-checks").status != 0)
            #expect(try changed.ask("SELECT v FROM items WHERE id = 1") == "0123456789")
        }
        for wider in ["varchar(10) [unique]", "varchar(12)", "text"] {
            try postgresql("varchar(10)", wider, rows: rows, settings: Self.mapped) { changed in
                #expect(!changed.findingIDs.contains { $0.hasPrefix("change-type") }, "\(changed.findingIDs)")
                try changed.upWithoutDrift()
                #expect(try changed.ask("SELECT v FROM items WHERE id = 1") == "0123456789")
            }
        }
    }

    /// With a mapping and without, on the way up and on the way back.
    @Test(arguments: TestDatabase.engines)
    func `no engine cuts a value that a shorter type does not hold`(engine: Engine) throws {
        let mapping = "\"type_mappings\": {\"\(engine.rawValue)\": {\"varchar\": \"CHARACTER VARYING({length})\"}}"
        let look = "SELECT v FROM items WHERE id = 1"
        for settings in ["", mapping] {
            let shorter = ModelChange(
                before: items("v: varchar(10)"), rows: "INSERT INTO items (id, v) VALUES (1, '0123456789')",
                after: items("v: varchar(4)"), settings: settings)
            try shorter.run(on: engine) { changed in
                let outcome = try changed.up()
                // SQLite holds texts of any length in a type of the user's own.
                #expect(outcome.status != 0 || (engine == .sqlite && !settings.isEmpty), "\(outcome)")
                #expect(try changed.ask(look) == "0123456789")
                #expect(try changed.up("--skip-checks").status != 0 || outcome.status == 0)
                #expect(try changed.ask(look) == "0123456789")
            }
            let longer = ModelChange(
                before: items("v: varchar(4)"), rows: "INSERT INTO items (id, v) VALUES (1, '0123')",
                after: items("v: varchar(10)"), settings: settings)
            try longer.run(on: engine) { changed in
                try changed.upWithoutDrift()
                _ = try changed.ask("UPDATE items SET v = '0123456789'")
                for arguments in [[], ["--force"], ["--force", "--skip-checks"]] {
                    let outcome = try changed.down(arguments)
                    #expect(outcome.status != 0 || (engine == .sqlite && !settings.isEmpty), "\(outcome)")
                    #expect(try changed.ask(look) == "0123456789")
                    if outcome.status == 0 { return }
                }
            }
        }
    }

    @Test(.enabled(if: isThere))
    func `rows of a custom type are asked about`() throws {
        let (old, rows) = ("custom(\"numeric\")", "(1, 42.306431), (2, 5)")
        try postgresql(old, "decimal(10,4)", rows: rows, settings: Self.custom) { changed in
            #expect(try changed.count(of: "change-type:items.v") == "1")
            let outcome = try changed.up()
            #expect(outcome.status == 0, "\(outcome)")
            #expect((outcome.output + outcome.errors).contains("1 row of 'items' has a value in 'v' that is rounded"))
        }
        let texts = "(1, '0123456789'), (2, 'ab')"
        try postgresql("custom(\"character varying\")", "varchar(5)", rows: texts, settings: Self.custom) { changed in
            #expect(try changed.count(of: "change-type:items.v") == "1")
            try changed.upIsRefused(with: "1 row of 'items' has a value in 'v' that is too long")
        }
    }
}
