import Raido
import RaidoPlanning
import Testing

@Suite struct OrderTests {
    private func table(_ name: String, to targets: String...) -> Table {
        .with(
            name, targets.map { Column("\($0)_id", .bigInteger, nullable: true) },
            foreignKeys: targets.map { ForeignKey("fk_\(name)_\($0)_id", ["\($0)_id"], references: $0, ["id"]) })
    }

    @Test func tablesAreCreatedInTheOrderOfTheirForeignKeysTiesByName() throws {
        let plan = try planned([], [table("a", to: "z"), table("m"), table("z"), table("b", to: "b")])
        #expect(plan.names == ["001_create_b", "002_create_m", "003_create_z", "004_create_a"])
        #expect(plan.hazards == [])
    }

    @Test func aCycleOfNewTablesIsClosedByALateMigration() throws {
        let plan = try planned([], [table("a", to: "b"), table("b", to: "a", "c"), table("c", to: "a")])
        #expect(plan.names == ["001_create_a", "002_create_c", "003_create_b", "004_create_relations"])
        #expect(
            plan.migrations[3].changes == [
                .addForeignKey(ForeignKey("fk_a_b_id", ["b_id"], references: "b", ["id"]), to: "a")
            ])
    }

    @Test func aCycleOfDroppedTablesIsOpenedFirst() throws {
        let plan = try planned([table("a", to: "b"), table("b", to: "a")], [])
        #expect(plan.names == ["001_drop_relations", "002_drop_b", "003_drop_a"])
        #expect(plan.hazardIDs == ["drop-table:a", "drop-table:b"])
    }

    @Test func aDroppedTableGoesAfterTheKeysToIt() throws {
        let plan = try planned(
            [table("a", to: "b"), table("b")], [.with("a", [Column("b_id", .bigInteger, nullable: true)])])
        #expect(plan.names == ["001_alter_a", "002_drop_b"])
        #expect(plan.hazardIDs == ["drop-foreign-key:a.b_id", "drop-table:b"])
    }

    @Test func renamesComeFirstThenNewTablesThenAlterationsThenDrops() throws {
        let plan = try planned(
            [.with("old"), .with("kept"), .with("gone")],
            [.with("new"), .with("kept", comment: "c"), .with("fresh")], hints: .tables(["new": "old"]))
        #expect(plan.names == ["001_alter_new", "002_create_fresh", "003_alter_kept", "004_drop_gone"])
    }

    @Test func aDropThatFreesANameComesBeforeWhatTakesIt() throws {
        let index = Index("ix", [.ascending("id")])
        let plan = try planned([.with("gone", indexes: [index])], [.with("fresh", indexes: [index])])
        #expect(plan.names == ["001_drop_gone", "002_create_fresh"])
    }

    @Test func aTableThatReferencesANewOneIsAlteredAfterIt() throws {
        let plan = try planned([.with("a")], [table("a", to: "b"), table("b", to: "a")])
        #expect(plan.names == ["001_create_b", "002_alter_a"])
    }

    @Test func aTableIsSplitWhereANewOneStandsBetweenItsParts() throws {
        let unique = UniqueConstraint("uq_a_code", ["code"])
        let code = Column("code", .integer, nullable: true)
        let fresh = Table.with(
            "b", [code], foreignKeys: [ForeignKey("fk_b_code", ["code"], references: "a", ["code"])])
        var wanted = table("a", to: "b")
        wanted.columns.append(code)
        wanted.uniques = [unique]
        let plan = try planned([.with("a")], [wanted, fresh])
        #expect(plan.names == ["001_alter_a", "002_create_b", "003_alter_a"])
    }

    @Test func aKeyLetsGoWhileBothItsEndsChangeTheirType() throws {
        func tables(_ type: ColumnType) -> [Table] {
            [
                Table("a", columns: [Column("id", type)], primaryKey: ["id"]),
                .with(
                    "b", [Column("a_id", type, nullable: true)],
                    foreignKeys: [ForeignKey("fk_b_a_id", ["a_id"], references: "a", ["id"])]),
            ]
        }
        let plan = try planned(tables(.integer), tables(.bigInteger))
        #expect(plan.names == ["001_alter_b", "002_alter_a", "003_alter_b"])
        #expect(plan.hazards == [])
    }

    @Test func aDeletedModelIsADroppedTable() throws {
        let plan = try planned([.with("articles"), .with("tags")], [.with("articles")])
        #expect(plan.changes == [.dropTable(.with("tags"))])
        #expect(plan.summaries[0].lost == ["Reverting restores the table `tags`, not its rows."])
    }

    @Test func aRunMayBeNamed() throws {
        var request = PlanRequest(
            before: Schema([.with("a")]), after: Schema([.with("a", comment: "c")]), batch: "20260131_120000",
            name: "say_what_it_is")
        #expect(try planned(request).names == ["001_say_what_it_is"])
        request.after["b"] = .with("b")
        #expect(try planned(request).names == ["001_say_what_it_is_create_b", "002_say_what_it_is_alter_a"])
    }

    @Test func aThousandTablesKeepTheirOrderAsText() {
        let plan = plan(
            PlanRequest(
                before: Schema(), after: Schema((0..<1100).map { Table.with("t\($0)") }), batch: "20260131_120000"))
        #expect(plan.migrations.map(\.id) == plan.migrations.map(\.id).sorted())
        #expect(plan.migrations.count == 1100)
        #expect(plan.migrations[0].id == "m20260131_120000_0001_create_t0")
    }
}
