import Raido
import Testing

/// What 'down' says of values before it changes their type back.
@Suite struct `Values on the way back` {
    private func items(_ fields: String, _ rest: String = "") -> String {
        "model! { Item, table: \"items\", \(rest)fields: { \(fields) } }"
    }

    private static let kept: [(old: String, value: String, new: String)] = [
        ("uuid", "'f47ac10b-58cc-4372-a567-0e02b2c3d479'", "text"), ("json", "'{\"a\": 1}'", "varchar(90)"),
        ("time", "'10:00:00'", "interval"), ("datetime", "'2026-01-31 12:00:00'", "timestamp_tz"),
        ("timestamp_tz", "'2026-01-31 12:00:00'", "datetime"), ("date", "NULL", "time"),
        ("time", "NULL", "timestamp_tz"),
    ]

    @Test(arguments: TestDatabase.engines)
    func `that stay what they are are no loss`(engine: Engine) throws {
        for (old, value, new) in Self.kept {
            let change = ModelChange(
                before: items("v: \(old)"), rows: "INSERT INTO items (id, v) VALUES (1, \(value))",
                after: items("v: \(new)"))
            try change.run(on: engine) { changed in
                let stored = try changed.ask("SELECT v FROM items")
                #expect(try changed.up().status == 0, "\(old) to \(new)")
                let outcome = try changed.down()
                #expect(outcome.status == 0, "\(old) to \(new): \(outcome)")
                #expect(try changed.ask("SELECT v FROM items") == stored, "\(old) to \(new)")
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func `of an enum that became text are no loss`(engine: Engine) throws {
        let change = ModelChange(
            before: items("s: choice [enum(E)]", "enums: { E: [draft, done] }, "),
            rows: "INSERT INTO items (id, s) VALUES (1, 'draft')", after: items("s: text"))
        try change.run(on: engine) { changed in
            #expect(try changed.up().status == 0)
            let outcome = try changed.down()
            #expect(outcome.status == 0, "\(outcome)")
            #expect(try changed.ask("SELECT s FROM items") == "draft")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func `that were generated are no loss, and others are`(engine: Engine) throws {
        let change = ModelChange(
            before: items("a: decimal(10,2), g: decimal(12,2) [generated: \"a * 2\"]"),
            rows: "INSERT INTO items (id, a) VALUES (1, 1.25), (2, NULL)",
            after: items("a: decimal(10,2), g: decimal(12,2)"))
        try change.run(on: engine) { changed in
            #expect(try changed.up().status == 0)
            let outcome = try changed.down()
            #expect(outcome.status == 0, "\(outcome)")
            #expect(try changed.up().status == 0)
            _ = try changed.ask("UPDATE items SET g = 9 WHERE id = 2")
            let refused = try changed.down()
            #expect(refused.status == 3, "\(refused)")
            #expect(refused.errors.contains("replaces values of 'items.g' (1 row) with generated ones"), "\(refused)")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func `that would be rounded are counted`(engine: Engine) throws {
        let change = ModelChange(
            before: items("v: decimal(10,1)"), rows: "INSERT INTO items (id, v) VALUES (1, 1.5), (2, 2.5)",
            after: items("v: decimal(10,2)"))
        try change.run(on: engine) { changed in
            #expect(try changed.up().status == 0)
            #expect(try changed.down().status == 0)
            #expect(try changed.up().status == 0)
            guard engine != .sqlite else { return }
            _ = try changed.ask("UPDATE items SET v = 1.25 WHERE id = 1")
            let refused = try changed.down()
            #expect(refused.status == 3, "\(refused)")
            #expect(refused.errors.contains("changes values of 'items.v' (1 row): they are rounded"), "\(refused)")
        }
    }

    /// Not even 'raido makemigrations' is silent, and nothing is applied half.
    @Test(arguments: TestDatabase.engines)
    func `that SQL fills in are asked for NULL`(engine: Engine) throws {
        let change = ModelChange(
            before: items("v: int"), rows: "INSERT INTO items (id, v) VALUES (1, 5), (2, NULL)",
            after: items("v: int, k: int [required, fill: sql(\"v\")]"))
        try change.run(on: engine) { changed in
            #expect(changed.findingIDs == ["add-not-null:items.k"])
            #expect(try changed.count(of: "add-not-null:items.k") == "1")
            try changed.upIsRefused(
                with: "1 row of 'items' would have no value in 'k', which is NOT NULL: its expression gives NULL")
            _ = try changed.ask("UPDATE items SET v = 7 WHERE v IS NULL")
            try changed.upWithoutDrift()
        }
    }

    @Test(arguments: TestDatabase.engines)
    func `that number the rows are not made up without a word`(engine: Engine) throws {
        let change = ModelChange(
            before: items("code: varchar(9) [required]"),
            rows: "INSERT INTO items (id, code) VALUES (50, 'a'), (7, 'b')",
            after: items("code: varchar(9) [required]", "pk: (code), "))
        try change.run(on: engine) { changed in
            #expect(try changed.up().status == 0)
            let refused = try changed.down()
            #expect(refused.status == 3, "\(refused)")
            #expect(
                refused.errors.contains("brings back 'items.id', which numbers the rows: 2 rows would get"),
                "\(refused)")
            let unknown = try changed.down("--fill", "items.id=sql(\"nope\")")
            #expect(unknown.status == 64, "\(unknown)")
            #expect(unknown.errors.contains("'items' has no column 'nope' when this SQL runs"), "\(unknown)")
            let done = try changed.down("--fill", "items.id=sql(\"case code when 'a' then 50 else 7 end\")")
            #expect(done.status == 0, "\(done)")
            #expect(try changed.ask("SELECT id FROM items ORDER BY code") == "50\n7")
        }
    }

    /// Forcing allows losses, and no failure after some migrations are reverted.
    @Test(arguments: TestDatabase.engines)
    func `that the old type cannot hold stop the run before it starts`(engine: Engine) throws {
        func models(_ type: String, _ rest: String) -> String {
            items("v: \(type), x: int") + " model! { Note, table: \"notes\", fields: { \(rest)z: int } }"
        }
        let change = ModelChange(
            before: models("int", "y: text, "), rows: "INSERT INTO items (id, x) VALUES (1, 1)",
            after: models("text", ""))
        try change.run(on: engine) { changed in
            #expect(try changed.up().status == 0)
            _ = try changed.ask("UPDATE items SET v = 'seven'")
            let refused = try changed.down("--force")
            #expect(refused.status == 3, "\(refused)")
            #expect(refused.errors.contains("1 row of 'items' has a value in 'v' that is too long"), "\(refused)")
            let status = try changed.up()
            #expect(status.output.contains("Nothing to apply"), "\(status)")
            _ = try changed.ask("UPDATE items SET v = '7'")
            #expect(try changed.down("--force").status == 0)
        }
    }
}
