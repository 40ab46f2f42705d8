import Raido
import Testing

/// What the guard prints to count rows, put through the own client of the engine that it is printed for.
@Suite struct CountQueryTests {
    private func expect(
        _ counts: [String: String], on engine: Engine, _ change: ModelChange,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        try change.run(on: engine) { changed in
            #expect(Set(changed.findingIDs) == Set(counts.keys), sourceLocation: sourceLocation)
            for (id, count) in counts {
                let found = try changed.count(of: id)
                #expect(found == count, "\(id)", sourceLocation: sourceLocation)
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func `rows of renamed tables and columns are counted under their old names`(engine: Engine) throws {
        try expect(
            [
                "drop-column:pieces.note": "1", "set-not-null:pieces.order": "2", "change-type:pieces.title": "1",
                "drop-enum-value:pieces.State.Old": "2", "drop-enum-value:pieces.State.Odd": "1",
                "drop-table:scraps": "2",
            ], on: engine,
            ModelChange(
                before: """
                    model! { Item, table: "items", enums: { State: [New, Odd, Old] }, fields: { name: varchar(20) [required],
                        note: text, position: int, state: choice [enum(State), required] } }
                    model! { Scrap, table: "scraps", fields: { line: text } }
                    """,
                rows: """
                    INSERT INTO items (id, name, note, position, state) VALUES
                        (1, 'long enough', NULL, 1, 'Old'), (2, 'short', 'x', NULL, 'Old'), (3, 'tiny', NULL, NULL, 'Odd');
                    INSERT INTO scraps (id) VALUES (1), (2);
                    """,
                after: """
                    model! { Piece, table: "pieces", renamed_from: "items",
                        enums: { State: [New, Even, Old [removed, to: New]] },
                        fields: { title: varchar(5) [required, renamed_from: "name"],
                            order: int [required, renamed_from: "position"], state: choice [enum(State), required] } }
                    """))
    }

    @Test(arguments: TestDatabase.engines)
    func `rows that break a new rule are counted with the values that they will have`(engine: Engine) throws {
        try expect(
            [
                "drop-enum-value:items.S.late": "1", "add-check:items.finished": "3", "add-check:items.left": "1",
                "add-unique:items.code": "1", "add-unique:items.rest": "1", "add-foreign-key:items.box_id": "2",
                "add-not-null:items.rest": "0",
            ], on: engine,
            ModelChange(
                before: """
                    model! { Item, table: "items", enums: { S: [open, done, late] }, fields: { s: choice [enum(S), required],
                        number: varchar(9) [required], name: varchar(9) [required], n: int [required], box_id: bigint } }
                    model! { Box, table: "boxes", fields: { n: int } }
                    """,
                rows: """
                    INSERT INTO boxes (id, n) VALUES (1, 1);
                    INSERT INTO items (id, s, number, name, n, box_id) VALUES (1, 'done', 'a', 'x', 1, 1),
                        (2, 'late', 'a', 'X', 5, 7), (3, 'open', 'b', 'y', 7, NULL), (4, 'done', 'c', 'z', 9, 9);
                    """,
                after: """
                    model! { Item, table: "items",
                        enums: { S: [Open [renamed_from: "open"], DONE [renamed_from: "done"], late [removed, to: DONE]] },
                        fields: { s: choice [enum(S), required], code: varchar(9) [required, unique, renamed_from: "number"],
                            name: varchar(9) [required], n: int [required],
                            rest: int [required, unique, generated: "n % 3"], box_id: bigint },
                        relations: { belongs_to: Box via box_id },
                        meta: { checks: { finished: "s <> 'DONE'", left: "rest <> 0" } } }
                    model! { Box, table: "boxes", fields: { n: int } }
                    """))
    }

    /// MariaDB has no indexes over expressions.
    @Test(arguments: TestDatabase.engines.filter { $0 != .mariadb })
    func `rows that a unique expression finds twice are counted and reported`(engine: Engine) throws {
        let change = ModelChange(
            before: "model! { Item, table: \"items\", fields: { name: varchar(9) [required] } }",
            rows: "INSERT INTO items (id, name) VALUES (1, 'x'), (2, 'X'), (3, 'y')",
            after: """
                model! { Item, table: "items", fields: { title: varchar(9) [required, renamed_from: "name"] },
                    meta: { indexes: [("lower(title)") unique name "lower_title"] } }
                """)
        try expect(["add-unique:items.lower_title": "1"], on: engine, change)
        try change.run(on: engine) { try $0.upIsRefused(with: "which must be unique, occurs in several rows: ") }
    }

    /// A row that has no counterpart yet, since the other table is new.
    @Test(arguments: TestDatabase.engines)
    func `rows that refer to a new table are counted and reported`(engine: Engine) throws {
        let change = ModelChange(
            before: "model! { Item, table: \"items\", fields: { box_id: bigint } }",
            rows: "INSERT INTO items (id, box_id) VALUES (1, 5), (2, NULL)",
            after: """
                model! { Item, table: "items", fields: { box_id: bigint }, relations: { belongs_to: Box via box_id } }
                model! { Box, table: "boxes", fields: { n: int } }
                """)
        try expect(["add-foreign-key:items.box_id": "1"], on: engine, change)
        try change.run(on: engine) { try $0.upIsRefused(with: "(box_id) to missing rows of 'boxes': id 1") }
    }

    @Test func `each engine has its own query`() throws {
        let project = try ScratchProject(["raido.json": "{\"engines\": [\"postgresql\", \"mysql\", \"mariadb\"]}"])
        try project.write("model! { Item, table: \"items\", fields: { a: int, b: int } }", to: "entities/item.model")
        #expect(try project.raido("makemigrations", "--now", "2026-01-01T12:00:00Z").status == 0)
        try project.write("model! { Item, table: \"items\", fields: { a: int } }", to: "entities/item.model")
        let refused = try project.raido("makemigrations")
        #expect(
            refused.errors.contains(
                """
                      count them on PostgreSQL: SELECT count(*) FROM "items" WHERE "b" IS NOT NULL
                      count them on MySQL and MariaDB: SELECT count(*) FROM `items` WHERE `b` IS NOT NULL

                """), "\(refused)")
        try project.write("{\"engines\": [\"mysql\", \"mariadb\"]}", to: "raido.json")
        let single = try project.raido("makemigrations")
        #expect(
            single.errors.contains("      count them: SELECT count(*) FROM `items` WHERE `b` IS NOT NULL\n"),
            "\(single)")
    }
}
