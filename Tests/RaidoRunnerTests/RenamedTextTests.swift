#if SQLite
    import Raido
    import Testing

    /// What Raido remembers of an expression after a rename is what SQLite made of it: a rebuild still takes it.
    @Suite struct RenamedTextTests {
        private func rebuild(_ bench: Workbench, _ table: String) throws {
            try bench.apply([
                .alterColumn(in: table, from: Column("note", .varchar(9)), to: Column("note", .varchar(8)))
            ])
        }

        private func bench(_ check: SQLFragment) throws -> Workbench {
            var table = table("a", Column("views", .integer), Column("note", .varchar(9)))
            table.checks = [CheckConstraint("ck_a_views", check)]
            return try Workbench(table)
        }

        @Test func aColumnInOtherCaseIsRenamed() throws {
            let bench = try bench("VIEWS >= 0")
            try bench.apply([.renameColumn("views", to: "hits", in: "a")])
            try rebuild(bench, "a")
            try bench.expectAsWanted()
        }

        @Test func aTypeIsNoColumn() throws {
            let bench = try bench("CAST(id AS note) <> 'x' AND CAST(views AS TEXT) <> 'y'")
            try bench.apply([.renameColumn("views", to: "text", in: "a")])
            try bench.apply([.renameColumn("text", to: "hits", in: "a")])
            try rebuild(bench, "a")
            try bench.expectAsWanted()
        }

        @Test func aQualifiedColumnFollowsItsTable() throws {
            let bench = try bench("a.views >= 0")
            try rebuild(bench, "a")
            try bench.expectAsWanted()
            try bench.apply([.renameTable("a", to: "b")])
            try bench.apply([
                .alterColumn(in: "b", from: Column("note", .varchar(8)), to: Column("note", .varchar(9)))
            ])
            try bench.apply([.renameColumn("views", to: "hits", in: "b")])
            try rebuild(bench, "b")
            try bench.expectAsWanted()
            #expect(throws: (any Error).self) { try bench.run("INSERT INTO b (hits, note) VALUES (-1, '')") }
        }
    }
#endif
